#include "junheng/stats/pairwise_comparison.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <numeric>

#include "junheng/core/codes.h"

namespace junheng::stats {

namespace {

/// Mean consistency index of random reciprocal matrices of 1, 2, ... 15 rows (Saaty 1980).
constexpr std::array<double, 15> kRandomIndex = {0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59};

Result<void> check(std::span<const double> judgements, std::size_t count) {
  if (count == 0) return fail(Code::EmptyInput);
  if (judgements.size() != count * count) return fail(Code::SizeMismatch);
  constexpr double kReciprocalShare = 0.01;
  for (std::size_t row = 0; row < count; ++row)
    for (std::size_t column = 0; column < count; ++column) {
      const double entry = judgements[row * count + column];
      const double product = entry * judgements[column * count + row];
      const bool is_right =
          std::isfinite(entry) && entry > 0 && std::fabs(product - 1) <= kReciprocalShare && (row != column || entry == 1);
      if (!is_right)
        return fail(Code::ComparisonInvalid,
                    {{"row", fmt::format("{}", row + 1)}, {"column", fmt::format("{}", column + 1)}, {"value", fmt::format("{}", entry)}});
    }
  return {};
}

}  // namespace

Result<PairwiseWeights> pairwise_weights(std::span<const double> judgements, std::size_t count) {
  if (const auto checked = check(judgements, count); !checked) return fail(checked.error());
  PairwiseWeights out;
  out.weights.assign(count, 1.0 / static_cast<double>(count));
  constexpr int kMostSteps = 10000;
  constexpr double kStill = 1e-15;
  double moved = 1;
  for (int step = 0; step < kMostSteps && moved > kStill; ++step) {
    std::vector<double> next(count);
    for (std::size_t i = 0; i < count; ++i)
      next[i] =
          std::inner_product(out.weights.begin(), out.weights.end(), judgements.begin() + static_cast<std::ptrdiff_t>(i * count), 0.0);
    // The weights add up to 1, so what they add up to now is the eigenvalue.
    out.lambda_max = std::accumulate(next.begin(), next.end(), 0.0);
    moved = 0;
    for (std::size_t i = 0; i < count; ++i) {
      next[i] /= out.lambda_max;
      moved = std::max(moved, std::fabs(next[i] - out.weights[i]));
    }
    out.weights = std::move(next);
  }
  const auto n = static_cast<double>(count);
  if (count > 1) out.consistency_index = (out.lambda_max - n) / (n - 1);
  if (count <= 2) {
    out.consistency_ratio = 0;
  } else if (count <= kRandomIndex.size()) {
    out.consistency_ratio = out.consistency_index / kRandomIndex[count - 1];
  }
  return out;
}

}  // namespace junheng::stats
