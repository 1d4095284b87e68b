#include "junheng/app/what_if_checks.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "junheng/ingest/check_file.h"
#include "junheng/ingest/checks.h"
#include "junheng/model/english_names.h"
#include "junheng/model/schema.h"

namespace junheng::app {

namespace {

using assess::ValueChange;
using model::FactTable;
using model::NumberColumn;
using model::Quantity;

enum class Side : std::uint8_t { Recorded, Changed };

/// The rows of stage_facts of the changed schools in a dataset of their own, in one area. Schools are its own; `schools` tells which of the
/// whole dataset's they are.
struct ChangedRows {
  model::Dataset dataset;
  std::vector<SchoolIndex> schools;
};

/// Schools with the row that a change is in, though the data have none.
using Rows = std::set<std::pair<SchoolIndex, std::uint8_t>>;

Rows rows_of(const model::Dataset& whole, SchoolYear year, std::span<const ValueChange> changes) {
  Rows rows;
  for (const ValueChange& change : changes) {
    rows.emplace(change.school, static_cast<std::uint8_t>(change.stage));
    for (const std::uint32_t row : whole.stage_facts.rows_of(year, change.school))
      rows.emplace(change.school, whole.stage_facts.parts[row]);
  }
  return rows;
}

void add_school(ChangedRows& out, const model::Schools& whole, SchoolIndex school) {
  model::Schools& own = out.dataset.schools;
  own.ids.push(whole.ids.at(school.value));
  own.names.push(whole.names.at(school.value));
  own.areas.emplace_back(0);
  own.kinds.push_back(whole.kinds[school.value]);
  own.founders.push_back(whole.founders[school.value]);
  own.settings.push_back(whole.settings[school.value]);
  own.is_counted.push_back(true);
  own.parents.emplace_back();
  out.schools.push_back(school);
}

void finish_schools(model::Schools& schools) {
  const std::size_t count = schools.size();
  for (NumberColumn* column : {&schools.lon, &schools.lat, &schools.is_boarding, &schools.opened_year, &schools.planned_built_year,
                               &schools.closed_year, &schools.is_dense_inner_city})
    *column = NumberColumn(count);
}

void add_columns(FactTable& own, const FactTable& whole, std::span<const ValueChange> changes) {
  own.column_ids = whole.column_ids;
  for (const ValueChange& change : changes)
    if (model::find_stage_measure(change.measure) != nullptr && std::ranges::find(own.column_ids, change.measure) == own.column_ids.end())
      own.column_ids.push_back(change.measure);
  for (std::size_t i = 0; i < own.column_ids.size(); ++i) own.columns.emplace_back(own.size());
}

ChangedRows changed_rows(const model::Dataset& whole, SchoolYear year, std::span<const ValueChange> changes, Side side) {
  ChangedRows out;
  out.dataset.manifest = whole.manifest;
  out.dataset.areas.codes.push("");
  out.dataset.areas.names.push("");
  out.dataset.areas.levels.push_back(model::AreaLevel::County);
  out.dataset.areas.parents.emplace_back();
  FactTable& facts = out.dataset.stage_facts;
  for (const auto& [school, part] : rows_of(whole, year, changes)) {
    if (out.schools.empty() || out.schools.back() != school) add_school(out, whole.schools, school);
    facts.schools.emplace_back(out.schools.size() - 1);
    facts.years.push_back(static_cast<std::int16_t>(year.first));
    facts.parts.push_back(part);
    facts.subparts.push_back(0);
  }
  finish_schools(out.dataset.schools);
  add_columns(facts, whole.stage_facts, changes);
  // A finding is told by its place: the row, and the column's number, both from one.
  model::OriginFile file;
  for (std::size_t i = 0; i < facts.column_ids.size(); ++i)
    file.headers.push_back({facts.column_ids[i], model::english_name(facts.column_ids[i]), static_cast<std::uint32_t>(i + 1)});
  facts.origin.add_file(std::move(file));
  for (std::size_t row = 0; row < facts.size(); ++row) {
    facts.origin.add_row(0, static_cast<std::uint32_t>(row + 1));
    const SchoolIndex school = out.schools[facts.schools[row].value];
    const std::uint32_t from = whole.stage_facts.find(year, school, facts.parts[row]);
    for (std::size_t i = 0; i < facts.columns.size(); ++i) {
      const NumberColumn* column = whole.stage_facts.column(facts.column_ids[i]);
      if (from != model::kNoRow && column != nullptr) facts.columns[i].set(row, column->at(from));
      if (side == Side::Recorded) continue;
      const auto change = std::ranges::find_if(changes, [&](const ValueChange& each) {
        return each.school == school && static_cast<std::uint8_t>(each.stage) == facts.parts[row] && each.measure == facts.column_ids[i];
      });
      if (change != changes.end()) facts.columns[i].set(row, change->value);
    }
  }
  out.dataset.build();
  return out;
}

/// Findings by rule and place.
using Place = std::tuple<std::string, std::uint32_t, std::uint32_t>;

std::vector<Issue> findings_of(const model::Dataset& dataset) {
  static const ingest::LoadedChecks kChecks = ingest::load_checks(ingest::built_in_checks());
  ingest::CheckKnowledge known;
  known.has_changed_figures = true;
  std::vector<Issue> issues = ingest::run_checks(dataset, kChecks, 1, known).issues;
  std::erase_if(issues, [](const Issue& issue) { return issue.where.row == 0; });
  return issues;
}

Place place_of(const Issue& issue) { return {issue.id(), issue.where.row, issue.where.column}; }

}  // namespace

std::vector<report::ChangeWarning> change_warnings(const model::Dataset& dataset, SchoolYear year, std::span<const ValueChange> changes) {
  std::vector<report::ChangeWarning> out;
  if (changes.empty()) return out;
  std::set<Place> known;
  for (const Issue& issue : findings_of(changed_rows(dataset, year, changes, Side::Recorded).dataset)) known.insert(place_of(issue));
  const ChangedRows rows = changed_rows(dataset, year, changes, Side::Changed);
  const FactTable& facts = rows.dataset.stage_facts;
  for (Issue& issue : findings_of(rows.dataset)) {
    if (known.contains(place_of(issue))) continue;
    const std::size_t row = issue.where.row - 1;
    const std::uint32_t column = issue.where.column;
    const std::string measure = column == 0 ? "" : facts.column_ids[column - 1];
    issue.where = {};
    out.push_back({rows.schools[facts.schools[row].value], static_cast<Stage>(facts.parts[row]), measure, std::move(issue)});
  }
  return out;
}

}  // namespace junheng::app
