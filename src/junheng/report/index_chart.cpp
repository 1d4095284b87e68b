#include "junheng/report/index_chart.h"

#include <algorithm>

#include "junheng/core/text.h"
#include "junheng/report/index_words.h"
#include "junheng/report/number_format.h"
#include "junheng/report/svg_chart.h"

namespace junheng::report {

namespace {

using monitor::CompositeIndex;
using monitor::RankedUnit;

constexpr double kWidth = 360;
constexpr double kLabelLeft = 4;
constexpr double kLeft = 132;
constexpr double kRight = 300;
constexpr double kNumberRight = 356;
constexpr double kTop = 8;
constexpr double kRow = 22;
constexpr double kLabelEms = 10;
constexpr double kBarHeight = 6;
constexpr double kDot = 4.5;

Axis axis_of(const CompositeIndex& index) {
  if (index.replicates > 0) return {1, std::max(2.0, static_cast<double>(index.ranking.size())), kLeft, kRight};
  const double low = std::min(0.0, index.ranking.back().score);
  const double high = index.ranking.front().score;
  return {low, high > low ? high : low + 1, kLeft, kRight};
}

void add_row(SvgChart& chart, const CompositeIndex& index, const RankedUnit& unit, const Axis& axis, double middle) {
  const std::string name = std::to_string(unit.rank) + "  " + index_unit(index, unit.unit);
  const std::string score = shown(unit.score, 4);
  chart.text({kLabelLeft, middle + 4}, fitted(name, kLabelEms), "t-label");
  chart.rect({kLeft, middle - 0.5}, {kRight - kLeft, 1}, "track");
  const bool has_interval = index.replicates > 0 && unit.rank_low;
  if (has_interval) {
    const double low = axis.at(*unit.rank_low);
    chart.rect({low, middle - kBarHeight / 2}, {std::max(1.0, axis.at(*unit.rank_high) - low), kBarHeight}, "bar p-3",
               name + ": " + index_interval(unit));
  }
  chart.symbol(Symbol::Neutral, {axis.at(index.replicates > 0 ? unit.rank : unit.score), middle}, kDot, name + ": " + score);
  chart.text({kNumberRight, middle + 4}, score, "t-number t-end");
}

}  // namespace

std::string league_chart(const CompositeIndex& index, std::size_t first, std::size_t count, Lang lang) {
  const Axis axis = axis_of(index);
  const double bottom = kTop + static_cast<double>(count) * kRow;
  SvgChart chart({kWidth, bottom + 40}, text("index.html.chart_label", lang, {{"title", index.spec.title}}));
  std::vector<double> ticks = round_ticks(axis.low, axis.high, 4);
  if (index.replicates > 0) {
    std::erase_if(ticks, [](double tick) { return tick < 2 || tick != static_cast<double>(static_cast<long>(tick)); });
    ticks.insert(ticks.begin(), 1);
  }
  for (const double tick : ticks) {
    chart.line({axis.at(tick), bottom}, {axis.at(tick), bottom + 4}, "tick");
    chart.text({axis.at(tick), bottom + 16}, tick_text(tick), "t-tick t-middle");
  }
  for (std::size_t i = 0; i < count; ++i)
    add_row(chart, index, index.ranking[first + i], axis, kTop + (static_cast<double>(i) + 0.5) * kRow);
  chart.text({(kLeft + kRight) / 2, bottom + 33}, text(index.replicates > 0 ? "index.html.axis_rank" : "index.html.axis_score", lang),
             "t-label t-middle");
  chart.text({kNumberRight, bottom + 33}, text("index.column.score", lang), "t-label t-end");
  return chart.svg();
}

}  // namespace junheng::report
