#include "fault.h"

namespace junheng::testing {

namespace {

constexpr std::string_view kId = "2133000088";
constexpr std::string_view kName = "新安小学";

/// A new primary school without any figure that a check could doubt.
void add_figures(DatasetBuilder& data) { data.stage(Stage::Primary).set("pupils", 400).set("computers", 50); }

void add_placed(DatasetBuilder& data, double lon, double lat) {
  data.school(kId, 211, kName).set("lon", lon).set("lat", lat);
  add_figures(data);
}

void add_coded(DatasetBuilder& data, std::string_view id) {
  data.school(id, 211, kName);
  add_figures(data);
}

}  // namespace

std::vector<Fault> school_faults() {
  using Data = DatasetBuilder;
  return {
      {"campus_without_parent",
       [](Data& data) {
         data.school(kId, 211, kName).uncounted();
         add_figures(data);
       },
       "schools.csv", 12, "parent_school_id", ""},
      {"school_years",
       [](Data& data) {
         data.school(kId, 211, kName).set("opened_year", 198);
         add_figures(data);
       },
       "schools.csv", 12, "opened_year", "198"},
      {"closed_before_opened", [](Data& data) { data.school(kId, 211, kName).set("opened_year", 2019).set("closed_year", 2001); },
       "schools.csv", 12, "opened_year", "2019"},
      {"closed_with_pupils",
       [](Data& data) {
         data.school(kId, 211, kName).set("closed_year", 2022);
         add_figures(data);
       },
       "stage_facts.csv", 22, "pupils", "400"},
      {"pupils_before_opening",
       [](Data& data) {
         data.school(kId, 211, kName).set("opened_year", 2025);
         add_figures(data);
       },
       "stage_facts.csv", 22, "pupils", "400"},
      {"lon_without_lat",
       [](Data& data) {
         data.school(kId, 211, kName).set("lon", 119.3);
         add_figures(data);
       },
       "schools.csv", 12, "lat", ""},
      {"place_outside_world", [](Data& data) { add_placed(data.country("NG"), 293'930, 2'785'238); }, "schools.csv", 12, "lon", "293930"},
      {"lon_lat_swapped_world", [](Data& data) { add_placed(data.country("TW"), 29.4, 119.3); }, "schools.csv", 12, "lon", "29.4"},
      {"place_outside_china", [](Data& data) { add_placed(data, 0, 0); }, "schools.csv", 12, "lon", "0"},
      {"lon_lat_swapped", [](Data& data) { add_placed(data, 29.4, 119.3); }, "schools.csv", 12, "lon", "29.4"},
      {"place_far_from_county", [](Data& data) { add_placed(data, 120.3, 29.5); }, "schools.csv", 12, "lon", "120.3"},
      {"place_far_from_area", [](Data& data) { add_placed(data.country("NG"), 120.3, 29.5); }, "schools.csv", 12, "lon", "120.3"},
      {"name_twice",
       [](Data& data) {
         data.school(kId, 211, "第3小学");
         add_figures(data);
       },
       "schools.csv", 12, "name", "第3小学"},
      {"place_twice", [](Data& data) { add_placed(data, 119.28, 29.48); }, "schools.csv", 12, "lon", "119.28, 29.48"},
      {"area_code_length", [](Data& data) { data.county("33011", "余杭区"); }, "areas.csv", 4, "area_code", "33011"},
      {"area_code_province", [](Data& data) { data.county("930110", "余杭区"); }, "areas.csv", 4, "area_code", "930110"},
      {"county_code", [](Data& data) { data.county("330100", "杭州市"); }, "areas.csv", 4, "area_code", "330100"},
      {"school_id_length", [](Data& data) { add_coded(data, "21330088"); }, "schools.csv", 12, "school_id", "21330088"},
      {"school_id_category",
       [](Data& data) {
         data.school("7733000088", 0, kName);
         add_figures(data);
       },
       "schools.csv", 12, "school_id", "7733000088"},
      {"school_id_province", [](Data& data) { add_coded(data, "2134000088"); }, "schools.csv", 12, "school_id", "2134000088"},
      {"school_id_kind", [](Data& data) { add_coded(data, "3133000088"); }, "schools.csv", 12, "school_id", "3133000088"},
  };
}

}  // namespace junheng::testing
