#include "junheng/report/finding_groups.h"

#include <gtest/gtest.h>

#include "junheng/core/codes.h"
#include "junheng/report/text_report.h"

namespace junheng::report {
namespace {

Issue unknown_school(const char* file, std::uint32_t row, const char* id) {
  return make_issue(Code::SchoolUnknown, {file, "", row, 1, "school_id"}, id, {{"likely_zh", ""}, {"likely_en", ""}});
}

TEST(FindingGroups, NoFindingsAreNoGroups) { EXPECT_TRUE(finding_groups({}).empty()); }

// One code in rows 3 and 4 of classes, 2 of stage_facts and 9 of teachers; another code apart; a fault of another kind apart.
TEST(FindingGroups, RowsThatNameOneCodeAreOneFinding) {
  const std::vector<Issue> issues = {
      unknown_school("classes.csv", 3, "S9"),     unknown_school("classes.csv", 4, "S9"),
      unknown_school("classes.csv", 5, "S8"),     make_issue(Code::NoSchoolYears, {"classes.csv", "", 6, 1, ""}, "S9"),
      unknown_school("stage_facts.csv", 2, "S9"), unknown_school("teachers.csv", 9, "S9")};
  const std::vector<FindingGroup> groups = finding_groups(issues);
  ASSERT_EQ(groups.size(), 3U);
  EXPECT_EQ(groups[0].first->where.row, 3U);
  EXPECT_EQ(groups[0].more.size(), 3U);
  EXPECT_EQ(more_places(groups[0]).rows, 3U);
  EXPECT_EQ(more_places(groups[0]).tables, 3U);
  const std::string words = more_places_text(groups[0], Lang::En);
  for (const char* part : {"3 more rows of 3 tables", "classes.csv 4", "stage_facts.csv 2", "teachers.csv 9"})
    EXPECT_NE(words.find(part), std::string::npos) << words;
  EXPECT_EQ(more_places_text(groups[1], Lang::En), "");
}

// Formulas without a result in A2:A4 and A6 of one sheet; the same in B2; a cell of another value.
TEST(FindingGroups, CellsOfOneColumnThatSayTheSameAreOneFinding) {
  std::vector<Issue> issues;
  for (const std::uint32_t row : {2U, 3U, 4U, 6U})
    issues.push_back(make_issue(Code::FormulaWithoutResult, {"a.xlsx", "县级数据", row, 1, "区划代码"}, ""));
  issues.push_back(make_issue(Code::FormulaWithoutResult, {"a.xlsx", "县级数据", 2, 2, "项目"}, ""));
  issues.push_back(make_issue(Code::NumberText, {"a.xlsx", "县级数据", 3, 4, "数值"}, "无"));
  issues.push_back(make_issue(Code::NumberText, {"a.xlsx", "县级数据", 4, 4, "数值"}, "约"));
  const std::vector<FindingGroup> groups = finding_groups(issues);
  ASSERT_EQ(groups.size(), 4U);
  EXPECT_EQ(groups[0].first->where.row, 2U);
  EXPECT_EQ(more_places_text(groups[0], Lang::Zh), "同样的问题共 4 格：A2:A4、A6");
  EXPECT_EQ(more_places_text(groups[0], Lang::En), "The same in 4 cells: A2:A4, A6");
  EXPECT_EQ(more_places(groups[0]).rows, 3U);
  EXPECT_EQ(more_places_text(groups[1], Lang::En), "");
}

TEST(FindingGroups, TextNamesTheCodeOnceAndCountsEveryFinding) {
  const std::vector<Issue> issues = {unknown_school("a.csv", 2, "S9"), unknown_school("b.csv", 2, "S9"), unknown_school("b.csv", 3, "S9")};
  const std::string text = findings_text(issues, Lang::En, Color::Off);
  const std::string named = "There is no school 'S9'";
  EXPECT_NE(text.find(named), std::string::npos) << text;
  EXPECT_EQ(text.find(named), text.rfind(named)) << text;
  EXPECT_NE(text.find("b.csv 2, 3"), std::string::npos) << text;
  EXPECT_NE(text.find("3 errors"), std::string::npos) << text;
}

}  // namespace
}  // namespace junheng::report
