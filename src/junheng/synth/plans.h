#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "junheng/synth/area_values.h"
#include "junheng/synth/county_values.h"

namespace junheng::synth {

/// Approved posts (编制) of a stage of a public school: by its pupils, by its classes where these are small; none told for private schools.
[[nodiscard]] std::optional<int> posts(const County& county, std::size_t school, const StageValues& stage);

/// One row of targets.
struct Target {
  std::string_view item;
  int year = 0;
  double target = 0;
};

/// What the county planned: large classes, schools above 2,000 pupils and boarders without a bed to be gone by the end of the five-year
/// plan of its latest year, a number for each year, as far as there are any; and its retention. Of the plan before, where its years are
/// there, the share of large classes.
[[nodiscard]] std::vector<Target> targets(const County& county);

/// What was built and who was added in the years of a five-year plan, at its last year and, for the plan under way, at the county's latest
/// year. Empty for other years, and where a year of the plan up to then, or the year before the plan, is not there.
[[nodiscard]] std::vector<AreaValue> plan_values(const County& county, const CountyYear& year);

}  // namespace junheng::synth
