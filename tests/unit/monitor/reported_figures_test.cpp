#include "junheng/monitor/reported_figures.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "junheng/core/codes.h"
#include "junheng/monitor/run_monitors.h"
#include "support/dataset_builder.h"

namespace junheng::monitor {
namespace {

using model::AreaLevel;
using testing::DatasetBuilder;

Result<Monitoring> take(const model::Dataset& dataset, const std::string& id, int year, const std::string& area = "") {
  return run_monitors(dataset, standards::built_in_monitor_limits(), {SchoolYear{year}, {id}, std::nullopt, area, nullptr, Reports::Take});
}

const Figure& figure(const Monitoring& monitoring, std::size_t area, std::string_view id) {
  return *monitoring.results.front().years.back().areas.at(area).find(id);
}

/// A province P with the counties A, of which four classes are listed (2 of 4 large, 1 very large), and B, which has no schools.
model::Dataset province(const auto& report) {
  DatasetBuilder data;
  data.area("P", AreaLevel::Province);
  data.county("PA").school("S1", 211).stage(Stage::Primary).set("pupils", 217).set("classes", 4);
  for (const double pupils : {40.0, 55.0, 56.0, 66.0}) data.class_of(3).set("pupils", pupils);
  report(data);
  model::Dataset dataset = data.build();
  for (std::size_t area = 1; area < dataset.areas.size(); ++area) dataset.areas.parents[area] = AreaIndex(std::size_t{0});
  return dataset;
}

TEST(ReportedFigures, SchoolsWinAndTheOtherNumberIsTold) {
  const auto dataset = province([](DatasetBuilder& data) { data.item("large_classes", 3).item("very_large_classes", 1); });
  const auto monitoring = take(dataset, "classes", 2024).value();
  EXPECT_EQ(figure(monitoring, 1, "large").value, 2.0);
  EXPECT_EQ(figure(monitoring, 1, "large").reported, 3.0);
  EXPECT_FALSE(figure(monitoring, 1, "large").is_reported);
  EXPECT_EQ(figure(monitoring, 1, "very_large").reported, std::nullopt);
  EXPECT_EQ(figure(monitoring, 0, "large").value, 2.0);
}

/// A 2 of 4, B reports 5 of 50: 7 of 54 = 12.962963 %. B's own share is 10 % and not the 11 % that it prints.
TEST(ReportedFigures, CountyWithoutSchoolsCountsInTheProvince) {
  const auto dataset = province([](DatasetBuilder& data) {
    data.county("PB").item("large_classes", 5).item("compulsory_classes", 50).item("large_class_share_percent", 11);
  });
  const auto monitoring = take(dataset, "classes", 2024).value();
  const Figure& of_province = figure(monitoring, 0, "large");
  EXPECT_EQ(of_province.value, 7.0);
  EXPECT_EQ(of_province.source, "schools+area_facts");
  EXPECT_TRUE(of_province.is_reported);
  EXPECT_NEAR(figure(monitoring, 0, "large_share").value.value(), 100.0 * 7 / 54, 1e-12);
  EXPECT_EQ(figure(monitoring, 0, "large_share").verdict, assess::Verdict::Unmet);
  const Figure& share = figure(monitoring, 2, "large_share");
  EXPECT_EQ(share.value, 10.0);
  EXPECT_EQ(share.numerator, 5.0);
  EXPECT_EQ(share.source, "area_facts");
  EXPECT_EQ(share.reported, 11.0);
  EXPECT_FALSE(monitoring.results.front().years.back().areas[2].has_schools);
  // B says nothing of very large classes: A's one is not the province's number.
  EXPECT_EQ(figure(monitoring, 0, "very_large").value, std::nullopt);
  EXPECT_EQ(figure(monitoring, 0, "very_large").at_least, 1.0);
  EXPECT_EQ(figure(monitoring, 0, "very_large_share").value, std::nullopt);
  EXPECT_EQ(figure(monitoring, 0, "very_large_share").missing, std::vector<std::string_view>{"very_large_classes"});
}

TEST(ReportedFigures, CountyOutsideTheListOfAProvinceLeavesTheSumOpen) {
  const auto dataset = province([](DatasetBuilder& data) { data.county("PB").item("large_classes", 5).county("PC"); });
  const auto monitoring = take(dataset, "classes", 2024).value();
  EXPECT_EQ(figure(monitoring, 0, "large").value, std::nullopt);
  EXPECT_EQ(figure(monitoring, 0, "large").at_least, 7.0);
}

/// The class of 300 pupils is one; the school has four classes, so that it is at least one. 0 reported is less than that.
TEST(ReportedFigures, ReportBelowWhatTheSchoolsTellAtLeastIsNotTaken) {
  for (const double reported : {0.0, 3.0}) {
    DatasetBuilder data;
    data.county("A").school("S1", 211).stage(Stage::Primary).set("pupils", 900).set("classes", 4).class_of(1).set("pupils", 300);
    data.county("B").item("large_classes", 2);
    model::Dataset dataset = data.build();
    dataset.area_items.entries.push_back({AreaIndex(std::size_t{0}), 2024, "large_classes", model::Quantity::of(reported), "form 3"});
    dataset.build();
    const auto monitoring = take(dataset, "classes", 2024).value();
    const Figure& large = figure(monitoring, 0, "large");
    EXPECT_EQ(large.evidence, "form 3");
    if (reported == 0) {
      EXPECT_EQ(large.value, std::nullopt);
      EXPECT_EQ(large.at_least, 1.0);
      EXPECT_EQ(large.reported, 0.0);
    } else {
      EXPECT_EQ(large.value, 3.0);
      EXPECT_TRUE(large.is_reported);
      EXPECT_TRUE(large.missing.empty());
    }
  }
}

TEST(ReportedFigures, YearsOfReportsAloneAreYears) {
  DatasetBuilder data("CN");
  data.area("P", AreaLevel::Province).year(2015).item("retention_nine_year_percent", 93).item("places_added", 7);
  data.year(2020).item("retention_nine_year_percent", 96.25).item("retention_junior_3y_percent", 94);
  data.year(2021).item("places_added", 5);
  const auto dataset = data.build();
  EXPECT_EQ(reported_years(dataset, ""), (std::vector{SchoolYear{2015}, SchoolYear{2020}}));
  EXPECT_TRUE(reported_years(dataset, "Q").empty());
  const auto monitoring = take(dataset, "retention", 2020).value();
  ASSERT_EQ(monitoring.results.front().years.size(), 2U);
  EXPECT_EQ(monitoring.results.front().years.front().areas.at(0).find("nine_year")->value, 93.0);
  EXPECT_EQ(figure(monitoring, 0, "nine_year").value, 96.25);
  EXPECT_EQ(figure(monitoring, 0, "nine_year").decimals, 2);
  // 95 % since 2017-04-19.
  EXPECT_EQ(figure(monitoring, 0, "junior_3y").verdict, assess::Verdict::Unmet);
  EXPECT_EQ(figure(monitoring, 0, "primary_6y").value, std::nullopt);
  const auto refused = take(dataset, "retention", 2018);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::NoDataForYear);
  EXPECT_EQ(refused.error().params, (Params{{"year", "2018"}, {"years", "2015, 2020"}}));
}

/// Where reports are left, everything is as the schools tell it.
TEST(ReportedFigures, ReviewsSeeTheSchoolsAlone) {
  const auto dataset = province([](DatasetBuilder& data) { data.county("PB").item("large_classes", 5); });
  const auto monitoring =
      run_monitors(dataset, standards::built_in_monitor_limits(), {SchoolYear{2024}, {"classes"}, std::nullopt, ""}).value();
  ASSERT_EQ(monitoring.results.front().years.back().areas.size(), 2U);
  EXPECT_EQ(figure(monitoring, 0, "large").value, 2.0);
}

}  // namespace
}  // namespace junheng::monitor
