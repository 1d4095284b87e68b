#include "junheng/forecast/reported_flows.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "junheng/forecast/cohort_model.h"
#include "support/dataset_builder.h"

namespace junheng::forecast {
namespace {

using junheng::testing::DatasetBuilder;

struct Made {
  History history;
  HistoryFindings findings;
};

Made made_of(const model::Dataset& dataset) {
  Made out;
  const model::Dataset* const data = &dataset;
  out.history = build_history({&data, 1}, out.findings).value();
  return out;
}

void row(DatasetBuilder& data, int grade, double pupils, double repeaters, double in, double out, double dropouts) {
  data.grade(grade).set("pupils", pupils).set("repeaters", repeaters).set("transfers_in", in).set("transfers_out", out);
  data.set("dropouts", dropouts).set("suspended", 0).set("deaths", 0);
}

// Grade 1: 100 pupils, 4 repeat it. Grade 2: 90 pupils, 2 repeat it, 6 came, 3 went, 1 dropped out. With the same flows grade 2 has a year
// later 100 - 4 + 2 + 6 - 3 - 1 = 100, so that the ratio is 100 / 100; grade 3 (80, none repeats, 10 went) has 90 - 2 + 0 - 10 = 78.
TEST(ReportedFlows, OneYearTellsRatios) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211);
  row(data, 1, 100, 4, 0, 0, 0);
  row(data, 2, 90, 2, 6, 3, 1);
  row(data, 3, 80, 0, 0, 10, 0);
  const Made made = made_of(data.build());
  ASSERT_EQ(made.history.implied.size(), 2U);
  EXPECT_EQ(made.history.implied[0][1], 100);
  EXPECT_EQ(made.history.implied[1][2], 100);
  EXPECT_EQ(made.history.implied[1][3], 78);
  const CountyModel model = fit_county(made.history, 0, 1, 0, overall_ratios(made.history, 1, {}), {});
  EXPECT_NEAR(model.schools_ratio[1], 1, 1e-12);
  // All counties' ratio is this one's, so that it is drawn nowhere: 78 / 90.
  EXPECT_NEAR(model.schools_ratio[2], 78.0 / 90, 1e-12);
  EXPECT_TRUE(std::ranges::none_of(made.findings.issues, [](const Issue& issue) { return issue.id() == "forecast_flows_partial"; }));
}

TEST(ReportedFlows, ColumnsThatAreNotThereAreNamed) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211);
  for (int grade = 1; grade <= 2; ++grade) data.grade(grade).set("pupils", 100).set("dropouts", 5);
  const Made made = made_of(data.build());
  EXPECT_EQ(made.history.implied[1][2], 95);
  EXPECT_TRUE(std::ranges::any_of(made.findings.issues, [](const Issue& issue) { return issue.id() == "forecast_flows_partial"; }));
}

/// The columns are there and blank in the last year, or filled at a school of one grade, which passes nobody on.
TEST(ReportedFlows, OneYearWithBlankCellsTellsNoRatio) {
  DatasetBuilder blank;
  blank.county("330102").school("2133000001", 211).year(2023);
  row(blank, 1, 100, 0, 0, 0, 0);
  blank.year(2024);
  for (int grade = 1; grade <= 2; ++grade) blank.grade(grade).set("pupils", 100);
  model::Dataset dataset = blank.build();
  for (std::size_t i = 0; i < dataset.grade_facts.size(); ++i) dataset.grade_facts.years[i] = 2024;
  dataset.grade_facts.years[0] = 2020;
  EXPECT_TRUE(made_of(dataset).history.flows.empty());

  DatasetBuilder alone;
  alone.county("330102").school("2133000001", 211);
  row(alone, 1, 100, 0, 0, 0, 0);
  const Made made = made_of(alone.build());
  EXPECT_TRUE(made.history.implied.empty());
  EXPECT_EQ(made.history.flows.size(), 1U);
}

TEST(ReportedFlows, WithoutColumnsThereAreNone) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).grade(1).set("pupils", 100);
  const Made made = made_of(data.build());
  EXPECT_TRUE(made.history.flows.empty());
  EXPECT_TRUE(made.history.implied.empty());
}

// 2023: 100 in grade 1. 2024: 97 in grade 2, of whom 1 repeats it; 2 of grade 1 repeat that, 3 came. Expected 100 - 2 + 1 + 3 = 102: five
// have gone of whom nothing is told. A second school that tells no repeaters leaves the county's sum open.
TEST(ReportedFlows, WhatTheyDoNotExplain) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).year(2023).grade(1).set("pupils", 100);
  data.year(2024);
  row(data, 1, 100, 2, 0, 0, 0);
  row(data, 2, 97, 1, 3, 0, 0);
  const Made made = made_of(data.build());
  EXPECT_TRUE(made.history.implied.empty());
  EXPECT_NEAR(unexplained_change(made.history, 0)[2], -5, 1e-9);
  EXPECT_TRUE(is_none(unexplained_change(made.history, 0)[1]));

  DatasetBuilder open;
  open.county("330102").school("2133000001", 211);
  row(open, 1, 100, 2, 0, 0, 0);
  open.school("2133000002", 211).grade(1).set("pupils", 50);
  const Made lacking = made_of(open.build());
  EXPECT_TRUE(is_none(lacking.history.flows[0][static_cast<std::size_t>(Flow::Repeaters)][1]));
}

}  // namespace
}  // namespace junheng::forecast
