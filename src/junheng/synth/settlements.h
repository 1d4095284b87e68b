#pragma once

#include <array>
#include <string>
#include <vector>

#include "junheng/synth/county_values.h"

namespace junheng::synth {

inline constexpr std::size_t kSettlementAges = 15;

/// One row of settlements: where children live.
struct SettlementRow {
  std::string id;
  std::string name;
  std::string area_code;
  double lon = 0;
  double lat = 0;
  /// Of 0 to 14 years.
  std::array<int, kSettlementAges> children{};
  int pupils_primary = 0;
  int pupils_junior = 0;
};

/// Settlements of the county's townships in its latest year, four in each; those of towns are larger. Children of each age add up to the
/// residents of that age, pupils to those of the stage.
[[nodiscard]] std::vector<SettlementRow> settlements(const County& county);

}  // namespace junheng::synth
