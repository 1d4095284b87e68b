#include "junheng/stats/indicator_scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "junheng/core/codes.h"
#include "junheng/stats/indicator_weights.h"
#include "junheng/stats/sample.h"
#include "junheng/stats/weighted_moments.h"

namespace junheng::stats {

Result<Column> min_max_scores(std::span<const double> values, Direction direction) {
  if (const auto checked = check_sample(values, {}, Domain::Any); !checked) return fail(checked.error());
  const auto [least, most] = std::ranges::minmax(values);
  if (least == most) return fail(Code::NoVariation);
  // Differences of halves: the range of finite values may overflow.
  const double half_range = most / 2 - least / 2;
  Column out;
  out.reserve(values.size());
  for (const double x : values) out.push_back((direction == Direction::Higher ? x / 2 - least / 2 : most / 2 - x / 2) / half_range);
  return out;
}

Result<Column> z_scores(std::span<const double> values, std::span<const double> weights, Direction direction) {
  if (const auto checked = check_sample(values, weights, Domain::Any); !checked) return fail(checked.error());
  // Equal values may leave a variance of rounding errors.
  const Weights weight(weights);
  double least = values.front(), most = values.front();
  bool is_first = true;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (weight[i] == 0) continue;
    least = is_first ? values[i] : std::min(least, values[i]);
    most = is_first ? values[i] : std::max(most, values[i]);
    is_first = false;
  }
  if (least == most) return fail(Code::NoVariation);
  const WeightedMoments moments = weighted_moments(values, weights);
  const double scale = (direction == Direction::Higher ? 1 : -1) / std::sqrt(moments.variance);
  Column out;
  out.reserve(values.size());
  for (const double x : values) out.push_back((x - moments.mean) * scale);
  return out;
}

Result<Column> target_scores(std::span<const double> values, TargetScale scale, Beyond beyond) {
  if (const auto checked = check_sample(values, {}, Domain::Any); !checked) return fail(checked.error());
  if (!std::isfinite(scale.floor) || !std::isfinite(scale.goal)) return fail(Code::NegativeWeight);
  if (scale.goal == scale.floor)
    return fail(Code::ParameterOutOfRange,
                {{"name", "goal"}, {"value", fmt::format("{}", scale.goal)}, {"range", fmt::format("!= {}", scale.floor)}});
  Column out;
  out.reserve(values.size());
  for (const double x : values) {
    const double score = (x - scale.floor) / (scale.goal - scale.floor);
    out.push_back(beyond == Beyond::Capped ? std::clamp(score, 0.0, 1.0) : score);
  }
  return out;
}

Result<Column> composite_scores(std::span<const Column> scores, std::span<const double> weights, Aggregation aggregation) {
  if (scores.empty()) return fail(Code::EmptyInput);
  if (scores.size() != weights.size()) return fail(Code::SizeMismatch);
  const auto shares = normalised_weights(weights);
  if (!shares) return fail(shares.error());
  const std::size_t units = scores.front().size();
  for (const Column& column : scores) {
    if (column.size() != units) return fail(Code::SizeMismatch);
    if (const auto checked = check_sample(column, {}, Domain::Any); !checked) return fail(checked.error());
    if (aggregation == Aggregation::Geometric && std::ranges::min(column) < 0) return fail(Code::NegativeValue);
  }
  Column out(units, aggregation == Aggregation::Geometric ? 1.0 : 0.0);
  for (std::size_t j = 0; j < scores.size(); ++j)
    for (std::size_t i = 0; i < units; ++i) {
      if (aggregation == Aggregation::Geometric) {
        // 0^0 is 1: a score without weight does not count.
        out[i] *= std::pow(scores[j][i], (*shares)[j]);
      } else {
        out[i] += (*shares)[j] * scores[j][i];
      }
    }
  return out;
}

}  // namespace junheng::stats
