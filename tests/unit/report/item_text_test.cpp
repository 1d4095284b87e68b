#include "junheng/report/item_text.h"

#include <gtest/gtest.h>

namespace junheng::report {
namespace {

using assess::Verdict;

TEST(OffenderText, SchoolStandardTellsWhatASchoolLacks) {
  standards::ItemClause rule;
  rule.rule = standards::ItemRule::SchoolStandard;
  assess::ClauseResult clause;
  clause.clause = &rule;
  struct Case {
    double met;
    Verdict verdict;
    const char* zh;
    const char* en;
  };
  for (const Case& one : {Case{6, Verdict::Unmet, "6 项指标达标，至少要 8 项", "6 indicators met, at least 8 needed"},
                          Case{8, Verdict::Unmet, "8 项指标达标，但有指标低于底线", "8 indicators met, but one is below its floor"},
                          Case{7, Verdict::Unknown, "已知 7 项指标达标，至少要 8 项，缺数据，无法判定",
                               "7 indicators known to be met, at least 8 needed; values are missing, so it is unknown"}}) {
    const assess::Offender offender{SchoolIndex(0), Stage::Primary, one.met, 8, one.verdict};
    EXPECT_EQ(offender_text(clause, offender, Lang::Zh), one.zh);
    EXPECT_EQ(offender_text(clause, offender, Lang::En), one.en);
  }
}

TEST(OffenderText, RoomsOfBothKindsAreTold) {
  standards::ItemClause rule;
  rule.rule = standards::ItemRule::SpecialRooms;
  assess::ClauseResult clause;
  clause.clause = &rule;
  struct Case {
    assess::RoomsOfKinds rooms;
    const char* zh;
    const char* en;
  };
  for (const Case& one : {Case{{2, 0, 1}, "音乐 2 间／需 1 间，美术 0 间／需 1 间", "music rooms 2 / 1 needed, art rooms 0 / 1 needed"},
                          Case{{1, 2, 3, false, true},
                               "音乐 1 间／需 3 间，美术已知 2 间／需 3 间",
                               "music rooms 1 / 3 needed, art rooms at least 2 / 3 needed"}}) {
    assess::Offender offender{SchoolIndex(0), {}, 1, 2};
    offender.rooms = one.rooms;
    EXPECT_EQ(offender_text(clause, offender, Lang::Zh), one.zh);
    EXPECT_EQ(offender_text(clause, offender, Lang::En), one.en);
  }
  // Rooms of both kinds together are told together.
  EXPECT_EQ(offender_text(clause, {SchoolIndex(0), {}, 1, 2}, Lang::Zh), "音乐、美术教室 1 间，需 2 间");
}

}  // namespace
}  // namespace junheng::report
