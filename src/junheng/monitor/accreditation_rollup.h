#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "junheng/monitor/area_figures.h"
#include "junheng/monitor/county_standing.h"
#include "junheng/monitor/target_course.h"

namespace junheng::monitor {

/// Recognised counties of an area: one plan period against the one before.
struct AccreditationRow {
  AreaIndex area;
  model::AccreditationKind kind = model::AccreditationKind::Basic;
  /// Recognised in the earlier and in the later period.
  AreaFigure before;
  AreaFigure during;
  /// Recognised to date, and counties of the area, at the year of `share`.
  AreaFigure accredited;
  AreaFigure counties;
  Percent growth;
  /// Recognised to date over counties, at the last year of the later period that has both, or that was published.
  Percent share;
  /// Of `share` in the later period: the area's own target, else that of the next area above that has one. Set by review().
  std::optional<Target> target = {};
  /// As listed for the area, else the year in which its counts become complete after one in which they were not.
  std::optional<int> complete_since;
};

/// Recognised counties of an area by the end of one year.
struct AccreditedYear {
  AreaIndex area;
  model::AccreditationKind kind = model::AccreditationKind::Basic;
  int year = 0;
  AreaFigure in_year;
  AreaFigure accredited;
  AreaFigure counties;
  Percent share;
};

/// A county of the list of recognised ones.
struct RecognisedCounty {
  AreaIndex area;
  model::AccreditationKind kind = model::AccreditationKind::Basic;
  int year = 0;
  /// Until the last year of the later period that the dataset reaches (AreaFigures::last_year_of).
  int years_since = 0;
  /// nullopt: its schools are not in the dataset, or only for years before it was recognised.
  std::optional<assess::Verdict> present;
  /// Year of `present`; 0 without.
  int present_year = 0;
  /// What fails today, and which way the margins have moved since it was recognised.
  StandingTrend trend = {};

  /// Recognised, and unmet today: it has fallen back behind what it was recognised for.
  [[nodiscard]] bool falls_back() const { return present == assess::Verdict::Unmet; }
};

/// The item that is the share of recognised counties, such as "counties_basic_share_percent".
[[nodiscard]] std::string_view accredited_share(model::AccreditationKind kind);

/// One row per area and kind of which the dataset tells a count or a percentage; in the order of kinds, then of from_highest_level().
///
/// Recognised in a period: what is reported for the period (`counties_basic_in_period`), else the sum of what is reported by year or
/// listed (`counties_basic_in_year`), else the difference of the numbers to date at its end and at the end of the year before it.
[[nodiscard]] std::vector<AccreditationRow> accreditation_rows(const AreaFigures& figures, const PlanPeriods& periods);

/// One row per area above the county, kind and year in which anything is told of the number to date or of its share. Only areas of which
/// three years or more are told: fewer are no series.
[[nodiscard]] std::vector<AccreditedYear> accredited_years(const AreaFigures& figures);

/// Every county of the table accreditation recognised by the last year of the later period that the dataset reaches, in the order of the
/// areas. `standings`: of any years up to that; those since the year of recognition count, the last of them is the present.
[[nodiscard]] std::vector<RecognisedCounty> recognised_counties(const AreaFigures& figures, const PlanPeriods& periods,
                                                                std::span<const CountyStanding> standings);

/// Recognised counties of an area above the county, by how they stand today.
struct RecognisedSum {
  AreaIndex area;
  model::AccreditationKind kind = model::AccreditationKind::Basic;
  std::uint32_t counties = 0;
  std::uint32_t met = 0;
  std::uint32_t fallen_back = 0;
  std::uint32_t unknown = 0;
  /// Those whose schools are not in the dataset.
  std::uint32_t without_schools = 0;
  /// Of those that have two years to compare: how many have more clauses that lose margin than clauses that gain.
  std::uint32_t compared = 0;
  std::uint32_t points_down = 0;
  int least_years_since = 0;
  int most_years_since = 0;
};

/// The highest level first, then in the order of the areas and kinds.
[[nodiscard]] std::vector<RecognisedSum> recognised_sums(const model::Areas& areas, std::span<const RecognisedCounty> counties);

}  // namespace junheng::monitor
