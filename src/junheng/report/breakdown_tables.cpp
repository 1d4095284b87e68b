#include "junheng/report/breakdown_tables.h"

#include <algorithm>

#include <fmt/format.h>

#include "junheng/model/schema.h"
#include "junheng/report/listing.h"
#include "junheng/report/number_format.h"
#include "junheng/report/source_words.h"

namespace junheng::report {

namespace {

using monitor::Breakdown;
using monitor::BreakdownCell;
using monitor::BreakdownRow;
using monitor::MonitorArea;
using monitor::MonitorResult;
using monitor::RowPart;

std::string verdict_mark(const BreakdownCell& cell) {
  if (cell.verdict == assess::Verdict::Met) return " ✓";
  return cell.verdict == assess::Verdict::Unmet ? " ✗" : "";
}

TableCell cell_of(const BreakdownCell& cell, const monitor::BreakdownColumn& column, const BreakdownRow& row, bool is_limited) {
  const auto limit = is_limited && row.limit ? std::optional(row.limit->value) : std::nullopt;
  TableCell out = number_cell(cell.value, column.decimals);
  if (cell.value) {
    out.decimals = shown_decimals(*cell.value, column.decimals, limit, row.direction);
    out.text = shown(cell.value, column.decimals, limit, row.direction);
    if (cell.open > 0) out.mark = "†";
  }
  out.mark += verdict_mark(cell);
  return out;
}

bool has_limits(const Breakdown& breakdown) {
  return std::ranges::any_of(breakdown.rows, [](const BreakdownRow& row) { return row.limit.has_value(); });
}

bool has_marks(const ReportTable& table) {
  return std::ranges::any_of(table.rows, [](const auto& row) {
    return std::ranges::any_of(row, [](const TableCell& cell) { return cell.mark.starts_with("†"); });
  });
}

const model::CodeName* find_kind(std::string_view code) {
  const auto kinds = model::school_kinds();
  const auto found = std::ranges::find(kinds, code, &model::CodeName::code);
  return found == kinds.end() ? nullptr : &*found;
}

}  // namespace

std::string BreakdownTables::part_name(RowPart part, const std::string& code) const {
  switch (part) {
    case RowPart::Stage: return std::string(stage_name(parse_stage(code).value_or(Stage::All), in_.lang));
    case RowPart::Kind:
      if (const auto* kind = find_kind(code)) return std::string(in_.lang == Lang::Zh ? kind->zh : kind->en);
      return words_.say("monitor.kind." + code);
    case RowPart::Setting: return words_.say("monitor.setting." + code);
    case RowPart::PupilGroup: return words_.missing_name(code);
    case RowPart::Indicator: break;
  }
  const standards::Pack* pack = in_.monitoring->reading;
  const auto found = std::ranges::find(pack->indicators, code, &standards::Indicator::id);
  if (found == pack->indicators.end()) return code;
  std::string unit = with_unit("", found->unit, in_.lang);
  if (unit.starts_with(' ')) unit.erase(0, 1);
  return words_.say("monitor.indicator_name", {{"id", code}, {"title", std::string(found->title.in(in_.lang))}, {"unit", unit}});
}

std::string BreakdownTables::column_title(const MonitorResult& result, const monitor::BreakdownColumn& column) const {
  return words_.title(result.id, column.id) + (column.is_percent ? " (%)" : "");
}

std::vector<std::string> BreakdownTables::basis_notes(const MonitorResult& result) const {
  std::vector<std::string> out;
  for (const monitor::MonitorBasis& basis : result.bases)
    out.push_back(words_.say(basis.status == standards::ValueStatus::Verified ? "monitor.basis" : "monitor.basis_unverified",
                             {{"source", source_words(basis.source, in_.lang)}}));
  return out;
}

ReportTable BreakdownTables::begin(std::span<const AreaIndex> areas, const Breakdown& breakdown) const {
  ReportTable out;
  out.id = breakdown.id;
  if (areas.size() > 1) out.columns = {{words_.say("text.code"), ColumnAlign::Left}, {words_.say("text.area"), ColumnAlign::Left}};
  for (const RowPart part : breakdown.parts)
    out.columns.push_back({words_.say("monitor.part." + std::string(to_string(part))), ColumnAlign::Left});
  return out;
}

std::vector<TableCell> BreakdownTables::label_cells(std::span<const AreaIndex> areas, AreaIndex area, const Breakdown& breakdown,
                                                    const BreakdownRow& row) const {
  std::vector<TableCell> cells;
  if (areas.size() > 1) cells = {word_cell(words_.area_code(area)), word_cell(words_.area_name(area))};
  for (std::size_t i = 0; i < breakdown.parts.size(); ++i) cells.push_back(word_cell(part_name(breakdown.parts[i], row.codes[i])));
  return cells;
}

void BreakdownTables::add_missing(const Breakdown& breakdown, std::vector<std::string>& names) const {
  for (const BreakdownRow& row : breakdown.rows)
    for (const std::string_view what : row.missing) {
      std::string name = words_.missing_name(what);
      if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
}

ReportTable BreakdownTables::table(const MonitorResult& result, std::span<const AreaIndex> areas, std::size_t position) const {
  const monitor::MonitorYear& year = result.years.back();
  const Breakdown& first = year.find(words_.dataset().areas, areas.front())->breakdowns[position];
  ReportTable out = begin(areas, first);
  out.title = words_.say("monitor." + std::string(result.id) + "." + std::string(first.id));
  const bool with_limits =
      std::ranges::any_of(areas, [&](AreaIndex area) { return has_limits(year.find(words_.dataset().areas, area)->breakdowns[position]); });
  for (const monitor::BreakdownColumn& column : first.columns) {
    out.columns.push_back({column_title(result, column), ColumnAlign::Right});
    if (with_limits && column.id == first.limited) out.columns.push_back({words_.say("monitor.standard_word"), ColumnAlign::Right});
  }
  const bool limit_stands_last = with_limits && first.limited.empty();
  if (limit_stands_last) out.columns.push_back({words_.say("monitor.standard_of_school"), ColumnAlign::Right});
  std::vector<std::string> missing;
  for (const AreaIndex area : areas) {
    const Breakdown& own = year.find(words_.dataset().areas, area)->breakdowns[position];
    for (const BreakdownRow& row : own.rows) {
      std::vector<TableCell> cells = label_cells(areas, area, own, row);
      const TableCell limit =
          word_cell(row.limit ? fmt::format("{} {}", direction_sign(row.direction), shown_limit(row.limit->value)) : "");
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const bool is_limited = own.columns[i].id == own.limited;
        cells.push_back(cell_of(row.cells[i], own.columns[i], row, is_limited));
        if (with_limits && is_limited) cells.push_back(limit);
      }
      if (limit_stands_last) cells.push_back(limit);
      out.rows.push_back(std::move(cells));
    }
    add_missing(own, missing);
  }
  std::string list;
  for (const std::string& name : missing) append_listed(list, name, in_.lang);
  if (has_marks(out)) out.notes.push_back(words_.say("monitor.breakdown_mark", {{"what", list}}));
  else if (!list.empty()) out.notes.push_back(words_.say("monitor.breakdown_missing", {{"what", list}}));
  return out;
}

ReportTable BreakdownTables::trend(const MonitorResult& result, std::span<const AreaIndex> areas, std::size_t position) const {
  const Breakdown& first = result.years.back().find(words_.dataset().areas, areas.front())->breakdowns[position];
  ReportTable out = begin(areas, first);
  const auto column = first.column(first.trend);
  if (!column || result.years.size() < 2) return out;
  out.title = words_.say("monitor.breakdown_trend", {{"figure", column_title(result, first.columns[*column])}});
  for (const monitor::MonitorYear& year : result.years) out.columns.push_back({std::to_string(year.year.first), ColumnAlign::Right});
  for (const AreaIndex area : areas) {
    const Breakdown& last = result.years.back().find(words_.dataset().areas, area)->breakdowns[position];
    for (const BreakdownRow& row : last.rows) {
      std::vector<TableCell> cells = label_cells(areas, area, last, row);
      bool is_any_known = false;
      for (const monitor::MonitorYear& year : result.years) {
        const MonitorArea* at = year.find(words_.dataset().areas, area);
        const BreakdownRow* own = at == nullptr ? nullptr : at->breakdowns[position].find(row.codes);
        cells.push_back(own == nullptr ? number_cell(std::nullopt, 0) : cell_of(own->cells[*column], first.columns[*column], *own, false));
        is_any_known = is_any_known || cells.back().number.has_value();
        cells.back().mark = own != nullptr && own->cells[*column].open > 0 && own->cells[*column].value ? "†" : "";
      }
      if (is_any_known) out.rows.push_back(std::move(cells));
    }
  }
  return out;
}

}  // namespace junheng::report
