#include "junheng/core/issue.h"
#include "junheng/core/codes.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace junheng {
namespace {

TEST(ColumnLetters, SpreadsheetNames) {
  EXPECT_EQ(column_letters(0), "");
  EXPECT_EQ(column_letters(1), "A");
  EXPECT_EQ(column_letters(26), "Z");
  EXPECT_EQ(column_letters(27), "AA");
  EXPECT_EQ(column_letters(52), "AZ");
  EXPECT_EQ(column_letters(53), "BA");
  EXPECT_EQ(column_letters(702), "ZZ");
  EXPECT_EQ(column_letters(703), "AAA");
  EXPECT_EQ(column_letters(16384), "XFD") << "the last column of a worksheet";
}

TEST(Describe, CellOfCsvFile) {
  const Location cell{"schools.csv", "", 12, 6, "pupils"};
  EXPECT_EQ(describe(cell, Lang::En), "schools.csv, row 12, column F (pupils)");
  EXPECT_EQ(describe(cell, Lang::Zh), "schools.csv，第 12 行，F 列（pupils）");
}

TEST(Describe, CellOfWorkbook) {
  const Location cell{"县.xlsx", "学校", 3, 28, "名称"};
  EXPECT_EQ(describe(cell, Lang::En), "县.xlsx, sheet \"学校\", row 3, column AB (名称)");
  EXPECT_EQ(describe(cell, Lang::Zh), "县.xlsx，工作表“学校”，第 3 行，AB 列（名称）");
}

TEST(Describe, UnknownPartsAreLeftOut) {
  EXPECT_EQ(describe({}, Lang::En), "");
  EXPECT_EQ(describe({"a.csv", "", 0, 0, ""}, Lang::En), "a.csv");
  EXPECT_EQ(describe({"a.csv", "", 7, 0, ""}, Lang::En), "a.csv, row 7");
  EXPECT_EQ(describe({"a.csv", "", 0, 0, "pupils"}, Lang::En), "a.csv, column \"pupils\"");
  EXPECT_EQ(describe({"", "", 7, 0, ""}, Lang::Zh), "第 7 行");
}

TEST(Describe, ColumnWithoutHeaderHasNoEmptyBrackets) {
  EXPECT_EQ(describe({"a.csv", "", 7, 3, ""}, Lang::En), "a.csv, row 7, column C");
  EXPECT_EQ(describe({"a.csv", "", 7, 3, ""}, Lang::Zh), "a.csv，第 7 行，C 列");
}

/// An issue of a check file, whose texts are not in the catalogue.
Issue issue_at(Location where, std::string rule = "rule", Severity severity = Severity::Error) {
  const RuleTexts texts{
      std::move(rule), {"{column}为{value}，上限{limit}", "{column} is {value}, limit {limit}"}, {"改{value}", "Change {value}"}};
  return Issue{std::make_shared<const RuleTexts>(texts), severity, std::move(where), "-3", share({{"limit", "10"}})};
}

TEST(Issue, MessageKnowsValueColumnAndParameters) {
  const Issue issue = issue_at({"a.csv", "", 2, 1, "pupils"});
  EXPECT_EQ(issue.message(Lang::En), "pupils is -3, limit 10");
  EXPECT_EQ(issue.message(Lang::Zh), "pupils为-3，上限10");
  EXPECT_EQ(issue.hint(Lang::En), "Change -3");
}

TEST(Issue, OwnParameterOverridesTheValue) {
  Issue issue = issue_at({});
  issue.params = share({{"limit", "10"}, {"value", "-3 pupils"}});
  EXPECT_EQ(issue.hint(Lang::En), "Change -3 pupils");
}

TEST(Share, NoParametersAreNull) {
  EXPECT_EQ(share({}), nullptr);
  EXPECT_EQ(*share({{"limit", "10"}}), (Params{{"limit", "10"}}));
}

TEST(MakeIssue, TakesTextsAndSeverityOfTheCode) {
  const Issue issue = make_issue(Code::CannotReadFile, {"a.csv", "", 0, 0, ""}, "", {{"path", "a.csv"}, {"reason", "gone"}});
  EXPECT_EQ(issue.id(), "cannot_read_file");
  EXPECT_EQ(issue.severity, Severity::Error);
  EXPECT_EQ(issue.message(Lang::En), "Cannot read a.csv: gone");
  EXPECT_EQ(issue.hint(Lang::Zh), "检查路径和权限。");
}

TEST(CountIssues, BySeverity) {
  const auto none = count_issues({});
  EXPECT_EQ(none.errors + none.warnings + none.infos, 0U);
  const auto counts = count_issues({issue_at({}, "a", Severity::Error), issue_at({}, "b", Severity::Warning),
                                    issue_at({}, "c", Severity::Warning), issue_at({}, "d", Severity::Info)});
  EXPECT_EQ(counts.errors, 1U);
  EXPECT_EQ(counts.warnings, 2U);
  EXPECT_EQ(counts.infos, 1U);
}

TEST(SortIssues, FollowsTheFilesThenTheRule) {
  std::vector<Issue> issues = {
      issue_at({"b.csv", "", 1, 1, ""}, "5"), issue_at({"a.csv", "s", 1, 1, ""}, "4"), issue_at({"a.csv", "", 10, 1, ""}, "3"),
      issue_at({"a.csv", "", 9, 2, ""}, "2"), issue_at({"a.csv", "", 9, 1, ""}, "1"),  issue_at({"a.csv", "", 9, 1, ""}, "0"),
  };
  sort_issues(issues);
  std::string order;
  for (const Issue& issue : issues) order += issue.id();
  EXPECT_EQ(order, "012345");
}

TEST(SortIssues, EachOfManyComesToItsPlaceOnce) {
  // Row i * 7 mod 101 is a permutation of 1 to 100, as 7 has no factor in common with the prime 101.
  std::vector<Issue> issues;
  for (std::uint32_t i = 1; i <= 100; ++i) issues.push_back(issue_at({"a.csv", "", i * 7 % 101, 1, ""}));
  for (Issue& issue : issues) issue.value = "value of row " + std::to_string(issue.where.row);
  sort_issues(issues);
  for (std::uint32_t i = 0; i < issues.size(); ++i) {
    EXPECT_EQ(issues[i].where.row, i + 1);
    EXPECT_EQ(issues[i].value, "value of row " + std::to_string(i + 1));
    EXPECT_NE(issues[i].rule, nullptr);
  }
}

TEST(SortIssues, EqualPlacesKeepTheirOrder) {
  std::vector<Issue> issues = {issue_at({"a.csv", "", 1, 1, ""}), issue_at({"a.csv", "", 1, 1, ""})};
  issues[0].value = "first";
  issues[1].value = "second";
  sort_issues(issues);
  EXPECT_EQ(issues[0].value, "first");
}

}  // namespace
}  // namespace junheng
