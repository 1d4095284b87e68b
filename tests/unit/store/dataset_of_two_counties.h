#pragma once

#include <array>
#include <string>

#include "junheng/model/dataset.h"

namespace junheng::store {

inline model::TableOrigin origin_of(const std::string& table, std::size_t rows) {
  model::TableOrigin origin;
  const auto file = origin.add_file({table + ".csv", "", {{"school_id", "学校代码", 1}, {"value", "数值", 4}}});
  for (std::size_t row = 0; row < rows; ++row) origin.add_row(file, static_cast<std::uint32_t>(row + 2));
  return origin;
}

/// Six numbers that are packed in different ways: whole, decimals, neither, missing.
inline model::NumberColumn six_numbers(double first) {
  model::NumberColumn column;
  column.push(first);
  column.push(0.1);
  column.push_missing(model::Absence::NotCollected);
  column.push(-1e300);
  column.push_missing(model::Absence::Rejected);
  column.push(1.0 / 3.0);
  return column;
}

/// Six rows, one per school.
inline model::FactTable six_facts(const std::string& id) {
  model::FactTable table;
  for (std::size_t school = 0; school < 6; ++school) {
    table.schools.emplace_back(school);
    table.years.push_back(static_cast<std::int16_t>(2023 + school % 2));
    table.parts.push_back(static_cast<std::uint8_t>(school % 2));
    table.subparts.push_back(static_cast<std::uint8_t>(school));
  }
  table.column_ids = {"pupils", "teachers", "books"};
  table.columns = {six_numbers(300), six_numbers(70'000), model::NumberColumn(6, model::Absence::NoColumn)};
  table.origin = origin_of(id, 6);
  return table;
}

/// A province, a city, two counties and a township; six schools in the order county 1, county 2, county 1 ..., the last directly under
/// the city and the fifth in the township; rows in every table, and rows of the areas above.
inline model::Dataset two_counties() {
  using model::AreaLevel;
  model::Dataset d;
  d.manifest = {"两县", "made for this test", "CC0-1.0", true, "CN", SchoolYear{2024}};
  const auto add_area = [&](const char* code, const char* name, AreaLevel level, std::optional<std::size_t> parent) {
    d.areas.codes.push(code);
    d.areas.names.push(name);
    d.areas.levels.push_back(level);
    d.areas.parents.push_back(parent ? std::optional(AreaIndex(*parent)) : std::nullopt);
  };
  add_area("11", "甲省", AreaLevel::Province, {});
  add_area("1101", "乙市", AreaLevel::City, 0);
  add_area("110101", "东县", AreaLevel::County, 1);
  add_area("110102", "西县 50%_", AreaLevel::County, 1);
  add_area("110101001", "北镇", AreaLevel::Township, 2);
  d.areas.origin = origin_of("areas", 5);

  model::Schools& schools = d.schools;
  const std::array<std::size_t, 6> area_of_school = {2, 3, 2, 3, 4, 1};
  for (std::size_t i = 0; i < 6; ++i) {
    schools.ids.push("S" + std::to_string(i + 1));
    schools.predecessors.push(i == 1 ? "S0" : "");
    schools.names.push(i % 2 == 0 ? "第" + std::to_string(i + 1) + "小学" : "No. " + std::to_string(i + 1) + " School");
    schools.areas.emplace_back(area_of_school[i]);
    schools.kinds.push_back(i == 2 ? 218 : 211);
    schools.founders.push_back(static_cast<std::uint8_t>(i));
    schools.settings.push_back(static_cast<std::uint16_t>(100 + i));
    schools.is_counted.push_back(i != 2);
    // The third is a campus of the first, the fourth of one in the other county.
    schools.parents.push_back(i == 2 ? std::optional(SchoolIndex(0u)) : i == 3 ? std::optional(SchoolIndex(4u)) : std::nullopt);
  }
  schools.lon = six_numbers(116.407526);
  schools.lat = six_numbers(39.90403);
  schools.is_boarding = six_numbers(1);
  schools.opened_year = six_numbers(1956);
  schools.planned_built_year = model::NumberColumn(6, model::Absence::NoColumn);
  schools.closed_year = model::NumberColumn(6, model::Absence::NotCollected);
  schools.is_dense_inner_city = six_numbers(0);
  schools.origin = origin_of("schools", 6);

  d.stage_facts = six_facts("stage_facts");
  d.grade_facts = six_facts("grade_facts");
  d.classes = six_facts("classes");
  d.class_bands = six_facts("class_bands");
  d.rooms = six_facts("rooms");
  d.subject_staff = six_facts("subject_staff");
  d.school_facts = six_facts("school_facts");
  for (const char* name : {"语文", "数学", "语文", "语文", "英语", "数学"}) {
    d.subject_staff.names.push(name);
    d.school_facts.names.push(name);
  }
  // A value with a cell of its own, and a second file.
  d.stage_facts.origin.set_cell(RowIndex(3u), "pupils", {"form.xlsx", "表二", 7, 5, "在校生"});
  d.grade_facts.origin = model::TableOrigin();
  d.grade_facts.origin.add_file({"a.xlsx", "one", {{"pupils", "人数", 2}}});
  d.grade_facts.origin.add_file({"b.xlsx", "two", {{"pupils", "学生", 3}}});
  for (std::size_t row = 0; row < 6; ++row) d.grade_facts.origin.add_row(row < 2 ? 1 : 0, static_cast<std::uint32_t>(20 - row));

  model::Teachers& t = d.teachers;
  for (std::size_t i = 0; i < 6; ++i) {
    t.schools.emplace_back(5 - i);
    t.years.push_back(2024);
    t.stages.push_back(i == 0 ? std::nullopt : std::optional(Stage::Junior));
    t.sexes.push_back(i % 2 == 0 ? std::optional(model::Sex::Female) : std::nullopt);
    t.posts.push_back(i == 1 ? std::optional(model::Post::Principal) : std::nullopt);
    t.birth_years.push_back(static_cast<std::int16_t>(i == 2 ? 0 : 1970 + i));
    t.is_established.push_back(static_cast<model::Answer>(i % 3));
    t.certified.push_back(model::Answer::Yes);
    t.subjects.push(i % 2 == 0 ? "音乐" : "");
    t.second_subjects.push("");
    t.degrees.push("本科");
    t.titles.push(std::to_string(i));
  }
  t.training_hours_5y = six_numbers(360);
  t.weekly_periods = six_numbers(15.5);
  t.origin = origin_of("teachers", 6);

  for (std::size_t area = 0; area < 5; ++area) {
    const AreaIndex at(area);
    const auto number = model::Quantity::of(static_cast<double>(area) + 0.25);
    d.area_items.entries.push_back(
        {at, 2024, "counties", number, area == 1 ? "推算" : "", area == 2 ? std::optional<std::uint8_t>(1) : std::nullopt});
    d.age_facts.areas.push_back(at);
    d.age_facts.years.push_back(2024);
    d.age_facts.stages.push_back(Stage::Primary);
    d.age_facts.ages.push_back(static_cast<std::uint8_t>(6 + area));
    d.age_facts.pupils.push(100);
    d.population.areas.push_back(at);
    d.population.years.push_back(2023);
    d.population.ages.push_back(static_cast<std::uint8_t>(area));
    d.population.sexes.push_back(model::Sex::All);
    d.population.persons.push(2000);
    d.targets.areas.push_back(at);
    d.targets.years.push_back(2030);
    d.targets.items.push("counties");
    d.targets.targets.push(0.95);
    d.quality_results.push_back({at, 2024, "语文", number, model::Quantity::missing(model::Absence::NotCollected), 4});
    d.survey.push_back({static_cast<std::uint32_t>(area + 1), at, 2024, model::Respondent::Teacher, number});
    d.accreditations.push_back({at, model::AccreditationKind::Quality, 2023});
  }
  d.establishment.entries.push_back({AreaIndex(0u), std::nullopt, 2024, std::nullopt, model::Quantity::of(9000)});
  d.establishment.entries.push_back({std::nullopt, SchoolIndex(1u), 2024, Stage::Primary, model::Quantity::of(20)});
  d.establishment.entries.push_back(
      {std::nullopt, SchoolIndex(5u), 2024, std::nullopt, model::Quantity::missing(model::Absence::NotCollected)});
  // One of a school that is there, one of a school that goes to one that is, one of neither.
  d.events.entries.push_back({"e1", 2026, model::EventKind::Housing, "S2", "", model::Quantity::of(60), 0b110});
  d.events.entries.push_back({"e2", 2025, model::EventKind::Open, "S9", "S1", model::Quantity::of(100), 0});
  d.events.entries.push_back({"e3", 2027, model::EventKind::Close, "S8", "", model::Quantity::missing(model::Absence::NotCollected), 0});
  d.events.origin = origin_of("events", 3);
  for (std::size_t area = 2; area < 4; ++area) {
    d.settlements.ids.push("V" + std::to_string(area));
    d.settlements.names.push("村");
    d.settlements.areas.emplace_back(area);
    for (model::NumberColumn* column :
         {&d.settlements.lon, &d.settlements.lat, &d.settlements.pupils_primary, &d.settlements.pupils_junior})
      column->push(static_cast<double>(area) + 0.5);
    for (model::NumberColumn& column : d.settlements.children) column.push_missing(model::Absence::NoColumn);
  }
  d.settlements.children[14] = model::NumberColumn();
  for (int i = 0; i < 2; ++i) d.settlements.children[14].push(7);
  d.settlements.origin = origin_of("settlements", 2);
  d.area_items.origin = origin_of("area_facts", 5);
  d.age_facts.origin = origin_of("age_facts", 5);
  d.population.origin = origin_of("population", 5);
  d.targets.origin = origin_of("targets", 5);
  d.quality_origin = origin_of("quality_results", 5);
  d.survey_origin = origin_of("survey", 5);
  d.accreditation_origin = origin_of("accreditation", 5);
  d.establishment.origin = origin_of("establishment", 3);
  d.lost_rows.push_back({AreaIndex(2u), Stage::Junior});
  d.lost_rows.push_back({AreaIndex(3u), std::nullopt});
  d.lost_unplaced_rows = true;
  d.lost_figures.push_back({"teachers", AreaIndex(3u)});
  d.lost_figures.push_back({"population", std::nullopt});
  d.build();
  return d;
}

/// What a store of schema 1 holds of two_counties(): it knew neither schools of another code nor events and settlements.
inline model::Dataset two_counties_of_schema_1() {
  model::Dataset d = two_counties();
  d.schools.predecessors = {};
  for (std::size_t i = 0; i < d.schools.size(); ++i) d.schools.predecessors.push("");
  d.events = {};
  d.settlements = {};
  return d;
}

}  // namespace junheng::store
