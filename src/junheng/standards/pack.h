#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "junheng/core/lang.h"
#include "junheng/core/school_year.h"
#include "junheng/core/stage.h"

namespace junheng::standards {

enum class ValueStatus : std::uint8_t { Verified, Unverified };

/// Where a value of a standard comes from.
struct Source {
  std::string document;
  std::string clause;
  std::string href;
  std::optional<Date> last_checked_on;
};

/// What a dated value limits.
enum class LimitKind : std::uint8_t {
  Standard,    ///< what a school, an item or a county has to reach
  Floor,       ///< what a school's remaining indicators must not fall below
  Cv,          ///< largest coefficient of variation
  AtLeast,     ///< how many indicators a school must meet
  FloorShare,  ///< floor of every indicator as a share of its standard
  PassScore,   ///< least total of the scored items
};

/// One value with the time in which it is in force: from `from` until the next of the same kind and stage, or `until` (exclusive).
struct DatedValue {
  /// nullopt: both compulsory stages.
  std::optional<Stage> stage;
  LimitKind kind = LimitKind::Standard;
  /// Separates limits of one kind for one stage, e.g. "through_school" in the rule on school size; usually empty.
  std::string variant;
  Date from;
  std::optional<Date> until;
  double value = 0;
  ValueStatus status = ValueStatus::Unverified;
  Source source;
  std::uint32_t line = 0;
  /// Standards and floors of indicators only: the schools whose urban-rural code begins with one of these; empty: all that no other value
  /// names.
  std::vector<std::string> setting_prefixes = {};
};

/// A measure of the dataset with its sign in a sum.
struct SignedMeasure {
  std::string measure;
  double sign = 1;
};

/// scale x sum(numerator) / sum(denominator). An empty denominator means 1.
struct Ratio {
  std::vector<SignedMeasure> numerator;
  std::vector<SignedMeasure> denominator;
  double scale = 1;
  std::uint32_t line = 0;
};

enum class Direction : std::uint8_t { Higher, Lower };

/// What a missing value does to an indicator.
enum class MissingStrategy : std::uint8_t {
  Unknown,  ///< the verdicts that need it are unknown
  Exclude,  ///< the school is left out of this indicator and nothing else follows
};

/// A sub-rule of an indicator that is met when enough of its parts are.
struct IndicatorPart {
  std::string id;
  Bilingual title;
  Ratio ratio;
  std::string unit;
  Direction direction = Direction::Higher;
  bool is_split = false;
  std::vector<DatedValue> limits;
  std::uint32_t line = 0;
};

struct Indicator {
  std::string id;
  Bilingual title;
  Ratio ratio;
  /// Stages to which the indicator applies; empty: both.
  std::vector<Stage> stages;
  std::string unit;
  int decimals = 2;
  Direction direction = Direction::Higher;
  MissingStrategy missing = MissingStrategy::Unknown;
  /// Facilities recorded for the whole of a through-school are split between its stages.
  bool is_split = false;
  /// Its between-school CV is computed (and judged where a Cv limit is in force).
  bool has_cv = true;
  std::vector<DatedValue> limits;
  /// Not empty: the indicator is met when at least `parts_at_least` parts are; its own ratio is then not used.
  std::vector<IndicatorPart> parts;
  int parts_at_least = 0;
  /// Origin of the indicator and its formula, where one is stated; its limits have their own.
  ValueStatus status = ValueStatus::Unverified;
  Source source;
  std::uint32_t line = 0;
};

/// A measure that a pack adds, or derives by stage from others when it is not given.
struct DerivedMeasure {
  std::string id;
  Bilingual title;
  std::string unit;
  struct Sum {
    std::optional<Stage> stage;
    std::vector<SignedMeasure> terms;
  };
  /// Empty: the pack only adds the measure to those that a dataset may hold.
  std::vector<Sum> sums;
  std::uint32_t line = 0;
};

/// Which schools enter the tables of a stage.
struct EntryRule {
  Stage stage = Stage::Primary;
  /// Codes of GB/T 33782; empty: any kind. A school without a kind enters and makes the verdict unknown where kinds are named.
  std::vector<int> kinds;
  /// Founder codes that enter; empty: any.
  std::vector<int> founders;
  /// Least number of pupils by kind, e.g. 218 (teaching point): 50.
  std::map<int, double> min_pupils;
  ValueStatus status = ValueStatus::Unverified;
  Source source;
  std::uint32_t line = 0;
};

/// Pupil weights by which the facilities of a through-school are divided.
struct SplitWeights {
  /// Empty: the general rule; else the kinds to which these weights apply.
  std::vector<int> kinds;
  double primary = 1;
  double junior = 1;
  double senior = 1;
  ValueStatus status = ValueStatus::Unverified;
  Source source;
  std::uint32_t line = 0;
};

enum class ItemGroup : std::uint8_t { Government, Quality, Recognition, Prerequisite, Veto };

/// How an item or a clause of an item is worked out. Rules are the program's, their numbers the pack's.
enum class ItemRule : std::uint8_t {
  Reported,           ///< area_facts under the item's id: 1 yes, 0 no (veto items: 1 = it has happened)
  AreaRatio,          ///< ratio of area measures
  SchoolsRatio,       ///< ratio of sums over the schools in scope
  EachSchoolRatio,    ///< every school in scope must reach the limit; counts offenders
  ClassSize,          ///< every class of a stage at most the limit; counts classes above
  SchoolSize,         ///< every school at most the limit (variant "through_school" for kinds with several stages)
  SpecialRooms,       ///< music and art rooms of the right size per 12 classes
  SmallSchoolFunds,   ///< schools below 100 pupils funded as 100
  SchoolStandard,     ///< every school meets the pack's school rule
  YearsSince,         ///< years since the accreditation named in words.kind
  QualityMonitoring,  ///< every subject at the level or above and between-school share below the limit
  Survey,             ///< share of satisfied forms
};

/// Which schools and rows a clause looks at.
struct Scope {
  std::vector<Stage> stages;
  std::vector<int> kinds;
  std::vector<int> founders_excluded;
  /// Urban-rural codes by leading digits: "1" (cities and towns), "11", "2" (villages).
  std::vector<std::string> setting_prefixes;
  bool exclude_boarding = false;
  std::optional<double> pupils_below;
  std::optional<double> pupils_at_least;
};

struct ItemClause {
  std::string id;
  Bilingual title;
  ItemRule rule = ItemRule::Reported;
  Ratio ratio;
  Scope scope;
  std::string unit;
  Direction direction = Direction::Higher;
  std::vector<DatedValue> limits;
  /// Numbers of the rule, e.g. per_classes = 12, music_m2 = 96.
  std::map<std::string, double> params;
  /// Words of the rule, e.g. reading = "each" | "sum".
  std::map<std::string, std::string> words;
  std::uint32_t line = 0;
};

enum class ScoreKind : std::uint8_t { Binary, Stepped, LinearPerPoint };

/// Points of a scored item.
struct Scoring {
  ScoreKind kind = ScoreKind::Binary;
  double max = 0;
  /// Stepped: points for a value of at least `at` (highest first).
  struct Step {
    double at = 0;
    double points = 0;
  };
  std::vector<Step> steps;
  /// LinearPerPoint: max minus this for each unit by which the value misses the limit, never below 0.
  double per_point = 0;
  ValueStatus status = ValueStatus::Unverified;
  Source source;
  std::uint32_t line = 0;
};

struct Item {
  std::string id;
  Bilingual title;
  ItemGroup group = ItemGroup::Government;
  /// All must be met.
  std::vector<ItemClause> clauses;
  std::optional<Scoring> scoring;
  /// Whether the item itself (its wording, that it is demanded) was read in a source.
  ValueStatus status = ValueStatus::Unverified;
  Source source;
  std::uint32_t line = 0;
};

/// A transitional easing that may be switched on.
struct Tolerance {
  std::string id;
  Bilingual title;
  /// Indicator or item id.
  std::string target;
  Date from;
  std::optional<Date> until;
  ValueStatus status = ValueStatus::Unverified;
  Source source;
  std::optional<Stage> stage;
  std::optional<int> planned_built_until;
  std::optional<double> migrant_worker_share_above;
  bool only_rural = false;
  bool only_dense_inner_city = false;
  std::optional<double> pupils_at_least;
  std::optional<double> pupils_below;
  std::optional<double> largest_class_below;
  /// Measures added to the indicator's numerator where they are given.
  std::vector<std::string> add_numerator;
  /// Replaced numbers of the item's rule, e.g. music_m2 = 73, max = 2400.
  std::map<std::string, double> params;
  std::uint32_t line = 0;
};

/// A standard as its file states it: every value with the time in which it is in force.
struct Pack {
  std::string id;
  Bilingual title;
  /// Id of the pack that this one overrides; empty if none. After loading, the parent's content is merged in.
  std::string extends;
  /// "CN" switches on what only China's rules know; empty: any country.
  std::string country;
  /// First day on which the standard can be applied; nullopt: always.
  std::optional<Date> in_force_from;
  /// What a reader of a verdict has to know, e.g. which clause stands outside the pack.
  std::vector<Bilingual> notes;
  /// Day on which its references were last checked.
  std::optional<Date> last_checked_on;
  std::vector<EntryRule> entry;
  std::vector<SplitWeights> split;
  std::vector<DerivedMeasure> measures;
  std::vector<Indicator> indicators;
  /// AtLeast and FloorShare.
  std::vector<DatedValue> school_limits;
  /// Cv limits of the composite.
  std::vector<DatedValue> composite_limits;
  /// PassScore.
  std::vector<DatedValue> county_limits;
  std::vector<Item> items;
  std::vector<Tolerance> tolerances;
  std::string file;
};

}  // namespace junheng::standards
