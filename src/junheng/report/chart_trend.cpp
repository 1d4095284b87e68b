#include "junheng/report/chart_trend.h"

#include <algorithm>
#include <cmath>

#include "junheng/report/svg_chart.h"

namespace junheng::report {

namespace {

constexpr double kWidth = 360;
constexpr double kHeight = 190;
constexpr double kLeft = 52;
constexpr double kRight = 340;
constexpr double kTop = 18;
constexpr double kBottom = 160;
/// Where the text of a target stands from its mark.
constexpr double kTextDrop = 14;
constexpr double kTextLift = 20;
/// About the width of such a text.
constexpr double kTextWidth = 60;

struct Frame {
  Axis years;
  Axis values;

  [[nodiscard]] Point at(const TrendPoint& point) const { return {years.at(point.year), values.at(point.value)}; }
};

Frame frame_of(const TrendChart& chart) {
  std::vector<TrendPoint> all = chart.points;
  all.insert(all.end(), chart.targets.begin(), chart.targets.end());
  if (chart.baseline) all.push_back(*chart.baseline);
  const auto [first, last] = std::ranges::minmax_element(all, {}, &TrendPoint::year);
  const auto [low, high] = std::ranges::minmax_element(all, {}, &TrendPoint::value);
  const double span = high->value - low->value;
  const double spread = span > 0 ? span * 0.15 : std::max(1.0, high->value * 0.05);
  const double room = std::max(spread, (chart.least_span - span) / 2);
  const double from = first->year == last->year ? first->year - 1.0 : first->year;
  const double to = first->year == last->year ? last->year + 1.0 : last->year;
  return {{from, to, kLeft + 8, kRight - 8},
          {std::max(low->value < 0 ? low->value - room : 0, low->value - room), high->value + room, kBottom, kTop}};
}

void add_axes(SvgChart& chart, const Frame& frame) {
  chart.line({kLeft, kBottom}, {kRight, kBottom}, "axis");
  for (const double tick : round_ticks(frame.values.low, frame.values.high, 4)) {
    chart.line({kLeft - 4, frame.values.at(tick)}, {kLeft, frame.values.at(tick)}, "tick");
    chart.text({kLeft - 7, frame.values.at(tick) + 4}, tick_text(tick), "t-tick t-end");
  }
  const int span = static_cast<int>(frame.years.high - frame.years.low);
  const int step = span <= 7 ? 1 : span <= 14 ? 2 : 5;
  for (int year = static_cast<int>(frame.years.low); year <= static_cast<int>(frame.years.high); ++year) {
    chart.line({frame.years.at(year), kBottom}, {frame.years.at(year), kBottom + 4}, "tick");
    if ((year - static_cast<int>(frame.years.low)) % step == 0)
      chart.text({frame.years.at(year), kBottom + 16}, std::to_string(year), "t-tick t-middle");
  }
}

/// Where texts of targets would lie on each other the later ones are written: the last says where the path leads.
bool is_labelled(const std::vector<TrendPoint>& targets, const TrendPoint& target, const Frame& frame) {
  const auto hides = [&](const TrendPoint& later) {
    const Point at = frame.at(target), other = frame.at(later);
    return later.year > target.year && !later.text.empty() && other.x - at.x < kTextWidth && std::abs(other.y - at.y) < kTextDrop;
  };
  return std::ranges::none_of(targets, hides);
}

}  // namespace

std::string trend_chart(const TrendChart& chart, const std::string& label) {
  if (chart.points.empty()) return {};
  const Frame frame = frame_of(chart);
  SvgChart out({kWidth, kHeight}, label);
  add_axes(out, frame);
  std::optional<TrendPoint> from = chart.baseline;
  for (const TrendPoint& target : chart.targets) {
    if (from) out.line(frame.at(*from), frame.at(target), "floor");
    from = target;
  }
  for (std::size_t i = 1; i < chart.points.size(); ++i) out.line(frame.at(chart.points[i - 1]), frame.at(chart.points[i]), "trend");
  for (const TrendPoint& point : chart.points)
    out.symbol(point.is_inferred ? Symbol::Unknown : Symbol::Neutral, frame.at(point), 4, std::to_string(point.year) + ": " + point.text);
  for (const TrendPoint& target : chart.targets) {
    const Point at = frame.at(target);
    out.symbol(Symbol::Floor, at, 4.5, std::to_string(target.year) + ": " + target.text);
    if (!is_labelled(chart.targets, target, frame)) continue;
    // Below its mark, but not into the years under the axis.
    const bool is_low = at.y + kTextDrop > kBottom;
    out.text({at.x - 8, is_low ? at.y - kTextLift : at.y + kTextDrop}, target.text, "t-floor t-end");
  }
  const auto write = [&](const TrendPoint& point, std::string_view css_class) {
    const Point at = frame.at(point);
    out.text({at.x, at.y - 8}, point.text, css_class);
  };
  write(chart.points.front(), "t-limit");
  if (chart.points.size() > 1) write(chart.points.back(), "t-limit t-end");
  return out.svg();
}

}  // namespace junheng::report
