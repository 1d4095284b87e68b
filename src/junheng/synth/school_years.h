#pragma once

#include <cstdint>
#include <vector>

#include "junheng/synth/county_values.h"

namespace junheng::synth {

struct SchoolRequest {
  std::uint64_t seed = 0;
  const CountyTraits* traits = nullptr;
  const SchoolPlan* school = nullptr;
  /// Position of the school in the plan.
  std::size_t number = 0;
  SchoolYear year;
  /// What the county gives, by years back.
  const std::vector<CountyMoney>* money = nullptr;
  std::size_t years = 1;
};

/// A school in `years` school years, `year` first and then backwards. Going back, cohorts are those that were to become the later ones,
/// classes are larger, teachers and equipment fewer, at a pace of each school's own, so that schools differed more.
/// Requires: at least one year, and money for each. A year is the same however many are asked for.
[[nodiscard]] std::vector<SchoolValues> draw_school(const SchoolRequest& request);

}  // namespace junheng::synth
