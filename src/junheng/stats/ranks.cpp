#include "junheng/stats/ranks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "junheng/core/codes.h"
#include "junheng/core/parallel.h"
#include "junheng/core/rng.h"
#include "junheng/stats/normal_distribution.h"
#include "junheng/stats/quantile.h"
#include "junheng/stats/resample_count.h"
#include "junheng/stats/sample.h"

namespace junheng::stats {

std::vector<std::uint32_t> ranks(std::span<const double> values, Direction direction) {
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), std::uint32_t{0});
  const double sign = direction == Direction::Higher ? -1 : 1;
  std::ranges::sort(order, {}, [&](std::uint32_t i) { return sign * values[i]; });
  std::vector<std::uint32_t> out(values.size());
  for (std::size_t place = 0; place < order.size(); ++place) {
    const bool is_tied = place > 0 && values[order[place]] == values[order[place - 1]];
    out[order[place]] = is_tied ? out[order[place - 1]] : static_cast<std::uint32_t>(place + 1);
  }
  return out;
}

Result<std::vector<RankInterval>> overlap_rank_intervals(std::span<const Interval> intervals, Direction direction) {
  if (intervals.empty()) return fail(Code::EmptyInput);
  std::vector<double> lows, highs;
  for (const Interval& interval : intervals) {
    if (!std::isfinite(interval.low) || !std::isfinite(interval.high)) return fail(Code::NegativeWeight);
    if (interval.low > interval.high)
      return fail(Code::ParameterOutOfRange,
                  {{"name", "interval.low"}, {"value", fmt::format("{}", interval.low)}, {"range", fmt::format("<= {}", interval.high)}});
    lows.push_back(interval.low);
    highs.push_back(interval.high);
  }
  std::ranges::sort(lows);
  std::ranges::sort(highs);
  std::vector<RankInterval> out;
  for (const Interval& own : intervals) {
    const auto above = static_cast<std::uint32_t>(lows.end() - std::ranges::upper_bound(lows, own.high));
    const auto below = static_cast<std::uint32_t>(std::ranges::lower_bound(highs, own.low) - highs.begin());
    const auto count = static_cast<std::uint32_t>(intervals.size());
    out.push_back(direction == Direction::Higher ? RankInterval{1 + above, count - below} : RankInterval{1 + below, count - above});
  }
  return out;
}

Result<std::vector<RankEstimate>> simulated_ranks(std::span<const double> estimates, std::span<const double> standard_errors,
                                                  Direction direction, const RankSimulation& options) {
  if (const auto checked = check_sample(estimates, {}, Domain::Any); !checked) return fail(checked.error());
  if (standard_errors.size() != estimates.size()) return fail(Code::SizeMismatch);
  if (const auto checked = check_sample(standard_errors, {}, Domain::NotNegative); !checked && checked.error().code != Code::ZeroMean)
    return fail(Code::NegativeWeight);
  if (const auto checked = check_resample_count(options.replicates, options.confidence); !checked) return fail(checked.error());
  std::vector<std::vector<std::uint32_t>> replicates(options.replicates);
  parallel_for(options.replicates, options.threads, [&](std::size_t r) {
    Rng rng = Rng::stream(options.seed, {r});
    std::vector<double> drawn(estimates.size());
    // Half a step off, so that the share is neither 0 nor 1.
    for (std::size_t i = 0; i < drawn.size(); ++i) drawn[i] = estimates[i] + standard_errors[i] * normal_quantile(rng.unit() + 0x1p-54);
    replicates[r] = ranks(drawn, direction);
  });
  std::vector<RankEstimate> out;
  std::vector<double> own(options.replicates);
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    for (std::size_t r = 0; r < own.size(); ++r) own[r] = replicates[r][i];
    std::ranges::sort(own);
    const Interval interval = percentile_interval(own, options.confidence);
    const double median = weighted_quantile(own, {}, 0.5).value();
    // A quantile on a step is the middle of two ranks: the interval takes in both.
    out.push_back({median, {static_cast<std::uint32_t>(std::floor(interval.low)), static_cast<std::uint32_t>(std::ceil(interval.high))}});
  }
  return out;
}

}  // namespace junheng::stats
