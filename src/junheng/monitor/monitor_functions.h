#pragma once

#include "junheng/monitor/monitor.h"

namespace junheng::monitor {

/// Classes by size, from class lists or banded counts (`assess::ClassCounter` chooses): all, large and very large ones.
/// Offenders: schools with large classes.
[[nodiscard]] std::vector<CountyTallies> tally_classes(const YearFrame& frame, const standards::MonitorLimits& limits);
[[nodiscard]] std::vector<Figure> conclude_classes(const ConcludeInput& input);
/// Classes by the bands of the format ("le25" ... "ge66"), and from which band on they are large.
[[nodiscard]] Histogram class_histogram(const ConcludeInput& input);

/// Schools with more pupils of compulsory stages than a limit: any school above 2,000 and above 3,000, nine- and twelve-year schools above
/// 2,500. Schools with 0 pupils and special-education schools are not counted. Offenders: the schools.
[[nodiscard]] std::vector<CountyTallies> tally_schools(const YearFrame& frame, const standards::MonitorLimits& limits);
[[nodiscard]] std::vector<Figure> conclude_schools(const ConcludeInput& input);

/// Beds against boarders, over the schools that have boarders; boarders without a bed are counted school by school, so that spare beds
/// elsewhere do not hide them. Offenders: the schools that have too few.
[[nodiscard]] std::vector<CountyTallies> tally_beds(const YearFrame& frame, const standards::MonitorLimits& limits);
[[nodiscard]] std::vector<Figure> conclude_beds(const ConcludeInput& input);

/// Retention by its variants, never capped (docs/methods/monitors.md).
[[nodiscard]] std::vector<CountyTallies> tally_retention(const YearFrame& frame, const standards::MonitorLimits& limits);
[[nodiscard]] std::vector<Figure> conclude_retention(const ConcludeInput& input);

/// Pupils of each age from 6 to 14 in primary or any higher school per 100 persons of that age, never capped.
[[nodiscard]] std::vector<CountyTallies> tally_enrolment(const YearFrame& frame, const standards::MonitorLimits& limits);
[[nodiscard]] std::vector<Figure> conclude_enrolment(const ConcludeInput& input);

/// Teachers' average pay against civil servants', as areas report it; how many counties fall below. Offenders: the counties.
[[nodiscard]] std::vector<CountyTallies> tally_pay(const YearFrame& frame, const standards::MonitorLimits& limits);
[[nodiscard]] std::vector<Figure> conclude_pay(const ConcludeInput& input);
[[nodiscard]] bool tells_pay(const model::Dataset& dataset);

/// Pupils of urban, town and rural schools and of groups, and what their schools have by the indicators of the frame's reading pack.
/// No offenders: no document limits a gap.
[[nodiscard]] std::vector<CountyTallies> tally_gaps(const YearFrame& frame, const standards::MonitorLimits& limits);
[[nodiscard]] std::vector<Figure> conclude_gaps(const ConcludeInput& input);
[[nodiscard]] std::vector<Breakdown> gap_breakdowns(const ConcludeInput& input);
[[nodiscard]] bool tells_gaps(const model::Dataset& dataset);

/// Staff against the ratios of pupils to staff by stage and setting; qualifications of teachers. Offenders: schools short of staff, and
/// schools with teachers without certificate or training.
[[nodiscard]] std::vector<CountyTallies> tally_staff(const YearFrame& frame, const standards::MonitorLimits& limits);
[[nodiscard]] std::vector<Figure> conclude_staff(const ConcludeInput& input);
[[nodiscard]] std::vector<Breakdown> staff_breakdowns(const ConcludeInput& input);
[[nodiscard]] std::vector<MonitorBasis> staff_bases(const standards::MonitorLimits& limits, SchoolYear year);
[[nodiscard]] bool tells_staff(const model::Dataset& dataset);

/// Floor area against the building standard by kind and number of classes; site area per pupil. Offenders: schools below the basic values.
[[nodiscard]] std::vector<CountyTallies> tally_buildings(const YearFrame& frame, const standards::MonitorLimits& limits);
[[nodiscard]] std::vector<Figure> conclude_buildings(const ConcludeInput& input);
[[nodiscard]] std::vector<Breakdown> building_breakdowns(const ConcludeInput& input);
[[nodiscard]] std::vector<MonitorBasis> building_bases(const standards::MonitorLimits& limits, SchoolYear year);
[[nodiscard]] bool tells_buildings(const model::Dataset& dataset);

}  // namespace junheng::monitor
