#include "junheng/forecast/history_checks.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "scene.h"

namespace junheng::forecast {
namespace {

/// Whether missing births are named where those of the given years alone are told; grade 1 to 6 of 2019 to 2024.
bool is_gap_named(std::initializer_list<int> told) {
  History history = testing::history_of({1, 6, 1, 1, 6}, [](std::size_t, std::size_t, std::size_t) { return 60.0; });
  for (const int year : told) history.births[static_cast<std::size_t>(year - history.first_birth_year)] = 60;
  HistoryFindings findings;
  check_history(history, findings);
  return std::ranges::any_of(findings.issues, [](const Issue& issue) { return issue.id() == "forecast_births_partial"; });
}

// Who is born in 2019 enters grade 1 in 2025, the first year of the forecast: a gap in 2018 touches nobody to come, one in 2020 does.
TEST(BirthGaps, OnlyThoseOfEntrantsToComeAreNamed) {
  EXPECT_FALSE(is_gap_named({2017, 2019, 2020, 2021}));
  EXPECT_TRUE(is_gap_named({2019, 2021}));
  EXPECT_TRUE(is_gap_named({2018, 2020}));
}

}  // namespace
}  // namespace junheng::forecast
