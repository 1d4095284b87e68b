#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "junheng/monitor/setting.h"
#include "junheng/monitor/year_frame.h"
#include "junheng/standards/monitor_limits.h"

namespace junheng::monitor {

/// The staff of a whole school and what it is held against.
struct SchoolStaff {
  /// Pupils of primary, junior and senior grades.
  model::Quantity pupils;
  model::Quantity classes;
  model::Quantity staff;
  model::Quantity teachers;
  /// Posts by the ratios: sum over the stages of pupils / pupils per member of staff, not rounded. nullopt: `missing` says why.
  std::optional<double> need;
  /// Why there is no need: a measure or column that is missing, "preprimary" for attached kindergarten classes, whose staff cannot be told
  /// apart. Empty where the ratios are not for the school (`is_held`).
  std::string_view missing;
  /// The ratios are for schools of its founder and kind.
  bool is_held = true;

  /// need - staff where both are known; negative for more staff than needed.
  [[nodiscard]] std::optional<double> gap() const;
};

/// Ratios of pupils to staff in force, by stage (primary, junior, senior) and setting; nullopt where none is. `limits` outlives it.
class StaffRatios {
 public:
  StaffRatios(const standards::MonitorLimits& limits, SchoolYear year);

  [[nodiscard]] bool is_any() const;
  /// Any is in force, and they are for schools of the founder and kind.
  [[nodiscard]] bool are_for(int founder, int kind) const;
  /// Of a school without a setting: the ratio where it is the same in every setting.
  [[nodiscard]] const std::optional<standards::Limit>& of(Stage stage, Setting setting) const;

 private:
  static constexpr std::size_t kStages = 3;
  const standards::MonitorLimits* limits_;
  std::array<std::array<std::optional<standards::Limit>, kSettings + 1>, kStages> ratios_;
};

/// The staff of every row of the frame's whole schools, in their order.
[[nodiscard]] std::vector<SchoolStaff> school_staff(const YearFrame& frame, const StaffRatios& ratios);

}  // namespace junheng::monitor
