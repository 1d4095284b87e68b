#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "support/dataset_builder.h"
#include "support/monitor_run.h"

namespace junheng::monitor {
namespace {

using testing::DatasetBuilder;
using testing::figure_of;
using testing::run_monitor;

constexpr double kPupils = 100;

/// A row in which nobody came, left or died.
void still_row(DatasetBuilder& data, int grade) {
  data.grade(grade).set("pupils", kPupils).set("transfers_in", 0).set("transfers_out", 0).set("deaths", 0).set("dropouts", 0);
  if (grade == 7) data.set("entrants", kPupils);
  data.set("graduates", grade == 9 ? kPupils : 0);
}

/// Grades 7 to 9 of the last school, 100 pupils in each.
void still_years(DatasetBuilder& data, int first, int last) {
  for (int year = first; year <= last; ++year)
    for (int grade = 7; grade <= 9; ++grade) still_row(data.year(year), grade);
}

/// Junior school A in a county, with rows of 2021 to 2024; B follows.
DatasetBuilder school_a() {
  DatasetBuilder data;
  data.county("330102").school("A", 311);
  still_years(data, 2021, 2024);
  data.school("B", 311);
  return data;
}

const std::vector<std::string_view> kRowsMissing = {"grade_facts"};

/// Of A and B each 100 entered and 100 are there. Without B's rows of 2024 the pupils of grade 9 would be 100 of 200, which is no 50 %.
TEST(RetentionMonitor, OpenSchoolWithoutRowsOfTheYearLeavesTheRateOpen) {
  DatasetBuilder data = school_a();
  still_years(data, 2021, 2023);
  const auto dataset = data.build();
  const MonitorResult result = run_monitor(dataset, "retention");
  for (const std::string_view id : {"junior_3y", "county_archive", "annual_junior", "dropout_junior"}) {
    EXPECT_EQ(figure_of(result, id).value, std::nullopt) << id;
    EXPECT_EQ(figure_of(result, id).missing, kRowsMissing) << id;
  }
  EXPECT_EQ(figure_of(result, "junior_3y").verdict, assess::Verdict::Unknown);
}

/// Without B's rows of 2022 the entrants would be 100 of 200, which is no 200 %.
TEST(RetentionMonitor, OpenSchoolWithoutRowsOfTheEntrantsLeavesTheRateOpen) {
  DatasetBuilder data = school_a();
  still_years(data, 2023, 2024);
  const auto dataset = data.build();
  const MonitorResult result = run_monitor(dataset, "retention");
  EXPECT_EQ(figure_of(result, "junior_3y").value, std::nullopt);
  // 2023 to 2024 is told by both: (200 + 200) / (200 + 200).
  EXPECT_EQ(figure_of(result, "annual_junior").value, 100.0);
}

/// B opened in 2023 and took in 100 of each grade: (200 - 100) / 100 for the cohort of grade 9.
TEST(RetentionMonitor, SchoolThatWasNotYetOpenHasNobody) {
  DatasetBuilder data = school_a();
  data.set("opened_year", 2023);
  still_years(data, 2024, 2024);
  for (int grade = 7; grade <= 9; ++grade) {
    still_row(data.year(2023), grade);
    data.set("transfers_in", kPupils);
  }
  const auto dataset = data.build();
  const Figure junior = figure_of(run_monitor(dataset, "retention"), "junior_3y");
  EXPECT_EQ(junior.numerator, 100.0);
  EXPECT_EQ(junior.denominator, 100.0);
  EXPECT_EQ(junior.verdict, assess::Verdict::Met);
}

TEST(RetentionMonitor, SchoolThatClosedWithoutPupilsHasNobody) {
  DatasetBuilder data = school_a();
  data.set("closed_year", 2022);
  for (int grade = 7; grade <= 9; ++grade) data.year(2021).grade(grade).set("pupils", 0);
  const auto dataset = data.build();
  EXPECT_EQ(figure_of(run_monitor(dataset, "retention"), "junior_3y").value, 100.0);
}

/// B's pupils of 2023 went somewhere: how many left the county, dropped out or graduated, the rows of 2024 would tell.
TEST(RetentionMonitor, WhatBecameOfThePupilsOfAClosedSchoolIsNotKnown) {
  DatasetBuilder data = school_a();
  data.set("closed_year", 2024);
  still_years(data, 2021, 2023);
  const auto dataset = data.build();
  const MonitorResult result = run_monitor(dataset, "retention");
  for (const std::string_view id : {"junior_3y", "county_archive", "annual_junior", "dropout_junior"})
    EXPECT_EQ(figure_of(result, id).value, std::nullopt) << id;
}

/// Rows of 0 pupils tell it: B's 200 of grades 7 and 8 left the county. (100 + 100) / 200 for grade 9's cohort, (200 + 200) / 400 for the
/// year.
TEST(RetentionMonitor, RowsWithoutPupilsTellHowAClosedSchoolEnded) {
  DatasetBuilder data = school_a();
  data.set("closed_year", 2024);
  still_years(data, 2021, 2023);
  for (int grade = 7; grade <= 9; ++grade) {
    still_row(data.year(2024), grade);
    data.set("pupils", 0).set("entrants", 0).set("transfers_out", grade == 7 ? 0 : kPupils);
  }
  const auto dataset = data.build();
  const MonitorResult result = run_monitor(dataset, "retention");
  EXPECT_EQ(figure_of(result, "junior_3y").value, 100.0);
  EXPECT_EQ(figure_of(result, "annual_junior").value, 100.0);
  EXPECT_EQ(figure_of(result, "county_archive").numerator, 200.0);
}

/// B's row of grade 8 of 2023 is missing: 400 pupils of 300 would be 133 %.
TEST(RetentionMonitor, OneGradeWithoutARowLeavesTheYearOpen) {
  DatasetBuilder data = school_a();
  for (int year = 2021; year <= 2024; ++year)
    for (int grade = 7; grade <= 9; ++grade)
      if (year != 2023 || grade != 8) still_row(data.year(year), grade);
  const auto dataset = data.build();
  EXPECT_EQ(figure_of(run_monitor(dataset, "retention"), "annual_junior").value, std::nullopt);
}

/// 300, 297 and 294 pupils in grades 7, 8 and 9 of each year; 3 dropped out on the way to grade 8, and 3 on the way to grade 9. At risk
/// were the 300 + 297 of grades 7 and 8 the year before: 6 / 597 = 1.005 %, and (297 + 294) / 597 = 98.995 % stayed.
TEST(RetentionMonitor, DropoutIsTheComplementOfAnnualRetention) {
  DatasetBuilder data;
  data.county("330102").school("A", 311);
  for (int year = 2023; year <= 2024; ++year)
    for (int grade = 7; grade <= 9; ++grade) {
      still_row(data.year(year), grade);
      data.set("pupils", 300 - 3 * (grade - 7)).set("dropouts", grade == 7 ? 5 : 3);
    }
  const auto dataset = data.build();
  const MonitorResult result = run_monitor(dataset, "retention");
  EXPECT_NEAR(*figure_of(result, "dropout_junior").value, 100.0 * 6 / 597, 1e-9);
  EXPECT_NEAR(*figure_of(result, "annual_junior").value, 100.0 * 591 / 597, 1e-9);
}

/// Half of all counties lie below an average: it is no standard. 951 of 1,000 in 2024; the last value published is that of 2023, 95.7 %.
TEST(RetentionMonitor, TheCountrysRateIsAReferenceOfItsYearAndJudgesNothing) {
  DatasetBuilder data;
  data.county("330102").school("A", 312).set("opened_year", 2000);
  data.year(2016).grade(1).set("pupils", 1000).set("entrants", 1000);
  for (int grade = 7; grade <= 9; ++grade) data.year(2024).grade(grade).set("pupils", 951);
  const auto dataset = data.build();
  const Figure nine = figure_of(run_monitor(dataset, "retention"), "nine_year");
  EXPECT_NEAR(*nine.value, 95.1, 1e-9);
  EXPECT_EQ(nine.verdict, std::nullopt);
  EXPECT_EQ(nine.limit, std::nullopt);
  ASSERT_TRUE(nine.reference.has_value());
  EXPECT_EQ(nine.reference->value, 95.7);
  EXPECT_EQ(nine.reference->from.year, 2023);
}

}  // namespace
}  // namespace junheng::monitor
