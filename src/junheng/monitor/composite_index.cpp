#include "junheng/monitor/composite_index.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/core/parallel.h"
#include "junheng/monitor/index_coordination.h"
#include "junheng/monitor/index_league.h"
#include "junheng/stats/indicator_weights.h"
#include "junheng/stats/pairwise_comparison.h"
#include "junheng/stats/principal_components.h"
#include "junheng/stats/ranks.h"
#include "junheng/stats/resample_count.h"
#include "junheng/stats/topsis.h"

namespace junheng::monitor {

namespace {

using stats::Column;

/// Scores and what they were made of, for one set of values.
struct Scored {
  std::vector<Column> normalised;
  Column scores;
};

Result<std::vector<Column>> normalised(const IndexSpec& spec, const std::vector<Column>& values) {
  std::vector<Column> out;
  for (std::size_t j = 0; j < values.size(); ++j) {
    const IndexComponent& part = spec.components[j];
    Result<Column> column;
    switch (spec.normalisation) {
      case Normalisation::MinMax: column = stats::min_max_scores(values[j], part.direction); break;
      case Normalisation::ZScore: column = stats::z_scores(values[j], {}, part.direction); break;
      case Normalisation::Target: column = stats::target_scores(values[j], part.target, stats::Beyond::Capped); break;
    }
    if (!column) {
      Error error = column.error();
      error.context.push_back(part.measure + (part.per.empty() ? "" : " / " + part.per));
      return fail(std::move(error));
    }
    out.push_back(std::move(*column));
  }
  return out;
}

Result<Scored> score(const IndexSpec& spec, const std::vector<Column>& values, const std::vector<double>& weights) {
  Scored out;
  if (spec.aggregation == IndexAggregation::Topsis) {
    std::vector<stats::Direction> directions;
    for (const IndexComponent& part : spec.components) directions.push_back(part.direction);
    auto result = stats::topsis(values, directions, weights);
    if (!result) return fail(result.error());
    out.scores = std::move(result->closeness);
    return out;
  }
  auto columns = normalised(spec, values);
  if (!columns) return fail(columns.error());
  const auto how = spec.aggregation == IndexAggregation::Geometric ? stats::Aggregation::Geometric : stats::Aggregation::Arithmetic;
  auto scores = stats::composite_scores(*columns, weights, how);
  if (!scores) return fail(scores.error());
  out.normalised = std::move(*columns);
  out.scores = std::move(*scores);
  return out;
}

Result<std::vector<double>> value_weights(const IndexSpec& spec, const std::vector<Column>& values) {
  const auto columns = normalised(spec, values);
  if (!columns) return fail(columns.error());
  if (spec.weights == IndexWeights::Entropy) return stats::entropy_weights(*columns);
  if (spec.weights == IndexWeights::Critic) return stats::critic_weights(*columns);
  return stats::principal_component_weights(*columns, stats::ComponentBasis::Correlation);
}

Result<std::vector<double>> weights_of(const IndexSpec& spec, const std::vector<Column>& values, CompositeIndex& out) {
  if (follow_from_values(spec.weights)) return value_weights(spec, values);
  if (spec.weights == IndexWeights::Equal) return stats::equal_weights(spec.components.size());
  if (spec.weights == IndexWeights::Given) {
    std::vector<double> given;
    for (const IndexComponent& part : spec.components) given.push_back(part.weight);
    return stats::normalised_weights(given);
  }
  auto judged = stats::pairwise_weights(spec.comparisons, spec.components.size());
  if (!judged) return fail(judged.error());
  out.consistency_ratio = judged->consistency_ratio;
  return std::move(judged->weights);
}

/// A share counts some of its denominator: more than all of it, or less than none, is a fault of the data or of the specification.
Result<void> check_shares(const CompositeIndex& index, const std::vector<UnitSums>& units, const std::vector<Column>& values) {
  for (std::size_t j = 0; j < values.size(); ++j) {
    if (!index.spec.components[j].is_share) continue;
    const auto beyond = std::ranges::find_if(values[j], [](double value) { return !(value >= 0 && value <= 1); });
    if (beyond == values[j].end()) continue;
    const std::uint32_t unit = units[static_cast<std::size_t>(beyond - values[j].begin())].unit;
    const model::Dataset& data = *index.sample.dataset;
    return fail(Code::IndexShareAboveOne, {{"component", index.spec.components[j].measure + " / " + index.spec.components[j].per},
                                           {"unit", std::string(index.spec.level ? data.areas.codes.at(unit) : data.schools.ids.at(unit))},
                                           {"value", fmt::format("{}", *beyond)}});
  }
  return {};
}

using Ranks = std::vector<std::uint32_t>;

/// Whole ranks round the middle `confidence` of the ranks of each unit.
void set_rank_intervals(CompositeIndex& out, const std::vector<Ranks>& replicates, double confidence) {
  for (std::size_t i = 0; i < out.ranking.size(); ++i) {
    std::vector<double> drawn;
    for (const Ranks& ranks : replicates)
      if (!ranks.empty()) drawn.push_back(ranks[i]);
    std::ranges::sort(drawn);
    const stats::Interval interval = stats::percentile_interval(drawn, confidence);
    out.ranking[i].rank_low = static_cast<std::uint32_t>(std::floor(interval.low));
    out.ranking[i].rank_high = static_cast<std::uint32_t>(std::ceil(interval.high));
  }
}

/// Ranks of one resample; empty where a unit has no value in it, or no score.
Ranks resampled_ranks(const CompositeIndex& index, const SchoolDraws& draws, std::size_t units, std::size_t replicate) {
  std::vector<Column> values(index.spec.components.size(), Column(units));
  if (!draws.draw(index.seed, replicate, values)) return {};
  std::vector<double> weights = index.weights;
  if (follow_from_values(index.spec.weights)) {
    auto drawn = value_weights(index.spec, values);
    if (!drawn) return {};
    weights = std::move(*drawn);
  }
  const auto scored = score(index.spec, values, weights);
  return scored ? stats::ranks(scored->scores, stats::Direction::Higher) : Ranks();
}

void draw_ranks(CompositeIndex& out, const std::vector<UnitSums>& units, const IndexOptions& options) {
  const SchoolDraws draws(units, out.spec.components.size());
  std::vector<Ranks> replicates(options.replicates);
  parallel_for(replicates.size(), options.threads, [&](std::size_t r) { replicates[r] = resampled_ranks(out, draws, units.size(), r); });
  out.replicates = static_cast<std::size_t>(std::ranges::count_if(replicates, [](const Ranks& ranks) { return !ranks.empty(); }));
  if (!stats::check_resample_count(out.replicates, options.confidence)) out.replicates = 0;
  else set_rank_intervals(out, replicates, options.confidence);
}

void set_components(CompositeIndex& out, const std::vector<UnitSums>& units, const std::vector<Column>& values, const Scored& scored) {
  const auto ranks = stats::ranks(scored.scores, stats::Direction::Higher);
  for (std::size_t i = 0; i < units.size(); ++i) {
    RankedUnit unit;
    unit.unit = units[i].unit;
    unit.schools = units[i].schools.size();
    unit.score = scored.scores[i];
    unit.rank = ranks[i];
    for (std::size_t j = 0; j < values.size(); ++j) {
      ComponentResult part{values[j][i], {}, {}, units[i].missing[j]};
      if (!scored.normalised.empty()) {
        part.score = scored.normalised[j][i];
        if (out.spec.aggregation == IndexAggregation::WeightedSum) part.contribution = out.weights[j] * *part.score;
        else if (*part.score > 0) part.contribution = out.weights[j] * std::log(*part.score);
      }
      unit.components.push_back(part);
    }
    out.ranking.push_back(std::move(unit));
  }
}

}  // namespace

bool IndexSpec::is_of_areas() const { return !components.empty() && std::ranges::all_of(components, &IndexComponent::is_of_areas); }

bool follow_from_values(IndexWeights weights) {
  return weights == IndexWeights::Entropy || weights == IndexWeights::Critic || weights == IndexWeights::Pca;
}

Result<CompositeIndex> composite_index(const IndexSpec& spec, const IndexOptions& options) {
  CompositeIndex out;
  out.spec = spec;
  out.sample = options.sample;
  out.sample.stage = spec.stage;
  out.seed = options.seed;
  auto sums = unit_sums(spec, out.sample);
  if (!sums) return fail(sums.error());
  out.unranked = std::move(sums->unranked);
  out.outside = sums->outside;
  const std::vector<UnitSums>& units = sums->units;
  if (units.size() < 2)
    return fail(Code::IndexOneUnit, {{"ranked", std::to_string(units.size())}, {"unranked", std::to_string(out.unranked.size())}});
  const std::vector<Column> values = values_of(units, spec.components.size());
  if (auto possible = check_shares(out, units, values); !possible) return fail(possible.error());
  auto weights = weights_of(spec, values, out);
  if (!weights) return fail(weights.error());
  out.weights = std::move(*weights);
  const auto scored = score(spec, values, out.weights);
  if (!scored) return fail(scored.error());
  set_components(out, units, values, *scored);
  if (spec.level) {
    if (!spec.is_of_areas()) draw_ranks(out, units, options);
    if (!spec.components.front().is_of_areas && !spec.components.front().is_share) set_mean_funnel(out, units, options.confidence);
    if (auto likened = set_peers(out, options.peers); !likened) return fail(likened.error());
  }
  if (spec.components.front().is_share) set_share_funnel(out, units, options.confidence);
  if (auto in_step = set_coordination(out); !in_step) return fail(in_step.error());
  std::ranges::stable_sort(out.ranking, {}, &RankedUnit::rank);
  return out;
}

}  // namespace junheng::monitor
