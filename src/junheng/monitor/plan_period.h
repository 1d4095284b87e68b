#pragma once

#include <array>
#include <string_view>

#include "junheng/core/error.h"

namespace junheng::monitor {

/// Years of a plan, both ends included. A school year counts under its first year, so that the end of 2020 and January 2021 are 2020.
struct PlanPeriod {
  int first = 0;
  int last = 0;

  [[nodiscard]] bool holds(int year) const { return first <= year && year <= last; }
  friend bool operator==(const PlanPeriod&, const PlanPeriod&) = default;
};

/// A plan period and the one that it is held against.
struct PlanPeriods {
  PlanPeriod before;
  PlanPeriod during;
};

/// "2011-2015,2016-2020": the earlier period first. Errors: PeriodWritten (not two spans of years from 1900 to 2100, or one that ends
/// before it begins); PeriodsOverlap (the later one does not begin after the earlier one ends).
[[nodiscard]] Result<PlanPeriods> parse_plan_periods(std::string_view text);

/// The five-year plan that a year lies in, and the one before: 2020 gives 2011-2015 and 2016-2020. National plans run from years that
/// end in 1 or 6.
[[nodiscard]] PlanPeriods five_year_periods(int year);

}  // namespace junheng::monitor
