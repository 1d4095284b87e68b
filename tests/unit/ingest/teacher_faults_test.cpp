#include "fault.h"

namespace junheng::testing {

namespace {

DatasetBuilder& add_school(DatasetBuilder& data) { return add_primary_school(data, "2133000088", "新安小学", 119.4); }

}  // namespace

std::vector<Fault> teacher_faults() {
  using Data = DatasetBuilder;
  return {
      {"teachers_implausible", [](Data& data) { add_bare_school(data, 9000).set("staff", 2600); }, "stage_facts.csv", 22, "staff", "2600"},
      {"teachers_above_staff", [](Data& data) { add_school(data).set("staff", 24); }, "stage_facts.csv", 22, "teachers", "25"},
      {"parts_of_teachers", [](Data& data) { add_school(data).set("teachers_certified", 26); }, "stage_facts.csv", 22, "teachers_certified",
       "26"},
      {"teachers_with_visitors", [](Data& data) { add_school(data).set("teachers_pe_arts", 26); }, "stage_facts.csv", 22,
       "teachers_pe_arts", "26"},
      {"rotated_above_eligible", [](Data& data) { add_school(data).set("teachers_rotated", 11); }, "stage_facts.csv", 22,
       "teachers_rotated", "11"},
      {"backbone_rotated_above_rotated", [](Data& data) { add_school(data).set("backbone_rotated", 3); }, "stage_facts.csv", 22,
       "backbone_rotated", "3"},
      {"degrees_above_teachers", [](Data& data) { add_school(data).set("teachers_below", 1); }, "stage_facts.csv", 22, "teachers", "25"},
      {"degrees_below_teachers", [](Data& data) { add_school(data).set("teachers", 26); }, "stage_facts.csv", 22, "teachers", "26"},
      {"above_required_primary", [](Data& data) { add_school(data).set("teachers_above_required", 21); }, "stage_facts.csv", 22,
       "teachers_above_required", "21"},
      {"above_required_junior",
       [](Data& data) {
         data.school("3133000088", 311, "新安中学").stage(Stage::Junior).set("pupils", 300).set("teachers", 30).set("teachers_phd", 0);
         data.set("teachers_master", 3).set("teachers_bachelor", 25).set("teachers_college", 2).set("teachers_above_required", 30);
       },
       "stage_facts.csv", 22, "teachers_above_required", "30"},
      {"zero_with_pupils", [](Data& data) { add_bare_school(data, 100).set("teachers", 0); }, "stage_facts.csv", 22, "teachers", "0"},
      {"teachers_year_change",
       [](Data& data) { add_bare_school(data, 450).set("teachers", 20).year(2023).stage(Stage::Primary).set("teachers", 200).year(2024); },
       "stage_facts.csv", 22, "teachers", "20"},
  };
}

}  // namespace junheng::testing
