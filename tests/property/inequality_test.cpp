// What holds for every sample: invariances, the transfer principle, bounds, and decompositions that add up.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "junheng/stats/atkinson.h"
#include "junheng/stats/concentration.h"
#include "junheng/stats/generalised_entropy.h"
#include "junheng/stats/gini.h"
#include "junheng/stats/hoover.h"
#include "junheng/stats/lorenz.h"
#include "junheng/stats/median_indices.h"
#include "junheng/stats/quantile.h"
#include "junheng/stats/theil.h"
#include "junheng/stats/theil_decomposition.h"
#include "junheng/stats/weighted_moments.h"

namespace junheng::stats {
namespace {

using Values = std::vector<double>;
using Measure = std::function<Result<double>(std::span<const double>, std::span<const double>)>;

struct NamedMeasure {
  std::string name;
  Measure of;
};

/// Those that every transfer from a richer to a poorer unit makes smaller.
const std::vector<NamedMeasure> kTransferMeasures = {
    {"cv", weighted_cv},
    {"gini", gini},
    {"theil_t", theil_t},
    {"theil_l", theil_l},
    {"ge(-1)", [](auto x, auto w) { return generalised_entropy(x, w, -1); }},
    {"ge(0.3)", [](auto x, auto w) { return generalised_entropy(x, w, 0.3); }},
    {"ge(3)", [](auto x, auto w) { return generalised_entropy(x, w, 3); }},
    {"atkinson(0.5)", [](auto x, auto w) { return atkinson(x, w, 0.5); }},
    {"atkinson(2)", [](auto x, auto w) { return atkinson(x, w, 2); }},
};

/// Those that are relative to the middle or the ends.
const std::vector<NamedMeasure> kOtherMeasures = {
    {"hoover", hoover},
    {"concentration", [](auto x, auto w) { return concentration_index(x, x, w); }},
    {"palma", palma_ratio},
    {"mcloone", mcloone},
    {"verstegen", verstegen},
    {"percentile_ratio",
     [](auto x, auto w) {
       return percentile_ratio(x, w, {0.1, 0.9});
     }},
    {"range_ratio",
     [](auto x, auto w) {
       return range_ratio(x, w, {0.25, 0.75});
     }},
};

std::vector<NamedMeasure> all_measures() {
  auto out = kTransferMeasures;
  out.insert(out.end(), kOtherMeasures.begin(), kOtherMeasures.end());
  return out;
}

bool is_close(double a, double b) { return std::fabs(a - b) <= 1e-12 * std::max(1.0, std::fabs(a)); }

/// 2 ... 40 schools with values of 0.1 ... 1,000 and 1 ... 50 pupils, all whole multiples, so that ties are frequent.
struct Sample {
  Values values;
  Values weights;
};

Sample any_sample() {
  Sample out;
  const int count = *rc::gen::inRange(2, 41);
  for (int i = 0; i < count; ++i) {
    out.values.push_back(*rc::gen::inRange(1, 10001) / 10.0);
    out.weights.push_back(*rc::gen::inRange(1, 51));
  }
  return out;
}

RC_GTEST_PROP(Inequality, ScaleOfValuesAndOfWeightsDoesNotMatter, ()) {
  const Sample sample = any_sample();
  Sample scaled = sample;
  // Powers of two move no digit, so that ties and steps stay what they are.
  for (double& value : scaled.values) value *= 4;
  for (double& weight : scaled.weights) weight *= 0.25;
  for (const auto& [name, measure] : all_measures())
    RC_ASSERT(is_close(measure(sample.values, sample.weights).value(), measure(scaled.values, scaled.weights).value()));
}

RC_GTEST_PROP(Inequality, WeightOfTwoIsTwoUnits, ()) {
  const Sample sample = any_sample();
  Values units;
  for (std::size_t i = 0; i < sample.values.size(); ++i)
    for (int unit = 0; unit < static_cast<int>(sample.weights[i]); ++unit) units.push_back(sample.values[i]);
  for (const auto& [name, measure] : all_measures())
    RC_ASSERT(is_close(measure(sample.values, sample.weights).value(), measure(units, {}).value()));
  for (const double share : {0.0, 0.1, 0.25, 0.5, 0.9, 1.0})
    RC_ASSERT(weighted_quantile(sample.values, sample.weights, share).value() == weighted_quantile(units, {}, share).value());
}

RC_GTEST_PROP(Inequality, OrderOfTheUnitsDoesNotMatter, ()) {
  const Sample sample = any_sample();
  Sample turned = sample;
  std::ranges::reverse(turned.values);
  std::ranges::reverse(turned.weights);
  for (const auto& [name, measure] : all_measures())
    RC_ASSERT(is_close(measure(sample.values, sample.weights).value(), measure(turned.values, turned.weights).value()));
}

RC_GTEST_PROP(Inequality, TransferToThePoorerMakesItSmaller, ()) {
  Sample sample = any_sample();
  const auto [poorest, richest] = std::ranges::minmax_element(sample.values);
  RC_PRE(*poorest < *richest);
  // Amounts of the whole, so that the total stays; the two do not change places.
  const double poor_weight = sample.weights[static_cast<std::size_t>(poorest - sample.values.begin())];
  const double rich_weight = sample.weights[static_cast<std::size_t>(richest - sample.values.begin())];
  const double amount = (*richest - *poorest) / 4 * std::min(poor_weight, rich_weight);
  const Sample before = sample;
  *poorest += amount / poor_weight;
  *richest -= amount / rich_weight;
  for (const auto& [name, measure] : kTransferMeasures)
    RC_ASSERT(measure(sample.values, sample.weights).value() < measure(before.values, before.weights).value());
  RC_ASSERT(hoover(sample.values, sample.weights).value() <= hoover(before.values, before.weights).value() + 1e-12);
}

RC_GTEST_PROP(Inequality, MeasuresStayWithinTheirBounds, ()) {
  const Sample sample = any_sample();
  double weight_sum = 0;
  for (const double weight : sample.weights) weight_sum += weight;
  const auto value = [&](const Measure& measure) { return measure(sample.values, sample.weights).value(); };
  for (const auto& [name, measure] : kTransferMeasures) RC_ASSERT(value(measure) >= 0);
  RC_ASSERT(value(gini) < 1);
  RC_ASSERT(value(hoover) <= value(gini) + 1e-12);
  RC_ASSERT(value(theil_t) <= std::log(weight_sum / *std::ranges::min_element(sample.weights)) + 1e-12);
  RC_ASSERT(value([](auto x, auto w) { return atkinson(x, w, 2); }) < 1);
  RC_ASSERT(value([](auto x, auto w) { return atkinson(x, w, 0.5); }) <= value([](auto x, auto w) { return atkinson(x, w, 2); }) + 1e-12);
  RC_ASSERT(value(mcloone) <= 1 + 1e-12);
  RC_ASSERT(value(verstegen) >= 1 - 1e-12);
  RC_ASSERT(value(palma_ratio) >= 0.25 - 1e-12);
}

RC_GTEST_PROP(Inequality, EntropyOfTwoIsHalfTheSquaredCv, ()) {
  const Sample sample = any_sample();
  const double cv = weighted_cv(sample.values, sample.weights).value();
  RC_ASSERT(is_close(generalised_entropy(sample.values, sample.weights, 2).value(), cv * cv / 2));
}

RC_GTEST_PROP(Inequality, GiniIsHalfTheRelativeMeanDifference, ()) {
  const Sample sample = any_sample();
  double differences = 0;
  for (std::size_t i = 0; i < sample.values.size(); ++i)
    for (std::size_t j = 0; j < sample.values.size(); ++j)
      differences += sample.weights[i] * sample.weights[j] * std::fabs(sample.values[i] - sample.values[j]);
  const auto moments = weighted_moments(sample.values, sample.weights);
  const double expected = differences / (2 * moments.weight_sum * moments.weight_sum * moments.mean);
  RC_ASSERT(is_close(gini(sample.values, sample.weights).value(), expected));
}

RC_GTEST_PROP(LorenzCurve, RisesAndBendsUpwards, ()) {
  const Sample sample = any_sample();
  const auto curve = lorenz_curve(sample.values, sample.weights).value();
  for (std::size_t i = 1; i < curve.size(); ++i) {
    RC_ASSERT(curve[i].weight_share > curve[i - 1].weight_share);
    RC_ASSERT(curve[i].value_share > curve[i - 1].value_share);
    RC_ASSERT(curve[i].value_share <= curve[i].weight_share + 1e-12);
  }
}

RC_GTEST_PROP(TheilDecomposition, TermsAddUpOverAnyNesting, ()) {
  const Sample sample = any_sample();
  std::vector<std::uint32_t> inner;
  std::vector<std::uint32_t> outer;
  for (std::size_t i = 0; i < sample.values.size(); ++i) {
    inner.push_back(static_cast<std::uint32_t>(*rc::gen::inRange(0, 6)));
    outer.push_back(inner.back() % 2);
  }
  const std::vector<GroupLevel> levels = {{outer, 2}, {inner, 6}};
  const auto groups = NestedGroups::create(levels).value();
  const auto t = theil_t_decomposition(sample.values, sample.weights, groups).value();
  const auto l = theil_l_decomposition(sample.values, sample.weights, groups).value();
  const double total_t = theil_t(sample.values, sample.weights).value();
  const double total_l = theil_l(sample.values, sample.weights).value();
  RC_ASSERT(std::fabs(t.total() - total_t) <= 1e-12 * total_t);
  RC_ASSERT(std::fabs(l.total() - total_l) <= 1e-12 * total_l);
  RC_ASSERT(t.within >= 0);
  RC_ASSERT(l.within >= 0);
  for (std::size_t level = 0; level < levels.size(); ++level) {
    RC_ASSERT(t.between[level] >= 0);
    RC_ASSERT(l.between[level] >= 0);
  }
}

}  // namespace
}  // namespace junheng::stats
