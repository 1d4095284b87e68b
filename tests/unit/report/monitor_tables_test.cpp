#include "junheng/report/monitor_tables.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "junheng/report/monitor_charts.h"
#include "subject_scene.h"

namespace junheng::report {
namespace {

using testing::DatasetBuilder;
using Texts = std::vector<std::string>;

/// The monitors of a dataset as reports take them.
struct MonitorScene {
  MonitorScene(model::Dataset made, std::vector<std::string> what, Lang lang = Lang::En, const standards::MonitorLimits* limits = nullptr)
      : dataset(std::move(made)),
        monitoring(monitor::run_monitors(dataset, limits == nullptr ? standards::built_in_monitor_limits() : *limits,
                                         {SchoolYear{2024}, std::move(what), std::nullopt, ""})
                       .value()) {
    input.monitoring = &monitoring;
    input.lang = lang;
  }
  MonitorScene(const MonitorScene&) = delete;
  MonitorScene& operator=(const MonitorScene&) = delete;

  model::Dataset dataset;
  monitor::Monitoring monitoring;
  MonitorInput input;
};

Texts heads(const ReportTable& table) {
  Texts out;
  for (const TableColumn& column : table.columns) out.push_back(column.title);
  return out;
}

Texts cells(const ReportTable& table, std::size_t row) {
  Texts out;
  for (const TableCell& cell : table.rows.at(row)) out.push_back(cell.marked());
  return out;
}

/// 2,100 pupils in 2023 and 2,200 in 2024, with classes of 60 and 70.
DatasetBuilder big_school() {
  DatasetBuilder data;
  data.county("330102", "甲县").school("P1", 211, "一小");
  for (const int year : {2023, 2024}) {
    data.year(year).stage(Stage::Primary).set("pupils", year == 2023 ? 2100 : 2200).set("classes", 2);
    data.class_of(1).set("pupils", 60);
    data.class_of(1).set("pupils", 70);
  }
  return data;
}

/// 80 entered grade 7 in 2022, 84 are in grade 9: 105 %, shown as at most 100.
model::Dataset grown_grade_nine() {
  DatasetBuilder data;
  data.county("330102", "甲县").school("J1", 311, "一中");
  for (const int year : {2022, 2023, 2024})
    for (int grade = 7; grade <= 9; ++grade) {
      data.year(year).grade(grade).set("pupils", year == 2024 && grade == 9 ? 84 : 80);
      data.set("transfers_in", 0).set("transfers_out", 0).set("deaths", 0).set("dropouts", 0);
      if (grade == 7) data.set("entrants", 80);
    }
  return data.build();
}

TEST(CappedRates, AreShownCappedAndKeptWhole) {
  standards::MonitorLimits limits = standards::built_in_monitor_limits();
  std::ranges::find(limits.values, "junior_3y", &standards::MonitorValue::id)->shown_cap = 100;
  const MonitorScene scene(grown_grade_nine(), {"retention"}, Lang::En, &limits);
  const MonitorWords words(scene.input);
  const monitor::MonitorResult& result = scene.monitoring.results.front();
  const monitor::Figure& rate = *result.years.back().areas.front().find("junior_3y");
  EXPECT_DOUBLE_EQ(*rate.value, 105);
  EXPECT_EQ(rate.verdict, assess::Verdict::Met);
  EXPECT_EQ(words.value(rate), "100%^");
  EXPECT_EQ(std::ranges::count_if(words.notes(result), [](const std::string& note) { return note.starts_with("^ "); }), 1);
  const std::string json = monitor_json(scene.input);
  EXPECT_NE(json.find("\"shown\": 100"), std::string::npos);
  EXPECT_NE(json.find("\"junior_3y\": 105"), std::string::npos);
  EXPECT_NE(monitor_html(scene.input).find("100%^"), std::string::npos);
  EXPECT_EQ(monitor_html(scene.input).find("105.00"), std::string::npos);
  // Without the key nothing is capped.
  const MonitorScene plain(grown_grade_nine(), {"retention"});
  EXPECT_EQ(MonitorWords(plain.input).value(*plain.monitoring.results.front().years.back().areas.front().find("junior_3y")), "105.00%");
  EXPECT_EQ(monitor_json(plain.input).find("\"shown\""), std::string::npos);
}

TEST(OffenderTable, NumbersOfClassesHaveNoLimitBesideThem) {
  const MonitorScene scene(big_school().build(), {"classes"});
  const MonitorWords words(scene.input);
  const ReportTable table = offender_table(scene.monitoring.results, words);
  EXPECT_EQ(heads(table), (Texts{"school", "code", "area", "stage", "figure", "classes"}));
  EXPECT_EQ(cells(table, 0), (Texts{"一小", "P1", "甲县", "primary", "large (56+)", "2"}));
  EXPECT_EQ(cells(table, 1).back(), "1");
}

TEST(OffenderTable, HeadsNameWhatIsCounted) {
  const MonitorScene scene(big_school().build(), {"schools"}, Lang::Zh);
  const MonitorWords words(scene.input);
  const ReportTable table = offender_table(scene.monitoring.results, words);
  // A school is of no stage here.
  EXPECT_EQ(heads(table), (Texts{"学校", "代码", "地区", "项目", "学生数（人）", "上限（人）", "超出（人）"}));
  EXPECT_EQ(cells(table, 0), (Texts{"一小", "P1", "甲县", "超过 2,000 人", "2,200", "2,000", "200"}));
}

TEST(OffenderTable, SeveralMonitorsHaveUnits) {
  const MonitorScene scene(big_school().build(), {"classes", "schools"});
  const MonitorWords words(scene.input);
  const ReportTable table = offender_table(scene.monitoring.results, words);
  EXPECT_EQ(heads(table), (Texts{"school", "code", "area", "stage", "figure", "value", "limit", "difference", "unit"}));
  EXPECT_EQ(cells(table, 0), (Texts{"一小", "P1", "甲县", "primary", "large (56+)", "2", "", "", "classes"}));
  EXPECT_EQ(cells(table, 2), (Texts{"一小", "P1", "甲县", "", "over 2,000", "2,200", "2,000", "200", "pupils"}));
}

TEST(OffenderTable, WithoutOffendersIsEmpty) {
  DatasetBuilder data;
  data.county("330102").school("P1", 211).stage(Stage::Primary).set("pupils", 100);
  const MonitorScene scene(data.build(), {"schools"});
  EXPECT_TRUE(offender_table(scene.monitoring.results, MonitorWords(scene.input)).rows.empty());
}

TEST(TrendTable, HasARowPerYear) {
  const MonitorScene scene(big_school().build(), {"classes"});
  const ReportTable table = trend_table(scene.monitoring.results.front(), AreaIndex(std::size_t{0}), MonitorWords(scene.input));
  ASSERT_EQ(table.rows.size(), 2U);
  // 5 % and 2 % are in force from 2020 and 2018 on.
  EXPECT_EQ(cells(table, 0), (Texts{"2023/24", "2", "2", "1", "100.00% ✗", "50.00% ✗"}));
}

TEST(TrendTable, NothingKnownInAnyYearIsNoTrend) {
  const MonitorScene scene(big_school().build(), {"beds"});
  const MonitorWords words(scene.input);
  EXPECT_TRUE(trend_table(scene.monitoring.results.front(), AreaIndex(std::size_t{0}), words).rows.empty());
  EXPECT_TRUE(words.is_empty(scene.monitoring.results.front()));
}

TEST(TrendTable, OneYearIsNoTrend) {
  DatasetBuilder data;
  data.county("330102").school("P1", 211).stage(Stage::Primary).set("pupils", 2200);
  const MonitorScene scene(data.build(), {"schools"});
  const MonitorWords words(scene.input);
  EXPECT_TRUE(trend_table(scene.monitoring.results.front(), AreaIndex(std::size_t{0}), words).rows.empty());
  EXPECT_TRUE(all_trends(scene.monitoring, words).rows.empty());
}

TEST(AllTrends, HaveAColumnPerYearAndLeaveOutWhatIsNeverKnown) {
  const MonitorScene scene(big_school().build(), {"schools", "beds"});
  const ReportTable table = all_trends(scene.monitoring, MonitorWords(scene.input));
  EXPECT_EQ(heads(table), (Texts{"monitor", "code", "area", "figure", "2023/24", "2024/25"}));
  // Beds are told in no year.
  ASSERT_EQ(table.rows.size(), 6U);
  EXPECT_EQ(cells(table, 1), (Texts{"schools", "330102", "甲县", "over 2,000", "1", "1"}));
}

TEST(MonitorWords, FiguresThatLackTheSameStandInOneNote) {
  const MonitorScene scene(big_school().build(), {"enrolment"});
  const auto notes = MonitorWords(scene.input).notes(scene.monitoring.results.front());
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_NE(notes.front().find("age 6, age 7"), std::string::npos) << notes.front();
}

/// The legend and the dark bands follow the value in force: from 51 pupils on, 60 and 70 are large; bar of 56-60 and of 66 and more.
TEST(MonitorCharts, LargeBandsComeFromTheLimits) {
  standards::MonitorLimits limits = standards::built_in_monitor_limits();
  auto& large = std::ranges::find(limits.values, "large_class", &standards::MonitorValue::id)->limits.front().value;
  for (const auto& [from, dark] : {std::pair{51.0, 2}, std::pair{61.0, 1}}) {
    large = from;
    const MonitorScene scene(big_school().build(), {"classes"}, Lang::En, &limits);
    const std::string page = monitor_charts(scene.monitoring.results.front(), MonitorWords(scene.input));
    int bars = 0;
    for (std::size_t at = page.find("b-unmet"); at != std::string::npos; at = page.find("b-unmet", at + 1)) ++bars;
    EXPECT_EQ(bars, dark) << from;
    EXPECT_NE(page.find("large (" + std::to_string(static_cast<int>(from)) + " pupils or more)"), std::string::npos);
  }
}

/// A province that reports, without schools: 93 % in 2021, 96.5 % in 2024, and why it has no number of large classes.
TEST(ReportedTable, HasAYearPerColumnAndWhatTheAreaSaysOfIt) {
  DatasetBuilder data;
  data.area("33", model::AreaLevel::Province, "province").year(2021).item("retention_nine_year_percent", 93);
  model::Dataset dataset = data.build();
  dataset.area_items.entries.push_back(
      {AreaIndex(std::size_t{0}), 2024, "retention_nine_year_percent", model::Quantity::of(96.5), "yearbook"});
  dataset.area_items.entries.push_back(
      {AreaIndex(std::size_t{0}), 2024, "large_classes", model::Quantity::missing(model::Absence::NotCollected), "none to speak of"});
  dataset.build();
  const auto monitoring =
      monitor::run_monitors(dataset, standards::built_in_monitor_limits(),
                            {SchoolYear{2024}, {"classes", "retention"}, std::nullopt, "", nullptr, monitor::Reports::Take})
          .value();
  MonitorInput input;
  input.monitoring = &monitoring;
  input.lang = Lang::En;
  const MonitorWords words(input);
  const ReportTable table = reported_table(monitoring.results, words);
  EXPECT_EQ(heads(table), (Texts{"monitor", "code", "area", "figure", "2021/22", "2024/25", "evidence"}));
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(cells(table, 0), (Texts{"classes", "33", "province", "large (56+)", "", "—", "none to speak of"}));
  EXPECT_EQ(cells(table, 1), (Texts{"retention", "33", "province", "nine years", "93%*", "96.5%*", "yearbook"}));
  // The years of an area that only reports stand there alone, and the table of the year has what is known.
  EXPECT_TRUE(trend_table(monitoring.results[1], AreaIndex(std::size_t{0}), words).rows.empty());
  EXPECT_TRUE(words.shown_areas(monitoring.results[0]).empty());
  EXPECT_EQ(words.shown_figures(monitoring.results[1]), std::vector<std::size_t>{2});
  EXPECT_FALSE(words.nothing_known(monitoring.results[0]).empty());
}

}  // namespace
}  // namespace junheng::report
