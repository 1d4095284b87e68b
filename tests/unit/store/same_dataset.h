#pragma once

#include <bit>

#include <gtest/gtest.h>

#include "junheng/model/dataset.h"

// Compares datasets column by column through the public interface of model, written apart from what the store writes.

namespace junheng::store {

inline void expect_same(const model::TableOrigin& a, const model::TableOrigin& b, const std::vector<std::string>& columns) {
  ASSERT_EQ(a.row_count(), b.row_count());
  for (std::size_t row = 0; row < a.row_count(); ++row) {
    ASSERT_EQ(a.locate(RowIndex(row)), b.locate(RowIndex(row))) << "row " << row;
    for (const std::string& column : columns)
      ASSERT_EQ(a.locate(RowIndex(row), column), b.locate(RowIndex(row), column)) << "row " << row << " " << column;
  }
}

inline bool is_same(const model::Quantity& a, const model::Quantity& b) {
  return a.absence == b.absence && std::bit_cast<std::uint64_t>(a.value) == std::bit_cast<std::uint64_t>(b.value);
}

inline void expect_same(const model::NumberColumn& a, const model::NumberColumn& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t row = 0; row < a.size(); ++row) ASSERT_TRUE(is_same(a.at(row), b.at(row))) << "row " << row;
}

template <typename Texts>
void expect_same_texts(const Texts& a, const Texts& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t row = 0; row < a.size(); ++row) ASSERT_EQ(a.at(row), b.at(row)) << "row " << row;
}

inline void expect_same(const model::FactTable& a, const model::FactTable& b) {
  EXPECT_EQ(a.schools, b.schools);
  EXPECT_EQ(a.years, b.years);
  EXPECT_EQ(a.parts, b.parts);
  EXPECT_EQ(a.subparts, b.subparts);
  expect_same_texts(a.names, b.names);
  for (std::size_t row = 0; row < a.names.size(); ++row) ASSERT_EQ(a.names.code(row), b.names.code(row));
  ASSERT_EQ(a.column_ids, b.column_ids);
  for (std::size_t i = 0; i < a.columns.size(); ++i) {
    SCOPED_TRACE(a.column_ids[i]);
    expect_same(a.columns[i], b.columns[i]);
  }
  expect_same(a.origin, b.origin, a.column_ids);
  EXPECT_EQ(a.distinct_years(), b.distinct_years());
}

inline void expect_same(const model::Manifest& a, const model::Manifest& b) {
  EXPECT_EQ(a.title, b.title);
  EXPECT_EQ(a.source, b.source);
  EXPECT_EQ(a.licence, b.licence);
  EXPECT_EQ(a.is_synthetic, b.is_synthetic);
  EXPECT_EQ(a.country, b.country);
  EXPECT_EQ(a.default_year, b.default_year);
}

inline void expect_same(const model::Schools& a, const model::Schools& b) {
  expect_same_texts(a.ids, b.ids);
  expect_same_texts(a.names, b.names);
  EXPECT_EQ(a.areas, b.areas);
  EXPECT_EQ(a.kinds, b.kinds);
  EXPECT_EQ(a.founders, b.founders);
  EXPECT_EQ(a.settings, b.settings);
  EXPECT_EQ(a.is_counted, b.is_counted);
  EXPECT_EQ(a.parents, b.parents);
  for (const auto column : {&model::Schools::lon, &model::Schools::lat, &model::Schools::is_boarding, &model::Schools::opened_year,
                            &model::Schools::planned_built_year, &model::Schools::closed_year, &model::Schools::is_dense_inner_city})
    expect_same(a.*column, b.*column);
  expect_same_texts(a.predecessors, b.predecessors);
  expect_same(a.origin, b.origin, {"school_id", "name", "lon"});
}

inline void expect_same(const model::Teachers& a, const model::Teachers& b) {
  EXPECT_EQ(a.schools, b.schools);
  EXPECT_EQ(a.years, b.years);
  EXPECT_EQ(a.stages, b.stages);
  EXPECT_EQ(a.sexes, b.sexes);
  EXPECT_EQ(a.posts, b.posts);
  EXPECT_EQ(a.birth_years, b.birth_years);
  EXPECT_EQ(a.is_established, b.is_established);
  EXPECT_EQ(a.certified, b.certified);
  for (const auto column :
       {&model::Teachers::subjects, &model::Teachers::second_subjects, &model::Teachers::degrees, &model::Teachers::titles})
    expect_same_texts(a.*column, b.*column);
  expect_same(a.training_hours_5y, b.training_hours_5y);
  expect_same(a.weekly_periods, b.weekly_periods);
  expect_same(a.origin, b.origin, {"school_id", "subject"});
}

inline void expect_same(const model::Events& a, const model::Events& b) {
  ASSERT_EQ(a.entries.size(), b.entries.size());
  for (std::size_t i = 0; i < a.entries.size(); ++i) {
    const auto& x = a.entries[i];
    const auto& y = b.entries[i];
    ASSERT_TRUE(x.id == y.id && x.school_year == y.school_year && x.kind == y.kind && x.school_id == y.school_id &&
                x.other_id == y.other_id && is_same(x.pupils, y.pupils) && x.grades == y.grades)
        << "events " << i;
  }
  expect_same(a.origin, b.origin, {"date"});
}

inline void expect_same(const model::Settlements& a, const model::Settlements& b) {
  expect_same_texts(a.ids, b.ids);
  expect_same_texts(a.names, b.names);
  EXPECT_EQ(a.areas, b.areas);
  for (const auto column :
       {&model::Settlements::lon, &model::Settlements::lat, &model::Settlements::pupils_primary, &model::Settlements::pupils_junior})
    expect_same(a.*column, b.*column);
  for (std::size_t age = 0; age < a.children.size(); ++age) expect_same(a.children[age], b.children[age]);
  expect_same(a.origin, b.origin, {"children_14"});
}

inline void expect_same_area_tables(const model::Dataset& a, const model::Dataset& b) {
  ASSERT_EQ(a.area_items.entries.size(), b.area_items.entries.size());
  for (std::size_t i = 0; i < a.area_items.entries.size(); ++i) {
    const auto& x = a.area_items.entries[i];
    const auto& y = b.area_items.entries[i];
    ASSERT_TRUE(x.area == y.area && x.year == y.year && x.item == y.item && is_same(x.value, y.value) && x.evidence == y.evidence &&
                x.decimals == y.decimals)
        << "area_facts " << i;
  }
  expect_same(a.area_items.origin, b.area_items.origin, {"value", "evidence"});
  EXPECT_EQ(a.age_facts.areas, b.age_facts.areas);
  EXPECT_EQ(a.age_facts.years, b.age_facts.years);
  EXPECT_EQ(a.age_facts.stages, b.age_facts.stages);
  EXPECT_EQ(a.age_facts.ages, b.age_facts.ages);
  expect_same(a.age_facts.pupils, b.age_facts.pupils);
  expect_same(a.age_facts.origin, b.age_facts.origin, {"pupils"});
  EXPECT_EQ(a.population.areas, b.population.areas);
  EXPECT_EQ(a.population.years, b.population.years);
  EXPECT_EQ(a.population.ages, b.population.ages);
  EXPECT_EQ(a.population.sexes, b.population.sexes);
  expect_same(a.population.persons, b.population.persons);
  expect_same(a.population.origin, b.population.origin, {"persons"});
  EXPECT_EQ(a.targets.areas, b.targets.areas);
  EXPECT_EQ(a.targets.years, b.targets.years);
  expect_same_texts(a.targets.items, b.targets.items);
  expect_same(a.targets.targets, b.targets.targets);
  expect_same(a.targets.origin, b.targets.origin, {"target"});
  ASSERT_EQ(a.establishment.entries.size(), b.establishment.entries.size());
  for (std::size_t i = 0; i < a.establishment.entries.size(); ++i) {
    const auto& x = a.establishment.entries[i];
    const auto& y = b.establishment.entries[i];
    ASSERT_TRUE(x.area == y.area && x.school == y.school && x.year == y.year && x.stage == y.stage && is_same(x.posts, y.posts))
        << "establishment " << i;
  }
  expect_same(a.establishment.origin, b.establishment.origin, {"posts"});
}

inline void expect_same_records(const model::Dataset& a, const model::Dataset& b) {
  ASSERT_EQ(a.quality_results.size(), b.quality_results.size());
  for (std::size_t i = 0; i < a.quality_results.size(); ++i) {
    const auto& x = a.quality_results[i];
    const auto& y = b.quality_results[i];
    ASSERT_TRUE(x.area == y.area && x.year == y.year && x.subject == y.subject && is_same(x.level, y.level) &&
                is_same(x.between_school_share, y.between_school_share) && x.grade == y.grade)
        << "quality_results " << i;
  }
  expect_same(a.quality_origin, b.quality_origin, {"level"});
  ASSERT_EQ(a.survey.size(), b.survey.size());
  for (std::size_t i = 0; i < a.survey.size(); ++i) {
    const auto& x = a.survey[i];
    const auto& y = b.survey[i];
    ASSERT_TRUE(x.response == y.response && x.area == y.area && x.year == y.year && x.group == y.group && is_same(x.score, y.score))
        << "survey " << i;
  }
  expect_same(a.survey_origin, b.survey_origin, {"score"});
  ASSERT_EQ(a.accreditations.size(), b.accreditations.size());
  for (std::size_t i = 0; i < a.accreditations.size(); ++i) {
    const auto& x = a.accreditations[i];
    const auto& y = b.accreditations[i];
    ASSERT_TRUE(x.area == y.area && x.kind == y.kind && x.year == y.year) << "accreditation " << i;
  }
  expect_same(a.accreditation_origin, b.accreditation_origin, {"kind"});
  ASSERT_EQ(a.lost_rows.size(), b.lost_rows.size());
  for (std::size_t i = 0; i < a.lost_rows.size(); ++i)
    ASSERT_TRUE(a.lost_rows[i].area == b.lost_rows[i].area && a.lost_rows[i].stage == b.lost_rows[i].stage);
  EXPECT_EQ(a.lost_unplaced_rows, b.lost_unplaced_rows);
  ASSERT_EQ(a.lost_figures.size(), b.lost_figures.size());
  for (std::size_t i = 0; i < a.lost_figures.size(); ++i)
    ASSERT_TRUE(a.lost_figures[i].table == b.lost_figures[i].table && a.lost_figures[i].county == b.lost_figures[i].county);
}

/// Every table, bit by bit, in the same order.
inline void expect_same(const model::Dataset& a, const model::Dataset& b) {
  expect_same(a.manifest, b.manifest);
  expect_same_texts(a.areas.codes, b.areas.codes);
  expect_same_texts(a.areas.names, b.areas.names);
  EXPECT_EQ(a.areas.levels, b.areas.levels);
  EXPECT_EQ(a.areas.parents, b.areas.parents);
  expect_same(a.areas.origin, b.areas.origin, {"area_code"});
  expect_same(a.schools, b.schools);
  for (const auto table :
       {&model::Dataset::stage_facts, &model::Dataset::grade_facts, &model::Dataset::classes, &model::Dataset::class_bands,
        &model::Dataset::rooms, &model::Dataset::subject_staff, &model::Dataset::school_facts})
    expect_same(a.*table, b.*table);
  expect_same(a.teachers, b.teachers);
  expect_same_area_tables(a, b);
  expect_same(a.events, b.events);
  expect_same(a.settlements, b.settlements);
  expect_same_records(a, b);
}

}  // namespace junheng::store
