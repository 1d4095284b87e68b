#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "junheng/report/inequality_relations.h"
#include "junheng/report/inequality_words.h"
#include "junheng/report/number_format.h"
#include "junheng/report/svg_chart.h"

namespace junheng::report {

namespace {

using monitor::MoranArea;
using stats::MoranQuadrant;

constexpr double kWidth = 360;
constexpr double kLeft = 58;
constexpr double kRight = 348;
constexpr double kTop = 26;
constexpr double kBottom = 316;
constexpr double kHeight = 396;
constexpr double kRadius = 4;
/// Room between the outermost points and the frame, as a share of the range.
constexpr double kMargin = 0.08;

Axis axis_of(std::span<const MoranArea> areas, double MoranArea::*value, double from, double to) {
  const auto [least, most] = std::ranges::minmax_element(areas, {}, value);
  // Lags are all alike only where all areas have the same neighbours' mean.
  const double range = (*most).*value > (*least).*value ? (*most).*value - (*least).*value : 1;
  return {(*least).*value - kMargin * range, (*most).*value + kMargin * range, from, to};
}

void draw_frame(SvgChart& chart, const Axis& x, const Axis& y, Lang lang) {
  chart.rect({kLeft, kTop}, {kRight - kLeft, kBottom - kTop}, "frame");
  for (const double tick : round_ticks(x.low, x.high, 5)) {
    chart.line({x.at(tick), kBottom}, {x.at(tick), kBottom + 4}, "tick");
    chart.text({x.at(tick), kBottom + 16}, tick_text(tick), "t-tick t-middle");
  }
  for (const double tick : round_ticks(y.low, y.high, 5)) {
    chart.line({kLeft - 4, y.at(tick)}, {kLeft, y.at(tick)}, "tick");
    chart.text({kLeft - 7, y.at(tick) + 4}, tick_text(tick), "t-tick t-end");
  }
  chart.text({kLeft + 5, kTop + 14}, quadrant_name(MoranQuadrant::LowHigh, lang), "t-name");
  chart.text({kRight - 5, kTop + 14}, quadrant_name(MoranQuadrant::HighHigh, lang), "t-name t-end");
  chart.text({kLeft + 5, kBottom - 7}, quadrant_name(MoranQuadrant::LowLow, lang), "t-name");
  chart.text({kRight - 5, kBottom - 7}, quadrant_name(MoranQuadrant::HighLow, lang), "t-name t-end");
}

/// The line through (mean, mean) of slope I, as far as it is inside the frame.
void draw_slope(SvgChart& chart, const Axis& x, const Axis& y, double mean, double slope) {
  double low = x.low;
  double high = x.high;
  if (slope != 0) {
    const double at_low = mean + (y.low - mean) / slope;
    const double at_high = mean + (y.high - mean) / slope;
    low = std::max(low, std::min(at_low, at_high));
    high = std::min(high, std::max(at_low, at_high));
  }
  if (low < high) chart.line({x.at(low), y.at(mean + slope * (low - mean))}, {x.at(high), y.at(mean + slope * (high - mean))}, "limit");
}

}  // namespace

std::string moran_chart(const monitor::Inequality& result, Lang lang) {
  if (!result.moran || result.moran->undefined || result.moran->areas.empty()) return {};
  const monitor::AreaMoran& moran = *result.moran;
  const Axis x = axis_of(moran.areas, &MoranArea::mean, kLeft, kRight);
  const Axis y = axis_of(moran.areas, &MoranArea::lag, kBottom, kTop);
  const std::string quantity = inequality_quantity(result.request, lang);
  SvgChart chart({kWidth, kHeight}, text("inequality.html.moran_label", lang, {{"quantity", quantity}}));
  draw_frame(chart, x, y, lang);
  const double mean = moran.mean;
  if (mean > x.low && mean < x.high) chart.line({x.at(mean), kTop}, {x.at(mean), kBottom}, "mean");
  if (mean > y.low && mean < y.high) chart.line({kLeft, y.at(mean)}, {kRight, y.at(mean)}, "mean");
  draw_slope(chart, x, y, mean, moran.i);
  for (const MoranArea& area : moran.areas) {
    const std::string title =
        fmt::format("{}: {} / {}, {}, p = {}", result.request.dataset->areas.names.at(area.area.value), shown_digits(area.mean),
                    shown_digits(area.lag), quadrant_name(area.quadrant, lang), shown(area.p, 3));
    chart.symbol(area.is_significant() ? Symbol::Neutral : Symbol::Unknown, {x.at(area.mean), y.at(area.lag)}, kRadius, title);
  }
  chart.text({kLeft, kTop - 10}, fitted(text("inequality.html.moran_y", lang, {{"quantity", quantity}}), 30), "t-label");
  chart.text({(kLeft + kRight) / 2, kBottom + 34}, fitted(text("inequality.html.moran_x", lang, {{"quantity", quantity}}), 30),
             "t-label t-middle");
  chart.symbol(Symbol::Neutral, {kLeft + 6, kBottom + 52}, kRadius);
  chart.text({kLeft + 16, kBottom + 56}, text("inequality.html.moran_significant", lang), "t-label");
  chart.symbol(Symbol::Unknown, {kLeft + 150, kBottom + 52}, kRadius);
  chart.text({kLeft + 160, kBottom + 56}, text("inequality.html.moran_other", lang), "t-label");
  chart.line({kLeft, kBottom + 70}, {kLeft + 12, kBottom + 70}, "limit");
  chart.text({kLeft + 16, kBottom + 74}, text("inequality.html.moran_line", lang, {{"i", shown(moran.i, 3)}}), "t-label");
  chart.line({kLeft + 144, kBottom + 70}, {kLeft + 156, kBottom + 70}, "mean");
  chart.text({kLeft + 160, kBottom + 74}, text("inequality.html.moran_mean", lang), "t-label");
  return chart.svg();
}

}  // namespace junheng::report
