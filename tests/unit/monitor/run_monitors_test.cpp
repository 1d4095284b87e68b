#include "junheng/monitor/run_monitors.h"

#include <algorithm>
#include <memory>
#include <tuple>
#include <utility>

#include <gtest/gtest.h>

#include "junheng/assess/assess.h"
#include "junheng/core/codes.h"
#include "junheng/standards/library.h"

#include "support/dataset_builder.h"

namespace junheng::monitor {
namespace {

using testing::DatasetBuilder;

Monitoring run(const model::Dataset& dataset, int year = 2024) {
  return run_monitors(dataset, standards::built_in_monitor_limits(), {SchoolYear{year}, {}, std::nullopt, ""}).value();
}

const Figure& figure(const Monitoring& monitoring, std::string_view monitor, std::string_view id, std::size_t area = 0) {
  const auto result = std::ranges::find(monitoring.results, monitor, &MonitorResult::id);
  return *result->years.back().areas[area].find(id);
}

const std::vector<Offender>& offenders(const Monitoring& monitoring, std::string_view monitor) {
  return std::ranges::find(monitoring.results, monitor, &MonitorResult::id)->years.back().areas.front().offenders;
}

/// One primary school with 4 classes of 40, 55, 56 and 66 pupils: 2 of 4 are large, 1 of 4 very large.
DatasetBuilder listed_classes() {
  DatasetBuilder data;
  data.county("330102", "甲县").school("2133000001", 211, "一小").stage(Stage::Primary).set("pupils", 217).set("classes", 4);
  for (const double pupils : {40.0, 55.0, 56.0, 66.0}) data.class_of(3).set("pupils", pupils);
  return data;
}

TEST(ClassMonitor, LargeBeginsAtFiftySixAndVeryLargeAtSixtySix) {
  const auto dataset = listed_classes().build();
  const Monitoring monitoring = run(dataset);
  EXPECT_EQ(figure(monitoring, "classes", "total").value, 4.0);
  EXPECT_EQ(figure(monitoring, "classes", "large").value, 2.0);
  EXPECT_EQ(figure(monitoring, "classes", "very_large").value, 1.0);
  EXPECT_EQ(figure(monitoring, "classes", "large_share").value, 50.0);
  // 5 % from 2020 on.
  EXPECT_EQ(figure(monitoring, "classes", "large_share").limit->value, 5.0);
  EXPECT_EQ(figure(monitoring, "classes", "large_share").verdict, assess::Verdict::Unmet);
  ASSERT_EQ(offenders(monitoring, "classes").size(), 2U);
  EXPECT_EQ(offenders(monitoring, "classes")[0].school, SchoolIndex(std::size_t{0}));
  // Two large classes: no limit is set on their number in one school.
  EXPECT_EQ(offenders(monitoring, "classes")[0].value, 2.0);
  EXPECT_EQ(offenders(monitoring, "classes")[0].limit, std::nullopt);
}

TEST(ClassMonitor, BandsAloneTellTheSame) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).stage(Stage::Primary).set("pupils", 400).set("classes", 8);
  data.band(Stage::Primary, "41_45")
      .set("classes", 5)
      .band(Stage::Primary, "56_60")
      .set("classes", 2)
      .band(Stage::Primary, "ge66")
      .set("classes", 1);
  const auto dataset = data.build();
  const Monitoring monitoring = run(dataset);
  EXPECT_EQ(figure(monitoring, "classes", "large").value, 3.0);
  EXPECT_EQ(figure(monitoring, "classes", "very_large").value, 1.0);
  EXPECT_EQ(figure(monitoring, "classes", "large_share").value, 37.5);
}

TEST(ClassMonitor, ClassesThatNoTableTellsLeaveTheCountOpen) {
  DatasetBuilder data = listed_classes();
  data.school("2133000002", 211, "二小").stage(Stage::Primary).set("pupils", 200).set("classes", 5);
  const auto dataset = data.build();
  const Monitoring monitoring = run(dataset);
  EXPECT_EQ(figure(monitoring, "classes", "total").value, 9.0);
  EXPECT_EQ(figure(monitoring, "classes", "large").value, std::nullopt);
  EXPECT_EQ(figure(monitoring, "classes", "large").at_least, 2.0);
  EXPECT_EQ(figure(monitoring, "classes", "large_share").verdict, assess::Verdict::Unknown);
  EXPECT_FALSE(figure(monitoring, "classes", "large").missing.empty());
}

TEST(ClassMonitor, RejectedRowsLeaveTheCountOpen) {
  DatasetBuilder data = listed_classes();
  data.lost(Stage::Primary);
  const auto dataset = data.build();
  EXPECT_EQ(figure(run(dataset), "classes", "large").value, std::nullopt);
}

TEST(SchoolMonitor, LimitsAreExceededNotReached) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211, "a").stage(Stage::Primary).set("pupils", 2000);
  data.school("2133000002", 211, "b").stage(Stage::Primary).set("pupils", 2001);
  data.school("3133000003", 311, "c").stage(Stage::Junior).set("pupils", 3001);
  data.school("3133000004", 312, "d").stage(Stage::Primary).set("pupils", 1500).stage(Stage::Junior).set("pupils", 1001);
  data.school("5133000005", 511, "special").stage(Stage::Primary).set("pupils", 4000);
  const auto dataset = data.build();
  const Monitoring monitoring = run(dataset);
  EXPECT_EQ(figure(monitoring, "schools", "schools").value, 4.0);
  EXPECT_EQ(figure(monitoring, "schools", "over_2000").value, 3.0);
  EXPECT_EQ(figure(monitoring, "schools", "over_3000").value, 1.0);
  EXPECT_EQ(figure(monitoring, "schools", "through_over_2500").value, 1.0);
  EXPECT_EQ(figure(monitoring, "schools", "over_2000_share").value, 75.0);
}

TEST(BedMonitor, SpareBedsElsewhereDoNotHideWhoHasNone) {
  DatasetBuilder data;
  data.county("330102")
      .school("2133000001", 211)
      .stage(Stage::Primary)
      .set("pupils", 300)
      .set("boarders", 100)
      .set("beds", 80)
      .set("shared_platform_beds", 20);
  data.school("2133000002", 211)
      .stage(Stage::Primary)
      .set("pupils", 300)
      .set("boarders", 50)
      .set("beds", 90)
      .set("shared_platform_beds", 0);
  data.school("2133000003", 211).stage(Stage::Primary).set("pupils", 300).set("boarders", 0);
  const auto dataset = data.build();
  const Monitoring monitoring = run(dataset);
  EXPECT_EQ(figure(monitoring, "beds", "boarders").value, 150.0);
  EXPECT_EQ(figure(monitoring, "beds", "beds").value, 170.0);
  EXPECT_EQ(figure(monitoring, "beds", "boarders_without_bed").value, 20.0);
  EXPECT_EQ(figure(monitoring, "beds", "shared_platform_beds").value, 20.0);
  // 170 / 150.
  EXPECT_NEAR(*figure(monitoring, "beds", "beds_per_100_boarders").value, 113.3333333, 1e-6);
  ASSERT_EQ(offenders(monitoring, "beds").size(), 1U);
  // Spare beds in one school do not make up for what the other lacks: 100 - 80 have none, and the county misses "a bed for each".
  EXPECT_EQ(offenders(monitoring, "beds")[0].value, 20.0);
  EXPECT_EQ(figure(monitoring, "beds", "boarders_without_bed").limit->value, 0.0);
  EXPECT_EQ(figure(monitoring, "beds", "boarders_without_bed").verdict, assess::Verdict::Unmet);
  EXPECT_EQ(figure(monitoring, "beds", "beds_per_100_boarders").verdict, std::nullopt);
}

TEST(BedMonitor, WithoutColumnsNothingIsKnown) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).stage(Stage::Primary).set("pupils", 300);
  const auto dataset = data.build();
  const Figure beds = figure(run(dataset), "beds", "beds_per_100_boarders");
  EXPECT_EQ(beds.value, std::nullopt);
  EXPECT_EQ(beds.missing, std::vector<std::string_view>{"boarders"});
}

/// A county with the five numbers of the official form on three years of junior school.
DatasetBuilder reported_junior(double final_grade, double in, double out, double entrants, double deaths) {
  DatasetBuilder data;
  data.county("330102").school("3133000001", 311).stage(Stage::Junior).set("pupils", 1400);
  data.item("junior_final_grade_pupils", final_grade).item("junior_in_3y", in).item("junior_out_3y", out);
  data.item("junior_entrants_3y_ago", entrants).item("junior_deaths_3y", deaths);
  return data;
}

/// standards.md 9.5: 480 in the final grade, 30 in, 42 out, 500 entered, 1 death: (480 - 30 + 42) / (500 - 1) = 98.597 %.
TEST(RetentionMonitor, ReportedJuniorAgreesWithTheWorkedExample) {
  const auto dataset = reported_junior(480, 30, 42, 500, 1).build();
  const Figure junior = figure(run(dataset), "retention", "junior_3y");
  EXPECT_NEAR(*junior.value, 98.597, 0.0005);
  EXPECT_EQ(junior.source, "area_facts");
  EXPECT_EQ(junior.verdict, assess::Verdict::Met);
}

/// Grade 7 of 2022 with 100 entrants; by 2024: 3 in, 8 out, 1 death, 98 in grade 9. (98 - 3 + 8) / (100 - 1) = 104.04 %: not capped.
TEST(RetentionMonitor, CohortIsFollowedThroughTheYearsUncapped) {
  DatasetBuilder data;
  data.county("330102").school("3133000001", 311).year(2022).stage(Stage::Junior).set("pupils", 300);
  data.grade(7).set("pupils", 100).set("entrants", 100);
  data.year(2023).stage(Stage::Junior).set("pupils", 300);
  data.grade(8).set("pupils", 99).set("transfers_in", 2).set("transfers_out", 5).set("deaths", 1);
  data.year(2024).stage(Stage::Junior).set("pupils", 300);
  data.grade(9).set("pupils", 98).set("transfers_in", 1).set("transfers_out", 3).set("deaths", 0);
  const auto dataset = data.build();
  const Monitoring monitoring = run(dataset);
  const Figure junior = figure(monitoring, "retention", "junior_3y");
  EXPECT_NEAR(*junior.value, 104.0404040, 1e-6);
  EXPECT_EQ(junior.source, "grade_facts");
  EXPECT_EQ(figure(monitoring, "retention", "nine_year").value, std::nullopt);
  ASSERT_EQ(monitoring.results.front().years.size(), 3U);
  EXPECT_EQ(monitoring.results.front().years.front().year, SchoolYear{2022});
}

/// One formula in two places: the monitor's and that of item Q1, on the worked example above.
TEST(RetentionMonitor, ReportedJuniorAgreesWithItemQ1) {
  const auto dataset = reported_junior(480, 30, 42, 500, 1).build();
  const auto library = standards::load_packs(standards::built_in_packs(), Date{2026, 1, 1});
  const auto pack = std::ranges::find(library.packs, "cn.quality-2017", &standards::Pack::id);
  ASSERT_NE(pack, library.packs.end());
  const SchoolYear year{2024};
  auto standard = standards::resolve(*pack, year.start());
  ASSERT_TRUE(standard.has_value());
  const auto assessor = assess::Assessor::create(dataset, std::make_shared<const standards::Standard>(std::move(*standard)),
                                                 {year, model::AreaLevel::County, ""});
  ASSERT_TRUE(assessor.has_value());
  const assess::Assessment assessment = assessor->assess();
  const auto& items = assessment.areas.front().items;
  const auto q1 = std::ranges::find_if(items, [](const assess::ItemResult& item) { return item.item->id == "Q1"; });
  ASSERT_NE(q1, items.end());
  ASSERT_FALSE(q1->clauses.empty());
  const Figure junior = figure(run(dataset), "retention", "junior_3y");
  ASSERT_TRUE(q1->clauses.front().value.has_value());
  EXPECT_DOUBLE_EQ(*junior.value, *q1->clauses.front().value);
  EXPECT_EQ(junior.limit->value, q1->clauses.front().limit);
  EXPECT_EQ(junior.verdict, q1->verdict);
}

TEST(RetentionMonitor, NobodyEnteredIsNoRate) {
  const auto dataset = reported_junior(0, 0, 0, 0, 0).build();
  const Figure junior = figure(run(dataset), "retention", "junior_3y");
  EXPECT_EQ(junior.value, std::nullopt);
  EXPECT_EQ(junior.missing, std::vector<std::string_view>{"zero_denominator"});
}

/// 90 of age 12 in primary, 105 in junior, no row of that age in senior schools; 98 boys and 102 girls: 195 / 200 = 97.5 %.
TEST(EnrolmentMonitor, EveryHigherStageCountsAndAStageWithoutRowsLeavesItOpen) {
  DatasetBuilder data;
  data.county("330102").school("3133000001", 311).stage(Stage::Junior).set("pupils", 105);
  auto dataset = data.build();
  const AreaIndex county(std::size_t{0});
  const auto add = [&](Stage stage, std::uint8_t age, double pupils) {
    dataset.age_facts.areas.push_back(county);
    dataset.age_facts.years.push_back(2024);
    dataset.age_facts.stages.push_back(stage);
    dataset.age_facts.ages.push_back(age);
    dataset.age_facts.pupils.push(pupils);
    dataset.age_facts.build_index();
  };
  const auto live = [&](model::Sex sex, double persons) {
    dataset.population.areas.push_back(county);
    dataset.population.years.push_back(2024);
    dataset.population.ages.push_back(12);
    dataset.population.sexes.push_back(sex);
    dataset.population.persons.push(persons);
    dataset.population.build_index();
  };
  live(model::Sex::Male, 98);
  live(model::Sex::Female, 102);
  add(Stage::Primary, 12, 90);
  add(Stage::Junior, 12, 105);
  EXPECT_EQ(figure(run(dataset), "enrolment", "age_12").value, std::nullopt);
  EXPECT_EQ(figure(run(dataset), "enrolment", "age_12").missing, std::vector<std::string_view>{"age_facts"});
  add(Stage::Senior, 16, 50);
  EXPECT_DOUBLE_EQ(*figure(run(dataset), "enrolment", "age_12").value, 97.5);
  EXPECT_EQ(figure(run(dataset), "enrolment", "age_11").missing, std::vector<std::string_view>{"population"});
}

TEST(RunMonitors, AreasAboveAreSumsOfTheirCounties) {
  DatasetBuilder data;
  data.area("33", model::AreaLevel::Province, "乙省");
  for (const std::string_view code : {"330102", "330105"})
    data.county(code).school(std::string("21") + std::string(code) + "01", 211).stage(Stage::Primary).set("pupils", 2500);
  auto dataset = data.build();
  dataset.areas.parents[1] = dataset.areas.parents[2] = AreaIndex(std::size_t{0});
  const Monitoring monitoring = run(dataset);
  EXPECT_EQ(figure(monitoring, "schools", "over_2000", 0).value, 2.0);
  EXPECT_EQ(figure(monitoring, "schools", "over_2000", 1).value, 1.0);
  EXPECT_EQ(offenders(monitoring, "schools").size(), 2U);
}

TEST(RunMonitors, OtherCountriesHaveFiguresWithoutStandards) {
  DatasetBuilder data = listed_classes();
  data.country("NG");
  const auto dataset = data.build();
  const Monitoring monitoring = run(dataset);
  EXPECT_FALSE(monitoring.has_standards);
  EXPECT_EQ(figure(monitoring, "classes", "large").value, 2.0);
  EXPECT_EQ(figure(monitoring, "classes", "large_share").limit, std::nullopt);
  EXPECT_EQ(figure(monitoring, "classes", "large_share").verdict, std::nullopt);
  EXPECT_TRUE(offenders(monitoring, "classes").empty());
}

/// Classes of 40, 55, 56 and 66: one each of 36-40, 51-55, 56-60 and 66 and above. Large from 56 on: from the eighth band.
TEST(ClassMonitor, HistogramCountsTheBands) {
  const auto dataset = listed_classes().build();
  const Monitoring monitoring = run(dataset);
  const Histogram& histogram = monitoring.results.front().years.back().areas.front().histogram;
  std::vector<double> counts;
  for (const Figure& band : histogram.bands) counts.push_back(*band.value);
  EXPECT_EQ(counts, (std::vector<double>{0, 0, 0, 1, 0, 0, 1, 1, 0, 1}));
  EXPECT_EQ(histogram.first_beyond, 7U);
  EXPECT_EQ(histogram.limit->value, 56.0);
}

/// With a class large from 51 pupils on, the band before counts too; from 58 on, only the bands that lie above throughout: 61 and more.
TEST(ClassMonitor, LargeBandsFollowTheLimit) {
  const auto dataset = listed_classes().build();
  for (const auto& [large, first] : {std::pair{51.0, 6U}, std::pair{58.0, 8U}}) {
    standards::MonitorLimits limits = standards::built_in_monitor_limits();
    std::ranges::find(limits.values, "large_class", &standards::MonitorValue::id)->limits.front().value = large;
    const auto monitoring = run_monitors(dataset, limits, {SchoolYear{2024}, {"classes"}, std::nullopt, ""});
    ASSERT_TRUE(monitoring.has_value());
    EXPECT_EQ(monitoring->results.front().years.back().areas.front().histogram.first_beyond, first) << large;
  }
}

/// Lacking 20 beds of 100 is worse than 30 of 200 only by share; by beds the second school comes first.
TEST(RunMonitors, OffendersFarthestFromTheLimitComeFirst) {
  DatasetBuilder data;
  data.county("330102");
  for (const auto& [id, boarders, beds] : {std::tuple{"P1", 100.0, 80.0}, std::tuple{"P2", 200.0, 170.0}}) {
    data.school(id, 211).stage(Stage::Primary).set("pupils", 300).set("boarders", boarders).set("beds", beds);
    data.set("shared_platform_beds", 0);
  }
  const auto dataset = data.build();
  const Monitoring monitoring = run(dataset);
  const auto& all = offenders(monitoring, "beds");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].excess(), 30.0);
  EXPECT_EQ(all[1].excess(), 20.0);
}

TEST(RunMonitors, UnknownMonitorIsRefused) {
  const auto dataset = listed_classes().build();
  const auto refused = run_monitors(dataset, standards::built_in_monitor_limits(), {SchoolYear{2024}, {"clases"}, std::nullopt, ""});
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, Code::UnknownMonitor);
}

}  // namespace
}  // namespace junheng::monitor
