#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "junheng/synth/county_values.h"

namespace junheng::synth {

inline constexpr std::size_t kQuestions = 5;

/// One questionnaire. An answer that was left out makes the form invalid.
struct Response {
  std::string_view group;
  std::array<std::optional<int>, kQuestions> scores;
};

/// Share of the county's people who are satisfied.
[[nodiscard]] double satisfied_share(const County& county, const CountyYear& year);

/// Forms of 1.5 per mille of the residents (600 in a county below 400,000), somewhat more than half of them from parents, the rest in
/// equal parts from the other groups, and a few invalid ones beside.
[[nodiscard]] std::vector<Response> draw_survey(const County& county, const CountyYear& year);

}  // namespace junheng::synth
