// Inequality of one measure over a whole country, 200,000 schools in 2,895 counties in 31 provinces: weighted CV, Gini and Theil T over
// three levels, on one core; and 1,000 clustered bootstrap replicates of the three. The answers are checked against plain loops.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include "junheng/core/parallel.h"
#include "junheng/core/rng.h"
#include "junheng/stats/bootstrap.h"
#include "junheng/stats/gini.h"
#include "junheng/stats/theil_decomposition.h"
#include "junheng/stats/weighted_moments.h"

namespace junheng::stats {
namespace {

constexpr std::size_t kSchools = 200000;
constexpr std::size_t kCounties = 2895;
constexpr std::size_t kProvinces = 31;

struct Country {
  std::vector<double> values;
  std::vector<double> pupils;
  std::vector<std::uint32_t> county_of;
  std::vector<std::uint32_t> province_of;

  [[nodiscard]] std::array<GroupLevel, 2> levels() const { return {GroupLevel{province_of, kProvinces}, GroupLevel{county_of, kCounties}}; }
};

/// Schools in the order of their counties, as in a table; values per pupil differ by province, county and school.
Country make_country() {
  Country out;
  Rng rng(1);
  std::vector<double> province_level(kProvinces), county_level(kCounties);
  for (double& level : province_level) level = std::exp(0.2 * rng.bell());
  for (double& level : county_level) level = std::exp(0.3 * rng.bell());
  for (std::size_t i = 0; i < kSchools; ++i) {
    const auto county = static_cast<std::uint32_t>(i * kCounties / kSchools);
    const auto province = static_cast<std::uint32_t>(county * kProvinces / kCounties);
    out.county_of.push_back(county);
    out.province_of.push_back(province);
    out.pupils.push_back(static_cast<double>(rng.whole(20, 3000)));
    out.values.push_back(6 * province_level[province] * county_level[county] * std::exp(0.5 * rng.bell()));
  }
  return out;
}

const Country& country() {
  static const Country made = make_country();
  return made;
}

/// The same in ascending order of the values, as whoever resamples would sort it once.
Country ranked_country() {
  const Country& given = country();
  std::vector<std::size_t> order(kSchools);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return std::pair(given.values[i], i); });
  Country out;
  for (const std::size_t i : order) {
    out.values.push_back(given.values[i]);
    out.pupils.push_back(given.pupils[i]);
    out.county_of.push_back(given.county_of[i]);
    out.province_of.push_back(given.province_of[i]);
  }
  return out;
}

/// CV, Gini, and the three terms of Theil T: between provinces, between their counties, between the schools of a county.
using Answers = std::array<double, 5>;

Answers plain_answers(const Country& of, std::span<const double> pupils) {
  struct Sums {
    double pupils = 0, total = 0;
    [[nodiscard]] double mean() const { return total / pupils; }
  };
  Sums all;
  std::map<std::uint32_t, Sums> provinces, counties;
  std::map<std::uint32_t, std::uint32_t> province_of;
  std::vector<std::pair<double, double>> sorted;
  for (std::size_t i = 0; i < of.values.size(); ++i) {
    if (pupils[i] == 0) continue;
    for (Sums* sums : {&all, &provinces[of.province_of[i]], &counties[of.county_of[i]]}) {
      sums->pupils += pupils[i];
      sums->total += pupils[i] * of.values[i];
    }
    province_of[of.county_of[i]] = of.province_of[i];
    sorted.emplace_back(of.values[i], pupils[i]);
  }
  std::ranges::sort(sorted);
  double squares = 0, area = 0, share_before = 0, within = 0, counties_apart = 0, provinces_apart = 0;
  for (const auto& [value, own] : sorted) {
    squares += own * value * value;
    const double share = share_before + own * value / all.total;
    area += own / all.pupils * (share_before + share) / 2;
    share_before = share;
  }
  for (std::size_t i = 0; i < of.values.size(); ++i)
    if (pupils[i] > 0) within += pupils[i] * of.values[i] / all.total * std::log(of.values[i] / counties[of.county_of[i]].mean());
  for (const auto& [county, sums] : counties)
    counties_apart += sums.total / all.total * std::log(sums.mean() / provinces[province_of[county]].mean());
  for (const auto& [province, sums] : provinces) provinces_apart += sums.total / all.total * std::log(sums.mean() / all.mean());
  const double cv = std::sqrt(squares / all.pupils - all.mean() * all.mean()) / all.mean();
  return {cv, 1 - 2 * area, provinces_apart, counties_apart, within};
}

bool agree(std::span<const double> found, const Answers& expected, benchmark::State& state) {
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (std::fabs(found[i] - expected[i]) <= 1e-9) continue;
    std::fprintf(stderr, "answer %zu: %.15f, plainly %.15f\n", i, found[i], expected[i]);
    state.SkipWithError("an answer differs from the plain computation");
    return false;
  }
  return true;
}

Answers answers(std::span<const double> values, std::span<const double> pupils, const NestedGroups& groups) {
  const auto theil = theil_t_decomposition(values, pupils, groups).value();
  return {weighted_cv(values, pupils).value(), gini(values, pupils).value(), theil.between[0], theil.between[1], theil.within};
}

/// From unsorted columns, the nesting of the groups found anew each time.
void MeasureCountry(benchmark::State& state) {
  const Country& of = country();
  Answers last{};
  for (auto _ : state) last = answers(of.values, of.pupils, NestedGroups::create(of.levels()).value());
  agree(last, plain_answers(of, of.pupils), state);
  state.counters["schools"] = kSchools;
}
BENCHMARK(MeasureCountry)->Unit(benchmark::kMillisecond)->MinTime(2);

/// Sorting and both kinds of interval included.
void BootstrapCountry(benchmark::State& state) {
  BootstrapOptions options;
  options.threads = static_cast<unsigned>(state.range(0));
  std::vector<BootstrapEstimate> last;
  Country ranked;
  for (auto _ : state) {
    ranked = ranked_country();
    const auto groups = NestedGroups::create(ranked.levels()).value();
    const Statistics statistics = [&](auto values, auto pupils) {
      const Answers all = answers(values, pupils, groups);
      return std::vector<std::optional<double>>(all.begin(), all.end());
    };
    last = bootstrap({ranked.values, ranked.pupils, {ranked.county_of, kCounties}}, statistics, options).value();
  }
  std::vector<double> estimates;
  for (const BootstrapEstimate& one : last) {
    estimates.push_back(*one.estimate);
    if (one.defined_replicates != options.replicates || !one.bca || !(one.bca->low < *one.estimate && *one.estimate < one.bca->high))
      state.SkipWithError("an interval does not surround its estimate");
  }
  if (!agree(estimates, plain_answers(ranked, ranked.pupils), state)) return;
  // One resample again, drawn here as the docstring of bootstrap says: its plain answers are what the statistics give.
  Rng rng = Rng::stream(options.seed, {0, 17});
  std::vector<double> draws(kCounties), pupils(kSchools);
  for (std::size_t draw = 0; draw < kCounties; ++draw) draws[static_cast<std::size_t>(rng.whole(0, kCounties - 1))] += 1;
  for (std::size_t i = 0; i < kSchools; ++i) pupils[i] = ranked.pupils[i] * draws[ranked.county_of[i]];
  agree(answers(ranked.values, pupils, NestedGroups::create(ranked.levels()).value()), plain_answers(ranked, pupils), state);
  state.counters["replicates"] = static_cast<double>(options.replicates);
}
BENCHMARK(BootstrapCountry)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime()->MeasureProcessCPUTime();

}  // namespace
}  // namespace junheng::stats

BENCHMARK_MAIN();
