#include <algorithm>

#include "junheng/assess/units.h"

namespace junheng::assess {

namespace {

/// Number of compulsory stages that a campus's own rows show.
int stages_on_rows(const YearRows& rows, SchoolIndex school) {
  int count = 0;
  for (const Stage stage : kCompulsoryStages)
    if (rows.has_grades(school, stage) || rows.stage_rows[school.value][static_cast<std::size_t>(stage)] != model::kNoRow) ++count;
  return count;
}

SchoolIndex root_of(const model::Dataset& dataset, const YearRows& rows, SchoolIndex school) {
  const model::Schools& schools = dataset.schools;
  SchoolIndex at = school;
  // A chain longer than the table is a cycle; ingest rejects those, so this only bounds the walk.
  for (std::size_t step = 0; step < schools.size(); ++step) {
    const auto parent = schools.parents[at.value];
    if (schools.is_counted[at.value] || !parent || schools.kinds[at.value] == model::SchoolKind::kTeachingPoint) return at;
    if (model::SchoolKind::is_through(schools.kinds[parent->value]) && stages_on_rows(rows, at) == 1) return at;
    at = *parent;
  }
  return school;
}

}  // namespace

YearRows find_rows(const model::Dataset& dataset, SchoolYear year) {
  YearRows rows;
  std::array<std::uint32_t, kStageCount> none{};
  none.fill(model::kNoRow);
  rows.stage_rows.assign(dataset.schools.size(), none);
  rows.grade_stages.assign(dataset.schools.size(), 0);
  const model::FactTable& stages = dataset.stage_facts;
  for (std::size_t row = 0; row < stages.size(); ++row)
    if (stages.years[row] == year.first) rows.stage_rows[stages.schools[row].value][stages.parts[row]] = static_cast<std::uint32_t>(row);
  const model::FactTable& grades = dataset.grade_facts;
  for (std::size_t row = 0; row < grades.size(); ++row) {
    if (grades.years[row] != year.first) continue;
    const auto stage = stage_of_grade(grades.parts[row]);
    if (stage) rows.grade_stages[grades.schools[row].value] |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(*stage));
  }
  return rows;
}

Campuses find_campuses(const model::Dataset& dataset, const YearRows& rows) {
  const std::size_t count = dataset.schools.size();
  Campuses campuses;
  campuses.root.reserve(count);
  campuses.offsets.assign(count + 1, 0);
  for (std::size_t i = 0; i < count; ++i) {
    const SchoolIndex school(i);
    const bool alone = dataset.schools.is_counted[i] || !dataset.schools.parents[i];
    campuses.root.push_back(alone ? school : root_of(dataset, rows, school));
    ++campuses.offsets[campuses.root.back().value + 1];
  }
  for (std::size_t i = 0; i < count; ++i) campuses.offsets[i + 1] += campuses.offsets[i];
  campuses.members.resize(count);
  std::vector<std::uint32_t> next(campuses.offsets.begin(), campuses.offsets.end() - 1);
  // Roots first, so that a unit's first member is the school it is named after.
  for (std::size_t i = 0; i < count; ++i)
    if (campuses.root[i].value == i) campuses.members[next[i]++] = SchoolIndex(i);
  for (std::size_t i = 0; i < count; ++i)
    if (campuses.root[i].value != i) campuses.members[next[campuses.root[i].value]++] = SchoolIndex(i);
  return campuses;
}

}  // namespace junheng::assess
