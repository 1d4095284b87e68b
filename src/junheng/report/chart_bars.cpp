#include "junheng/report/chart_bars.h"

#include <algorithm>

#include <fmt/format.h>

#include "junheng/report/svg_chart.h"

namespace junheng::report {

namespace {

/// About that of a phone, so that the texts keep their size there.
constexpr double kWidth = 360;
constexpr double kLeft = 4;
constexpr double kRight = 356;
constexpr double kRow = 42;
constexpr double kTitleLine = 15;
/// Largest sizes that report.css gives to titles and numbers.
constexpr double kTitleSize = 12.5;
constexpr double kNumberSize = 13;
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

/// A title beside its number; a long one goes on in a second line, below the number.
std::vector<std::string> title_lines(const std::string& title, const std::string& number, double icon_width) {
  const double room = kRight - kLeft - icon_width - text_ems(number) * kNumberSize - 8;
  const std::array<double, 2> ems = {room / kTitleSize, (kRight - kLeft) / kTitleSize};
  return wrapped(title, ems);
}

/// Draws a title; returns the top of what stands below it.
double add_title(SvgChart& chart, const std::vector<std::string>& lines, double top) {
  for (std::size_t line = 0; line < lines.size(); ++line)
    chart.text({kLeft, top + 14 + kTitleLine * static_cast<double>(line)}, lines[line], "t-label");
  return top + kBarTop + kTitleLine * static_cast<double>(lines.size() - 1);
}

double row_height(const std::vector<std::string>& lines) { return kRow + kTitleLine * static_cast<double>(lines.size() - 1); }

std::vector<std::string> cv_title(const CvBar& bar) { return title_lines(bar.title, bar.cv_text, bar.verdict ? 18 : 0); }

/// Returns the top of the next row.
double add_cv_row(SvgChart& chart, const CvBar& bar, double top, const Axis& axis) {
  const std::vector<std::string> lines = cv_title(bar);
  const double bar_top = add_title(chart, lines, top);
  double number_end = kRight;
  if (bar.verdict) {
    chart.icon(verdict_icon(*bar.verdict), {kRight - 14, top + 3}, 14);
    number_end -= 18;
  }
  chart.text({number_end, top + 14}, bar.cv_text, "t-number t-end");
  chart.rect({kLeft, bar_top}, {kRight - kLeft, kBarHeight}, "track");
  if (bar.cv)
    chart.rect({kLeft, bar_top}, {std::max(1.0, axis.at(*bar.cv) - kLeft), kBarHeight}, bar_class(bar.verdict),
               bar.title + " " + bar.cv_text);
  if (bar.limit) {
    const double x = axis.at(*bar.limit);
    chart.line({x, bar_top - 3}, {x, bar_top + kBarHeight + 3}, "limit");
  }
  return top + row_height(lines);
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

void add_pieces(SvgChart& chart, const StateBar& bar, double top) {
  chart.rect({kLeft, top}, {kRight - kLeft, kBarHeight}, "track");
  std::uint32_t total = 0;
  for (const std::uint32_t count : bar.counts) total += count;
  if (total == 0) return;
  const auto width_of = [&](std::uint32_t count) { return (kRight - kLeft) * count / total; };
  double x = kLeft;
  for (std::size_t state = 0; state < bar.counts.size(); ++state) {
    if (bar.counts[state] == 0) continue;
    chart.rect({x, top}, {width_of(bar.counts[state]), kBarHeight}, kStateClasses[state], bar.titles[state]);
    x += width_of(bar.counts[state]);
  }
  // Numbers over the pieces are drawn last, so that no piece covers them.
  x = kLeft;
  for (const std::uint32_t count : bar.counts) {
    const double width = width_of(count);
    const std::string number = fmt::format("{}", count);
    if (width > text_ems(number) * 11.5 + 8) chart.text({x + width / 2, top + 10.5}, number, "t-piece t-middle");
    x += width;
  }
}

}  // namespace

std::string cv_chart(const std::vector<CvBar>& bars, const std::string& label) {
  if (bars.empty()) return {};
  Axis axis{0, 0, kLeft, kRight};
  for (const CvBar& bar : bars) axis.high = std::max({axis.high, bar.cv.value_or(0), bar.limit.value_or(0) * 1.25});
  if (axis.high <= 0) axis.high = 1;
  double bottom = 0;
  for (const CvBar& bar : bars) bottom += row_height(cv_title(bar));
  SvgChart chart({kWidth, bottom + 34}, label);
  for (const double tick : round_ticks(0, axis.high, 5)) {
    chart.line({axis.at(tick), bottom}, {axis.at(tick), bottom + 4}, "tick");
    chart.text({axis.at(tick), bottom + 15}, tick_text(tick),
               tick == 0                     ? "t-tick"
               : axis.at(tick) > kRight - 12 ? "t-tick t-end"
                                             : "t-tick t-middle");
  }
  double top = 0;
  for (const CvBar& bar : bars) top = add_cv_row(chart, bar, top, axis);
  add_limit_texts(chart, bars, axis, bottom + 29);
  return chart.svg();
}

std::string state_chart(const std::vector<StateBar>& bars, const std::string& label) {
  if (bars.empty()) return {};
  double height = 0;
  for (const StateBar& bar : bars) height += row_height(title_lines(bar.title, bar.met_text, 0));
  SvgChart chart({kWidth, height}, label);
  double top = 0;
  for (const StateBar& bar : bars) {
    const std::vector<std::string> lines = title_lines(bar.title, bar.met_text, 0);
    const double bar_top = add_title(chart, lines, top);
    chart.text({kRight, top + 14}, bar.met_text, "t-number t-end");
    add_pieces(chart, bar, bar_top);
    top += row_height(lines);
  }
  return chart.svg();
}

}  // namespace junheng::report
