// The page, the workbook and the table for spreadsheets of monitors by subject.
#include <utility>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "junheng/report/monitor_report.h"
#include "junheng/report/page_tables.h"
#include "markup.h"
#include "subject_scene.h"
#include "written_workbook.h"

namespace junheng::report {
namespace {

TEST(MonitorPage, HasSectionsForNeedAndPeriods) {
  for (const Lang lang : {Lang::Zh, Lang::En}) {
    const PageScene scene(two_years_and_a_silent_school(), lang);
    const auto markup = testing::read_markup(monitor_html(scene.input));
    EXPECT_TRUE(markup.faults.empty()) << markup.faults.front();
    for (const char* key : {"monitor.subjects", "monitor.periods", "monitor.subject.title.need_trend",
                            "monitor.subject.title.periods_trend", "monitor.subject.read_matrix", "monitor.subject.shade.gap.5"})
      EXPECT_TRUE(holds(markup.text, text(key, lang))) << key;
  }
}

TEST(MonitorPage, TablesForTheWebAreGroupedBySubject) {
  const PageScene scene(two_years());
  const auto page = nlohmann::json::parse(monitor_page_json(scene.input));
  ASSERT_FALSE(page["tables"].empty());
  for (const auto& table : page["tables"]) {
    EXPECT_EQ(table["group"], "subjects");
    EXPECT_EQ(table["group_title"], text("monitor.subjects", Lang::En));
  }
  ASSERT_EQ(page["headlines"].size(), 1U);
  EXPECT_EQ(page["headlines"][0]["group"], "subjects");
  EXPECT_FALSE(page["headlines"][0]["value"].get<std::string>().empty());
}

TEST(MonitorPage, PeriodsAloneSayNothingOfNeed) {
  PageScene scene(two_years());
  scene.subjects.report.has_need = false;
  const std::string page = monitor_html(scene.input);
  EXPECT_TRUE(holds(page, "id=\"periods\""));
  EXPECT_FALSE(holds(page, "id=\"subjects\""));
  EXPECT_FALSE(holds(page, "Teachers by subject"));
  const std::string words = monitor_text(scene.input);
  EXPECT_TRUE(holds(words, "Periods by subject"));
  EXPECT_FALSE(holds(words, "Teachers by subject"));
}

TEST(MonitorWorkbook, HasSheetsForNeedAndPeriods) {
  const PageScene scene(two_years(), Lang::Zh);
  const std::string path = ::testing::TempDir() + "monitor-subjects.xlsx";
  ASSERT_TRUE(write_monitor_xlsx(scene.input, path));
  const WrittenWorkbook book(path);
  EXPECT_EQ(book.sheet_names(), (std::vector<std::string>{"学科教师", "学科教师 各校", "缺教师的学校", "学科教师 历年", "学科课时",
                                                          "学科课时 各校", "没有开足的学校", "学科课时 历年"}));
  const auto& need = book.sheet("学科教师");
  const std::uint32_t row = row_with(need, "语文");
  ASSERT_GT(row, 0U);
  // 8 / 14 of a teacher is due, two are there.
  EXPECT_NEAR(number_of(need.cell(row, 4).text), 8.0 / 14, 1e-9);
  EXPECT_EQ(number_of(need.cell(row, 5).text), 2);
  // What the numbers rest on stands below.
  EXPECT_TRUE(mentions(need, "cn.shandong-2023"));
}

TEST(MonitorCsv, HasARowPerYearAreaSubjectAndNumber) {
  const PageScene scene(two_years_and_a_silent_school());
  const std::string csv = monitor_csv(scene.input);
  // 4 of 8 periods in 2023 and 8 of 8 in 2024, of one school of two.
  EXPECT_TRUE(holds(csv, "2023,periods,330102,甲县,county,share,Chinese: taught of due (%),,,4,8,,,,1 school not known,"))
      << csv.substr(0, 2000);
  EXPECT_TRUE(holds(csv, ",test,0,chinese,Chinese,50,,,\n"));
  EXPECT_TRUE(holds(csv, "2024,periods,330102,甲县,county,share,Chinese: taught of due (%),,,8,8,,,,1 school not known,"));
  const std::string whole = monitor_csv(PageScene(two_years()).input);
  EXPECT_TRUE(holds(whole, "2023,periods,330102,甲县,county,share,Chinese: taught of due (%),50,,4,8,,,,,"));
  EXPECT_TRUE(holds(whole, "2024,subjects,330102,甲县,county,have,Chinese: have,2,,"));
}

TEST(MonitorJson, NamesOfSubjectsAreInTheLanguage) {
  const PageScene english(two_years());
  EXPECT_TRUE(holds(monitor_json(english.input), "\"name\": \"Chinese\""));
  EXPECT_FALSE(holds(monitor_json(english.input), "\"name\": \"语文\""));
  const PageScene chinese(two_years(), Lang::Zh);
  EXPECT_TRUE(holds(monitor_json(chinese.input), "\"name\": \"语文\""));
}

TEST(MonitorPage, SchoolsThatTeachInFullAreCountedBelowTheMapOfPeriods) {
  testing::DatasetBuilder data;
  data.county("330102", "甲县");
  for (const char* id : {"P1", "P2"}) {
    data.school(id, 211, id).stage(Stage::Primary).set("pupils", 40);
    data.grade(1).set("pupils", 40).set("classes", 1);
    for (const char* subject : {"道德与法治", "科学", "语文", "数学", "外语", "体育", "艺术", "综合实践", "地方与学校课程"})
      data.subject_staff(Stage::Primary, subject).set("teachers", 1).set("weekly_periods", id == std::string_view("P1") ? 9 : 1);
  }
  PageScene scene(std::move(data));
  scene.subjects.report.has_need = false;
  const std::string page = monitor_html(scene.input);
  EXPECT_TRUE(holds(page, "1 more school teaches every subject in full and is not listed."));
  EXPECT_FALSE(holds(page, "<th scope=\"row\">P1</th>"));
  EXPECT_TRUE(holds(page, "<th scope=\"row\">P2</th>"));
}

/// More schools than a list on the page or the screen takes.
TEST(MonitorPage, LongListsAreCutAndSayHowManyMore) {
  testing::DatasetBuilder data;
  data.county("330102", "甲县");
  for (int i = 0; i < 30; ++i) {
    data.school("P" + std::to_string(i), 211, "S").stage(Stage::Primary).set("pupils", 40);
    data.grade(1).set("pupils", 40).set("classes", 1);
    data.subject_staff(Stage::Primary, "语文").set("teachers", 0).set("weekly_periods", 8);
    data.subject_staff(Stage::Primary, "数学").set("teachers", 9).set("weekly_periods", 99);
  }
  PageScene scene(std::move(data));
  scene.subjects.report.has_periods = false;
  // Of the 14 subjects of the table, 30 schools lack every one that grade 1 has but mathematics; of those 20 lines are on the screen.
  std::size_t lines = 0;
  for (std::size_t i = 0; i < scene.subjects.monitor.subjects.size(); ++i)
    lines += scene.subjects.report.areas.front().short_schools(i).size();
  ASSERT_GT(lines, 20U);
  EXPECT_TRUE(holds(monitor_text(scene.input), std::to_string(lines - 20) + " more; see the workbook"));
}

}  // namespace
}  // namespace junheng::report
