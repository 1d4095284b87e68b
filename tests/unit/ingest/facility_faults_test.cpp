#include "fault.h"

namespace junheng::testing {

namespace {

DatasetBuilder& add_school(DatasetBuilder& data) { return add_primary_school(data, "2133000088", "新安小学", 119.4); }

}  // namespace

std::vector<Fault> facility_faults() {
  using Data = DatasetBuilder;
  return {
      {"negative_amount", [](Data& data) { add_school(data).set("area_sports_ground_m2", -3600); }, "stage_facts.csv", 22,
       "area_sports_ground_m2", "-3600"},
      {"indoor_sports_above_teaching", [](Data& data) { add_school(data).set("area_indoor_sports_m2", 2500); }, "stage_facts.csv", 22,
       "area_indoor_sports_m2", "2500"},
      {"teaching_above_floor_area", [](Data& data) { add_school(data).set("floor_area_m2", 2399); }, "stage_facts.csv", 22,
       "area_teaching_m2", "2400"},
      {"shared_beds_above_beds", [](Data& data) { add_school(data).set("beds", 20).set("shared_platform_beds", 21); }, "stage_facts.csv",
       22, "shared_platform_beds", "21"},
      {"music_rooms_by_size", [](Data& data) { add_school(data).set("music_rooms_96m2", 3); }, "stage_facts.csv", 22, "music_rooms_96m2",
       "3"},
      {"art_rooms_by_size", [](Data& data) { add_school(data).set("art_rooms_54m2", 3).set("art_rooms", 2); }, "stage_facts.csv", 22,
       "art_rooms_54m2", "3"},
      {"whole_school_sum",
       [](Data& data) {
         data.school("3133000088", 312, "新安学校").stage(Stage::All).set("books", 9000).stage(Stage::Primary).set("books", 5000);
         data.stage(Stage::Junior).set("books", 4100);
       },
       "stage_facts.csv", 22, "books", "9000"},
      {"no_resources", [](Data& data) { data.school("2133000088", 211, "新安小学").stage(Stage::Primary).set("pupils", 80); },
       "stage_facts.csv", 22, "", ""},
      {"yuan_or_10000_yuan", [](Data& data) { add_bare_school(data, 450).set("public_funds_yuan", 90); }, "stage_facts.csv", 22,
       "public_funds_yuan", "90"},
      {"equipment_too_high", [](Data& data) { add_bare_school(data, 45).set("equipment_value_yuan", 10'000'000); }, "stage_facts.csv", 22,
       "equipment_value_yuan", "10000000"},
      {"area_per_pupil", [](Data& data) { add_bare_school(data, 60).set("area_teaching_m2", 24'000).set("computers", 8); },
       "stage_facts.csv", 22, "area_teaching_m2", "24000"},
      {"computers_per_pupil", [](Data& data) { add_bare_school(data, 450).set("multimedia_rooms", 1400); }, "stage_facts.csv", 22,
       "multimedia_rooms", "1400"},
      {"books_per_pupil", [](Data& data) { add_bare_school(data, 450).set("books", 1'200'000); }, "stage_facts.csv", 22, "books",
       "1200000"},
      {"training_above_public_funds", [](Data& data) { add_school(data).set("training_funds_budget_yuan", 400'001); }, "stage_facts.csv",
       22, "training_funds_budget_yuan", "400001"},
      {"training_above_public_funds_final",
       [](Data& data) { add_school(data).set("public_funds_final_yuan", 90'000).set("training_funds_final_yuan", 90'001); },
       "stage_facts.csv", 22, "training_funds_final_yuan", "90001"},
      {"room_area", [](Data& data) { add_bare_school(data, 450).room().set("area_m2", 0.96); }, "rooms.csv", 2, "area_m2", "0.96"},
      {"area_year_change",
       [](Data& data) {
         add_bare_school(data, 450)
             .set("area_teaching_m2", 2400)
             .year(2023)
             .stage(Stage::Primary)
             .set("area_teaching_m2", 24'000)
             .year(2024);
       },
       "stage_facts.csv", 22, "area_teaching_m2", "2400"},
      {"equipment_year_change",
       [](Data& data) {
         add_bare_school(data, 450)
             .set("equipment_value_yuan", 1'000'000)
             .year(2023)
             .stage(Stage::Primary)
             .set("equipment_value_yuan", 5'000'000)
             .year(2024);
       },
       "stage_facts.csv", 22, "equipment_value_yuan", "1000000"},
      {"outlier_in_county", [](Data& data) { add_bare_school(data, 450).set("books", 120'000); }, "stage_facts.csv", 22, "books", "120000"},
  };
}

}  // namespace junheng::testing
