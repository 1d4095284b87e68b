#include "junheng/report/monitor_charts.h"

#include <algorithm>

#include <fmt/format.h>

#include "junheng/report/chart_trend.h"
#include "junheng/report/number_format.h"
#include "junheng/report/svg_chart.h"

namespace junheng::report {

namespace {

using monitor::Figure;
using monitor::MonitorArea;
using monitor::MonitorResult;
using monitor::MonitorYear;

/// More pictures than these say nothing that the table does not.
constexpr std::size_t kMostAreas = 6;
constexpr double kWidth = 360;
constexpr double kTop = 22;
constexpr double kBottom = 150;

/// "le25" -> "≤25", "26_30" -> "26–30", "ge66" -> "≥66".
std::string band_label(std::string_view code) {
  if (code.starts_with("le")) return "≤" + std::string(code.substr(2));
  if (code.starts_with("ge")) return "≥" + std::string(code.substr(2));
  std::string out(code);
  const auto at = out.find('_');
  return at == std::string::npos ? out : out.replace(at, 1, "–");
}

double count_of(const Figure& band) { return band.value ? *band.value : band.at_least.value_or(0); }

std::string histogram(const MonitorArea& area, const std::string& label) {
  double most = 0;
  for (const Figure& band : area.histogram.bands) most = std::max(most, count_of(band));
  if (most <= 0) return {};
  SvgChart chart({kWidth, kBottom + 24}, label);
  const Axis axis{0, most, kBottom, kTop};
  const double step = kWidth / static_cast<double>(area.histogram.bands.size());
  for (std::size_t i = 0; i < area.histogram.bands.size(); ++i) {
    const Figure& band = area.histogram.bands[i];
    const double count = count_of(band);
    const double left = static_cast<double>(i) * step;
    const std::string number = shown_amount(count);
    if (count > 0)
      chart.rect({left + 3, axis.at(count)}, {step - 6, kBottom - axis.at(count)},
                 i >= area.histogram.first_beyond ? "bar b-unmet" : "bar b-neutral", band_label(band.id) + ": " + number);
    chart.text({left + step / 2, axis.at(count) - 5}, number, "t-tick t-middle");
    chart.text({left + step / 2, kBottom + 15}, band_label(band.id), "t-tick t-middle");
  }
  chart.line({0, kBottom}, {kWidth, kBottom}, "tick");
  return chart.svg();
}

std::string figure(const std::string& caption, const std::string& unit, const std::string& svg) {
  if (svg.empty()) return {};
  return fmt::format("<figure><figcaption>{}<span class=\"unit\">{}</span></figcaption>{}</figure>", escape_html(caption),
                     escape_html(unit), svg);
}

std::string histograms(const MonitorResult& result, const std::vector<AreaIndex>& areas, const MonitorWords& words) {
  std::string out;
  for (const MonitorArea& area : result.years.back().areas) {
    const monitor::Histogram& bands = area.histogram;
    if (bands.bands.empty() || std::ranges::find(areas, area.area) == areas.end()) continue;
    const std::string caption = words.say("monitor.histogram", {{"area", words.area_name(area.area)}});
    const bool is_open = std::ranges::any_of(bands.bands, [](const Figure& band) { return !band.value; });
    std::string unit = words.say(is_open ? "monitor.histogram_open" : "monitor.histogram_unit");
    if (bands.limit) unit += words.say("monitor.histogram_large", {{"limit", shown_limit(bands.limit->value)}});
    out += figure(caption, unit, histogram(area, caption));
  }
  return out;
}

/// One variant over the years; empty with less than two of them.
std::string trend(const MonitorResult& result, AreaIndex area, std::size_t position, const MonitorWords& words) {
  TrendChart chart;
  std::string title;
  for (const MonitorYear& year : result.years) {
    const auto at = std::ranges::find(year.areas, area, &MonitorArea::area);
    if (at == year.areas.end()) continue;
    const Figure& each = at->figures[position];
    title = words.area_name(area) + " · " + words.title(result.id, each.id);
    if (!each.value) continue;
    std::string label = shown(each.shown_value(), each.is_reported ? each.decimals : 2) + std::string(each.is_capped() ? kCappedMark : "");
    chart.points.push_back({year.year.first, *each.shown_value(), std::move(label), false});
    const bool has_reference = each.reference && each.reference->from.year == year.year.first;
    const auto& mark = has_reference ? each.reference : each.limit;
    if (!mark) continue;
    // Written once, where the value changes or ends.
    if (!chart.targets.empty() && chart.targets.back().value == mark->value) chart.targets.back().text.clear();
    chart.targets.push_back(
        {year.year.first, mark->value,
         words.say(has_reference ? "monitor.reference_of_year" : "monitor.limit_of_year", {{"value", shown_limit(mark->value)}}), false});
  }
  if (chart.points.size() < 2) return {};
  chart.least_span = 1;
  return figure(title, words.say(chart.targets.empty() ? "monitor.trend_legend_plain" : "monitor.trend_legend"), trend_chart(chart, title));
}

}  // namespace

std::string monitor_charts(const MonitorResult& result, const MonitorWords& words) {
  const MonitorYear& year = result.years.back();
  std::vector<AreaIndex> areas;
  for (const MonitorArea& area : year.areas)
    if (words.is_top(year, area.area) && areas.size() < kMostAreas) areas.push_back(area.area);
  std::string out = histograms(result, areas, words);
  if (result.id != "retention" || year.areas.empty()) return out;
  // What an area without schools reports is in no area above it.
  for (const MonitorArea& area : year.areas)
    if (!area.has_schools && std::ranges::find(areas, area.area) == areas.end()) areas.push_back(area.area);
  for (const AreaIndex area : areas)
    for (std::size_t i = 0; i < year.areas.front().figures.size(); ++i) out += trend(result, area, i, words);
  return out;
}

}  // namespace junheng::report
