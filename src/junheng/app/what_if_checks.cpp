#include "junheng/app/what_if_checks.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "junheng/assess/class_bands.h"
#include "junheng/assess/item_rules.h"
#include "junheng/ingest/check_file.h"
#include "junheng/ingest/checks.h"
#include "junheng/model/schema.h"
#include "junheng/report/input_list.h"
#include "junheng/report/measure_names.h"

namespace junheng::app {

namespace {

using assess::ValueChange;
using model::FactTable;
using model::NumberColumn;

enum class Side : std::uint8_t { Recorded, Changed };

/// The rows of stage_facts of the changed schools in a dataset of their own, in one area. Schools are its own; `schools` tells which of the
/// whole dataset's they are.
struct ChangedRows {
  model::Dataset dataset;
  std::vector<SchoolIndex> schools;
};

/// A row of stage_facts.
using RowKey = std::pair<SchoolIndex, std::uint8_t>;

/// The changes by the row that they are in; rows without changes of changed schools stand there too.
using Rows = std::map<RowKey, std::vector<const ValueChange*>>;

Rows rows_of(const assess::Assessment& assessment, std::span<const ValueChange> changes) {
  const FactTable& facts = assessment.dataset->stage_facts;
  Rows rows;
  for (const ValueChange& change : changes) {
    rows[{change.school, static_cast<std::uint8_t>(change.stage)}].push_back(&change);
    for (const std::uint32_t row : facts.rows_of(assessment.year, change.school)) rows.try_emplace({change.school, facts.parts[row]});
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
  std::set<std::string_view> known(whole.column_ids.begin(), whole.column_ids.end());
  for (const ValueChange& change : changes)
    if (!known.contains(change.measure) && model::find_stage_measure(change.measure) != nullptr) {
      known.insert(change.measure);
      own.column_ids.push_back(change.measure);
    }
  for (std::size_t i = 0; i < own.column_ids.size(); ++i) own.columns.emplace_back(own.size());
}

/// A finding is told by its place: the row, and the column's number, both from one.
void add_places(FactTable& facts, const assess::Assessment& assessment, Lang lang) {
  model::OriginFile file;
  for (std::size_t i = 0; i < facts.column_ids.size(); ++i)
    file.headers.push_back(
        {facts.column_ids[i], report::measure_name(*assessment.standard, facts.column_ids[i], lang), static_cast<std::uint32_t>(i + 1)});
  facts.origin.add_file(std::move(file));
  for (std::size_t row = 0; row < facts.size(); ++row) facts.origin.add_row(0, static_cast<std::uint32_t>(row + 1));
}

void fill_row(FactTable& facts, std::size_t row, const FactTable& whole, std::uint32_t from) {
  if (from == model::kNoRow) return;
  // The columns of the whole table come first.
  for (std::size_t i = 0; i < whole.columns.size(); ++i) facts.columns[i].set(row, whole.columns[i].at(from));
}

void change_row(FactTable& facts, std::size_t row, const std::vector<const ValueChange*>& changes) {
  for (const ValueChange* change : changes) {
    const auto column = std::ranges::find(facts.column_ids, change->measure);
    if (column != facts.column_ids.end())
      facts.columns[static_cast<std::size_t>(column - facts.column_ids.begin())].set(row, change->value);
  }
}

/// The bands of the stage of a row.
void add_bands(FactTable& own, SchoolIndex school, const RowKey& of, const assess::ClassCounter& counter, SchoolYear year) {
  const auto told = counter.told_bands(of.first, static_cast<Stage>(of.second));
  if (!told) return;
  for (std::size_t band = 0; band < told->classes.size(); ++band) {
    own.schools.push_back(school);
    own.years.push_back(static_cast<std::int16_t>(year.first));
    own.parts.push_back(of.second);
    own.subparts.push_back(static_cast<std::uint8_t>(band));
    if (told->unknown.test(band)) own.columns.front().push_missing(model::Absence::NotCollected);
    else own.columns.front().push(told->classes[band]);
  }
}

/// Whether the changes of a row decide if its bands fit its pupils.
bool changes_class_sizes(const RowKey& row, const std::vector<const ValueChange*>& changes) {
  return std::ranges::find(kCompulsoryStages, static_cast<Stage>(row.second)) != kCompulsoryStages.end() &&
         std::ranges::any_of(changes, [](const ValueChange* each) {
           return each->measure == "pupils" || assess::class_band_of(each->measure).has_value();
         });
}

ChangedRows changed_rows(const assess::Assessment& assessment, std::span<const ValueChange> changes, const Rows& rows, Side side,
                         Lang lang) {
  const model::Dataset& whole = *assessment.dataset;
  ChangedRows out;
  out.dataset.manifest = whole.manifest;
  out.dataset.areas.codes.push("");
  out.dataset.areas.names.push("");
  out.dataset.areas.levels.push_back(model::AreaLevel::County);
  out.dataset.areas.parents.emplace_back();
  assess::ItemInput counted = report::item_input(assessment);
  if (side == Side::Changed) counted.changes = changes;
  const assess::ClassCounter counter(counted);
  FactTable& bands = out.dataset.class_bands;
  bands.column_ids = {"classes"};
  bands.columns.emplace_back();
  FactTable& facts = out.dataset.stage_facts;
  for (const auto& [key, own] : rows) {
    if (out.schools.empty() || out.schools.back() != key.first) add_school(out, whole.schools, key.first);
    const SchoolIndex school(out.schools.size() - 1);
    facts.schools.push_back(school);
    facts.years.push_back(static_cast<std::int16_t>(assessment.year.first));
    facts.parts.push_back(key.second);
    facts.subparts.push_back(0);
    if (changes_class_sizes(key, own)) add_bands(bands, school, key, counter, assessment.year);
  }
  finish_schools(out.dataset.schools);
  add_columns(facts, whole.stage_facts, changes);
  add_places(facts, assessment, lang);
  std::size_t row = 0;
  for (const auto& [key, own] : rows) {
    fill_row(facts, row, whole.stage_facts, whole.stage_facts.find(assessment.year, key.first, key.second));
    if (side == Side::Changed) change_row(facts, row, own);
    ++row;
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

std::vector<report::ChangeWarning> change_warnings(const assess::Assessment& assessment, std::span<const ValueChange> changes, Lang lang) {
  std::vector<report::ChangeWarning> out;
  if (changes.empty()) return out;
  const Rows by_row = rows_of(assessment, changes);
  std::set<Place> known;
  for (const Issue& issue : findings_of(changed_rows(assessment, changes, by_row, Side::Recorded, lang).dataset))
    known.insert(place_of(issue));
  const ChangedRows rows = changed_rows(assessment, changes, by_row, Side::Changed, lang);
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
