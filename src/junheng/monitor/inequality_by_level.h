#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/monitor/area_convergence.h"
#include "junheng/monitor/area_moran.h"
#include "junheng/monitor/concentration.h"
#include "junheng/monitor/drawn_clusters.h"
#include "junheng/monitor/inequality_index.h"
#include "junheng/monitor/school_groups.h"
#include "junheng/monitor/segregation.h"
#include "junheng/monitor/unit_sample.h"
#include "junheng/stats/bootstrap.h"
#include "junheng/stats/gini_decomposition.h"
#include "junheng/stats/lorenz.h"

namespace junheng::monitor {

struct InequalityOptions {
  std::vector<InequalityIndex> indices;
  /// nullopt: default_grouping().
  std::optional<Grouping> grouping;
  /// 0: no intervals.
  std::size_t replicates = 1000;
  std::uint64_t seed = 1;
  double confidence = 0.95;
  unsigned threads = 1;
  /// Also the other years of the dataset.
  bool with_trend = false;
  /// nullopt: no concentration index.
  std::optional<RankingQuantity> rank_by = {};
};

/// An index of the sample, or why it is not defined for it.
struct IndexResult {
  InequalityIndex index;
  std::optional<double> value;
  /// Set where `value` is not.
  std::optional<Error> undefined;
  /// Set where intervals were asked for and the index is defined. Resamples in which it is not defined are left out of the intervals.
  std::optional<stats::BootstrapEstimate> bootstrap;
};

/// A part of a Theil index: how far the groups of a level lie apart inside the groups above, or ("within") the schools inside the last.
struct TheilTerm {
  std::string level;
  double value = 0;
};

struct TheilByLevel {
  /// From the highest level to "within"; they add up to the index. Empty where it is not defined.
  std::vector<TheilTerm> terms;
  std::optional<Error> undefined;

  [[nodiscard]] double total() const;
};

/// The units of one group: schools, or areas (SampleRequest::unit_level). So are all counts of schools below.
struct GroupResult {
  SchoolGroup group;
  std::size_t schools = 0;
  /// Sum of the weights: pupils, or whatever the measure is divided by; units where it is not divided.
  double weight = 0;
  double mean = 0;
  std::optional<double> cv;
  /// What it adds to the between term of its level of Theil T, zero or more; nullopt where that is not defined.
  std::optional<double> between;
};

struct LevelResult {
  std::string name;
  /// In the order of SchoolGroups.
  std::vector<GroupResult> groups;
  std::size_t schools_without_area = 0;
  /// The data have no area of this level and count as one.
  bool is_whole_dataset = false;
};

/// How unequal one year is.
struct YearInequality {
  SchoolYear year;
  std::size_t schools = 0;
  double weight = 0;
  double mean = 0;
  std::vector<IndexResult> indices;
  TheilByLevel theil_t;
  TheilByLevel theil_l;
  /// Why the year has no figures, e.g. the measure was not collected; then all the rest is empty.
  std::optional<Error> undefined;
};

/// Dagum's parts of the Gini coefficient over one level.
struct DagumByLevel {
  std::string level;
  std::optional<stats::GiniDecomposition> parts;
  /// Set where `parts` is not.
  std::optional<Error> undefined;
};

struct Inequality {
  SampleRequest request;
  Grouping grouping;
  YearInequality whole;
  std::vector<LevelResult> levels;
  /// Lorenz curve at whole percents of the weight, 0 to 100; empty where it is not defined.
  std::vector<stats::LorenzPoint> lorenz;
  UnitSample sample;
  /// Of each unit of sample.without_value, where they are known; empty where units are areas.
  std::vector<std::optional<double>> pupils_without_value;
  /// Set by those who know the other standards: ids of those that divide the measure, or the denominator, where schools are left out
  /// because the standard of the request does not (Absence::NotByStage).
  std::vector<std::string> dividing_standards;
  /// Of the intervals; 0: none.
  std::size_t replicates = 0;
  std::uint64_t seed = 0;
  double confidence = 0;
  /// What the intervals were drawn from.
  DrawnClusters drawn;
  /// sample_years() in their order, the one above among them; empty if not asked for or there is one only.
  std::vector<YearInequality> trend;
  /// Over the highest level, or settings; nullopt where there is no level.
  std::optional<DagumByLevel> dagum;
  /// With the trend, where there are several years.
  std::optional<AreaConvergence> convergence;
  /// Where a quantity to rank by was given.
  std::optional<Concentration> concentration;
  /// Set by those who know the neighbours: area_moran.
  std::optional<AreaMoran> moran;
  /// Of the groups that were asked for: segregation_by_level.
  std::vector<Segregation> segregation;
};

/// How unequally a measure is spread over schools, or over the areas that report it, and how much of it lies between areas, level by level.
///
/// Values and who is in: unit_sample. Weights: the denominators, so that the mean is total / total and a large school counts for more;
/// without a denominator each unit counts 1. Decomposition: stats::theil_t_decomposition over group_schools or group_areas. Intervals:
/// stats::bootstrap, counties drawn with their schools, and schools that are in no county by themselves; where they are in fewer than two
/// counties, all schools by themselves; areas by themselves (clusters_of). An index that is not defined (Theil L with a zero) has its
/// reason, never 0. Errors: those of unit_sample and group_schools; OneSchoolOnly, AreasTooFew; ParameterOutOfRange (too few replicates for
/// the confidence). The result does not depend on `threads`.
[[nodiscard]] Result<Inequality> inequality_by_level(const SampleRequest& request, const InequalityOptions& options);

}  // namespace junheng::monitor
