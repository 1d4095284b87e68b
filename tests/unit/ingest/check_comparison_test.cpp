// Rules that compare schools with one another and with the year before.
#include <gtest/gtest.h>

#include "clean_county.h"
#include "finding.h"

namespace junheng::testing {

namespace {

const std::string kOutlier =
    "rule = \"outlier\"\ncolumns = [\"books\"]\nper = \"pupils\"\nper_from = 50\nz = 4\ntimes = 5\nmin_schools = 8\nmost = 2\n";
const std::string kChange = "rule = \"year_change\"\ncolumns = [\"pupils\"]\ntimes = 2\nat_least = 100\n";
const std::string kFar = "rule = \"coordinates\"\nwhat = \"far\"\nkm = 60\ntimes = 6\nmin_schools = 5\n";

/// Primary schools of 100 pupils each with these numbers of books.
DatasetBuilder schools_with_books(std::initializer_list<double> books) {
  DatasetBuilder data;
  data.county("330182");
  for (const double count : books) data.school("2133000001", 211).stage(Stage::Primary).set("pupils", 100).set("books", count);
  return data;
}

TEST(OutlierRule, FewerSchoolsThanAskedForAreNotCompared) {
  EXPECT_TRUE(findings_of(schools_with_books({3000, 3100, 2900, 3000, 2950, 3050, 300'000}).build(), kOutlier).empty());
}

TEST(OutlierRule, NamesRatioAndMedian) {
  const auto found = findings_of(schools_with_books({3000, 3100, 2900, 3000, 2950, 3050, 3000, 300'000}).build(), kOutlier);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].value, "300000");
  EXPECT_EQ(param(found[0], "ratio"), "3000");
  EXPECT_EQ(param(found[0], "median"), "30");
  EXPECT_EQ(param(found[0], "count"), "1");
}

TEST(OutlierRule, TooSmallIsFoundAsWellAsTooLarge) {
  const auto found = findings_of(schools_with_books({3000, 3100, 2900, 3000, 2950, 3050, 3000, 30}).build(), kOutlier);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(param(found[0], "ratio"), "0.3");
}

TEST(OutlierRule, FarInDeviationsButNearInTimesIsNone) {
  EXPECT_TRUE(findings_of(schools_with_books({3000, 3000, 3000, 3000, 3000, 3000, 3000, 14'900}).build(), kOutlier).empty());
}

TEST(OutlierRule, WideCountyWidensTheLimit) {
  // Times from the median 4: the spread is ln 4, so that even 64 times is less than four deviations away.
  EXPECT_TRUE(findings_of(schools_with_books({1000, 1000, 1000, 4000, 4000, 16'000, 16'000, 16'000, 256'000}).build(), kOutlier).empty());
}

TEST(OutlierRule, ListsTheFarthestAndTellsHowMany) {
  const auto found =
      findings_of(schools_with_books({3000, 3000, 3000, 3000, 3000, 3000, 3000, 3000, 30'000, 90'000, 60'000}).build(), kOutlier);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].value, "90000");
  EXPECT_EQ(found[1].value, "60000");
  EXPECT_EQ(param(found[0], "count"), "3");
}

TEST(OutlierRule, SmallSchoolsSpecialEducationAndZeroStayOutside) {
  auto data = schools_with_books({3000, 3000, 3000, 3000, 3000, 3000, 3000, 3000, 0});
  data.school("2133000002", 211).stage(Stage::Primary).set("pupils", 49).set("books", 300'000);
  data.school("5133000003", 512).stage(Stage::Primary).set("pupils", 60).set("books", 300'000);
  EXPECT_TRUE(findings_of(data.build(), kOutlier).empty());
}

TEST(YearChangeRule, SmallOrModerateChangesAreNone) {
  DatasetBuilder data;
  data.county("330182")
      .school("2133000001", 211)
      .stage(Stage::Primary)
      .set("pupils", 500)
      .year(2023)
      .stage(Stage::Primary)
      .set("pupils", 1000);
  data.year(2024).school("2133000002", 211).stage(Stage::Primary).set("pupils", 1).year(2023).stage(Stage::Primary).set("pupils", 100);
  EXPECT_TRUE(findings_of(data.build(), kChange).empty());
}

TEST(YearChangeRule, NamesBothValues) {
  DatasetBuilder data;
  data.county("330182")
      .school("2133000001", 211)
      .stage(Stage::Primary)
      .set("pupils", 499)
      .year(2023)
      .stage(Stage::Primary)
      .set("pupils", 1000);
  const auto found = findings_of(data.build(), kChange);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].value, "499");
  EXPECT_EQ(param(found[0], "before"), "1000");
  EXPECT_EQ(param(found[0], "change"), "-501");
  EXPECT_EQ(param(found[0], "before_year"), "2023");
}

TEST(YearChangeRule, OpeningExplainsGrowthAndClosingDecline) {
  DatasetBuilder data;
  data.county("330182").school("2133000001", 211).set("opened_year", 2022).stage(Stage::Primary).set("pupils", 1000);
  data.year(2023).stage(Stage::Primary).set("pupils", 300);
  data.school("2133000002", 211)
      .set("closed_year", 2025)
      .stage(Stage::Primary)
      .set("pupils", 1000)
      .year(2024)
      .stage(Stage::Primary)
      .set("pupils", 300);
  EXPECT_TRUE(findings_of(data.build(), kChange).empty());
}

TEST(YearChangeRule, GapOfAYearIsNotCompared) {
  DatasetBuilder data;
  data.county("330182")
      .school("2133000001", 211)
      .stage(Stage::Primary)
      .set("pupils", 10)
      .year(2022)
      .stage(Stage::Primary)
      .set("pupils", 1000);
  EXPECT_TRUE(findings_of(data.build(), kChange).empty());
}

TEST(CoordinatesRule, LargeCountyIsNoOffence) {
  // Schools 50 km apart along a road: the last is 250 km from the middle, less than six times the usual distance.
  DatasetBuilder data;
  data.county("650000");
  for (int i = 0; i < 11; ++i) data.school("2165000001", 211).set("lon", 88.0).set("lat", 38 + 0.45 * i);
  EXPECT_TRUE(findings_of(data.build(), kFar).empty());
}

TEST(CoordinatesRule, FourSchoolsHaveNoMiddle) {
  DatasetBuilder data;
  data.county("330182");
  for (const double lon : {119.0, 119.1, 119.2, 125.0}) data.school("2133000001", 211).set("lon", lon).set("lat", 29.5);
  EXPECT_TRUE(findings_of(data.build(), kFar).empty());
}

TEST(CoordinatesRule, DistanceIsInKilometres) {
  DatasetBuilder data;
  data.county("330182");
  for (int i = 0; i < 6; ++i) data.school("2133000001", 211).set("lon", 119.0).set("lat", 0);
  // On the equator one degree of longitude is 111.2 km.
  data.school("2133000002", 211).set("lon", 121.0).set("lat", 0);
  const auto found = findings_of(data.build(), kFar);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(param(found[0], "distance"), "222");
  EXPECT_EQ(param(found[0], "limit"), "60");
}

TEST(UniqueRule, CampusMayShareNameAndPlaceWithItsSchool) {
  DatasetBuilder data;
  data.county("330182").school("2133000001", 211, "甲").set("lon", 119).set("lat", 29);
  data.school("2133000002", 211, "甲").campus_of(0).set("lon", 119).set("lat", 29);
  const auto dataset = data.build();
  EXPECT_TRUE(findings_of(dataset, "rule = \"unique\"\nof = \"name\"\n").empty());
  EXPECT_TRUE(findings_of(dataset, "rule = \"unique\"\nof = \"place\"\n").empty());
}

TEST(UniqueRule, SameNameInAnotherCountyIsNone) {
  DatasetBuilder data;
  data.county("330182").school("2133000001", 211, "中心小学").county("330122").school("2133000002", 211, "中心小学");
  EXPECT_TRUE(findings_of(data.build(), "rule = \"unique\"\nof = \"name\"\n").empty());
}

TEST(UniqueRule, OnePlaceOfManySchoolsIsOneFinding) {
  DatasetBuilder data;
  data.county("330182");
  for (const std::string_view id : {"2133000001", "2133000002", "2133000003"}) data.school(id, 211).set("lon", 119.25).set("lat", 29.5);
  const auto found = findings_of(data.build(), "rule = \"unique\"\nof = \"place\"\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(param(found[0], "count"), "3");
  EXPECT_EQ(param(found[0], "other_id"), "2133000001");
  EXPECT_EQ(found[0].value, "119.25, 29.5");
}

TEST(CodeRule, OwnNumberingOfAllSchoolsIsSaidOnce) {
  DatasetBuilder data;
  data.county("330182");
  for (int i = 0; i < 30; ++i) data.school("X" + std::to_string(i), 211);
  const auto found = findings_of(data.build(), "rule = \"code_shape\"\npart = \"school_length\"\nlengths = [\"10\"]\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(param(found[0], "count"), "30");
  EXPECT_EQ(param(found[0], "expected"), "10");
}

TEST(CodeRule, CityWithoutCountiesIsAnException) {
  DatasetBuilder data;
  data.county("441900").county("441000");
  const auto found = findings_of(data.build(), "rule = \"code_shape\"\npart = \"area_county\"\nexceptions = [\"441900\"]\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].value, "441000");
}

}  // namespace

}  // namespace junheng::testing
