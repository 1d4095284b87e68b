#include "junheng/stats/topsis.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "junheng/core/codes.h"
#include "junheng/stats/indicator_weights.h"
#include "junheng/stats/sample.h"

namespace junheng::stats {

Result<TopsisScores> topsis(std::span<const Column> columns, std::span<const Direction> directions, std::span<const double> weights) {
  if (columns.empty()) return fail(Code::EmptyInput);
  if (columns.size() != directions.size() || columns.size() != weights.size()) return fail(Code::SizeMismatch);
  const auto shares = normalised_weights(weights);
  if (!shares) return fail(shares.error());
  const std::size_t units = columns.front().size();
  TopsisScores out{Column(units), Column(units), {}};
  for (std::size_t j = 0; j < columns.size(); ++j) {
    const Column& column = columns[j];
    if (column.size() != units) return fail(Code::SizeMismatch);
    if (const auto checked = check_sample(column, {}, Domain::Any); !checked) return fail(checked.error());
    const double length = std::sqrt(std::inner_product(column.begin(), column.end(), column.begin(), 0.0));
    if (length == 0) continue;
    const double scale = (*shares)[j] / length;
    const auto [least, most] = std::ranges::minmax(column);
    const double best = directions[j] == Direction::Higher ? most : least;
    const double worst = directions[j] == Direction::Higher ? least : most;
    for (std::size_t i = 0; i < units; ++i) {
      out.to_best[i] += std::pow(scale * (column[i] - best), 2);
      out.to_worst[i] += std::pow(scale * (column[i] - worst), 2);
    }
  }
  for (std::size_t i = 0; i < units; ++i) {
    out.to_best[i] = std::sqrt(out.to_best[i]);
    out.to_worst[i] = std::sqrt(out.to_worst[i]);
    const double sum = out.to_best[i] + out.to_worst[i];
    // best and worst coincide where all are alike; else every unit is away from one of them.
    if (sum == 0) return fail(Code::NoVariation);
    out.closeness.push_back(out.to_worst[i] / sum);
  }
  return out;
}

}  // namespace junheng::stats
