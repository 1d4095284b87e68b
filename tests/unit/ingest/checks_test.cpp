#include "junheng/ingest/checks.h"

#include <gtest/gtest.h>

#include "clean_county.h"
#include "finding.h"

namespace junheng::testing {

namespace {

using ingest::built_in_checks;
using ingest::CheckFile;
using ingest::run_checks;

std::string check(std::string_view id, std::string_view severity, std::string_view rest) {
  return "[[check]]\nid = \"" + std::string(id) + "\"\nseverity = \"" + std::string(severity) +
         "\"\nlevel = \"table\"\nmessage = { zh = \"说明\", en = \"message\" }\nhint = { zh = \"办法\", en = \"hint\" }\n" +
         std::string(rest);
}

std::string pupils_below(double max) {
  return "rule = \"range\"\ntable = \"stage_facts\"\ncolumns = [\"pupils\"]\nmax = " + std::to_string(max) + "\n";
}

/// Schools with 1, 2, 3 ... pupils in primary.
model::Dataset schools_with_pupils(int count) {
  DatasetBuilder data;
  data.county("330182");
  for (int i = 1; i <= count; ++i) data.school("2133000001", 211, "甲").stage(Stage::Primary).set("pupils", i).set("books", 10);
  return data.build();
}

TEST(RunChecks, FindingsStandInTheOrderOfTheFiles) {
  const auto dataset = schools_with_pupils(3);
  const auto report = run_checks(
      dataset, {{"b.toml", check("second", "info", pupils_below(2))}, {"a.toml", check("first", "warning", pupils_below(1))}}, 1);
  EXPECT_EQ(ids_of(report.issues), (std::vector<std::string>{"second", "first", "first"}));
  EXPECT_EQ(report.issues[1].where.row, 3U);
  EXPECT_EQ(report.issues[2].where.row, 4U);
  EXPECT_TRUE(report.rejected.empty());
}

TEST(RunChecks, RowOfSeveralErrorsIsRejectedOnce) {
  const auto report = run_checks(schools_with_pupils(3),
                                 {{"a.toml", check("one", "error", pupils_below(2)) + check("two", "error", pupils_below(2.5))}}, 1);
  EXPECT_EQ(report.issues.size(), 2U);
  ASSERT_EQ(report.rejected.size(), 1U);
  EXPECT_EQ(report.rejected[0].table, "stage_facts");
  EXPECT_EQ(report.rejected[0].row, RowIndex(2));
}

TEST(RunChecks, WarningsBeyondAThousandAreCounted) {
  const auto dataset = schools_with_pupils(2500);
  const auto report = run_checks(dataset, {{"a.toml", check("many", "warning", pupils_below(100))}}, 1);
  ASSERT_EQ(report.issues.size(), 1001U);
  EXPECT_EQ(report.issues[999].where.row, 1101U);
  EXPECT_EQ(report.issues[1000].id(), "check_more_findings");
  EXPECT_EQ(param(report.issues[1000], "count"), "1400");
  EXPECT_EQ(report.issues[1000].severity, Severity::Warning);
  expect_readable(report.issues[1000]);
}

TEST(RunChecks, ErrorsAreAllListed) {
  EXPECT_EQ(run_checks(schools_with_pupils(2500), {{"a.toml", check("many", "error", pupils_below(100))}}, 1).issues.size(), 2400U);
}

TEST(RunChecks, DoubtAboutACellWithAnotherFindingIsLeftOut) {
  const std::string doubt = "rule = \"range\"\ntable = \"stage_facts\"\ncolumns = [\"pupils\", \"books\"]\nper = \"books\"\nmax = 0.1\n";
  const auto report =
      run_checks(schools_with_pupils(2), {{"a.toml", check("doubt", "warning", doubt) + check("limit", "warning", pupils_below(1))}}, 1);
  // The second school's pupils break the limit; that they are many per book goes without saying. Books are another cell.
  EXPECT_EQ(ids_of(report.issues), (std::vector<std::string>{"doubt", "doubt", "limit"}));
  for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(report.issues[i].where.header, "books");
}

TEST(RunChecks, CheckWithAFaultIsReportedAndTheOthersRun) {
  const auto report = run_checks(schools_with_pupils(2),
                                 {{"a.toml", check("faulty", "fatal", pupils_below(1)) + check("sound", "info", pupils_below(1))}}, 1);
  EXPECT_EQ(ids_of(report.issues), (std::vector<std::string>{"toml_not_one_of", "sound"}));
}

TEST(RunChecks, CountryDecidesWhichChecksRun) {
  const std::vector<CheckFile> files = {{"a.toml", check("china", "info", "country = \"CN\"\n" + pupils_below(1)) +
                                                       check("others", "info", "not_country = \"CN\"\n" + pupils_below(1))}};
  DatasetBuilder chinese;
  chinese.county("330182").school("2133000001", 211).stage(Stage::Primary).set("pupils", 2);
  EXPECT_EQ(ids_of(run_checks(chinese.build(), files, 1).issues), std::vector<std::string>{"china"});
  DatasetBuilder other("NG");
  other.county("Kano").school("K1", 0).stage(Stage::Primary).set("pupils", 2);
  EXPECT_EQ(ids_of(run_checks(other.build(), files, 1).issues), std::vector<std::string>{"others"});
}

TEST(RunChecks, StagesAndKindsRestrictTheRows) {
  DatasetBuilder data;
  data.county("330182").school("2133000001", 211, "甲").stage(Stage::Primary).set("pupils", 2);
  data.school("3133000001", 312, "乙").stage(Stage::Primary).set("pupils", 2).stage(Stage::Junior).set("pupils", 2);
  const auto report =
      run_checks(data.build(), {{"a.toml", check("some", "info", "stages = [\"primary\"]\nkinds = [312]\n" + pupils_below(1))}}, 1);
  ASSERT_EQ(report.issues.size(), 1U);
  EXPECT_EQ(report.issues[0].where.row, 3U);
}

TEST(RunChecks, ThreadsDoNotChangeTheFindings) {
  DatasetBuilder data;
  for (int county = 0; county < 40; ++county) {
    data.county("3301" + std::to_string(10 + county));
    for (int i = 0; i < 60; ++i)
      data.school("2133" + std::to_string(100'000 + county * 60 + i), 211, i % 20 == 0 ? "甲" : "")
          .set("lon", 110 + i % 7)
          .set("lat", i % 5 == 0 ? 120 : 29)
          .stage(Stage::Primary)
          .set("pupils", 50 + i * 3)
          .set("teachers", i % 9 == 0 ? 400 : 20)
          .set("staff", 30)
          .set("books", i % 13 == 0 ? 9e6 : 2000);
  }
  const auto dataset = data.build();
  const auto one = run_checks(dataset, built_in_checks(), 1);
  const auto many = run_checks(dataset, built_in_checks(), 7);
  ASSERT_GT(one.issues.size(), 1000U);
  ASSERT_EQ(one.issues.size(), many.issues.size());
  for (std::size_t i = 0; i < one.issues.size(); ++i) {
    EXPECT_EQ(one.issues[i].id(), many.issues[i].id());
    EXPECT_EQ(one.issues[i].where, many.issues[i].where);
    ASSERT_EQ(one.issues[i].params != nullptr, many.issues[i].params != nullptr);
    if (one.issues[i].params) {
      EXPECT_EQ(*one.issues[i].params, *many.issues[i].params);
    }
  }
  ASSERT_EQ(one.rejected.size(), many.rejected.size());
}

}  // namespace

}  // namespace junheng::testing
