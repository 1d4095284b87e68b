#pragma once

#include <optional>
#include <vector>

#include "junheng/assess/verdict.h"
#include "junheng/monitor/pay.h"
#include "junheng/standards/monitor_limits.h"

namespace junheng::monitor {

/// Pay in one county and school year.
struct PayYear {
  SchoolYear year;
  Pay pay;
  /// The least ratio that is asked for in the year; nullopt where nothing was.
  std::optional<double> limit;
  /// Whether teachers' pay reaches the limit; unknown where either is missing; nullopt without a limit.
  std::optional<assess::Verdict> verdict;

  [[nodiscard]] std::optional<double> ratio() const { return pay.ratio(); }
};

struct CountyPay {
  AreaIndex county;
  /// The years of which the county tells anything about pay, ascending.
  std::vector<PayYear> years;
};

/// Counties that tell anything about pay, in the order of the dataset's areas. Each year is held against the value that was in force on its
/// first day, as by the monitor of pay; datasets of other countries than the limits' against none.
[[nodiscard]] std::vector<CountyPay> county_pay(const model::Dataset& dataset, const standards::MonitorLimits& limits);

}  // namespace junheng::monitor
