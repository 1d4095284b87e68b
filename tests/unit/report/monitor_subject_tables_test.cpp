#include "junheng/report/monitor_subject_tables.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "subject_scene.h"

namespace junheng::report {
namespace {

using testing::DatasetBuilder;
using Texts = std::vector<std::string>;

/// Position of a column by its head.
std::size_t column_of(const ReportTable& table, std::string_view title) {
  return static_cast<std::size_t>(std::ranges::find(table.columns, title, &TableColumn::title) - table.columns.begin());
}

/// 0.571 - 2 = -1.429 in Chinese; in PE 0.222 of nobody. Both are a part of one post: two shared posts, no full one.
TEST(SubjectTables, NeedHasARowPerSubjectWithItsPosts) {
  const SubjectScene scene(two_years().build());
  const SubjectTables tables(scene.report, Lang::En);
  const ReportTable need = tables.need({&scene.report.areas.front()}, AreaColumns::Without);
  EXPECT_EQ(texts_of(need, 0, "Chinese"), (Texts{"Chinese", "0.6", "2.0", "-1.4", "0.0", "0", "0", "1"}));
  EXPECT_EQ(texts_of(need, 0, "Physical education"), (Texts{"Physical education", "0.2", "0.0", "0.2", "0.2", "1", "0", "1"}));
}

TEST(SubjectTables, SubjectsThatNobodyTeachesAreNamedInsteadOfListed) {
  const SubjectScene scene(two_years().build());
  const SubjectTables tables(scene.report, Lang::En);
  const ReportTable need = tables.need({&scene.report.areas.front()}, AreaColumns::Without);
  // Grade 1 has no history.
  EXPECT_TRUE(texts_of(need, 0, "History").empty());
  ASSERT_EQ(need.notes.size(), 1U);
  EXPECT_NE(need.notes.front().find("History"), std::string::npos);
  EXPECT_EQ(need.notes.front().find("Chinese"), std::string::npos);
}

TEST(SubjectTables, NumbersOfSomeSchoolsOnlyAreMarked) {
  const SubjectScene scene(two_years_and_a_silent_school().build());
  const SubjectTables tables(scene.report, Lang::En);
  const ReportTable need = tables.need({&scene.report.areas.front()}, AreaColumns::Without);
  EXPECT_EQ(texts_of(need, 0, "Chinese"),
            (Texts{"Chinese", "0.6†", "2.0†", "-1.4†", "0.0†", "0†", "0†", "1†", "1: no teachers by subject"}));
  EXPECT_NE(need.notes.back().find("†"), std::string::npos);
  const ReportTable periods = tables.periods({&scene.report.areas.front()}, AreaColumns::Without);
  EXPECT_EQ(texts_of(periods, 0, "Chinese"), (Texts{"Chinese", "8.0†", "8.0†", "100.0†", "0†", "1: no teachers by subject"}));
}

/// The darkest first: 0.222 lacks less than a quarter; nothing lacks in Chinese; history is not taught; of P2 nothing is known.
TEST(SubjectTables, SchoolsAgainstSubjectsShowGapsBlanksAndDashes) {
  const SubjectScene scene(two_years_and_a_silent_school().build());
  const SubjectTables tables(scene.report, Lang::En);
  const ReportTable map = tables.need_by_school({&scene.report.areas.front()}, AreaColumns::Without);
  ASSERT_EQ(map.rows.size(), 2U);
  const auto cell = [&](std::size_t row, std::string_view subject) { return map.rows[row].at(column_of(map, subject)); };
  EXPECT_EQ(cell(0, "Chinese").text, "−1.4");
  EXPECT_EQ(cell(0, "Chinese").shade, Shade::None);
  EXPECT_EQ(cell(0, "Physical education").text, "+0.2");
  EXPECT_EQ(cell(0, "Physical education").shade, Shade::Faint);
  EXPECT_EQ(cell(0, "History").text, "");
  EXPECT_EQ(cell(1, "Chinese").text, "—");
  EXPECT_EQ(cell(1, "History").text, "");
  const std::string markup = table_markup(map, 1);
  EXPECT_NE(markup.find("<td class=\"n h-1\">+0.2</td>"), std::string::npos) << markup;
  EXPECT_EQ(markup.find("二小"), std::string::npos);
}

/// A primary school with a teacher of history has one too many, although the subject is not taught.
TEST(SubjectTables, TeacherOfASubjectNotTaughtIsShown) {
  DatasetBuilder data = two_years();
  data.subject_staff(Stage::Primary, "历史").set("teachers", 1);
  const SubjectScene scene(data.build());
  const SubjectTables tables(scene.report, Lang::En);
  const ReportTable map = tables.need_by_school({&scene.report.areas.front()}, AreaColumns::Without);
  EXPECT_EQ(map.rows.front().at(column_of(map, "History")).text, "−1.0");
}

/// 0.571 lacking in 2023, nothing in 2024: shown 0.6 and 0.0. Periods: 4 of 8, then 8 of 8.
TEST(SubjectTables, YearsStandSideBySideWithTheirChange) {
  const SubjectScene scene(two_years().build());
  const SubjectTables tables(scene.report, Lang::En);
  const ReportTable need = tables.need_trend({&scene.report.areas.front()}, AreaColumns::Without);
  EXPECT_EQ(texts_of(need, 0, "Chinese"), (Texts{"Chinese", "0.6", "0.0", "-0.6"}));
  EXPECT_EQ(need.columns[1].title, "2023/24");
  const ReportTable periods = tables.periods_trend({&scene.report.areas.front()}, AreaColumns::With);
  EXPECT_EQ(texts_of(periods, 2, "Chinese"), (Texts{"330102", "甲县", "Chinese", "50.0", "100.0", "+50.0"}));
}

/// The second school has no row in 2023 and no teacher in 2024.
TEST(SubjectTables, ChangeNeedsEverySchoolInBothYears) {
  const SubjectScene scene(two_years_and_a_silent_school().build());
  const SubjectTables tables(scene.report, Lang::En);
  const ReportTable need = tables.need_trend({&scene.report.areas.front()}, AreaColumns::Without);
  EXPECT_EQ(texts_of(need, 0, "Chinese"), (Texts{"Chinese", "0.6†", "0.0†", "—"}));
}

TEST(SubjectTables, OneYearIsNoTrend) {
  const SubjectScene scene(two_years().build(), 2023);
  const SubjectTables tables(scene.report, Lang::En);
  EXPECT_TRUE(tables.need_trend({&scene.report.areas.front()}, AreaColumns::Without).rows.empty());
}

/// In 2023 Chinese lacks 0.571, the most; each post is a part of one. 4 of 8 periods are lacking there, all 4 of PE.
TEST(SubjectTables, ListsNameSchoolsByWhatTheyLackMost) {
  const SubjectScene scene(two_years().build(), 2023);
  const SubjectTables tables(scene.report, Lang::Zh);
  const SubjectAreas areas = {&scene.report.areas.front()};
  const ReportTable shortage = tables.short_schools(areas);
  EXPECT_EQ(texts_of(shortage, 3, "语文"), (Texts{"一小", "P1", "甲县", "语文", "0.57", "0", "0.57", "0.00", "0.57"}));
  EXPECT_EQ(shortage.rows.front()[3].text, "语文");
  const ReportTable under = tables.under_taught(areas);
  EXPECT_EQ(texts_of(under, 3, "语文"), (Texts{"一小", "P1", "甲县", "语文", "8.0", "4.0", "4.0", "50.0"}));
  EXPECT_TRUE(tables.squeezed(areas).rows.empty());
}

/// 0.222 of a need of 0.222 lacks in PE: darkest. 0 of Chinese: white.
TEST(SubjectTables, AreasAreShadedByTheShareOfTheirNeed) {
  const SubjectScene scene(two_years().build());
  const SubjectTables tables(scene.report, Lang::En);
  const ReportTable map = tables.need_by_area({&scene.report.areas.front()});
  EXPECT_EQ(map.rows.front().at(column_of(map, "Physical education")).shade, Shade::Full);
  EXPECT_EQ(map.rows.front().at(column_of(map, "Chinese")).shade, Shade::None);
  const ReportTable periods = tables.periods_by_area({&scene.report.areas.front()});
  EXPECT_EQ(periods.rows.front().at(column_of(periods, "Physical education")).text, "0.0");
  EXPECT_EQ(periods.rows.front().at(column_of(periods, "Physical education")).shade, Shade::Full);
}

}  // namespace
}  // namespace junheng::report
