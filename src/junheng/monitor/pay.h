#pragma once

#include <optional>
#include <string_view>

#include "junheng/core/school_year.h"
#include "junheng/model/dataset.h"

namespace junheng::monitor {

/// Yearly pay of teachers and of civil servants in an area and school year, in yuan, as the area reports it.
struct Pay {
  model::Quantity teacher;
  model::Quantity civil_servant;

  /// teacher / civil_servant; nullopt where either is missing or nothing is paid.
  [[nodiscard]] std::optional<double> ratio() const;
  /// Whether teachers' pay reaches limit x civil servants' pay, as the assessment compares it; nullopt where ratio() is.
  [[nodiscard]] std::optional<bool> reaches(double limit) const;
};

/// area_facts teacher_pay_yuan and civil_servant_pay_yuan. Means of counties do not add up without their numbers of persons, so that an
/// area above the county has what it reports itself.
[[nodiscard]] Pay pay_of(const model::Dataset& dataset, AreaIndex area, SchoolYear year);

/// The value of MonitorLimits that the ratio is held against.
inline constexpr std::string_view kPayRatio = "teacher_pay_ratio";

/// Whether an item of area_facts is one of the two.
[[nodiscard]] bool is_pay(std::string_view item);

}  // namespace junheng::monitor
