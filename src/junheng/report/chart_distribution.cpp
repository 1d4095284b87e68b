#include "junheng/report/chart_distribution.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "junheng/core/catalogue.h"

namespace junheng::report {

namespace {

constexpr double kWidth = 360;
constexpr double kLeft = 14;
constexpr double kRight = 346;
constexpr double kTop = 30;
constexpr double kFloor = 132;
constexpr double kMiddle = (kTop + kFloor) / 2;
constexpr double kHeight = 170;
constexpr double kLargestRadius = 7.5;
constexpr double kSmallestRadius = 2.2;
constexpr int kBins = 36;
constexpr double kTextSize = 12;

/// Values, lines included, from the smallest to the largest that is not far outside: an outlier lies more than three times the middle
/// half of the schools above the upper quarter, and would leave no room for the others.
Axis value_axis(const Distribution& distribution) {
  std::vector<double> values;
  for (const Dot& dot : distribution.dots) values.push_back(dot.value);
  std::ranges::sort(values);
  const double lower = values[values.size() / 4];
  const double upper = values[values.size() * 3 / 4];
  const double fence = upper + 3 * (upper - lower);
  double high = values.front();
  for (const double value : values)
    if (value <= fence || upper == lower) high = std::max(high, value);
  double low = values.front();
  for (const auto& line : {distribution.standard, distribution.floor, distribution.mean}) {
    if (!line) continue;
    low = std::min(low, line->value);
    high = std::max(high, line->value);
  }
  // Zero belongs on the axis where it is near.
  if (low > 0 && (distribution.from_zero || low < high * 0.4)) low = 0;
  if (low == high) high = low == 0 ? 1 : low + std::fabs(low) * 0.5;
  const double margin = (high - low) * 0.04;
  return {low - (low == 0 ? 0 : margin), high + margin, kLeft, kRight};
}

struct Placed {
  double x = 0;
  double y = 0;
  double radius = 0;
};

/// The place nearest to the middle line where a dot touches no dot placed before; nullopt where there is none.
std::optional<double> free_height(const std::vector<Placed>& placed, double x, double radius) {
  std::vector<double> candidates = {0};
  std::vector<const Placed*> near;
  for (const Placed& other : placed) {
    const double reach = other.radius + radius + 0.6;
    const double dx = std::fabs(other.x - x);
    if (dx >= reach) continue;
    near.push_back(&other);
    const double dy = std::sqrt(reach * reach - dx * dx);
    candidates.push_back(other.y + dy);
    candidates.push_back(other.y - dy);
  }
  std::ranges::sort(candidates, {}, [](double y) { return std::fabs(y); });
  const double most = (kFloor - kTop) / 2 - radius - 2;
  for (const double y : candidates) {
    if (std::fabs(y) > most) break;
    const bool is_free = std::ranges::none_of(near, [&](const Placed* other) {
      const double reach = other->radius + radius + 0.5;
      const double dx = other->x - x;
      const double dy = other->y - y;
      return dx * dx + dy * dy < reach * reach;
    });
    if (is_free) return y;
  }
  return std::nullopt;
}

/// All dots in their order, or none where one of them finds no place.
std::vector<Placed> placed_dots(const std::vector<Dot>& dots, const std::vector<std::size_t>& order, const Axis& axis, double largest) {
  const double heaviest = dots[order.front()].weight;
  std::vector<Placed> placed;
  for (const std::size_t i : order) {
    const double radius = heaviest > 0 ? std::max(kSmallestRadius, largest * std::sqrt(dots[i].weight / heaviest)) : std::min(3.5, largest);
    const double x = axis.at(std::min(dots[i].value, axis.high));
    const auto y = free_height(placed, x, radius);
    // At the smallest size dots may cover one another: a hundred schools without a computer stand on one spot.
    if (!y && largest > kSmallestRadius) return {};
    placed.push_back({x, y.value_or(placed.size() % 2 == 0 ? 40 : -40), radius});
  }
  return placed;
}

void add_dots(SvgChart& chart, const Distribution& distribution, const Axis& axis) {
  std::vector<std::size_t> order(distribution.dots.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  // Large dots first: they find their place in the middle, small ones around them.
  std::ranges::stable_sort(order, std::greater<>{}, [&](std::size_t i) { return distribution.dots[i].weight; });
  // Many dots leave less room for each.
  double largest = kLargestRadius * std::min(1.0, std::sqrt(70.0 / static_cast<double>(order.size())));
  std::vector<Placed> placed;
  while (placed.empty()) {
    placed = placed_dots(distribution.dots, order, axis, largest);
    largest = std::max(kSmallestRadius, largest * 0.82);
  }
  for (std::size_t n = 0; n < order.size(); ++n) {
    const Dot& dot = distribution.dots[order[n]];
    chart.symbol(dot.symbol, {placed[n].x, kMiddle + placed[n].y}, placed[n].radius, dot.title);
  }
}

void add_bins(SvgChart& chart, const Distribution& distribution, const Axis& axis) {
  std::vector<std::uint32_t> bins(kBins, 0);
  const double width = (axis.high - axis.low) / kBins;
  for (const Dot& dot : distribution.dots) {
    const double position = std::clamp((dot.value - axis.low) / width, 0.0, kBins - 1.0);
    ++bins[static_cast<std::size_t>(position)];
  }
  const std::uint32_t most = *std::ranges::max_element(bins);
  for (std::size_t b = 0; b < bins.size(); ++b) {
    if (bins[b] == 0) continue;
    const double low = axis.low + width * static_cast<double>(b);
    const double height = (kFloor - kTop - 4) * bins[b] / most;
    chart.rect(
        {axis.at(low) + 0.5, kFloor - height}, {(kRight - kLeft) / kBins - 1, height}, "bar b-neutral",
        fill(distribution.bin,
             {{"count", fmt::format("{}", bins[b])}, {"low", fmt::format("{:.4g}", low)}, {"high", fmt::format("{:.4g}", low + width)}}));
  }
}

/// Text beside a line, on the side where there is room.
void add_line_text(SvgChart& chart, double x, double y, const MarkedValue& line, std::string_view css_class) {
  const bool is_left = x > kWidth * 0.6;
  chart.text({is_left ? x - 4 : x + 4, y}, line.text, std::string(css_class) + (is_left ? " t-end" : ""));
}

void add_lines(SvgChart& chart, const Distribution& distribution, const Axis& axis) {
  if (distribution.mean) {
    const double x = axis.at(distribution.mean->value);
    chart.line({x, kTop - 4}, {x, kFloor}, "mean");
    add_line_text(chart, x, kHeight - 6, *distribution.mean, "t-mean");
  }
  if (distribution.floor) {
    const double x = axis.at(distribution.floor->value);
    chart.line({x, 17}, {x, kFloor}, "floor");
    // To the left of the floor, since the standard is at its right; without room there, beyond the standard, whose line it would cross.
    const bool has_room = text_ems(distribution.floor->text) * kTextSize < x - 4;
    const double right = distribution.standard ? std::max(x, axis.at(distribution.standard->value)) : x;
    chart.text({has_room ? x - 4 : right + 4, 24}, distribution.floor->text, has_room ? "t-floor t-end" : "t-floor");
  }
  if (distribution.standard) {
    const double x = axis.at(distribution.standard->value);
    chart.line({x, 3}, {x, kFloor}, "limit");
    add_line_text(chart, x, 11, *distribution.standard, "t-limit");
  }
}

}  // namespace

std::string distribution_chart(const Distribution& distribution) {
  if (distribution.dots.empty()) return {};
  const Axis axis = value_axis(distribution);
  SvgChart chart({kWidth, kHeight}, distribution.label);
  chart.line({kLeft, kFloor}, {kRight, kFloor}, "axis");
  for (const double tick : round_ticks(axis.low, axis.high, 5)) {
    chart.line({axis.at(tick), kFloor}, {axis.at(tick), kFloor + 4}, "tick");
    chart.text({axis.at(tick), kFloor + 15}, tick_text(tick), axis.at(tick) > kRight - 14 ? "t-tick t-end" : "t-tick t-middle");
  }
  const bool is_histogram = distribution.dots.size() > kMostDots;
  // Lines lie under dots, but over bars.
  if (is_histogram) add_bins(chart, distribution, axis);
  add_lines(chart, distribution, axis);
  if (!is_histogram) add_dots(chart, distribution, axis);

  std::size_t beyond = 0;
  double farthest = 0;
  for (const Dot& dot : distribution.dots) {
    if (dot.value <= axis.high) continue;
    ++beyond;
    farthest = std::max(farthest, dot.value);
  }
  if (beyond > 0) {
    const Params params = {{"count", fmt::format("{}", beyond)}, {"value", tick_text(std::round(farthest * 10) / 10)}};
    chart.text({kRight, kFloor - 4}, fill(distribution.beyond, params) + " →", "t-tick t-end");
  }
  return chart.svg();
}

}  // namespace junheng::report
