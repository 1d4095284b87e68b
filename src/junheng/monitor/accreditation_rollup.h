#pragma once

#include <optional>
#include <span>
#include <vector>

#include "junheng/assess/assessment.h"
#include "junheng/monitor/area_figures.h"

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
  /// The list says that the whole area is recognised since this year.
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

/// What a county's schools say today of the resources that it was recognised for.
struct PresentVerdict {
  AreaIndex county;
  model::AccreditationKind kind = model::AccreditationKind::Basic;
  assess::Verdict verdict = assess::Verdict::Unknown;
};

/// A county of the list of recognised ones.
struct RecognisedCounty {
  AreaIndex area;
  model::AccreditationKind kind = model::AccreditationKind::Basic;
  int year = 0;
  /// Until the last year of the later period.
  int years_since = 0;
  /// nullopt: its schools are not in the dataset.
  std::optional<assess::Verdict> present;

  /// Recognised, and unmet today: it has fallen back behind what it was recognised for.
  [[nodiscard]] bool falls_back() const { return present == assess::Verdict::Unmet; }
};

/// One row per area and kind of which the dataset tells a count or a percentage; in the order of kinds, then of the areas.
///
/// Recognised in a period: what is reported for the period (`counties_basic_in_period`), else the sum of what is reported by year or
/// listed (`counties_basic_in_year`), else the difference of the numbers to date at its end and at the end of the year before it.
[[nodiscard]] std::vector<AccreditationRow> accreditation_rows(const AreaFigures& figures, const PlanPeriods& periods);

/// One row per area above the county, kind and year in which anything is told of the number to date or of its share. Only areas of which
/// three years or more are told: fewer are no series.
[[nodiscard]] std::vector<AccreditedYear> accredited_years(const AreaFigures& figures);

/// Every county of the table accreditation recognised by the end of the later period, in the order of the areas.
[[nodiscard]] std::vector<RecognisedCounty> recognised_counties(const AreaFigures& figures, const PlanPeriods& periods,
                                                                std::span<const PresentVerdict> present);

/// The resources part (indicators, CVs, school standards) of each county: unmet if a stage is, met if every stage is.
[[nodiscard]] std::vector<PresentVerdict> resource_verdicts(const assess::Assessment& assessment, model::AccreditationKind kind);

}  // namespace junheng::monitor
