#include "junheng/stats/moran.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/core/parallel.h"
#include "junheng/core/rng.h"
#include "junheng/stats/sample.h"

namespace junheng::stats {

namespace {

/// First parts of the paths of random streams.
constexpr std::uint64_t kGlobalStream = 0;
constexpr std::uint64_t kLocalStream = 1;

/// Permutations or units that share one buffer.
constexpr std::size_t kRunLength = 64;

/// Sums that differ by less than this part of their size are equal: a permutation of like values adds them in another order.
constexpr double kRounding = 1e-12;

/// Differences from the mean, and what I is divided by.
struct Deviations {
  std::vector<double> z;
  double squares = 0;
  double linked_units = 0;
};

Result<double> linked_units(NeighbourLists neighbours) {
  double linked = 0;
  std::vector<std::size_t> last_seen(neighbours.size());
  for (std::size_t i = 0; i < neighbours.size(); ++i) {
    for (const std::uint32_t k : neighbours[i]) {
      if (k >= neighbours.size() || k == i || last_seen[k] == i + 1)
        return fail(Code::NeighbourInvalid, {{"unit", fmt::format("{}", i + 1)}, {"neighbour", fmt::format("{}", std::uint64_t{k} + 1)}});
      last_seen[k] = i + 1;
    }
    if (!neighbours[i].empty()) ++linked;
  }
  if (linked == 0) return fail(Code::NoNeighbours);
  return linked;
}

Result<void> check_weights(NeighbourLists neighbours, NeighbourWeights weights) {
  if (weights.empty()) return {};
  if (weights.size() != neighbours.size()) return fail(Code::SizeMismatch);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i].size() != neighbours[i].size()) return fail(Code::SizeMismatch);
    if (!std::ranges::all_of(weights[i], [](double weight) { return weight > 0 && std::isfinite(weight); }))
      return fail(Code::NegativeWeight);
  }
  return {};
}

Result<Deviations> checked(std::span<const double> values, NeighbourLists neighbours, NeighbourWeights weights,
                           const Permutations& permutations) {
  const auto totals = check_sample(values, {}, Domain::Any);
  if (!totals) return fail(totals.error());
  if (neighbours.size() != values.size()) return fail(Code::SizeMismatch);
  const auto linked = linked_units(neighbours);
  if (!linked) return fail(linked.error());
  if (const auto fit = check_weights(neighbours, weights); !fit) return fail(fit.error());
  const auto [least, most] = std::ranges::minmax(values);
  if (least == most) return fail(Code::NoVariation);
  if (permutations.count == 0) return fail(Code::ParameterOutOfRange, {{"name", "permutations"}, {"value", "0"}, {"range", ">= 1"}});
  Deviations out;
  out.linked_units = *linked;
  for (const double value : values) {
    out.z.push_back(value - totals->mean());
    out.squares += out.z.back() * out.z.back();
  }
  return out;
}

/// Weights of the neighbours of one unit; none: alike.
std::span<const double> weights_of(NeighbourWeights weights, std::size_t unit) {
  return weights.empty() ? std::span<const double>() : std::span<const double>(weights[unit]);
}

/// Mean of the neighbours, of deviations or values. Requires: there are some.
double weighted_lag(std::span<const double> z, std::span<const std::uint32_t> neighbours, std::span<const double> weights) {
  double sum = 0;
  double whole = 0;
  for (std::size_t k = 0; k < neighbours.size(); ++k) {
    const double weight = weights.empty() ? 1 : weights[k];
    sum += weight * z[neighbours[k]];
    whole += weight;
  }
  return sum / whole;
}

double moran_of(std::span<const double> z, NeighbourLists neighbours, NeighbourWeights weights, const Deviations& own) {
  double sum = 0;
  for (std::size_t i = 0; i < z.size(); ++i)
    if (!neighbours[i].empty()) sum += z[i] * weighted_lag(z, neighbours[i], weights_of(weights, i));
  return static_cast<double>(z.size()) / own.linked_units * sum / own.squares;
}

/// Counts how often chance reaches what was found.
class Tally {
 public:
  explicit Tally(double found, double scale) : found_(found), margin_(kRounding * scale) {}

  void take(double drawn) {
    if (drawn >= found_ - margin_) ++greater_;
    if (drawn <= found_ + margin_) ++less_;
    ++count_;
  }

  [[nodiscard]] PermutationTest test() const {
    const auto all = static_cast<double>(count_ + 1);
    return {static_cast<double>(greater_ + 1) / all, static_cast<double>(less_ + 1) / all};
  }

 private:
  double found_;
  double margin_;
  std::size_t greater_ = 0;
  std::size_t less_ = 0;
  std::size_t count_ = 0;
};

/// Draws units other than one, each at most once.
class OtherUnits {
 public:
  explicit OtherUnits(std::size_t units) : drawn_in_(units) {}

  /// Lag of `count` units other than `unit`, by Floyd's sampling: one draw per unit, whatever the number of units. That draws a set; only
  /// where weights differ does it matter which unit gets which.
  double lag(std::span<const double> z, std::size_t unit, std::size_t count, std::span<const double> weights, Rng& rng) {
    ++round_;
    drawn_.clear();
    const std::size_t others = z.size() - 1;
    for (std::size_t last = others - count; last < others; ++last) {
      auto place = static_cast<std::size_t>(rng.whole(0, static_cast<std::int64_t>(last)));
      if (drawn_in_[place] == round_) place = last;
      drawn_in_[place] = round_;
      drawn_.push_back(static_cast<std::uint32_t>(place < unit ? place : place + 1));
    }
    for (std::size_t i = weights.empty() ? 0 : drawn_.size(); i-- > 1;)
      std::swap(drawn_[i], drawn_[static_cast<std::size_t>(rng.whole(0, static_cast<std::int64_t>(i)))]);
    return weighted_lag(z, drawn_, weights);
  }

 private:
  std::vector<std::uint32_t> drawn_;
  std::vector<std::uint64_t> drawn_in_;
  std::uint64_t round_ = 0;
};

MoranQuadrant quadrant_of(double own, double around) {
  if (own > 0) return around > 0 ? MoranQuadrant::HighHigh : MoranQuadrant::HighLow;
  return around > 0 ? MoranQuadrant::LowHigh : MoranQuadrant::LowLow;
}

/// The neighbours of a unit with their weights.
struct Surroundings {
  std::span<const std::uint32_t> neighbours;
  std::span<const double> weights;
};

LocalMoran local_moran_of(std::size_t unit, const Deviations& deviations, const Surroundings& around_it, const Permutations& permutations,
                          OtherUnits& others) {
  const std::span<const double> z = deviations.z;
  const double own = z[unit];
  const double around = weighted_lag(z, around_it.neighbours, around_it.weights);
  const double variance = deviations.squares / static_cast<double>(z.size());
  LocalMoran out{own * around / variance, quadrant_of(own, around), {}};
  // own / variance is the same in all permutations: only the lags are compared, turned round where the unit is below the mean.
  const double sign = own > 0 ? 1 : own < 0 ? -1 : 0;
  Tally tally(sign * around, std::sqrt(variance));
  Rng rng = Rng::stream(permutations.seed, {kLocalStream, unit});
  for (std::size_t r = 0; r < permutations.count; ++r)
    tally.take(sign * others.lag(z, unit, around_it.neighbours.size(), around_it.weights, rng));
  out.test = tally.test();
  return out;
}

}  // namespace

double PermutationTest::p_two_sided() const { return std::min(1.0, 2 * std::min(p_greater, p_less)); }

Result<GlobalMoran> moran(std::span<const double> values, NeighbourLists neighbours, const Permutations& permutations,
                          NeighbourWeights weights) {
  const auto deviations = checked(values, neighbours, weights, permutations);
  if (!deviations) return fail(deviations.error());
  std::vector<double> drawn(permutations.count);
  parallel_for((drawn.size() + kRunLength - 1) / kRunLength, permutations.threads, [&](std::size_t run) {
    std::vector<double> z;
    for (std::size_t r = run * kRunLength; r < std::min(drawn.size(), (run + 1) * kRunLength); ++r) {
      z = deviations->z;
      Rng rng = Rng::stream(permutations.seed, {kGlobalStream, r});
      for (std::size_t i = z.size(); i-- > 1;) std::swap(z[i], z[static_cast<std::size_t>(rng.whole(0, static_cast<std::int64_t>(i)))]);
      drawn[r] = moran_of(z, neighbours, weights, *deviations);
    }
  });
  GlobalMoran out;
  out.i = moran_of(deviations->z, neighbours, weights, *deviations);
  out.expected = -1 / (static_cast<double>(values.size()) - 1);
  Tally tally(out.i, 1);
  for (const double value : drawn) tally.take(value);
  out.test = tally.test();
  return out;
}

Result<std::vector<std::optional<LocalMoran>>> local_moran(std::span<const double> values, NeighbourLists neighbours,
                                                           const Permutations& permutations, NeighbourWeights weights) {
  const auto deviations = checked(values, neighbours, weights, permutations);
  if (!deviations) return fail(deviations.error());
  std::vector<std::optional<LocalMoran>> out(values.size());
  parallel_for((out.size() + kRunLength - 1) / kRunLength, permutations.threads, [&](std::size_t run) {
    OtherUnits others(out.size());
    for (std::size_t i = run * kRunLength; i < std::min(out.size(), (run + 1) * kRunLength); ++i)
      if (!neighbours[i].empty()) {
        out[i] = local_moran_of(i, *deviations, {neighbours[i], weights_of(weights, i)}, permutations, others);
        out[i]->lag = weighted_lag(values, neighbours[i], weights_of(weights, i));
      }
  });
  return out;
}

}  // namespace junheng::stats
