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

}  // namespace
}  // namespace junheng::report
