#include "junheng/report/chart_bars.h"

#include <algorithm>

#include <fmt/format.h>

#include "junheng/report/svg_chart.h"

namespace junheng::report {

namespace {

constexpr double kWidth = 420;
constexpr double kLeft = 4;
constexpr double kRight = 416;
constexpr double kRow = 42;
constexpr double kTitleEms = 29;
constexpr double kBarTop = 20;
constexpr double kBarHeight = 13;

std::string_view bar_class(std::optional<assess::Verdict> verdict) {
  if (!verdict) return "bar b-neutral";
  switch (*verdict) {
    case assess::Verdict::Met: return "bar b-met";
    case assess::Verdict::Unmet: return "bar b-unmet";
    case assess::Verdict::Unknown: return "bar b-unknown";
  }
  return "bar b-neutral";
}

std::string verdict_icon(assess::Verdict verdict) { return "i-" + std::string(to_string(verdict)); }

void add_cv_row(SvgChart& chart, const CvBar& bar, double top, const Axis& axis) {
  chart.text({kLeft, top + 14}, fitted(bar.title, kTitleEms), "t-label");
  double number_end = kRight;
  if (bar.verdict) {
    chart.icon(verdict_icon(*bar.verdict), {kRight - 14, top + 3}, 14);
    number_end -= 18;
  }
  chart.text({number_end, top + 14}, bar.cv_text, "t-number t-end");
  chart.rect({kLeft, top + kBarTop}, {kRight - kLeft, kBarHeight}, "track");
  if (bar.cv)
    chart.rect({kLeft, top + kBarTop}, {std::max(1.0, axis.at(*bar.cv) - kLeft), kBarHeight}, bar_class(bar.verdict),
               bar.title + " " + bar.cv_text);
  if (!bar.limit) return;
  const double x = axis.at(*bar.limit);
  chart.line({x, top + kBarTop - 3}, {x, top + kBarTop + kBarHeight + 3}, "limit");
}

/// Limits that stand at the same place share one text below the rows.
void add_limit_texts(SvgChart& chart, const std::vector<CvBar>& bars, const Axis& axis, double y) {
  std::vector<double> written;
  for (const CvBar& bar : bars) {
    if (!bar.limit || std::ranges::find(written, *bar.limit) != written.end()) continue;
    written.push_back(*bar.limit);
    const double x = axis.at(*bar.limit);
    // Leave room for the text inside the picture.
    const bool is_right = x > kWidth * 0.75;
    chart.text({x, y}, bar.limit_text, is_right ? "t-limit t-end" : "t-limit t-middle");
  }
}

constexpr std::array<std::string_view, 5> kStateClasses = {"bar b-met", "bar b-floor", "bar b-unmet", "bar b-unknown", "bar b-neutral"};

}  // namespace

std::string cv_chart(const std::vector<CvBar>& bars, const std::string& label) {
  if (bars.empty()) return {};
  Axis axis{0, 0, kLeft, kRight};
  for (const CvBar& bar : bars) axis.high = std::max({axis.high, bar.cv.value_or(0), bar.limit.value_or(0) * 1.25});
  if (axis.high <= 0) axis.high = 1;
  const double bottom = static_cast<double>(bars.size()) * kRow;
  SvgChart chart({kWidth, bottom + 34}, label);
  for (const double tick : round_ticks(0, axis.high, 5)) {
    chart.line({axis.at(tick), bottom}, {axis.at(tick), bottom + 4}, "tick");
    chart.text({axis.at(tick), bottom + 15}, tick_text(tick),
               tick == 0                     ? "t-tick"
               : axis.at(tick) > kRight - 12 ? "t-tick t-end"
                                             : "t-tick t-middle");
  }
  for (std::size_t i = 0; i < bars.size(); ++i) add_cv_row(chart, bars[i], static_cast<double>(i) * kRow, axis);
  add_limit_texts(chart, bars, axis, bottom + 29);
  return chart.svg();
}

std::string state_chart(const std::vector<StateBar>& bars, const std::string& label) {
  if (bars.empty()) return {};
  SvgChart chart({kWidth, static_cast<double>(bars.size()) * kRow + 34}, label);
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const StateBar& bar = bars[i];
    const double top = static_cast<double>(i) * kRow;
    chart.text({kLeft, top + 14}, fitted(bar.title, kTitleEms), "t-label");
    chart.text({kRight, top + 14}, bar.met_text, "t-number t-end");
    chart.rect({kLeft, top + kBarTop}, {kRight - kLeft, kBarHeight}, "track");
    std::uint32_t total = 0;
    for (const std::uint32_t count : bar.counts) total += count;
    double x = kLeft;
    for (std::size_t state = 0; state < bar.counts.size() && total > 0; ++state) {
      const double width = (kRight - kLeft) * bar.counts[state] / total;
      if (bar.counts[state] == 0) continue;
      chart.rect({x, top + kBarTop}, {width, kBarHeight}, kStateClasses[state], bar.titles[state]);
      x += width;
    }
    // Numbers over the pieces are drawn last, so that no piece covers them.
    x = kLeft;
    for (std::size_t state = 0; state < bar.counts.size() && total > 0; ++state) {
      const double width = (kRight - kLeft) * bar.counts[state] / total;
      const std::string count = fmt::format("{}", bar.counts[state]);
      if (width > text_ems(count) * 11 + 8) chart.text({x + width / 2, top + kBarTop + 10.5}, count, "t-piece t-middle");
      x += width;
    }
  }
  return chart.svg();
}

}  // namespace junheng::report
