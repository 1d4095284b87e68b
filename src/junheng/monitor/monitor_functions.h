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

}  // namespace junheng::monitor
