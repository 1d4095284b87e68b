#include "junheng/stats/funnel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "junheng/core/codes.h"
#include "junheng/stats/normal_distribution.h"
#include "junheng/stats/sample.h"

namespace junheng::stats {

namespace {

tl::unexpected<Error> out_of_range(std::string name, std::string value, std::string range) {
  return fail(Code::ParameterOutOfRange, {{"name", std::move(name)}, {"value", std::move(value)}, {"range", std::move(range)}});
}

bool is_inside(double confidence) { return confidence > 0 && confidence < 1; }

/// The probabilities of a binomial distribution that are not below 1e-320 of the largest, from `first` on. They are built up from the mode
/// by ratios of neighbours and divided by their sum: no factorials, no digits lost in the tails.
struct Probabilities {
  std::uint64_t first = 0;
  std::vector<double> of;
};

Probabilities binomial(BinomialTarget target) {
  const auto n = static_cast<double>(target.trials);
  const double odds = target.share / (1 - target.share);
  const auto mode = std::min(target.trials, static_cast<std::uint64_t>((n + 1) * target.share));
  std::vector<double> downwards;
  double term = 1;
  for (std::uint64_t r = mode; r > 0; --r) {
    term *= static_cast<double>(r) / (static_cast<double>(target.trials - r + 1) * odds);
    if (term <= 0) break;
    downwards.push_back(term);
  }
  Probabilities out{mode - downwards.size(), {downwards.rbegin(), downwards.rend()}};
  term = 1;
  out.of.push_back(term);
  for (std::uint64_t r = mode; r < target.trials; ++r) {
    term *= static_cast<double>(target.trials - r) * odds / static_cast<double>(r + 1);
    if (term <= 0) break;
    out.of.push_back(term);
  }
  double sum = 0;
  for (const double probability : out.of) sum += probability;
  for (double& probability : out.of) probability /= sum;
  return out;
}

}  // namespace

Result<Interval> binomial_funnel_limits(BinomialTarget target, double confidence) {
  if (!(target.share >= 0 && target.share <= 1)) return out_of_range("share", fmt::format("{}", target.share), "0 ... 1");
  constexpr std::uint64_t kMostTrials = 1'000'000'000;
  if (target.trials == 0 || target.trials > kMostTrials)
    return out_of_range("trials", fmt::format("{}", target.trials), fmt::format("1 ... {}", kMostTrials));
  if (!is_inside(confidence)) return out_of_range("confidence", fmt::format("{}", confidence), "0 ... 1");
  if (target.share == 0 || target.share == 1) return Interval{target.share, target.share};
  const Probabilities probabilities = binomial(target);
  const auto n = static_cast<double>(target.trials);
  const auto position = [&](std::size_t i, double excess) {
    return std::clamp((static_cast<double>(probabilities.first + i) - excess / probabilities.of[i]) / n, 0.0, 1.0);
  };
  const double tail = (1 - confidence) / 2;
  Interval out{0, 1};
  double below = 0;
  for (std::size_t i = 0; i < probabilities.of.size(); ++i) {
    below += probabilities.of[i];
    if (below >= tail) {
      out.low = position(i, below - tail);
      break;
    }
  }
  // The upper end from above, where the tail is small: 1 - tail would round it.
  double above = 0;
  for (std::size_t i = probabilities.of.size(); i-- > 0;) {
    // P(R <= r) >= 1 - tail as long as P(R > r) <= tail: the last such r counting down.
    const double next = above + probabilities.of[i];
    if (next > tail) {
      out.high = position(i, tail - above);
      break;
    }
    above = next;
  }
  return out;
}

Result<Interval> normal_funnel_limits(MeanTarget target, double confidence, double dispersion) {
  if (!(target.count > 0 && std::isfinite(target.count))) return out_of_range("count", fmt::format("{}", target.count), "> 0");
  if (!std::isfinite(target.mean)) return out_of_range("mean", fmt::format("{}", target.mean), "-inf < mean < inf");
  if (!(target.deviation >= 0 && std::isfinite(target.deviation)))
    return out_of_range("deviation", fmt::format("{}", target.deviation), ">= 0");
  if (!(dispersion >= 0 && std::isfinite(dispersion))) return out_of_range("dispersion", fmt::format("{}", dispersion), ">= 0");
  if (!is_inside(confidence)) return out_of_range("confidence", fmt::format("{}", confidence), "0 ... 1");
  const double z = -normal_quantile((1 - confidence) / 2);
  const double half = z * target.deviation * std::sqrt(std::max(1.0, dispersion) / target.count);
  return Interval{target.mean - half, target.mean + half};
}

Result<double> overdispersion(std::span<const double> z_scores, double winsorised_share) {
  if (const auto checked = check_sample(z_scores, {}, Domain::Any); !checked) return fail(checked.error());
  if (!(winsorised_share >= 0 && winsorised_share < 0.5))
    return out_of_range("winsorised_share", fmt::format("{}", winsorised_share), "0 ... 0.5");
  std::vector<double> sorted(z_scores.begin(), z_scores.end());
  std::ranges::sort(sorted);
  const auto cut = static_cast<std::size_t>(winsorised_share * static_cast<double>(sorted.size()));
  const double least = sorted[cut];
  const double most = sorted[sorted.size() - 1 - cut];
  double squares = 0;
  for (const double z : sorted) squares += std::pow(std::clamp(z, least, most), 2);
  return squares / static_cast<double>(sorted.size());
}

}  // namespace junheng::stats
