#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/model/dataset.h"
#include "junheng/monitor/unit_sample.h"
#include "junheng/stats/bootstrap_interval.h"
#include "junheng/stats/indicator_scores.h"

namespace junheng::monitor {

enum class IndexWeights : std::uint8_t { Equal, Given, Entropy, Critic, Pca, Ahp };
/// Weights that follow from the values (entropy, CRITIC, PCA), not from judgement.
[[nodiscard]] bool follow_from_values(IndexWeights weights);

enum class Normalisation : std::uint8_t { MinMax, ZScore, Target };
enum class IndexAggregation : std::uint8_t { WeightedSum, Geometric, Topsis };

struct IndexComponent {
  std::string measure;
  /// The measure to divide by; empty: none.
  std::string per;
  /// Both are measures that areas report; else of their schools. Not where schools are ranked.
  bool is_of_areas = false;
  stats::Direction direction = stats::Direction::Higher;
  /// Only for IndexWeights::Given.
  double weight = 0;
  /// Only for Normalisation::Target.
  stats::TargetScale target;
  /// Empty: the measure's own name.
  std::string title;
  /// `measure` counts those of `per` that have something, so that the value is 0 to 1 and each of `per` is one trial.
  bool is_share = false;
  /// Place among the subsystems of the specification; nullopt where it has none.
  std::optional<std::size_t> subsystem = {};
};

/// A group of components, such as staff or facilities.
struct IndexSubsystem {
  std::string name;
  /// Empty: the name.
  std::string title;
  /// In the development of all; only ratios count.
  double weight = 1;
};

/// A name for degrees of coordination from `from` on, up to the next class.
struct CoordinationClass {
  double from = 0;
  std::string title;
};

/// How a composite index is made (docs/index-spec.md).
struct IndexSpec {
  std::string title;
  /// nullopt: schools.
  std::optional<model::AreaLevel> level;
  Stage stage = Stage::Primary;
  IndexWeights weights = IndexWeights::Equal;
  Normalisation normalisation = Normalisation::MinMax;
  IndexAggregation aggregation = IndexAggregation::WeightedSum;
  std::vector<IndexComponent> components;
  /// Row by row; only for IndexWeights::Ahp.
  std::vector<double> comparisons;
  /// None, or two and more.
  std::vector<IndexSubsystem> subsystems = {};
  /// Lowest first, the first from 0; may be empty. Authors' conventions: none is built in.
  std::vector<CoordinationClass> classes = {};

  /// Every component is of areas: no school is in any value.
  [[nodiscard]] bool is_of_areas() const;
};

struct IndexOptions {
  SampleRequest sample;
  std::size_t replicates = 1000;
  std::uint64_t seed = 1;
  double confidence = 0.95;
  std::size_t peers = 5;
  /// The result does not depend on it.
  unsigned threads = 1;
};

struct ComponentResult {
  double value = 0;
  /// Normalised; nullopt under TOPSIS, which takes the values themselves.
  std::optional<double> score;
  /// weight x score under WeightedSum (they add up to the score), weight x ln score under Geometric (their sum is the logarithm of the
  /// score); nullopt for a score of 0 there, and under TOPSIS.
  std::optional<double> contribution;
  /// Schools of the unit that lack the value and are in neither sum; 0 for a component of areas.
  std::size_t schools_without_value = 0;
};

/// How far the subsystems of a unit are developed in step (stats::coupling_coordination).
struct Coordination {
  /// Of each subsystem.
  std::vector<double> scores;
  std::optional<double> coupling;
  double development = 0;
  double degree = 0;
  /// Place among the classes of the specification.
  std::optional<std::size_t> class_at;
};

struct RankedUnit {
  /// Index of the area, or of the school.
  std::uint32_t unit = 0;
  /// 0 where every component is of areas.
  std::size_t schools = 1;
  double score = 0;
  std::uint32_t rank = 1;
  std::optional<std::uint32_t> rank_low;
  std::optional<std::uint32_t> rank_high;
  std::vector<ComponentResult> components;
  /// Of the first component: where chance alone would leave an area with so many schools of such sizes.
  std::optional<stats::Interval> funnel;
  /// Where the specification has subsystems.
  std::optional<Coordination> coordination = {};
  /// Areas like this one, the nearest first.
  std::vector<std::uint32_t> peers;
};

/// A unit that lacks the value of a component.
struct UnrankedUnit {
  std::uint32_t unit = 0;
  /// What is missing: measure or denominator of the component, and why, of the first school that lacks it.
  std::string measure;
  model::Absence absence = model::Absence::NotCollected;
};

struct CompositeIndex {
  IndexSpec spec;
  SampleRequest sample;
  std::vector<double> weights;
  /// Only for AHP; above 0.10 the judgements contradict each other (Saaty).
  std::optional<double> consistency_ratio;
  /// Best first; ties in the order of the dataset.
  std::vector<RankedUnit> ranking;
  std::vector<UnrankedUnit> unranked;
  /// Schools of the stage that lie in no area of the level: they are in no value. 0 where schools are ranked.
  std::size_t outside = 0;
  /// What areas are likened by: "pupils", "resident_population", "income_per_head_yuan".
  std::vector<std::string> peer_covariates;
  std::uint64_t seed = 1;
  /// 0: no rank intervals. Those in which all units had a score.
  std::size_t replicates = 0;
};

/// Composite index and ranking of schools or areas.
///
/// Value of an area: sum of the measure over sum of the denominator of its schools that have both (without `per`: mean per school); of a
/// component of areas, what the area itself reports (area_sample). A unit without a value in a component is unranked, never 0. Ranks: 1 the
/// highest score, equal scores share the better rank. Rank intervals (areas only): 95 % of the ranks when the schools of every area are
/// drawn again with replacement; scores are normalised anew, and weights that follow from the values (entropy, CRITIC, PCA) are taken from
/// each resample, as both would differ with other schools; given, equal and judged weights are kept; replicate r of area a draws from
/// Rng::stream(seed, {r, a}). Schools have none: nothing is drawn within a school, nor where every component is of areas; beside others, a
/// component of areas keeps its value. An area of one school draws that school each time: its own value stays. Funnel: overall value -+ z
/// deviation / sqrt(effective schools), widened by overdispersion (10 % winsorised); effective: (sum w)^2 / sum w^2 of the denominators w
/// of its schools (Kish). Where the first component is a share (of schools too): exact binomial limits of the overall share for as many
/// trials as the unit has denominators (rounded), the least and the greatest number of events that chance gives, without overdispersion;
/// else none where it is of areas. Subsystems: set_coordination. Errors: those of school_sample, area_sample and of the stats functions,
/// with the component in the context; IndexOneUnit; IndexShareAboveOne.
[[nodiscard]] Result<CompositeIndex> composite_index(const IndexSpec& spec, const IndexOptions& options);

}  // namespace junheng::monitor
