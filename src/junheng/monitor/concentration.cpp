#include "junheng/monitor/concentration.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/monitor/school_sample.h"
#include "junheng/stats/concentration.h"
#include "junheng/stats/gini.h"

namespace junheng::monitor {

namespace {

/// The ranking quantity of one unit, or what is missing.
struct Rank {
  std::optional<double> value;
  std::string missing = {};
  model::Absence absence = model::Absence::NotCollected;
};

Rank rank_of_area(const SampleRequest& request, const RankingQuantity& by, AreaIndex area) {
  const model::AreaItems& items = request.dataset->area_items;
  const model::Quantity amount = items.get(area, request.year, by.measure);
  if (!amount.is_present()) return {{}, by.measure, amount.absence};
  if (by.per.empty()) return {amount.value};
  const model::Quantity whole = items.get(area, request.year, by.per);
  if (!whole.is_present()) return {{}, by.per, whole.absence};
  if (whole.value == 0) return {{}, by.per, model::Absence::ZeroDenominator};
  return {amount.value / whole.value};
}

/// What the area reports, or the nearest one above it that does.
Rank rank_from_above(const SampleRequest& request, const RankingQuantity& by, AreaIndex own) {
  const Rank first = rank_of_area(request, by, own);
  std::optional<AreaIndex> area = own;
  Rank found = first;
  while (!found.value && (area = request.dataset->areas.parents[area->value])) found = rank_of_area(request, by, *area);
  return found.value ? found : first;
}

std::vector<Rank> ranks_by_areas(const SampleRequest& request, const UnitSample& sample, const RankingQuantity& by) {
  std::map<AreaIndex, Rank> known;
  std::vector<Rank> out;
  for (const AreaIndex area : sample.areas) {
    auto rank = known.find(area);
    if (rank == known.end())
      rank = known.emplace(area, request.unit_level ? rank_of_area(request, by, area) : rank_from_above(request, by, area)).first;
    out.push_back(rank->second);
  }
  return out;
}

Result<std::vector<Rank>> ranks_by_schools(const SampleRequest& request, const UnitSample& sample, const RankingQuantity& by) {
  SampleRequest asked = request;
  asked.measure = by.measure;
  asked.per = by.per;
  const auto ranking = school_sample(asked);
  if (!ranking) return fail(ranking.error());
  std::map<SchoolIndex, Rank> known;
  for (std::size_t i = 0; i < ranking->size(); ++i) known[ranking->schools[i]] = {ranking->values[i]};
  for (const UnitWithoutValue& each : ranking->without_value) known[SchoolIndex(each.unit)] = {{}, each.measure, each.absence};
  std::vector<Rank> out;
  for (const SchoolIndex school : sample.schools) out.push_back(known.at(school));
  return out;
}

/// The units that have a rank, lowest first, and those ranks.
struct RankedUnits {
  UnitSample sample;
  std::vector<double> ranks;
};

RankedUnits ranked_units(const UnitSample& sample, const std::vector<Rank>& ranks) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < ranks.size(); ++i)
    if (ranks[i].value) order.push_back(i);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return *ranks[i].value; });
  RankedUnits out;
  for (const std::size_t i : order) {
    if (!sample.schools.empty()) out.sample.schools.push_back(sample.schools[i]);
    out.sample.areas.push_back(sample.areas[i]);
    out.sample.values.push_back(sample.values[i]);
    if (!sample.weights.empty()) out.sample.weights.push_back(sample.weights[i]);
    out.ranks.push_back(*ranks[i].value);
  }
  return out;
}

Result<void> measure(const SampleRequest& request, const RankedUnits& ranked, const stats::BootstrapOptions& options, Concentration& out) {
  const UnitSample& sample = ranked.sample;
  if (sample.size() < 2) return fail(Code::TooFewUnits, {{"count", std::to_string(sample.size())}, {"needed", "2"}});
  const auto value = stats::concentration_index(sample.values, ranked.ranks, sample.weights);
  if (!value) return fail(value.error());
  const auto curve = stats::concentration_curve(sample.values, ranked.ranks, sample.weights);
  const auto gini = stats::gini(sample.values, sample.weights);
  if (!curve) return fail(curve.error());
  if (!gini) return fail(gini.error());
  if (options.replicates > 0) {
    const Clusters clusters = clusters_of(request, sample);
    const stats::ClusteredSample clustered{sample.values, sample.weights, {clusters.of_unit, clusters.drawn.count()}};
    const stats::Statistics statistics = [&](std::span<const double> values, std::span<const double> weights) {
      return std::vector{stats::if_defined(stats::concentration_index(values, ranked.ranks, weights))};
    };
    const auto drawn = stats::bootstrap(clustered, statistics, options);
    if (!drawn) return fail(drawn.error());
    out.bootstrap = drawn->front();
    out.drawn = clusters.drawn;
  }
  out.value = *value;
  out.gini = *gini;
  out.curve = stats::curve_at_percents(*curve);
  return {};
}

}  // namespace

Concentration concentration_by(const SampleRequest& request, const UnitSample& sample, const RankingQuantity& by,
                               const stats::BootstrapOptions& bootstrap) {
  Concentration out;
  out.by = by;
  const auto ranks = by.is_of_areas ? ranks_by_areas(request, sample, by) : ranks_by_schools(request, sample, by);
  if (!ranks) {
    out.undefined = ranks.error();
    return out;
  }
  for (std::size_t i = 0; i < ranks->size(); ++i)
    if (const Rank& rank = (*ranks)[i]; !rank.value)
      out.without_rank.push_back({static_cast<std::uint32_t>(sample.schools.empty() ? sample.areas[i].value : sample.schools[i].value),
                                  rank.absence, rank.missing});
  std::ranges::sort(out.without_rank, {}, &UnitWithoutValue::unit);
  const RankedUnits ranked = ranked_units(sample, *ranks);
  out.units = ranked.sample.size();
  out.weight = ranked.sample.weights.empty() ? static_cast<double>(out.units)
                                             : std::accumulate(ranked.sample.weights.begin(), ranked.sample.weights.end(), 0.0);
  if (auto done = measure(request, ranked, bootstrap, out); !done) out.undefined = done.error();
  return out;
}

}  // namespace junheng::monitor
