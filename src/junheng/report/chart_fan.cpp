#include "junheng/report/chart_fan.h"

#include <algorithm>
#include <cmath>

#include "junheng/report/number_format.h"
#include "junheng/report/svg_chart.h"

namespace junheng::report {

namespace {

constexpr double kWidth = 560;
constexpr double kHeight = 260;
constexpr double kLeft = 64;
constexpr double kRight = 540;
constexpr double kTop = 22;
constexpr double kBottom = 224;

/// A scale that shows 0 where the values come near to it, else their range with room.
Axis values_axis(const std::vector<FanPoint>& points) {
  double low = points.front().low;
  double high = points.front().high;
  for (const FanPoint& each : points) {
    low = std::min(low, each.low);
    high = std::max(high, each.high);
  }
  const double room = std::max(1.0, 0.12 * (high - low));
  return {low < 0.3 * high ? 0 : low - room, high + room, kBottom, kTop};
}

void add_axes(SvgChart& chart, const Axis& years, const Axis& values) {
  chart.line({kLeft, kBottom}, {kRight, kBottom}, "axis");
  for (const double tick : round_ticks(values.low, values.high, 5)) {
    chart.line({kLeft - 4, values.at(tick)}, {kLeft, values.at(tick)}, "tick");
    chart.text({kLeft - 7, values.at(tick) + 4}, tick_text(tick), "t-tick t-end");
  }
  const int first = static_cast<int>(years.low);
  const int last = static_cast<int>(years.high);
  const int step = last - first <= 10 ? 1 : last - first <= 20 ? 2 : 5;
  for (int year = first; year <= last; ++year) {
    chart.line({years.at(year), kBottom}, {years.at(year), kBottom + 4}, "tick");
    if ((year - first) % step == 0) chart.text({years.at(year), kBottom + 17}, std::to_string(year), "t-tick t-middle");
  }
}

std::string title_of(const FanPoint& point) {
  std::string out = std::to_string(point.year) + ": " + shown(point.middle, 0);
  if (point.is_forecast) out += " (" + shown(point.low, 0) + " – " + shown(point.high, 0) + ")";
  return out;
}

}  // namespace

std::string fan_chart(const std::vector<FanPoint>& points, const std::string& label) {
  if (points.empty()) return {};
  SvgChart chart({kWidth, kHeight}, label);
  const Axis years{static_cast<double>(points.front().year), std::max(static_cast<double>(points.back().year), points.front().year + 1.0),
                   kLeft + 10, kRight - 14};
  const Axis values = values_axis(points);
  add_axes(chart, years, values);
  const auto place = [&](const FanPoint& point, double value) { return Point{years.at(point.year), values.at(value)}; };
  const auto first_ahead = std::ranges::find_if(points, &FanPoint::is_forecast);
  // The band begins where the line of what was ends.
  const auto begin = first_ahead == points.begin() ? first_ahead : std::prev(first_ahead);
  std::vector<Point> band;
  for (auto at = begin; at != points.end(); ++at) band.push_back(place(*at, at->high));
  for (auto at = points.end(); at != begin;) {
    --at;
    band.push_back(place(*at, at->low));
  }
  if (first_ahead != points.end()) chart.area(band, "fan");
  for (std::size_t i = 1; i < points.size(); ++i)
    chart.line(place(points[i - 1], points[i - 1].middle), place(points[i], points[i].middle), points[i].is_forecast ? "ahead" : "trend");
  for (const FanPoint& point : points)
    chart.symbol(point.is_forecast ? Symbol::Unknown : Symbol::Neutral, place(point, point.middle), 3.5, title_of(point));
  const auto write = [&](const FanPoint& point, std::string_view css_class) {
    // Above the band, where a falling line does not run through it.
    const Point at = place(point, point.high);
    chart.text({at.x, at.y - 9}, shown(point.middle, 0), css_class);
  };
  write(points.front(), "t-limit");
  if (begin != points.begin() && begin != points.end()) write(*begin, "t-limit t-middle");
  if (first_ahead != points.end()) write(points.back(), "t-limit t-end");
  return chart.svg();
}

std::string heat_map(const HeatMap& map, const std::string& label) {
  if (map.rows.empty() || map.columns.empty()) return {};
  constexpr double kCell = 46;
  constexpr double kCellHeight = 24;
  constexpr double kHead = 24;
  constexpr double kNames = 46;
  const double width = kNames + kCell * static_cast<double>(map.columns.size()) + 4;
  SvgChart chart({width, kHead + kCellHeight * static_cast<double>(map.rows.size()) + 4}, label);
  double least = 0;
  double most = 0;
  bool is_first = true;
  for (const double each : map.values) {
    if (std::isnan(each)) continue;
    least = is_first ? each : std::min(least, each);
    most = std::max(most, each);
    is_first = false;
  }
  for (std::size_t c = 0; c < map.columns.size(); ++c)
    chart.text({kNames + kCell * (static_cast<double>(c) + 0.5), kHead - 8}, map.columns[c], "t-tick t-middle");
  for (std::size_t r = 0; r < map.rows.size(); ++r) {
    const double y = kHead + kCellHeight * static_cast<double>(r);
    chart.text({kNames - 8, y + 16}, map.rows[r], "t-tick t-end");
    for (std::size_t c = 0; c < map.columns.size(); ++c) {
      const double value = map.values[r * map.columns.size() + c];
      if (std::isnan(value)) continue;
      const int shade = most > least ? std::min(5, static_cast<int>(6 * (value - least) / (most - least))) : 0;
      const double x = kNames + kCell * static_cast<double>(c);
      chart.rect({x + 1, y + 1}, {kCell - 2, kCellHeight - 2}, "h-" + std::to_string(shade),
                 map.rows[r] + ", " + map.columns[c] + ": " + shown(value, 0));
      chart.text({x + kCell / 2, y + 16}, shown(value, 0), shade >= 4 ? "t-tick t-middle t-dark" : "t-tick t-middle");
    }
  }
  if (map.known_columns > 0 && map.known_columns < map.columns.size()) {
    const double x = kNames + kCell * static_cast<double>(map.known_columns);
    chart.line({x, kHead - 4}, {x, kHead + kCellHeight * static_cast<double>(map.rows.size())}, "limit");
  }
  return chart.svg();
}

}  // namespace junheng::report
