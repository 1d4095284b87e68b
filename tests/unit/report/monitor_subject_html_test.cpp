#include "junheng/report/monitor_subject_html.h"

#include <gtest/gtest.h>

#include "support/dataset_builder.h"

namespace junheng::report {
namespace {

using testing::DatasetBuilder;

/// One class in grade 1, under Shandong's table and the built-in loads. Chinese: 8 periods / 14 = 0.571; PE: 4 / 18 = 0.222.
TEST(SubjectHeatMap, CellsHaveTheGapWithItsSignAndADashWhereUnknown) {
  DatasetBuilder data;
  data.county("330102").school("P1", 211).stage(Stage::Primary).set("pupils", 40);
  data.grade(1).set("pupils", 40).set("classes", 1);
  data.subject_staff(Stage::Primary, "语文").set("teachers", 2).set("weekly_periods", 8);
  data.school("P2", 211).stage(Stage::Primary).set("pupils", 40);
  data.grade(1).set("pupils", 40).set("classes", 1);
  const model::Dataset dataset = data.build();
  const auto library = standards::load_curricula(standards::built_in_curricula());
  const auto subjects =
      monitor::monitor_subjects({&dataset, SchoolYear{2024}, &library, library.default_curriculum(), library.default_loads()});
  SubjectReport report;
  report.dataset = &dataset;
  report.monitor = &subjects;
  report.library = &library;
  report.areas = monitor::subject_areas(subjects, dataset, model::AreaLevel::County, "");
  ASSERT_EQ(report.areas.size(), 1U);
  const std::string html = subject_heat_map(report, report.areas.front(), Lang::En);
  // 0.571 - 2 = -1.429; PE lacks 0.222 of nobody.
  EXPECT_NE(html.find(">−1.4</td>"), std::string::npos) << html;
  EXPECT_NE(html.find(">+0.2</td>"), std::string::npos);
  EXPECT_NE(html.find(">—</td>"), std::string::npos);
  EXPECT_NE(html.find("class=\"scroll\""), std::string::npos);
  EXPECT_NE(html.find("Physical education"), std::string::npos);
  const std::string one = subject_heat_map(report, report.areas.front(), Lang::En, 1);
  EXPECT_NE(one.find("1 more school"), std::string::npos);
  EXPECT_EQ(one.find(">—</td>"), std::string::npos);
}

TEST(SubjectHeatMap, AreaWithoutSchoolsIsEmpty) { EXPECT_EQ(subject_heat_map({}, {}, Lang::Zh), ""); }

}  // namespace
}  // namespace junheng::report
