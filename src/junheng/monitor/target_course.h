#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/monitor/area_figures.h"

namespace junheng::monitor {

/// What an item is to reach in an area in a year.
struct Target {
  AreaIndex area;
  std::string item;
  int year = 0;
  double value = 0;
};

enum class TargetStatus : std::uint8_t {
  Reached,   ///< the value of the target's year is at the target or better
  Missed,    ///< it is not
  Ahead,     ///< before that year: already where the path is a year later, or at the target
  OnCourse,  ///< on the path or better
  Behind,    ///< worse than the path
  NotDue,    ///< of a schedule: the year is after the last that the dataset tells anything of
  Unknown,   ///< see UnknownCourse
};

/// Why a course is unknown.
enum class UnknownCourse : std::uint8_t {
  NoValue,        ///< there is no value up to the target's year
  NoValueOfYear,  ///< the target's year is over, and the last value is of a year before it
  NoBaseline,     ///< no value to start the path from
};

[[nodiscard]] std::string_view to_string(TargetStatus status);
[[nodiscard]] std::string_view to_string(UnknownCourse why);

/// Where an item stands on the straight path from its baseline to its target.
struct TargetCourse {
  Target target;
  const ReviewItem* item = nullptr;
  AreaFigure baseline;
  /// The last value up to the target's year.
  AreaFigure actual;
  /// Value of the path in the year of `actual`.
  std::optional<double> expected;
  TargetStatus status = TargetStatus::Unknown;
  /// Set where the status is Unknown.
  std::optional<UnknownCourse> unknown;
  /// Change per year from `actual` on that reaches the target in its year. Nothing where it is reached, or its year is over.
  std::optional<double> pace_needed;
  /// Change per year between baseline and `actual`.
  std::optional<double> pace_so_far;
};

/// Holds a value against the straight line between baseline and target. Path in year t: b + (T - b)(t - tb) / (tT - tb); where the
/// baseline is at the target already, the path stays on the target. Values are compared with a relative tolerance of 1e-9 in favour of the
/// area. In the year before the target's, being ahead means being at the target. `now` is the last year that the dataset tells of: where it
/// is the target's or a later one and `actual` is of an earlier, nobody knows whether the target was reached, and no pace leads there.
[[nodiscard]] TargetCourse judge_course(Target target, const ReviewItem& item, const AreaFigure& baseline, const AreaFigure& actual,
                                        int now);

/// Every target of which the item has a course, in the order given, as of the year of the dataset or the last one that has a figure of any
/// area. The baseline is the value of the year before the plan period in which
/// the target's year lies (of the later period for years behind it), else the first value in that period before `actual`.
[[nodiscard]] std::vector<TargetCourse> target_courses(const AreaFigures& figures, std::span<const Target> targets,
                                                       const PlanPeriods& periods);

/// What is planned to remain in a year of what is to be eliminated, and what remains.
struct EliminationRow {
  AreaIndex area;
  const ReviewItem* item = nullptr;
  int year = 0;
  double planned = 0;
  AreaFigure actual;
  /// Sums over the counties that have a schedule: how many there are. 0: the area's own schedule.
  std::uint32_t counties = 0;
  /// The year is not after the last that the dataset tells anything of.
  bool is_due = true;

  /// Remaining above the plan; negative: fewer.
  [[nodiscard]] std::optional<double> excess() const;
  /// Reached, Missed, NotDue or Unknown: the word for a target of that year, once it is due.
  [[nodiscard]] TargetStatus status() const;
};

/// The targets of items that are to be eliminated as a schedule by area, item and year, with the sums over the counties of each area that
/// has no schedule of its own. The highest level of areas first, then in the order of areas, items, years. A sum that lacks a county's
/// value is unknown.
[[nodiscard]] std::vector<EliminationRow> elimination_schedule(const AreaFigures& figures, std::span<const Target> targets);

}  // namespace junheng::monitor
