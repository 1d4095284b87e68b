#pragma once

#include <array>
#include <optional>
#include <type_traits>

#include "junheng/model/dataset.h"

namespace junheng::store {

/// What a row belongs to: decides in which part of a snapshot it is kept. Neither: it belongs to the whole.
struct RowOwner {
  std::optional<AreaIndex> area = {};
  std::optional<SchoolIndex> school = {};
};

// The columns of each table, once for writing and reading. `Archive` has
//   integers(id, vector)          numbers, codes, flags, positions of areas and schools, std::optional of these
//   integers(id, entries, member)
//   numbers(id, column)           numbers with their reasons of absence
//   numbers(id, entries, member)
//   texts(id, column)             TextColumn, InternedColumn
//   texts(id, entries, member)
//   measures(table)               the named columns of a FactTable
// The ids are those of the dataset format. They, the numbers of enumerators and the positions in code lists are kept in databases:
// tests/compat fails where one of them is given another meaning.

template <typename Archive, typename Areas>
void archive_areas(Archive& archive, Areas& areas) {
  archive.texts("area_code", areas.codes);
  archive.texts("name", areas.names);
  archive.integers("level", areas.levels);
  archive.integers("parent_code", areas.parents);
}

template <typename Archive, typename Schools>
void archive_schools(Archive& archive, Schools& schools) {
  archive.texts("school_id", schools.ids);
  archive.texts("name", schools.names);
  archive.integers("area_code", schools.areas);
  archive.integers("kind", schools.kinds);
  archive.integers("founder", schools.founders);
  archive.integers("setting", schools.settings);
  archive.numbers("lon", schools.lon);
  archive.numbers("lat", schools.lat);
  archive.numbers("is_boarding", schools.is_boarding);
  archive.integers("is_counted", schools.is_counted);
  archive.integers("parent_school_id", schools.parents);
  archive.numbers("opened_year", schools.opened_year);
  archive.numbers("planned_built_year", schools.planned_built_year);
  archive.numbers("closed_year", schools.closed_year);
  archive.numbers("is_dense_inner_city", schools.is_dense_inner_city);
  archive.texts("predecessor_school_id", schools.predecessors);
}

enum class HasNames : bool { No, Yes };

template <typename Archive, typename Table>
void archive_facts(Archive& archive, Table& table, HasNames has_names) {
  archive.integers("school_id", table.schools);
  archive.integers("school_year", table.years);
  archive.integers("part", table.parts);
  archive.integers("subpart", table.subparts);
  if (has_names == HasNames::Yes) archive.texts("name", table.names);
  archive.measures(table);
}

template <typename Archive, typename Teachers>
void archive_teachers(Archive& archive, Teachers& teachers) {
  archive.integers("school_id", teachers.schools);
  archive.integers("school_year", teachers.years);
  archive.integers("stage", teachers.stages);
  archive.integers("sex", teachers.sexes);
  archive.integers("post", teachers.posts);
  archive.integers("birth_year", teachers.birth_years);
  archive.integers("is_established", teachers.is_established);
  archive.integers("certified", teachers.certified);
  archive.texts("subject", teachers.subjects);
  archive.texts("second_subject", teachers.second_subjects);
  archive.texts("degree", teachers.degrees);
  archive.texts("title", teachers.titles);
  archive.numbers("training_hours_5y", teachers.training_hours_5y);
  archive.numbers("weekly_periods", teachers.weekly_periods);
}

template <typename Archive, typename Entries>
void archive_area_facts(Archive& archive, Entries& entries) {
  using Entry = model::AreaItems::Entry;
  archive.integers("area_code", entries, &Entry::area);
  archive.integers("school_year", entries, &Entry::year);
  archive.texts("item", entries, &Entry::item);
  archive.numbers("value", entries, &Entry::value);
  archive.texts("evidence", entries, &Entry::evidence);
  archive.integers("decimals", entries, &Entry::decimals);
}

template <typename Archive, typename Ages>
void archive_age_facts(Archive& archive, Ages& ages) {
  archive.integers("area_code", ages.areas);
  archive.integers("school_year", ages.years);
  archive.integers("stage", ages.stages);
  archive.integers("age", ages.ages);
  archive.numbers("pupils", ages.pupils);
}

template <typename Archive, typename Population>
void archive_population(Archive& archive, Population& population) {
  archive.integers("area_code", population.areas);
  archive.integers("year", population.years);
  archive.integers("age", population.ages);
  archive.integers("sex", population.sexes);
  archive.numbers("persons", population.persons);
}

template <typename Archive, typename Entries>
void archive_establishment(Archive& archive, Entries& entries) {
  using Entry = model::Establishment::Entry;
  archive.integers("area_code", entries, &Entry::area);
  archive.integers("school_id", entries, &Entry::school);
  archive.integers("school_year", entries, &Entry::year);
  archive.integers("stage", entries, &Entry::stage);
  archive.numbers("posts", entries, &Entry::posts);
}

template <typename Archive, typename Targets>
void archive_targets(Archive& archive, Targets& targets) {
  archive.integers("area_code", targets.areas);
  archive.integers("year", targets.years);
  archive.texts("item", targets.items);
  archive.numbers("target", targets.targets);
}

template <typename Archive, typename Entries>
void archive_events(Archive& archive, Entries& entries) {
  using Entry = model::Events::Entry;
  archive.texts("event_id", entries, &Entry::id);
  archive.integers("school_year", entries, &Entry::school_year);
  archive.integers("kind", entries, &Entry::kind);
  archive.texts("school_id", entries, &Entry::school_id);
  archive.texts("other_id", entries, &Entry::other_id);
  archive.numbers("pupils", entries, &Entry::pupils);
  archive.integers("grades", entries, &Entry::grades);
}

template <typename Archive, typename Settlements>
void archive_settlements(Archive& archive, Settlements& settlements) {
  static constexpr std::array<const char*, model::Settlements::kAges> kChildren = {
      "children_0", "children_1", "children_2",  "children_3",  "children_4",  "children_5",  "children_6", "children_7",
      "children_8", "children_9", "children_10", "children_11", "children_12", "children_13", "children_14"};
  archive.texts("settlement_id", settlements.ids);
  archive.texts("name", settlements.names);
  archive.integers("area_code", settlements.areas);
  archive.numbers("lon", settlements.lon);
  archive.numbers("lat", settlements.lat);
  archive.numbers("pupils_primary", settlements.pupils_primary);
  archive.numbers("pupils_junior", settlements.pupils_junior);
  for (std::size_t age = 0; age < kChildren.size(); ++age) archive.numbers(kChildren[age], settlements.children[age]);
}

template <typename Archive, typename Entries>
void archive_quality(Archive& archive, Entries& entries) {
  using Entry = model::QualityResult;
  archive.integers("area_code", entries, &Entry::area);
  archive.integers("school_year", entries, &Entry::year);
  archive.texts("subject", entries, &Entry::subject);
  archive.numbers("level", entries, &Entry::level);
  archive.numbers("between_school_share", entries, &Entry::between_school_share);
  archive.integers("grade", entries, &Entry::grade);
}

template <typename Archive, typename Entries>
void archive_survey(Archive& archive, Entries& entries) {
  using Entry = model::SurveyAnswer;
  archive.integers("response_id", entries, &Entry::response);
  archive.integers("area_code", entries, &Entry::area);
  archive.integers("school_year", entries, &Entry::year);
  archive.integers("group", entries, &Entry::group);
  archive.numbers("score", entries, &Entry::score);
}

template <typename Archive, typename Entries>
void archive_accreditation(Archive& archive, Entries& entries) {
  using Entry = model::Accreditation;
  archive.integers("area_code", entries, &Entry::area);
  archive.integers("kind", entries, &Entry::kind);
  archive.integers("year", entries, &Entry::year);
}

template <typename Archive, typename Entries>
void archive_lost_rows(Archive& archive, Entries& entries) {
  using Entry = model::Dataset::LostRows;
  archive.integers("area_code", entries, &Entry::area);
  archive.integers("stage", entries, &Entry::stage);
}

template <typename Archive, typename Entries>
void archive_lost_figures(Archive& archive, Entries& entries) {
  using Entry = model::Dataset::LostFigures;
  archive.texts("table", entries, &Entry::table);
  archive.integers("county", entries, &Entry::county);
}

/// Calls visit(id, rows, origin, owner, archive) for every table, areas and schools first: `origin` is null for tables that come from no
/// file, `owner(row)` what a row belongs to, `archive(archive)` visits the columns.
template <typename Dataset, typename Visit>
void for_each_table(Dataset& d, Visit visit) {
  using Origin = std::conditional_t<std::is_const_v<Dataset>, const model::TableOrigin, model::TableOrigin>;
  constexpr Origin* kNoOrigin = nullptr;
  const auto of_area = [](const auto& areas) { return [&areas](std::size_t row) { return RowOwner{.area = areas[row]}; }; };
  const auto of_entry = [](const auto& entries) { return [&entries](std::size_t row) { return RowOwner{.area = entries[row].area}; }; };
  const auto of_school = [](const auto& schools) { return [&schools](std::size_t row) { return RowOwner{.school = schools[row]}; }; };
  const auto facts = [&](const char* id, auto& table, HasNames has_names) {
    visit(id, table.size(), &table.origin, of_school(table.schools), [&table, has_names](auto& a) { archive_facts(a, table, has_names); });
  };

  visit(
      "areas", d.areas.size(), &d.areas.origin, [](std::size_t row) { return RowOwner{.area = AreaIndex(row)}; },
      [&d](auto& a) { archive_areas(a, d.areas); });
  visit(
      "schools", d.schools.size(), &d.schools.origin, [](std::size_t row) { return RowOwner{.school = SchoolIndex(row)}; },
      [&d](auto& a) { archive_schools(a, d.schools); });
  facts("stage_facts", d.stage_facts, HasNames::No);
  facts("grade_facts", d.grade_facts, HasNames::No);
  facts("classes", d.classes, HasNames::No);
  facts("class_bands", d.class_bands, HasNames::No);
  facts("rooms", d.rooms, HasNames::No);
  facts("subject_staff", d.subject_staff, HasNames::Yes);
  facts("school_facts", d.school_facts, HasNames::Yes);
  visit("teachers", d.teachers.size(), &d.teachers.origin, of_school(d.teachers.schools),
        [&d](auto& a) { archive_teachers(a, d.teachers); });
  visit("area_facts", d.area_items.entries.size(), &d.area_items.origin, of_entry(d.area_items.entries),
        [&d](auto& a) { archive_area_facts(a, d.area_items.entries); });
  visit("age_facts", d.age_facts.size(), &d.age_facts.origin, of_area(d.age_facts.areas),
        [&d](auto& a) { archive_age_facts(a, d.age_facts); });
  visit("population", d.population.size(), &d.population.origin, of_area(d.population.areas),
        [&d](auto& a) { archive_population(a, d.population); });
  visit(
      "establishment", d.establishment.entries.size(), &d.establishment.origin,
      [&d](std::size_t row) {
        const auto& entry = d.establishment.entries[row];
        return RowOwner{entry.area, entry.school};
      },
      [&d](auto& a) { archive_establishment(a, d.establishment.entries); });
  visit("targets", d.targets.size(), &d.targets.origin, of_area(d.targets.areas), [&d](auto& a) { archive_targets(a, d.targets); });
  visit(
      "events", d.events.entries.size(), &d.events.origin,
      [&d](std::size_t row) {
        const auto& entry = d.events.entries[row];
        const auto school = d.schools.find(entry.school_id);
        return RowOwner{.school = school ? school : d.schools.find(entry.other_id)};
      },
      [&d](auto& a) { archive_events(a, d.events.entries); });
  visit("settlements", d.settlements.size(), &d.settlements.origin, of_area(d.settlements.areas),
        [&d](auto& a) { archive_settlements(a, d.settlements); });
  visit("quality_results", d.quality_results.size(), &d.quality_origin, of_entry(d.quality_results),
        [&d](auto& a) { archive_quality(a, d.quality_results); });
  visit("survey", d.survey.size(), &d.survey_origin, of_entry(d.survey), [&d](auto& a) { archive_survey(a, d.survey); });
  visit("accreditation", d.accreditations.size(), &d.accreditation_origin, of_entry(d.accreditations),
        [&d](auto& a) { archive_accreditation(a, d.accreditations); });
  visit("lost_rows", d.lost_rows.size(), kNoOrigin, of_entry(d.lost_rows), [&d](auto& a) { archive_lost_rows(a, d.lost_rows); });
  visit(
      "lost_figures", d.lost_figures.size(), kNoOrigin, [&d](std::size_t row) { return RowOwner{.area = d.lost_figures[row].county}; },
      [&d](auto& a) { archive_lost_figures(a, d.lost_figures); });
}

}  // namespace junheng::store
