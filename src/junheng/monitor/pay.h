#pragma once

#include <optional>
#include <vector>

#include "junheng/assess/verdict.h"
#include "junheng/core/school_year.h"
#include "junheng/model/dataset.h"

namespace junheng::monitor {

/// Yearly pay of teachers against that of civil servants in one county and school year, in yuan.
struct PayYear {
  SchoolYear year;
  model::Quantity teacher_pay;
  model::Quantity civil_servant_pay;
  /// Whether teachers' pay reaches limit x civil servants' pay; unknown where either is missing; nullopt without a limit.
  std::optional<assess::Verdict> verdict;

  /// teacher_pay / civil_servant_pay; nullopt where either is missing or nothing is paid.
  [[nodiscard]] std::optional<double> ratio() const;
};

struct CountyPay {
  AreaIndex county;
  /// The years of which the county tells anything about pay, ascending.
  std::vector<PayYear> years;

  /// Change of the ratio from the first year that has one to the last; nullopt with fewer than two.
  [[nodiscard]] std::optional<double> change() const;
};

/// Counties that tell anything about pay (area_facts teacher_pay_yuan, civil_servant_pay_yuan), in the order of the dataset's areas.
/// `limit` is the least ratio that a standard asks for (1 in item G8 of 2017), compared as the assessment compares it. Means of counties do
/// not add up without their numbers of teachers, so there is no row above the county.
[[nodiscard]] std::vector<CountyPay> monitor_pay(const model::Dataset& dataset, std::optional<double> limit);

}  // namespace junheng::monitor
