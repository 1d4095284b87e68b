#pragma once

#include <optional>
#include <string>
#include <vector>

#include "junheng/assess/assessment.h"
#include "junheng/core/lang.h"
#include "junheng/model/dataset.h"

namespace junheng::monitor {

enum class ClauseKind : std::uint8_t {
  Cv,         ///< CV of an indicator in a stage
  Composite,  ///< composite CV of a stage
  Schools,    ///< percent of the schools of a stage that meet the school standard
  Item,       ///< item of the county
  Score,      ///< total of the scored items
};

[[nodiscard]] std::string_view to_string(ClauseKind kind);

/// One clause of a standard, as a county stands under it in a year.
struct ClauseStanding {
  ClauseKind kind = ClauseKind::Cv;
  std::optional<Stage> stage;
  /// Indicator or item; empty for the others.
  std::string id;
  Bilingual title;
  assess::Verdict verdict = assess::Verdict::Unknown;
  std::optional<double> value;
  std::optional<double> limit;
  /// What the value has to spare, in its own unit; negative where it misses (assess/margins.h). nullopt for reports of yes or no.
  std::optional<double> margin;
  /// Schools only: those that do not meet it.
  std::uint32_t schools_unmet = 0;
  std::uint32_t schools = 0;
  /// The sense in which the value reaches the limit.
  standards::Direction direction = standards::Direction::Higher;

  /// The same clause of another year.
  [[nodiscard]] bool is_same(const ClauseStanding& other) const { return kind == other.kind && stage == other.stage && id == other.id; }
};

/// How a county stands in one year under the standard that it was recognised for.
struct CountyStanding {
  AreaIndex county;
  model::AccreditationKind kind = model::AccreditationKind::Basic;
  int year = 0;
  /// Unmet if any clause is, county items and score included; else met if every stage is (indicators, CVs, school standards): that items
  /// are not reported leaves open whether it would be recognised again, not whether its schools still reach what it was recognised for.
  assess::Verdict verdict = assess::Verdict::Unknown;
  /// Those that have a verdict of met or unmet, in the order of the standard.
  std::vector<ClauseStanding> clauses;
};

/// One per county whose stages are judged.
[[nodiscard]] std::vector<CountyStanding> county_standings(const assess::Assessment& assessment, model::AccreditationKind kind);

/// How the margin of a clause moves.
struct ClauseTrend {
  ClauseStanding now;
  /// Change of the margin per year since the first year that is compared; nullopt without one.
  std::optional<double> yearly_change;
  /// Years until the margin is used up if it goes on shrinking like that; only for clauses that are met and shrink.
  std::optional<double> years_left;
};

/// What has become of a county since it was recognised.
struct StandingTrend {
  /// First and last year compared; 0: there is only one.
  int from = 0;
  int to = 0;
  /// Clauses that have a margin in both years: how many have less, and how many more to spare.
  std::uint32_t compared = 0;
  std::uint32_t worse = 0;
  std::uint32_t better = 0;
  /// Clauses that are unmet in the last year, in the order of the standard.
  std::vector<ClauseTrend> failed;
  /// Of those that are met, the one that would be the first to miss its limit; nullopt where none shrinks.
  std::optional<ClauseTrend> next;

  [[nodiscard]] bool points_down() const { return worse > better; }
};

/// `standings`: of one county and kind, ascending by year, at least one. Margins that differ by less than a relative 1e-9 are the same.
[[nodiscard]] StandingTrend standing_trend(const std::vector<const CountyStanding*>& standings);

}  // namespace junheng::monitor
