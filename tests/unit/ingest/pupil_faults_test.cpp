#include "fault.h"

namespace junheng::testing {

namespace {

constexpr std::string_view kNewId = "2133000088";
constexpr std::string_view kNewName = "新安小学";

DatasetBuilder& add_school(DatasetBuilder& data) { return add_primary_school(data, kNewId, kNewName, 119.4); }

}  // namespace

std::vector<Fault> pupil_faults() {
  using Data = DatasetBuilder;
  return {
      {"pupils_implausible", [](Data& data) { add_bare_school(data, 12'000).set("teachers", 700); }, "stage_facts.csv", 22, "pupils",
       "12000"},
      {"classes_implausible", [](Data& data) { add_bare_school(data, 450).set("classes", 450); }, "stage_facts.csv", 22, "classes", "450"},
      {"class_average", [](Data& data) { add_bare_school(data, 450).set("classes", 4); }, "stage_facts.csv", 22, "pupils", "450"},
      {"pupils_per_teacher", [](Data& data) { add_bare_school(data, 450).set("teachers", 8); }, "stage_facts.csv", 22, "pupils", "450"},
      {"class_list_pupils", [](Data& data) { add_bare_school(data, 450).class_of(1).set("pupils", 450); }, "classes.csv", 2, "pupils",
       "450"},
      {"no_pupils", [](Data& data) { data.school(kNewId, 211, kNewName).stage(Stage::Primary).set("pupils", 0); }, "stage_facts.csv", 22,
       "pupils", "0"},
      {"grades_without_stage", [](Data& data) { data.school(kNewId, 211, kNewName).grade(1).set("pupils", 30).grade(2).set("pupils", 28); },
       "grade_facts.csv", 62, "pupils", "30"},
      {"kind_without_stage", [](Data& data) { data.school(kNewId, 211, kNewName); }, "schools.csv", 12, "kind", "211"},
      {"county_without_stage", [](Data& data) { data.county("330110", "余杭区").school("3133000088", 311, kNewName); }, "areas.csv", 4, "",
       ""},
      {"parts_of_pupils", [](Data& data) { add_school(data).set("boarders", 451); }, "stage_facts.csv", 22, "boarders", "451"},
      {"parts_of_grade", [](Data& data) { add_bare_school(data, 70).grade(1).set("pupils", 70).set("girls", 71); }, "grade_facts.csv", 62,
       "girls", "71"},
      {"migrant_parts",
       [](Data& data) { add_bare_school(data, 70).grade(1).set("pupils", 70).set("migrant_pupils", 8).set("migrant_worker_pupils", 9); },
       "grade_facts.csv", 62, "migrant_worker_pupils", "9"},
      {"boarders_above_beds", [](Data& data) { add_school(data).set("boarders", 90).set("beds", 80); }, "stage_facts.csv", 22, "boarders",
       "90"},
      {"grades_sum_pupils", [](Data& data) { add_school(data).set("pupils", 451); }, "stage_facts.csv", 22, "pupils", "451"},
      {"grades_sum_classes", [](Data& data) { add_bare_school(data, 70).set("classes", 2).grade(1).set("pupils", 70).set("classes", 3); },
       "stage_facts.csv", 22, "classes", "2"},
      {"class_bands_sum",
       [](Data& data) { add_bare_school(data, 450).set("classes", 12).band(Stage::Primary, "36_40").set("classes", 11); },
       "stage_facts.csv", 22, "classes", "12"},
      // 12 classes of 36 to 40 hold 432 to 480.
      {"class_bands_pupils",
       [](Data& data) { add_bare_school(data, 481).set("classes", 12).band(Stage::Primary, "36_40").set("classes", 12); },
       "stage_facts.csv", 22, "pupils", "481"},
      // 88 pupils fit two classes of 41 to 45, but 46 do not fit one of them.
      {"class_bands_grades",
       [](Data& data) {
         add_bare_school(data, 88).set("classes", 2).grade(1).set("pupils", 46).set("classes", 1).grade(2).set("pupils", 42);
         data.set("classes", 1).band(Stage::Primary, "41_45").set("classes", 2);
       },
       "grade_facts.csv", 62, "pupils", "46"},
      {"class_list_count",
       [](Data& data) {
         add_bare_school(data, 70).set("classes", 2).grade(1).set("pupils", 70).set("classes", 2).class_of(1).set("pupils", 70);
       },
       "grade_facts.csv", 62, "classes", "2"},
      {"class_list_stage", [](Data& data) { add_bare_school(data, 70).set("classes", 2).class_of(1).set("pupils", 35); }, "classes.csv", 2,
       "", "1"},
      {"class_list_bands",
       [](Data& data) { add_bare_school(data, 76).band(Stage::Primary, "36_40").set("classes", 2).class_of(1).set("pupils", 38); },
       "classes.csv", 2, "", "1"},
      {"pupils_from_grades",
       [](Data& data) { data.school(kNewId, 211, kNewName).grade(1).set("pupils", 70).stage(Stage::Primary).set("computers", 9); },
       "stage_facts.csv", 22, "pupils", ""},
      {"classes_from_grades", [](Data& data) { add_bare_school(data, 70).grade(1).set("pupils", 70).set("classes", 2); }, "stage_facts.csv",
       22, "classes", ""},
      {"class_list_sum",
       [](Data& data) {
         add_bare_school(data, 70)
             .set("classes", 2)
             .grade(1)
             .set("pupils", 70)
             .set("classes", 2)
             .class_of(1)
             .set("pupils", 35)
             .class_of(1)
             .set("pupils", 34);
       },
       "grade_facts.csv", 62, "pupils", "70"},
      {"pupils_year_change",
       [](Data& data) { add_bare_school(data, 450).year(2023).stage(Stage::Primary).set("pupils", 4500).set("computers", 60).year(2024); },
       "stage_facts.csv", 22, "pupils", "450"},
  };
}

}  // namespace junheng::testing
