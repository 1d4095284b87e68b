#pragma once

#include <optional>
#include <vector>

#include "junheng/assess/verdict.h"
#include "junheng/monitor/pay.h"

namespace junheng::monitor {

/// Pay in one county and school year.
struct PayYear {
  SchoolYear year;
  Pay pay;
  /// Whether teachers' pay reaches the limit; unknown where either is missing; nullopt without a limit.
  std::optional<assess::Verdict> verdict;

  [[nodiscard]] std::optional<double> ratio() const { return pay.ratio(); }
};

struct CountyPay {
  AreaIndex county;
  /// The years of which the county tells anything about pay, ascending.
  std::vector<PayYear> years;
};

/// Counties that tell anything about pay, in the order of the dataset's areas. `limit` is the least ratio that a standard asks for (1 in
/// item G8 of 2017).
[[nodiscard]] std::vector<CountyPay> county_pay(const model::Dataset& dataset, std::optional<double> limit);

}  // namespace junheng::monitor
