#include "junheng/report/monitor_tables.h"

#include <algorithm>
#include <cmath>
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

/// Posts and ratios need not be whole; more than two digits say nothing of them.
TableCell amount_cell(std::optional<double> amount) {
  constexpr double kHundredths = 100;
  if (!amount) return word_cell("");
  const double shown = std::round(*amount * kHundredths) / kHundredths;
  return {shown_limit(shown), shown, limit_decimals(shown), {}, Shade::None};
}

/// What a school misses. Sums of an area have another title.
std::string offence(const MonitorWords& words, const MonitorResult& result, const Offender& offender) {
  return offender.figure == "posts_missing" ? words.say("monitor.offender.posts_missing") : words.title(result.id, offender.figure);
}

std::vector<TableCell> offender_row(const MonitorResult& result, const Offender& offender, const MonitorWords& words) {
  return {word_cell(words.offender_name(offender)),
          word_cell(words.offender_code(offender)),
          word_cell(words.offender_area(offender)),
          word_cell(offender.stage ? std::string(stage_name(*offender.stage, words.lang())) : ""),
          word_cell(offence(words, result, offender)),
          amount_cell(offender.value),
          amount_cell(offender.limit),
          offender.limit ? amount_cell(offender.excess()) : word_cell(""),
          word_cell(unit_of(words, result.id))};
}

const Figure* figure_at(const MonitorYear& year, const MonitorWords& words, AreaIndex area, std::string_view id) {
  const MonitorArea* at = year.find(words.dataset().areas, area);
  return at == nullptr ? nullptr : at->find(id);
}

bool is_known_at(const Figure* figure) { return figure != nullptr && is_known(*figure); }

TableCell figure_cell(const Figure* figure, const MonitorWords& words) {
  if (figure == nullptr) return number_cell(std::nullopt, 0);
  TableCell cell = word_cell(words.value(*figure));
  cell.mark = words.signs(*figure);
  if (figure->value && !figure->is_percent) {
    cell.number = figure->value;
    cell.decimals = figure->denominator ? 2 : figure->decimals;
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
  for (const char* key : {"school", "code", "area", "stage", "figure", "value", "limit", "difference", "unit"}) {
    const std::string_view name(key);
    const bool is_number = name == "value" || name == "limit" || name == "difference";
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
  const model::Areas& areas = words.dataset().areas;
  const MonitorArea* top = result.years.back().find(areas, area);
  if (result.years.size() < 2 || top == nullptr) return out;
  out.columns = {{words.say("monitor.year"), ColumnAlign::Left}};
  for (const Figure& figure : top->figures) out.columns.push_back({words.title(result.id, figure.id), ColumnAlign::Right});
  bool is_any_known = false;
  for (const MonitorYear& year : result.years) {
    const MonitorArea* own = year.find(areas, area);
    if (own == nullptr || (!own->has_schools && std::ranges::none_of(own->figures, &is_known))) continue;
    std::vector<TableCell> row = {word_cell(
        words.say("monitor.year_words", {{"year", std::to_string(year.year.first)}, {"next", std::to_string(year.year.first + 1)}}))};
    for (const Figure& figure : top->figures) {
      const Figure* at = figure_at(year, words, area, figure.id);
      is_any_known = is_any_known || (is_known_at(at) && !at->is_reported);
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
          const Figure* at = figure_at(year, words, area.area, figure.id);
          is_any_known = is_any_known || is_known_at(at);
          row.push_back(at != nullptr && at->value ? number_cell(at->value, at->denominator ? 2 : at->decimals) : figure_cell(at, words));
          if (at != nullptr && at->is_reported) row.back().mark = "*";
        }
        if (is_any_known) out.rows.push_back(std::move(row));
      }
  return out;
}

namespace {

bool has_report(const Figure* figure) {
  return figure != nullptr && (figure->is_reported || (!figure->value && !figure->reported && !figure->evidence.empty()));
}

/// Years of which the results take something from reports, ascending.
std::vector<SchoolYear> years_of_reports(std::span<const MonitorResult> results) {
  std::set<SchoolYear> out;
  for (const MonitorResult& result : results)
    for (const MonitorYear& year : result.years)
      for (const MonitorArea& area : year.areas)
        if (std::ranges::any_of(area.figures, [](const Figure& figure) { return has_report(&figure); })) out.insert(year.year);
  return {out.begin(), out.end()};
}

/// Each text once, with its year where they differ.
std::string evidence_words(const std::vector<std::pair<SchoolYear, std::string_view>>& said) {
  const bool is_one = std::ranges::all_of(said, [&](const auto& each) { return each.second == said.front().second; });
  if (said.empty() || is_one) return said.empty() ? "" : std::string(said.front().second);
  std::string out;
  for (const auto& [year, words] : said) out += (out.empty() ? "" : " / ") + std::to_string(year.first) + ": " + std::string(words);
  return out;
}

/// Empty where the area reports nothing of the figure.
std::vector<TableCell> report_cells(const MonitorResult& result, AreaIndex area, std::string_view figure, std::span<const SchoolYear> years,
                                    const MonitorWords& words) {
  std::vector<TableCell> cells;
  std::vector<std::pair<SchoolYear, std::string_view>> said;
  bool is_any = false;
  for (const SchoolYear first : years) {
    const auto year = std::ranges::find(result.years, first, &MonitorYear::year);
    const Figure* at = year == result.years.end() ? nullptr : figure_at(*year, words, area, figure);
    const bool is_report = has_report(at);
    is_any = is_any || is_report;
    cells.push_back(is_report ? figure_cell(at, words) : word_cell(""));
    if (is_report && !at->evidence.empty()) said.emplace_back(first, at->evidence);
  }
  if (!is_any) return {};
  cells.push_back(word_cell(evidence_words(said)));
  return cells;
}

}  // namespace

ReportTable reported_table(std::span<const MonitorResult> results, const MonitorWords& words) {
  ReportTable out;
  out.id = "reported";
  out.title = words.say("monitor.reported");
  const std::vector<SchoolYear> years = years_of_reports(results);
  if (years.empty()) return out;
  const bool is_one = results.size() == 1;
  if (!is_one) out.columns.push_back({words.say("monitor.monitor"), ColumnAlign::Left});
  for (const char* key : {"text.code", "text.area", "monitor.figure"}) out.columns.push_back({words.say(key), ColumnAlign::Left});
  for (const SchoolYear year : years) out.columns.push_back({std::to_string(year.first), ColumnAlign::Right});
  out.columns.push_back({words.say("monitor.evidence"), ColumnAlign::Left});
  for (const MonitorResult& result : results)
    for (const MonitorArea& area : result.years.back().areas)
      for (const Figure& figure : area.figures) {
        std::vector<TableCell> cells = report_cells(result, area.area, figure.id, years, words);
        if (cells.empty()) continue;
        std::vector<TableCell> row = {word_cell(words.area_code(area.area)), word_cell(words.area_name(area.area)),
                                      word_cell(words.title(result.id, figure.id))};
        if (!is_one) row.insert(row.begin(), word_cell(words.say("monitor.sheet." + std::string(result.id))));
        row.insert(row.end(), cells.begin(), cells.end());
        out.rows.push_back(std::move(row));
      }
  drop_empty_columns(out);
  return out;
}

}  // namespace junheng::report
