#include "junheng/forecast/predecessors.h"

#include <gtest/gtest.h>

#include "scene.h"

namespace junheng::forecast {
namespace {

using testing::history_of;

/// Schools 0, 1 and 2 of three years, of grade 1; a school is there in the years that `there` says.
History schools(const std::function<bool(std::size_t school, std::size_t year)>& there) {
  return history_of({3, 3, 1, 1, 1}, [&](std::size_t school, std::size_t year, std::size_t) {
    return there(school, year) ? 10.0 * static_cast<double>(school + 1) : kNone;
  });
}

// School 0 ends in 2019, 1 goes on in 2020, 2 in 2021: one history of three codes.
TEST(Predecessors, AChainOfCodesIsOneSchool) {
  History history = schools([](std::size_t school, std::size_t year) { return school == year; });
  history.schools[1].predecessor = "330101-0";
  history.schools[2].predecessor = "330101-1";
  HistoryFindings findings;
  join_predecessors(history, findings);
  ASSERT_EQ(history.schools.size(), 1U);
  EXPECT_EQ(history.schools[0].id, "330101-2");
  EXPECT_EQ(history.at(0, 0)[1], 10);
  EXPECT_EQ(history.at(0, 1)[1], 20);
  EXPECT_EQ(history.at(0, 2)[1], 30);
  EXPECT_EQ(history.county_schools(0), 1U);
  EXPECT_EQ(history.renamed.at("330101-0"), "330101-2");
  EXPECT_EQ(history.renamed.at("330101-1"), "330101-2");
  ASSERT_EQ(findings.issues.size(), 2U);
  EXPECT_EQ(findings.issues[0].id(), "forecast_predecessor_joined");
}

TEST(Predecessors, OneThatStillHasPupilsStaysApart) {
  History history = schools([](std::size_t school, std::size_t year) { return school != 1 || year == 2; });
  history.schools[1].predecessor = "330101-0";
  HistoryFindings findings;
  join_predecessors(history, findings);
  EXPECT_EQ(history.schools.size(), 3U);
  ASSERT_EQ(findings.issues.size(), 1U);
  EXPECT_EQ(findings.issues[0].id(), "forecast_predecessor_alive");
}

TEST(Predecessors, OneOfSeveralSchoolsGoesToNone) {
  History history = schools([](std::size_t school, std::size_t year) { return school == 0 ? year == 0 : year > 0; });
  history.schools[1].predecessor = history.schools[2].predecessor = "330101-0";
  HistoryFindings findings;
  join_predecessors(history, findings);
  EXPECT_EQ(history.schools.size(), 3U);
  ASSERT_EQ(findings.issues.size(), 1U);
  EXPECT_EQ(findings.issues[0].id(), "forecast_predecessor_shared");
}

TEST(Predecessors, OneThatIsNotThereAndASchoolThatNamesItself) {
  History history = schools([](std::size_t, std::size_t) { return true; });
  history.schools[0].predecessor = "elsewhere";
  history.schools[1].predecessor = "330101-1";
  HistoryFindings findings;
  join_predecessors(history, findings);
  EXPECT_EQ(history.schools.size(), 3U);
  ASSERT_EQ(findings.issues.size(), 2U);
  EXPECT_EQ(findings.issues[0].id(), "forecast_predecessor_unknown");
  EXPECT_EQ(findings.issues[1].id(), "forecast_predecessor_alive");
}

}  // namespace
}  // namespace junheng::forecast
