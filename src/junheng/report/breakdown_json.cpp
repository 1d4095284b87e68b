#include "junheng/report/breakdown_json.h"
#include "junheng/standards/names.h"

#include <algorithm>

namespace junheng::report {

namespace {

using formats::JsonWriter;
using monitor::Breakdown;
using monitor::BreakdownRow;
using monitor::MonitorArea;
using monitor::MonitorResult;

void write_trend(JsonWriter& json, const MonitorResult& result, AreaIndex area, std::size_t position, const BreakdownRow& row,
                 const model::Areas& areas) {
  json.key("trend").begin_array();
  for (const monitor::MonitorYear& year : result.years) {
    const MonitorArea* at = year.find(areas, area);
    if (at == nullptr) continue;
    const Breakdown& breakdown = at->breakdowns[position];
    const auto column = breakdown.column(breakdown.trend);
    const BreakdownRow* own = breakdown.find(row.codes);
    if (!column || own == nullptr) continue;
    json.begin_object().member("school_year", year.year.first).member(breakdown.trend, own->cells[*column].value).end_object();
  }
  json.end_array();
}

void write_row(JsonWriter& json, const Breakdown& breakdown, const BreakdownRow& row) {
  for (std::size_t i = 0; i < breakdown.parts.size(); ++i) json.member(to_string(breakdown.parts[i]), std::string_view(row.codes[i]));
  for (std::size_t i = 0; i < row.cells.size(); ++i) json.member(breakdown.columns[i].id, row.cells[i].value);
  json.key("of").begin_object();
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    if (row.cells[i].of) json.member(breakdown.columns[i].id, row.cells[i].of);
  json.end_object();
  json.key("schools_missing").begin_object();
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    if (row.cells[i].open > 0) json.member(breakdown.columns[i].id, static_cast<std::size_t>(row.cells[i].open));
  json.end_object();
  json.key("standard");
  if (row.limit) {
    json.begin_object().member("value", row.limit->value);
    json.member("direction", to_string(row.direction));
    json.member("document", std::string_view(row.limit->source.document)).member("clause", std::string_view(row.limit->source.clause));
    json.member("status", to_string(row.limit->status)).end_object();
  } else {
    json.null();
  }
  const auto judged = std::ranges::find_if(row.cells, [](const auto& cell) { return cell.verdict.has_value(); });
  json.key("verdict");
  if (judged == row.cells.end()) json.null();
  else json.value(to_string(*judged->verdict));
  json.key("missing").begin_array();
  for (const std::string_view what : row.missing) json.value(what);
  json.end_array();
}

}  // namespace

void write_breakdowns(JsonWriter& json, const MonitorResult& result, AreaIndex area, const model::Areas& areas) {
  const MonitorArea* at = result.years.back().find(areas, area);
  if (at == nullptr || at->breakdowns.empty()) return;
  json.key("breakdowns").begin_object();
  for (std::size_t i = 0; i < at->breakdowns.size(); ++i) {
    const Breakdown& breakdown = at->breakdowns[i];
    json.key(breakdown.id).begin_array();
    for (const BreakdownRow& row : breakdown.rows) {
      json.begin_object();
      write_row(json, breakdown, row);
      if (!breakdown.trend.empty()) write_trend(json, result, area, i, row, areas);
      json.end_object();
    }
    json.end_array();
  }
  json.end_object();
  json.key("bases").begin_array();
  for (const monitor::MonitorBasis& basis : result.bases) {
    json.begin_object().member("document", std::string_view(basis.source.document));
    json.member("clause", std::string_view(basis.source.clause)).member("status", to_string(basis.status)).end_object();
  }
  json.end_array();
}

}  // namespace junheng::report
