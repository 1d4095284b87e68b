#pragma once

#include <string>
#include <string_view>

#include "support/dataset_builder.h"

namespace junheng::testing {

/// Adds an ordinary primary school of 450 pupils: its row of stage_facts comes last, so set() changes it.
inline DatasetBuilder& add_primary_school(DatasetBuilder& data, std::string_view id, std::string_view name, double lon) {
  data.school(id, 211, name).set("lon", lon).set("lat", 29.48).set("opened_year", 1986);
  for (int grade = 1; grade <= 6; ++grade) data.grade(grade).set("pupils", 75).set("girls", 36).set("classes", 2);
  data.band(Stage::Primary, "36_40").set("classes", 12);
  data.stage(Stage::Primary).set("pupils", 450).set("classes", 12).set("staff", 27).set("teachers", 25);
  data.set("teachers_phd", 0).set("teachers_master", 2).set("teachers_bachelor", 19).set("teachers_college", 4);
  data.set("teachers_upper_secondary", 0).set("teachers_below", 0).set("teachers_above_required", 25).set("teachers_certified", 25);
  data.set("teachers_backbone", 5).set("teachers_pe_arts", 5).set("teachers_rotation_eligible", 10).set("teachers_rotated", 2);
  data.set("backbone_rotated", 1).set("area_teaching_m2", 2400).set("area_indoor_sports_m2", 100).set("area_sports_ground_m2", 3600);
  data.set("equipment_value_yuan", 1'000'000).set("computers", 60).set("books", 12'000).set("multimedia_rooms", 14);
  data.set("music_rooms", 2).set("music_rooms_73m2", 2).set("music_rooms_96m2", 1).set("public_funds_budget_yuan", 400'000);
  data.set("training_funds_budget_yuan", 24'000).set("boarders", 0).set("pupils_in_catchment", 450);
  return data;
}

/// Adds a primary school of which only pupils and computers are known.
inline DatasetBuilder& add_bare_school(DatasetBuilder& data, double pupils) {
  return data.school("2133000099", 211, "城东小学").stage(Stage::Primary).set("pupils", pupils).set("computers", pupils / 8);
}

/// A county in Zhejiang in which no check finds anything: ten primary schools, two years, places a kilometre apart, items reported.
inline DatasetBuilder clean_county() {
  DatasetBuilder data;
  data.area("330000", model::AreaLevel::Province, "浙江省").county("330182", "建德市");
  data.item("S1", 92.5).item("Q1", 101.2).item("G11", 1).item("V1", 0).item("disabled_children", 40).item("disabled_enrolled", 39);
  data.item("resident_population", 443'000).item("teacher_pay_yuan", 132'000);
  data.quality("语文", 3, 0.08).answer(1, model::Respondent::Parent, 5);
  for (int i = 0; i < 10; ++i) {
    const std::string number = std::to_string(i);
    add_primary_school(data, "213300000" + number, "第" + number + "小学", 119.28 + 0.01 * i);
    data.year(2023).stage(Stage::Primary).set("pupils", 460).set("teachers", 25).set("area_teaching_m2", 2400).year(2024);
  }
  return data;
}

}  // namespace junheng::testing
