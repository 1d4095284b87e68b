#include "junheng/report/inequality_charts.h"

#include <algorithm>

#include <fmt/format.h>

#include "junheng/report/inequality_relations.h"
#include "junheng/report/inequality_words.h"
#include "junheng/report/number_format.h"
#include "junheng/report/svg_chart.h"

namespace junheng::report {

namespace {

using monitor::Inequality;
using monitor::YearInequality;

constexpr double kLorenzWidth = 420;
constexpr double kLorenzSide = 300;
constexpr double kLorenzLeft = 46;
constexpr double kLorenzTop = 12;

/// Percents between the joints of the broken line.
constexpr std::size_t kRankingStep = 5;

constexpr double kBarsWidth = 420;
constexpr double kBarsLeft = 52;
constexpr double kBarsRight = 360;
constexpr double kBarRow = 34;
constexpr double kBarHeight = 20;
constexpr double kLegendRow = 18;
/// Shades of report.css for the parts, .p-0 to .p-4; the lightest is the last part, the schools.
constexpr std::size_t kShades = 5;

std::string shade(std::size_t term, std::size_t terms) {
  return "bar p-" + std::to_string(term + 1 == terms ? kShades - 1 : std::min(term, kShades - 2));
}

/// Every `step`-th point is joined; a dash starts anew at each, so that a broken line needs long pieces.
void draw_curve(SvgChart& chart, const Axis& x, const Axis& y, std::span<const stats::LorenzPoint> curve, std::size_t step,
                const std::string& style) {
  for (std::size_t i = step; i < curve.size(); i += step) {
    const stats::LorenzPoint& from = curve[i - step];
    chart.line({x.at(from.weight_share), y.at(from.value_share)}, {x.at(curve[i].weight_share), y.at(curve[i].value_share)}, style);
  }
}

/// What the broken line is, and its index; below the axis.
void draw_ranking_key(SvgChart& chart, const Inequality& result, double top, Lang lang) {
  chart.line({kLorenzLeft, top - 4}, {kLorenzLeft + 22, top - 4}, "floor");
  chart.text({kLorenzLeft + 28, top},
             fitted(text("inequality.html.concentration_key", lang,
                         {{"by", ranking_name(result, lang)}, {"value", shown(result.concentration->value, 3)}}),
                    46),
             "t-label");
}

}  // namespace

std::string lorenz_chart(const Inequality& result, Lang lang) {
  if (result.lorenz.empty()) return {};
  const Axis x{0, 1, kLorenzLeft, kLorenzLeft + kLorenzSide};
  const Axis y{0, 1, kLorenzTop + kLorenzSide, kLorenzTop};
  const std::string per = result.request.per.empty() ? unit_text(units_of(result.request), "column.schools", lang)
                                                     : inequality_measure(result.request, result.request.per, lang);
  const std::string of = inequality_measure(result.request, result.request.measure, lang);
  const bool has_ranks = result.concentration && result.concentration->value;
  SvgChart chart({kLorenzWidth, kLorenzTop + kLorenzSide + 44 + (has_ranks ? kLegendRow + 4 : 0)},
                 text("inequality.html.lorenz_label", lang, {{"quantity", inequality_quantity(result.request, lang)}}));
  chart.rect({x.from, y.to}, {kLorenzSide, kLorenzSide}, "frame");
  for (int tick = 0; tick <= 100; tick += 25) {
    const double share = tick / 100.0;
    chart.line({x.at(share), y.from}, {x.at(share), y.from + 4}, "tick");
    chart.text({x.at(share), y.from + 16}, std::to_string(tick), "t-tick t-middle");
    chart.line({x.from - 4, y.at(share)}, {x.from, y.at(share)}, "tick");
    chart.text({x.from - 7, y.at(share) + 4}, std::to_string(tick), "t-tick t-end");
  }
  chart.line({x.at(0), y.at(0)}, {x.at(1), y.at(1)}, "mean");
  draw_curve(chart, x, y, result.lorenz, 1, "limit");
  if (has_ranks) draw_curve(chart, x, y, result.concentration->curve, kRankingStep, "floor");
  const auto gini = std::ranges::find(result.whole.indices, monitor::InequalityIndex{monitor::InequalityIndex::Kind::Gini, 0},
                                      &monitor::IndexResult::index);
  chart.text({x.at(0.04), y.at(0.92)}, fitted(text("inequality.html.lorenz_y", lang, {{"measure", of}}), 24), "t-label");
  if (gini != result.whole.indices.end() && gini->value)
    chart.text({x.at(0.04), y.at(0.84)}, index_name(gini->index, lang) + " " + shown(gini->value, 3), "t-number");
  chart.text({x.at(0.5), y.from + 36}, fitted(text("inequality.html.lorenz_x", lang, {{"per", per}}), 28), "t-label t-middle");
  if (has_ranks) draw_ranking_key(chart, result, y.from + 36 + kLegendRow, lang);
  return chart.svg();
}

std::string theil_chart(const Inequality& result, Lang lang) {
  std::vector<const YearInequality*> years;
  for (const YearInequality& year : result.trend) years.push_back(&year);
  if (years.empty()) years.push_back(&result.whole);
  double most = 0;
  const std::vector<monitor::TheilTerm>* named = nullptr;
  for (const YearInequality* year : years) {
    most = std::max(most, year->theil_t.total());
    if (!year->theil_t.terms.empty()) named = &year->theil_t.terms;
  }
  if (named == nullptr || most <= 0) return {};
  const Axis axis{0, most, kBarsLeft, kBarsRight};
  const double legend_top = 8 + kBarRow * static_cast<double>(years.size()) + 14;
  SvgChart chart({kBarsWidth, legend_top + kLegendRow * static_cast<double>(named->size())},
                 text("inequality.html.theil_label", lang, {{"quantity", inequality_quantity(result.request, lang)}}));
  for (std::size_t row = 0; row < years.size(); ++row) {
    const double top = 8 + kBarRow * static_cast<double>(row);
    const monitor::TheilByLevel& theil = years[row]->theil_t;
    chart.text({kBarsLeft - 8, top + 14}, std::to_string(years[row]->year.first), "t-label t-end");
    double at = 0;
    for (std::size_t i = 0; i < theil.terms.size(); ++i) {
      const double value = theil.terms[i].value;
      const double width = axis.at(at + value) - axis.at(at);
      const std::string share = theil.total() > 0 ? shown_percent(value / theil.total()) : "";
      chart.rect({axis.at(at), top}, {width, kBarHeight}, shade(i, theil.terms.size()),
                 term_name(theil.terms, i, lang, units_of(result.request)) + ": " + shown(value, 5) + " (" + share + ")");
      if (width > 44) chart.text({axis.at(at) + width / 2, top + 14}, share, "t-piece t-middle");
      at += value;
    }
    chart.text({axis.at(at) + 6, top + 14}, theil.terms.empty() ? "—" : shown(theil.total(), 4), "t-number");
  }
  for (std::size_t i = 0; i < named->size(); ++i) {
    const double top = legend_top + kLegendRow * static_cast<double>(i);
    chart.rect({kBarsLeft, top - 10}, {16, 11}, shade(i, named->size()));
    chart.text({kBarsLeft + 22, top}, fitted(term_name(*named, i, lang, units_of(result.request)), 32), "t-label");
  }
  return chart.svg();
}

}  // namespace junheng::report
