#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "junheng/report/breakdown_tables.h"
#include "junheng/report/source_words.h"
#include "junheng/report/svg_chart.h"

namespace junheng::report {

namespace {

using monitor::MonitorArea;
using monitor::MonitorResult;

/// More areas are in the workbook and in JSON.
constexpr std::size_t kAreasInText = 5;
constexpr std::size_t kAreasOnPage = 20;
constexpr std::size_t kEveryRow = std::numeric_limits<std::size_t>::max();

/// The areas of the year asked for that any row tells something of, those that lie in no other area first.
std::vector<AreaIndex> told_areas(const MonitorResult& result, const MonitorWords& words) {
  const monitor::MonitorYear& year = result.years.back();
  std::vector<AreaIndex> out;
  if (!words.is_told(result)) return out;
  for (const bool is_top : {true, false})
    for (const MonitorArea& area : year.areas) {
      const bool is_told = std::ranges::any_of(area.breakdowns, [](const auto& each) { return !each.rows.empty(); });
      if (is_told && words.is_top(year, area.area) == is_top) out.push_back(area.area);
    }
  return out;
}

std::size_t breakdown_count(const MonitorResult& result) {
  return result.years.back().areas.empty() ? 0 : result.years.back().areas.front().breakdowns.size();
}

std::string paragraph(const std::string& words) { return "<p class=\"note\">" + escape_html(words) + "</p>\n"; }

std::string more_areas(const BreakdownTables& tables, std::size_t all, std::size_t shown) {
  return all > shown ? tables.words().say("monitor.more_areas", {{"count", std::to_string(all - shown)}}) : std::string();
}

}  // namespace

std::string breakdowns_text(const MonitorInput& input, const MonitorResult& result) {
  const BreakdownTables tables(input);
  std::string out;
  const std::vector<AreaIndex> areas = told_areas(result, tables.words());
  if (areas.empty()) return out;
  for (const std::string& note : tables.basis_notes(result)) out += "  " + note + "\n";
  for (std::size_t a = 0; a < std::min(areas.size(), kAreasInText); ++a)
    for (std::size_t i = 0; i < breakdown_count(result); ++i) {
      const ReportTable table = tables.table(result, std::span(areas).subspan(a, 1), i);
      if (table.rows.empty()) continue;
      out += fmt::format("  {} {}　{}\n", tables.words().area_code(areas[a]), tables.words().area_name(areas[a]), table.title);
      out += table_lines(table, 4, kEveryRow);
      for (const std::string& note : table.notes) out += "    " + note + "\n";
      const ReportTable trend = tables.trend(result, std::span(areas).subspan(a, 1), i);
      if (!trend.rows.empty()) out += "    " + trend.title + "\n" + table_lines(trend, 6, kEveryRow);
    }
  const std::string more = more_areas(tables, areas.size(), kAreasInText);
  return more.empty() ? out : out + "  " + more + "\n";
}

std::string breakdowns_markup(const MonitorInput& input, const MonitorResult& result) {
  const BreakdownTables tables(input);
  std::string out;
  const std::vector<AreaIndex> areas = told_areas(result, tables.words());
  if (areas.empty()) return out;
  for (const std::string& note : tables.basis_notes(result)) out += "<p class=\"note\">" + words_markup(note, input.lang) + "</p>";
  for (std::size_t a = 0; a < std::min(areas.size(), kAreasOnPage); ++a)
    for (std::size_t i = 0; i < breakdown_count(result); ++i) {
      const ReportTable table = tables.table(result, std::span(areas).subspan(a, 1), i);
      if (table.rows.empty()) continue;
      out += fmt::format("<h3>{} · {}</h3>\n", escape_html(tables.words().area_name(areas[a])), escape_html(table.title));
      out += table_markup(table, kEveryRow);
      for (const std::string& note : table.notes) out += paragraph(note);
      const ReportTable trend = tables.trend(result, std::span(areas).subspan(a, 1), i);
      if (!trend.rows.empty()) out += fmt::format("<h4>{}</h4>\n", escape_html(trend.title)) + table_markup(trend, kEveryRow);
    }
  const std::string more = more_areas(tables, areas.size(), kAreasOnPage);
  return more.empty() ? out : out + paragraph(more);
}

void write_breakdown_sheets(const MonitorInput& input, const MonitorResult& result, formats::XlsxWriter& writer, const SheetHead& head) {
  const BreakdownTables tables(input);
  std::vector<AreaIndex> areas = told_areas(result, tables.words());
  if (areas.empty()) return;
  const std::string name = tables.words().say("monitor.sheet." + std::string(result.id));
  for (std::size_t i = 0; i < breakdown_count(result); ++i) {
    const auto own_name = [&](std::string_view suffix) {
      return fmt::format("{} {}", name, tables.words().say("monitor.sheet." + std::string(suffix)));
    };
    ReportTable table = tables.table(result, areas, i);
    if (table.rows.empty()) continue;
    for (const std::string& note : tables.basis_notes(result)) table.notes.push_back(note);
    const auto labels = static_cast<std::uint32_t>(areas.size() > 1 ? 4 : 2);
    write_table_sheet(writer, head, own_name(table.id), table, labels);
    const ReportTable trend = tables.trend(result, areas, i);
    if (!trend.rows.empty()) write_table_sheet(writer, head, own_name(std::string(table.id) + "_trend"), trend, labels);
  }
}

}  // namespace junheng::report
