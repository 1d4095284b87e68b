#include "junheng/ingest/check_finding.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "junheng/formats/number_text.h"
#include "junheng/model/schema.h"

namespace junheng::ingest {

namespace {

using model::Dataset;

std::optional<SchoolIndex> school_of(const CheckedTable& rows, std::string_view table, std::size_t row) {
  if (table == "schools") return SchoolIndex(row);
  if (rows.facts != nullptr) return rows.facts->schools[row];
  return std::nullopt;
}

bool has_grades(std::string_view table) { return table == "grade_facts" || table == "classes"; }

std::optional<Stage> stage_of(const CheckedTable& rows, std::string_view table, std::size_t row) {
  if (rows.facts == nullptr || table == "rooms") return std::nullopt;
  const std::uint8_t part = rows.facts->parts[row];
  return has_grades(table) ? stage_of_grade(part) : std::optional(static_cast<Stage>(part));
}

void add_area(const Dataset& dataset, AreaIndex area, Params& params) {
  params.emplace_back("area", dataset.areas.names.at(area.value));
  params.emplace_back("area_code", dataset.areas.codes.at(area.value));
}

void add_school_row(const CheckFrame& frame, const CellRef& cell, Params& params) {
  const CheckedTable rows = frame.table(cell.table);
  const auto school = school_of(rows, cell.table, cell.row);
  if (!school) return;
  params.emplace_back("school", school_name(frame.dataset(), *school));
  params.emplace_back("school_id", frame.dataset().schools.ids.at(school->value));
  add_area(frame.dataset(), frame.county_of(*school), params);
  if (rows.facts == nullptr) return;
  params.emplace_back("year", std::to_string(rows.facts->years[cell.row]));
  if (const auto stage = stage_of(rows, cell.table, cell.row)) {
    params.emplace_back("stage_zh", stage_name(*stage, Lang::Zh));
    params.emplace_back("stage_en", stage_name(*stage, Lang::En));
  }
  if (has_grades(cell.table)) params.emplace_back("grade", std::to_string(rows.facts->parts[cell.row]));
}

void add_area_row(const CheckFrame& frame, const CellRef& cell, Params& params) {
  const Dataset& dataset = frame.dataset();
  const auto add = [&](AreaIndex area, std::int16_t year) {
    add_area(dataset, area, params);
    params.emplace_back("year", std::to_string(year));
  };
  if (cell.table == "areas") {
    add_area(dataset, AreaIndex(cell.row), params);
  } else if (cell.table == "area_facts") {
    const auto& entry = dataset.area_items.entries[cell.row];
    add(entry.area, entry.year);
    add_item_names(entry.item, "item", params);
  } else if (cell.table == "quality_results") {
    add(dataset.quality_results[cell.row].area, dataset.quality_results[cell.row].year);
    params.emplace_back("item_zh", dataset.quality_results[cell.row].subject);
    params.emplace_back("item_en", dataset.quality_results[cell.row].subject);
  } else if (cell.table == "survey") {
    add(dataset.survey[cell.row].area, dataset.survey[cell.row].year);
  }
}

}  // namespace

bool CheckScope::covers(const CheckFrame& frame, std::string_view table, std::size_t row) const {
  if (stages.empty() && kinds.empty()) return true;
  const CheckedTable rows = frame.table(table);
  if (!kinds.empty()) {
    const auto school = school_of(rows, table, row);
    if (school && std::ranges::find(kinds, int{frame.dataset().schools.kinds[school->value]}) == kinds.end()) return false;
  }
  if (!stages.empty()) {
    const auto stage = stage_of(rows, table, row);
    if (stage && std::ranges::find(stages, *stage) == stages.end()) return false;
  }
  return true;
}

bool Findings::takes(std::string_view table, std::size_t row) {
  if (!covers(table, row)) return false;
  if (!is_full()) return true;
  ++unlisted_;
  return false;
}

void Findings::add(const CellRef& cell, std::string value, Params params) {
  add_school_row(frame_, cell, params);
  add_area_row(frame_, cell, params);
  if (!cell.column.empty()) add_column_names(frame_, cell, "column", params);
  const model::TableOrigin* origin = frame_.table(cell.table).origin;
  Location where = origin == nullptr ? Location{} : origin->locate(RowIndex(cell.row), cell.column);
  issues_.push_back({style_.texts, style_.severity, std::move(where), std::move(value), share(std::move(params))});
  cells_.push_back({std::string(cell.table), RowIndex(cell.row), std::string(cell.column)});
}

void Findings::append(Findings&& next) {
  unlisted_ += next.unlisted_;
  for (std::size_t i = 0; i < next.issues_.size(); ++i) {
    if (is_full()) {
      unlisted_ += next.issues_.size() - i;
      return;
    }
    issues_.push_back(std::move(next.issues_[i]));
    cells_.push_back(std::move(next.cells_[i]));
  }
}

const std::vector<std::string_view>& row_placeholders() {
  static const std::vector<std::string_view> names = {"value",     "column", "column_zh", "column_en", "school", "school_id", "area",
                                                      "area_code", "year",   "stage_zh",  "stage_en",  "grade",  "item_zh",   "item_en"};
  return names;
}

std::string rounded_text(double number) {
  constexpr double kTwoDecimalsFrom = 0.1;
  if (std::abs(number) < kTwoDecimalsFrom) return fmt::format("{:.2g}", number);
  constexpr double kHundred = 100;
  return formats::number_text(std::round(number * kHundred) / kHundred);
}

std::string header_of(const CheckFrame& frame, const CellRef& cell) {
  const model::TableOrigin* origin = frame.table(cell.table).origin;
  std::string header = origin == nullptr ? std::string() : origin->locate(RowIndex(cell.row), cell.column).header;
  return header.empty() ? std::string(cell.column) : header;
}

void add_column_names(const CheckFrame& frame, const CellRef& cell, const std::string& name, Params& params) {
  std::string header = header_of(frame, cell);
  const model::TableSpec* table = model::find_table(cell.table);
  const model::ColumnSpec* column = table == nullptr ? nullptr : table->column(cell.column);
  params.emplace_back(name + "_zh", column == nullptr || column->zh.empty() ? header : std::string(column->zh));
  params.emplace_back(name + "_en", std::move(header));
}

void add_item_names(std::string_view item, const std::string& name, Params& params) {
  const model::ColumnSpec* measure = model::find_area_measure(item);
  params.emplace_back(name + "_zh", std::string(measure == nullptr ? item : measure->zh));
  params.emplace_back(name + "_en", std::string(item));
}

std::string school_name(const Dataset& dataset, SchoolIndex school) {
  const std::string_view name = dataset.schools.names.at(school.value);
  return std::string(name.empty() ? dataset.schools.ids.at(school.value) : name);
}

}  // namespace junheng::ingest
