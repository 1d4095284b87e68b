#include "junheng/monitor/index_coordination.h"

#include <algorithm>

#include "junheng/stats/coupling_coordination.h"

namespace junheng::monitor {

namespace {

/// One score per unit, in the order of the ranking.
Result<stats::Column> subsystem_scores(const CompositeIndex& index, std::size_t subsystem) {
  std::vector<stats::Column> scores;
  std::vector<double> weights;
  for (std::size_t j = 0; j < index.weights.size(); ++j) {
    if (index.spec.components[j].subsystem != subsystem) continue;
    weights.push_back(index.weights[j]);
    stats::Column& column = scores.emplace_back();
    for (const RankedUnit& unit : index.ranking) column.push_back(*unit.components[j].score);
  }
  const bool is_geometric = index.spec.aggregation == IndexAggregation::Geometric;
  return stats::composite_scores(scores, weights, is_geometric ? stats::Aggregation::Geometric : stats::Aggregation::Arithmetic);
}

std::optional<std::size_t> class_of(const std::vector<CoordinationClass>& classes, double coordination) {
  const auto above = std::ranges::upper_bound(classes, coordination, {}, &CoordinationClass::from);
  if (above == classes.begin()) return std::nullopt;
  return static_cast<std::size_t>(above - classes.begin()) - 1;
}

}  // namespace

Result<void> set_coordination(CompositeIndex& index) {
  const std::size_t count = index.spec.subsystems.size();
  if (count == 0) return {};
  std::vector<stats::Column> subsystems;
  std::vector<double> weights;
  for (std::size_t s = 0; s < count; ++s) {
    auto scores = subsystem_scores(index, s);
    if (!scores) return fail(scores.error());
    // A weighted sum of scores of 1 may pass it by rounding.
    for (double& score : *scores) score = std::clamp(score, 0.0, 1.0);
    subsystems.push_back(std::move(*scores));
    weights.push_back(index.spec.subsystems[s].weight);
  }
  const auto found = stats::coupling_coordination(subsystems, weights);
  if (!found) return fail(found.error());
  for (std::size_t i = 0; i < index.ranking.size(); ++i) {
    Coordination own{
        {}, found->coupling[i], found->development[i], found->coordination[i], class_of(index.spec.classes, found->coordination[i])};
    for (const stats::Column& scores : subsystems) own.scores.push_back(scores[i]);
    index.ranking[i].coordination = std::move(own);
  }
  return {};
}

}  // namespace junheng::monitor
