#include "junheng/forecast/history_checks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

/// Ids and parameters of the findings of jumping totals; one school, grades 1 to 6, 2019 to 2024.
std::vector<Issue> jumps_of(History history) {
  HistoryFindings findings;
  check_history(history, findings);
  std::erase_if(findings.issues, [](const Issue& issue) { return !issue.id().starts_with("forecast_total_jump"); });
  return findings.issues;
}

/// Six grades of `pupils[year]`.
History with_grades_of(std::array<double, 6> pupils) {
  return testing::history_of({1, 6, 1, 1, 6}, [=](std::size_t, std::size_t year, std::size_t) { return pupils[year]; });
}

std::string param(const Issue& issue, std::string_view name) {
  const auto found = std::ranges::find(*issue.params, name, [](const auto& each) { return std::string_view(each.first); });
  return found == issue.params->end() ? std::string() : found->second;
}

// 6 x 100 pupils become 6 x 130 in 2022: 30 % more, when no other year moves.
TEST(TotalJumps, AYearThatLeavesTheCountysWayIsNamed) {
  const auto found = jumps_of(with_grades_of({100, 100, 100, 130, 130, 130}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].id(), "forecast_total_jump");
  EXPECT_EQ(param(found[0], "area"), "330101 County 330101");
  EXPECT_EQ(param(found[0], "from"), "2021");
  EXPECT_EQ(param(found[0], "year"), "2022");
  EXPECT_EQ(param(found[0], "before"), "600");
  EXPECT_EQ(param(found[0], "after"), "780");
  EXPECT_EQ(param(found[0], "change"), "+30.0%");
}

// A town that grows by an eighth every year does what it always does; 6 x 10 pupils more are too few to say; two years have no way of their
// own.
TEST(TotalJumps, GrowthAndSmallNumbersAreNot) {
  EXPECT_TRUE(jumps_of(with_grades_of({100, 112, 126, 142, 160, 180})).empty());
  EXPECT_TRUE(jumps_of(with_grades_of({20, 20, 20, 30, 30, 30})).empty());
  EXPECT_EQ(jumps_of(with_grades_of({kNone, kNone, kNone, kNone, 100, 130})).size(), 1U);
}

TEST(TotalJumps, HousingExplainsThem) {
  History history = with_grades_of({100, 100, 100, 130, 130, 130});
  history.moved.assign(history.years, 0);
  history.moved[3] = kFromOutside;
  EXPECT_TRUE(jumps_of(std::move(history)).empty());
}

// Published: 600 in every year. 780 in the grades of 2019 to 2021 are 1.3 of it, 600 from 2022 on are 1: the flow begins in 2022.
TEST(TotalJumps, AStepBeforeABreakIsNoPartOfTheFlow) {
  History history = with_grades_of({130, 130, 130, 100, 100, 100});
  std::ranges::fill(history.published, 600);
  const auto found = jumps_of(std::move(history));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].id(), "forecast_total_jump_before_break");
  EXPECT_EQ(param(found[0], "change"), "-23.1%");
}

// Steps of -3, 0, +9 and +10 %: 4.5 % is usual, the mean of the two in the middle, and -3 % lies 7.5 % below it; of 9 % it would be 12.
TEST(TotalJumps, TheUsualStepOfAnEvenNumberLiesInTheMiddle) {
  EXPECT_TRUE(jumps_of(with_grades_of({kNone, 1000, 970, 970, 1057, 1163})).empty());
}

// 600 pupils are 99.0 % of 606 and 100.5 % of 597: 99.75 % is usual, less than 1 % from either.
TEST(Contradictions, TheUsualRatioOfAnEvenNumberLiesInTheMiddle) {
  History history = with_grades_of({100, 100, 100, 100, 100, 100});
  std::ranges::copy(std::array{606.0, 606.0, 597.0, 597.0}, history.published.begin());
  HistoryFindings findings;
  check_history(history, findings);
  EXPECT_TRUE(std::ranges::none_of(findings.issues, [](const Issue& issue) { return issue.id() == "forecast_totals_contradict"; }));
}

}  // namespace
}  // namespace junheng::forecast
