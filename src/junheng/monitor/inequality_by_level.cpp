#include "junheng/monitor/inequality_by_level.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "junheng/core/codes.h"
#include "junheng/monitor/area_sample.h"
#include "junheng/monitor/resampled_indices.h"
#include "junheng/monitor/school_sample.h"
#include "junheng/stats/theil_decomposition.h"
#include "junheng/stats/weighted_moments.h"

namespace junheng::monitor {

namespace {

TheilByLevel by_level(const Result<stats::TheilDecomposition>& parts, std::span<const GroupingLevel> levels) {
  if (!parts) return {{}, parts.error()};
  TheilByLevel out;
  for (std::size_t level = 0; level < levels.size(); ++level) out.terms.push_back({levels[level].name, parts->between[level]});
  out.terms.push_back({"within", parts->within});
  return out;
}

/// A sample with its groups.
struct GroupedSample {
  UnitSample sample;
  Grouping grouping;
  std::vector<GroupingLevel> levels;
  std::optional<stats::NestedGroups> nested;
};

Result<GroupedSample> grouped_sample(const SampleRequest& request, const std::optional<Grouping>& grouping) {
  auto sample = unit_sample(request);
  if (!sample) return fail(sample.error());
  if (sample->size() < 2 && request.unit_level) return fail(areas_too_few(request, sample->size()));
  if (sample->size() < 2)
    return fail(Code::OneSchoolOnly, {{"measure", request.measure},
                                      {"year", std::to_string(request.year.first)},
                                      {"stage_zh", std::string(stage_name(request.stage, Lang::Zh))},
                                      {"stage_en", std::string(stage_name(request.stage, Lang::En))}});
  GroupedSample out{std::move(*sample), {}, {}, {}};
  const std::vector<AreaIndex>& areas = out.sample.areas;
  if (grouping) out.grouping = *grouping;
  else if (request.unit_level) out.grouping = default_grouping(*request.dataset, areas, *request.unit_level);
  else out.grouping = default_grouping(*request.dataset, out.sample.schools);
  auto levels = request.unit_level ? group_areas(*request.dataset, areas, out.grouping)
                                   : group_schools(*request.dataset, out.sample.schools, out.grouping);
  if (!levels) return fail(levels.error());
  out.levels = std::move(*levels);
  auto nested = nested_groups(out.levels, out.sample.size());
  if (!nested) return fail(nested.error());
  out.nested = std::move(*nested);
  return out;
}

YearInequality year_inequality(const GroupedSample& grouped, SchoolYear year, std::span<const InequalityIndex> indices) {
  const UnitSample& sample = grouped.sample;
  YearInequality out;
  out.year = year;
  out.schools = sample.size();
  const stats::WeightedMoments moments = stats::weighted_moments(sample.values, sample.weights);
  out.weight = moments.weight_sum;
  out.mean = moments.mean;
  for (const InequalityIndex& index : indices) {
    const auto value = compute_index(index, sample.values, sample.weights);
    IndexResult& result = out.indices.emplace_back();
    result.index = index;
    if (value) result.value = *value;
    else result.undefined = value.error();
  }
  out.theil_t = by_level(stats::theil_t_decomposition(sample.values, sample.weights, *grouped.nested), grouped.levels);
  out.theil_l = by_level(stats::theil_l_decomposition(sample.values, sample.weights, *grouped.nested), grouped.levels);
  return out;
}

/// The values and weights of the schools of each group, one group after the other.
LevelResult level_result(const UnitSample& sample, const GroupingLevel& level) {
  LevelResult out{level.name, std::vector<GroupResult>(level.groups.size()), level.schools_without_area, level.is_whole_dataset};
  std::vector<std::size_t> first(level.groups.size() + 1, 0);
  for (const std::uint32_t group : level.group_of) ++first[group + 1];
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<double> values(sample.values.size());
  std::vector<double> weights(sample.weights.size());
  std::vector<std::size_t> next(first.begin(), first.end() - 1);
  for (std::size_t i = 0; i < sample.values.size(); ++i) {
    const std::size_t at = next[level.group_of[i]]++;
    values[at] = sample.values[i];
    if (!weights.empty()) weights[at] = sample.weights[i];
  }
  for (std::size_t g = 0; g < level.groups.size(); ++g) {
    const std::size_t count = first[g + 1] - first[g];
    const auto moments = stats::weighted_moments(std::span(values).subspan(first[g], count),
                                                 weights.empty() ? std::span<const double>() : std::span(weights).subspan(first[g], count));
    out.groups[g] = {level.groups[g], count, moments.weight_sum, moments.mean, moments.cv(), {}};
  }
  return out;
}

std::vector<LevelResult> level_results(const GroupedSample& grouped) {
  std::vector<LevelResult> out;
  for (const GroupingLevel& level : grouped.levels) out.push_back(level_result(grouped.sample, level));
  const auto between = stats::theil_t_between_groups(grouped.sample.values, grouped.sample.weights, *grouped.nested);
  if (!between) return out;
  for (std::size_t level = 0; level < out.size(); ++level)
    for (std::size_t g = 0; g < out[level].groups.size(); ++g) out[level].groups[g].between = (*between)[level][g];
  return out;
}

std::vector<stats::LorenzPoint> lorenz_at_percents(const UnitSample& sample) {
  const auto curve = stats::lorenz_curve(sample.values, sample.weights);
  return curve ? stats::curve_at_percents(*curve) : std::vector<stats::LorenzPoint>();
}

std::vector<std::optional<double>> pupils_without_value(const SampleRequest& request, const UnitSample& sample) {
  std::vector<std::optional<double>> out;
  if (request.unit_level || sample.without_value.empty()) return out;
  SampleRequest asked = request;
  asked.measure = "pupils";
  asked.per.clear();
  std::map<std::uint32_t, double> known;
  if (const auto pupils = school_sample(asked))
    for (std::size_t i = 0; i < pupils->size(); ++i) known[pupils->schools[i].value] = pupils->values[i];
  for (const UnitWithoutValue& school : sample.without_value) {
    const auto found = known.find(school.unit);
    out.push_back(found == known.end() ? std::nullopt : std::optional(found->second));
  }
  return out;
}

std::optional<DagumByLevel> dagum_of(const GroupedSample& grouped) {
  if (grouped.levels.empty()) return std::nullopt;
  const GroupingLevel& level = grouped.levels.front();
  const auto parts = stats::gini_decomposition(grouped.sample.values, grouped.sample.weights, {level.group_of, level.groups.size()});
  if (parts) return DagumByLevel{level.name, *parts, {}};
  return DagumByLevel{level.name, {}, parts.error()};
}

stats::BootstrapOptions bootstrap_options(const InequalityOptions& options) {
  stats::BootstrapOptions how;
  how.replicates = options.replicates;
  how.seed = options.seed;
  how.confidence = options.confidence;
  how.threads = options.threads;
  return how;
}

Result<void> add_intervals(Inequality& out, const InequalityOptions& options) {
  const Clusters clusters = clusters_of(out.request, out.sample);
  const stats::ClusteredSample clustered{out.sample.values, out.sample.weights, {clusters.of_unit, clusters.drawn.count()}};
  std::vector<IndexResult*> defined;
  std::vector<InequalityIndex> indices;
  for (IndexResult& each : out.whole.indices) {
    if (!each.value) continue;
    defined.push_back(&each);
    indices.push_back(each.index);
  }
  const ResampledIndices resampled(indices, clustered);
  const stats::ResampleStatistics statistics = [&](const stats::Resample& resample) { return resampled.of(resample); };
  const auto estimates = stats::bootstrap(clustered, statistics, bootstrap_options(options));
  if (!estimates) return fail(estimates.error());
  for (std::size_t i = 0; i < defined.size(); ++i) defined[i]->bootstrap = (*estimates)[i];
  out.replicates = options.replicates;
  out.seed = options.seed;
  out.confidence = options.confidence;
  out.drawn = clusters.drawn;
  return {};
}

std::vector<YearInequality> trend_of(const Inequality& now, const InequalityOptions& options) {
  const std::vector<SchoolYear> years = sample_years(now.request);
  std::vector<YearInequality> out;
  if (years.size() < 2) return out;
  for (const SchoolYear year : years) {
    if (year == now.request.year) {
      out.push_back(now.whole);
      continue;
    }
    SampleRequest request = now.request;
    request.year = year;
    auto grouped = grouped_sample(request, now.grouping);
    if (grouped) out.push_back(year_inequality(*grouped, year, options.indices));
    else out.push_back({year, 0, 0, 0, {}, {}, {}, grouped.error()});
  }
  return out;
}

}  // namespace

double TheilByLevel::total() const {
  return std::accumulate(terms.begin(), terms.end(), 0.0, [](double sum, const TheilTerm& term) { return sum + term.value; });
}

Result<Inequality> inequality_by_level(const SampleRequest& request, const InequalityOptions& options) {
  auto grouped = grouped_sample(request, options.grouping);
  if (!grouped) return fail(grouped.error());
  Inequality out;
  out.request = request;
  out.whole = year_inequality(*grouped, request.year, options.indices);
  out.levels = level_results(*grouped);
  out.lorenz = lorenz_at_percents(grouped->sample);
  out.dagum = dagum_of(*grouped);
  out.grouping = std::move(grouped->grouping);
  out.sample = std::move(grouped->sample);
  out.pupils_without_value = pupils_without_value(request, out.sample);
  if (options.replicates > 0) {
    if (auto added = add_intervals(out, options); !added) return fail(added.error());
  }
  if (options.rank_by) out.concentration = concentration_by(request, out.sample, *options.rank_by, bootstrap_options(options));
  if (options.with_trend) {
    out.trend = trend_of(out, options);
    out.convergence = area_convergence(request, out.grouping);
  }
  return out;
}

}  // namespace junheng::monitor
