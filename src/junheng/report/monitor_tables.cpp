#include "junheng/report/monitor_tables.h"

#include <algorithm>
#include <set>
#include <utility>

#include "junheng/report/number_format.h"

namespace junheng::report {

namespace {

using monitor::Figure;
using monitor::MonitorArea;
using monitor::MonitorResult;
using monitor::MonitorYear;
using monitor::Offender;

/// The text for offenders of this monitor, else the one for those of any.
std::string say_for(const MonitorWords& words, const std::string& key, std::string_view id) {
  const std::string own = "monitor.offender." + std::string(id) + "." + key;
  return has_text(own) ? words.say(own) : words.say("monitor." + key);
}

std::string unit_of(const MonitorWords& words, std::string_view id) {
  const std::string key = "monitor.offender." + std::string(id) + ".unit";
  return has_text(key) ? words.say(key) : "";
}

TableCell amount_cell(std::optional<double> amount) {
  return amount ? TableCell{shown_limit(*amount), amount, limit_decimals(*amount), {}, Shade::None} : word_cell("");
}

std::vector<TableCell> offender_row(const MonitorResult& result, const Offender& offender, const MonitorWords& words) {
  const model::Dataset& dataset = words.dataset();
  const std::size_t school = offender.school.value;
  return {word_cell(std::string(dataset.schools.names.at(school))),
          word_cell(std::string(dataset.schools.ids.at(school))),
          word_cell(words.area_name(dataset.schools.areas[school])),
          word_cell(offender.stage ? std::string(stage_name(*offender.stage, words.lang())) : ""),
          word_cell(words.title(result.id, offender.figure)),
          amount_cell(offender.value),
          amount_cell(offender.limit),
          word_cell(unit_of(words, result.id))};
}

const Figure* figure_at(const MonitorYear& year, AreaIndex area, std::string_view id) {
  const auto at = std::ranges::find(year.areas, area, &MonitorArea::area);
  return at == year.areas.end() ? nullptr : at->find(id);
}

bool is_known(const Figure* figure) { return figure != nullptr && (figure->value || figure->at_least.value_or(0) > 0); }

TableCell figure_cell(const Figure* figure, const MonitorWords& words) {
  if (figure == nullptr) return number_cell(std::nullopt, 0);
  TableCell cell = word_cell(words.value(*figure));
  cell.mark = words.verdict_sign(*figure);
  if (figure->value && !figure->is_percent) {
    cell.number = figure->value;
    cell.decimals = figure->denominator ? 2 : 0;
  }
  return cell;
}

}  // namespace

ReportTable offender_table(std::span<const MonitorResult> results, const MonitorWords& words) {
  ReportTable out;
  out.id = "offenders";
  std::set<std::string_view> ids;
  for (const MonitorResult& result : results)
    for (const Offender& offender : words.offenders(result)) {
      out.rows.push_back(offender_row(result, offender, words));
      ids.insert(result.id);
    }
  const bool is_one = ids.size() == 1;
  const std::string_view id = is_one ? *ids.begin() : std::string_view();
  out.title = words.say("monitor.offenders", {{"count", std::to_string(out.rows.size())}});
  for (const char* key : {"school", "code", "area", "stage", "figure", "value", "limit", "unit"}) {
    const bool is_number = std::string_view(key) == "value" || std::string_view(key) == "limit";
    out.columns.push_back({say_for(words, key, id), is_number ? ColumnAlign::Right : ColumnAlign::Left});
  }
  // The heads say the unit of one monitor.
  if (is_one)
    for (auto& row : out.rows) row.back() = word_cell("");
  drop_empty_columns(out);
  return out;
}

ReportTable trend_table(const MonitorResult& result, AreaIndex area, const MonitorWords& words) {
  ReportTable out;
  out.id = "trend";
  out.title = words.say("monitor.trend", {{"area", words.area_name(area)}});
  const auto top = std::ranges::find(result.years.back().areas, area, &MonitorArea::area);
  if (result.years.size() < 2 || top == result.years.back().areas.end()) return out;
  out.columns = {{words.say("monitor.year"), ColumnAlign::Left}};
  for (const Figure& figure : top->figures) out.columns.push_back({words.title(result.id, figure.id), ColumnAlign::Right});
  bool is_any_known = false;
  for (const MonitorYear& year : result.years) {
    if (std::ranges::find(year.areas, area, &MonitorArea::area) == year.areas.end()) continue;
    std::vector<TableCell> row = {word_cell(std::to_string(year.year.first))};
    for (const Figure& figure : top->figures) {
      const Figure* at = figure_at(year, area, figure.id);
      is_any_known = is_any_known || is_known(at);
      row.push_back(figure_cell(at, words));
    }
    out.rows.push_back(std::move(row));
  }
  if (!is_any_known || out.rows.size() < 2) out.rows.clear();
  return out;
}

ReportTable all_trends(const monitor::Monitoring& monitoring, const MonitorWords& words) {
  ReportTable out;
  out.id = "trends";
  out.title = words.say("monitor.trends");
  if (monitoring.results.empty() || monitoring.results.front().years.size() < 2) return out;
  out.columns = {{words.say("monitor.monitor"), ColumnAlign::Left},
                 {words.say("text.code"), ColumnAlign::Left},
                 {words.say("text.area"), ColumnAlign::Left},
                 {words.say("monitor.figure"), ColumnAlign::Left}};
  for (const MonitorYear& year : monitoring.results.front().years)
    out.columns.push_back({std::to_string(year.year.first), ColumnAlign::Right});
  for (const MonitorResult& result : monitoring.results)
    for (const MonitorArea& area : result.years.back().areas)
      for (const Figure& figure : area.figures) {
        std::vector<TableCell> row = {word_cell(words.say("monitor.sheet." + std::string(result.id))),
                                      word_cell(words.area_code(area.area)), word_cell(words.area_name(area.area)),
                                      word_cell(words.title(result.id, figure.id) + (figure.is_percent ? " (%)" : ""))};
        bool is_any_known = false;
        for (const MonitorYear& year : result.years) {
          const Figure* at = figure_at(year, area.area, figure.id);
          is_any_known = is_any_known || is_known(at);
          row.push_back(at != nullptr && at->value ? number_cell(at->value, at->denominator ? 2 : 0) : figure_cell(at, words));
        }
        if (is_any_known) out.rows.push_back(std::move(row));
      }
  return out;
}

}  // namespace junheng::report
