#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "junheng/assess/indicators.h"
#include "junheng/assess/list_store.h"
#include "junheng/assess/stage_rules.h"
#include "junheng/assess/units.h"
#include "junheng/assess/verdict.h"

namespace junheng::assess {

/// County result of one indicator.
struct IndicatorSummary {
  /// total / total: scale x sum of numerators / sum of denominators of the schools with a value.
  std::optional<double> mean;
  /// Weighted by the denominator (pupils in both national standards); null for a zero mean or no school with a value.
  std::optional<double> cv;
  /// nullopt where no CV limit is in force.
  std::optional<Verdict> cv_verdict;
  std::uint32_t schools_valued = 0;
  double pupils_valued = 0;
  std::uint32_t schools_met = 0;
  std::uint32_t schools_below = 0;
  std::uint32_t schools_unknown = 0;
};

/// Result of one stage of an area.
struct StageResult {
  Stage stage = Stage::Primary;
  /// Position of the area's units in UnitTable::groups.
  std::uint32_t group = 0;
  std::uint32_t schools = 0;
  /// Of the schools with a pupil number.
  double pupils = 0;
  std::uint32_t schools_without_pupils = 0;
  std::uint32_t schools_outside = 0;
  std::uint32_t schools_entry_uncertain = 0;
  /// In the order of StageRules::indicators; part of ResultTables::indicators.
  std::span<const IndicatorSummary> indicators;
  /// Mean of the CVs; null where one of them is.
  std::optional<double> composite_cv;
  std::optional<Verdict> composite_verdict;
  /// Conjunction of all CV clauses (single and composite).
  std::optional<Verdict> cv_verdict;
  /// Every school meets the school rule.
  std::optional<Verdict> schools_verdict;
  std::uint32_t schools_met = 0;
  std::uint32_t schools_unmet = 0;
  std::uint32_t schools_unknown = 0;
  std::optional<Verdict> verdict;
  bool lost_rows = false;
};

enum class Basis : std::uint8_t { Computed, Reported, Missing };

[[nodiscard]] std::string_view to_string(Basis basis);

/// Music and art rooms of a school, each held against `needed`.
struct RoomsOfKinds {
  double music = 0;
  double art = 0;
  double needed = 0;
  /// There may be more than are known.
  bool is_music_open = false;
  bool is_art_open = false;
};

/// A school that keeps a county item from being met, with the number that does.
struct Offender {
  SchoolIndex school;
  std::optional<Stage> stage;
  double value = 0;
  double limit = 0;
  /// Unknown: a gap keeps the school from being judged. Only schools held to the school standard are listed for one.
  Verdict verdict = Verdict::Unmet;
  /// Special rooms of which each kind has its own number: `value` of `limit` is then what counts of both, no more of a kind than is needed.
  std::optional<RoomsOfKinds> rooms = std::nullopt;
};

/// Result of one clause of an item.
struct ClauseResult {
  const standards::ItemClause* clause = nullptr;
  Basis basis = Basis::Missing;
  Verdict verdict = Verdict::Unknown;
  std::optional<double> value;
  std::optional<double> limit;
  std::optional<double> numerator;
  std::optional<double> denominator;
  /// Kept, as the two lists below, in ResultTables::lists.
  std::span<const Offender> offenders;
  /// What is missing, by name of measure, item or table; views into the standard or of constants, as `warnings` are.
  std::span<const std::string_view> missing;
  /// Warnings of the rule, as keys of the text catalogue, e.g. a survey sample that is too small, no school that the rule is about.
  std::span<const std::string_view> warnings;
};

struct ItemResult {
  const standards::Item* item = nullptr;
  Basis basis = Basis::Missing;
  Verdict verdict = Verdict::Unknown;
  std::optional<double> value;
  std::optional<double> limit;
  /// In the order of the item's clauses; part of ResultTables::clauses.
  std::span<const ClauseResult> clauses;
  /// Scored items only: the points, or their bounds while the value is missing.
  std::optional<double> score;
  double score_low = 0;
  double score_high = 0;
};

enum class ReasonKind : std::uint8_t {
  CvAboveLimit,
  CvUnknown,
  CompositeAboveLimit,
  CompositeUnknown,
  SchoolsUnmet,
  SchoolsUnknown,
  NoSchools,
  EntryUncertain,
  LostRows,
  ItemUnmet,
  ItemUnknown,
  ScoreBelowPass,
  ScoreUnknown,
};

[[nodiscard]] std::string_view to_string(ReasonKind kind);

/// One clause that is not met, in the order of the standard.
struct Reason {
  ReasonKind kind = ReasonKind::ItemUnmet;
  Verdict verdict = Verdict::Unknown;
  std::optional<Stage> stage;
  /// Indicator or item id, a view into the standard; empty for school, composite and score clauses.
  std::string_view clause;
  std::optional<double> value;
  std::optional<double> limit;
  std::uint32_t count = 0;
  std::uint32_t total = 0;
};

/// Result of one area. Its lists are parts of the assessment's ResultTables.
struct AreaResult {
  AreaIndex area;
  /// nullopt at a pooled level, and for a standard without limits.
  std::optional<Verdict> verdict;
  std::span<const Reason> reasons;
  std::span<const StageResult> stages;
  std::span<const ItemResult> items;
  /// Total of the scored items; null while one is missing. nullopt too where the standard scores nothing.
  std::optional<double> score;
  std::optional<double> score_low;
  std::optional<double> score_high;
  std::optional<Verdict> score_verdict;
  /// Pooled levels: how the counties below fare.
  std::uint32_t counties_met = 0;
  std::uint32_t counties_unmet = 0;
  std::uint32_t counties_unknown = 0;
  bool is_pooled = false;
};

/// What the results of all areas look into, area after area in one table of each kind.
struct ResultTables {
  /// Primary and junior of each area.
  std::vector<StageResult> stages;
  std::vector<IndicatorSummary> indicators;
  std::vector<ItemResult> items;
  std::vector<ClauseResult> clauses;
  ListStore lists;
};

/// Everything that one run computes. Moved, never copied. Pointers inside are into `standard`; `dataset` must outlive it.
struct Assessment {
  const model::Dataset* dataset = nullptr;
  std::shared_ptr<const standards::Standard> standard;
  SchoolYear year;
  model::AreaLevel level = model::AreaLevel::County;
  std::array<StageRules, kCompulsoryStages.size()> rules;
  Units units;
  std::array<SchoolColumns, kCompulsoryStages.size()> schools;
  /// In the order of area codes.
  std::vector<AreaResult> areas;
  ResultTables tables;
  /// Areas of the level, of those asked for, that no school stands in; by code. They have no result.
  std::vector<AreaIndex> areas_without_schools;
  /// Schools whose area has no ancestor of the level.
  std::vector<SchoolIndex> unplaced;

  [[nodiscard]] static std::size_t slot(Stage stage) { return stage == Stage::Primary ? 0 : 1; }
  [[nodiscard]] const StageRules& rules_of(Stage stage) const { return rules[slot(stage)]; }
  [[nodiscard]] const SchoolColumns& schools_of(Stage stage) const { return schools[slot(stage)]; }
};

}  // namespace junheng::assess
