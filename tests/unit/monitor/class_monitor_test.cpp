#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

#include "support/dataset_builder.h"
#include "support/monitor_run.h"

namespace junheng::monitor {
namespace {

using testing::DatasetBuilder;
using testing::figure_of;
using testing::run_monitor;

/// A junior school of 300 pupils, the number of whose classes is not given.
DatasetBuilder three_hundred() {
  DatasetBuilder data;
  data.county("330102").school("A", 311).stage(Stage::Junior).set("pupils", 300);
  return data;
}

void classes_of(DatasetBuilder& data, int grade, int count, double pupils) {
  for (int i = 0; i < count; ++i) data.class_of(grade).set("pupils", pupils);
}

/// Two classes of 50 hold 100 of 300 pupils: the others may sit in large ones.
TEST(ClassMonitor, ListThatHoldsPartOfThePupilsIsNotMet) {
  DatasetBuilder data = three_hundred();
  for (int grade = 7; grade <= 9; ++grade) data.grade(grade).set("pupils", 100);
  classes_of(data, 7, 2, 50);
  const auto dataset = data.build();
  const MonitorResult result = run_monitor(dataset, "classes");
  EXPECT_EQ(figure_of(result, "large_share").verdict, assess::Verdict::Unknown);
  EXPECT_EQ(figure_of(result, "total").value, std::nullopt);
  EXPECT_EQ(figure_of(result, "total").at_least, 2.0);
}

TEST(ClassMonitor, ListThatHoldsAllPupilsIsWhole) {
  DatasetBuilder data = three_hundred();
  for (int grade = 7; grade <= 9; ++grade) classes_of(data, grade, 2, 50);
  const auto dataset = data.build();
  const MonitorResult result = run_monitor(dataset, "classes");
  EXPECT_EQ(figure_of(result, "total").value, 6.0);
  EXPECT_EQ(figure_of(result, "large_share").verdict, assess::Verdict::Met);
}

/// Three classes of at most 40 hold 120 at most; eight hold 320.
TEST(ClassMonitor, BandsMustReachToAllPupils) {
  for (const int classes : {3, 8}) {
    DatasetBuilder data = three_hundred();
    data.band(Stage::Junior, "36_40").set("classes", classes);
    const auto dataset = data.build();
    const Figure large = figure_of(run_monitor(dataset, "classes"), "large_share");
    EXPECT_EQ(large.verdict, classes == 3 ? assess::Verdict::Unknown : assess::Verdict::Met) << classes;
  }
}

TEST(ClassMonitor, WithNeitherClassesNorPupilsNothingShowsThatTheListIsWhole) {
  DatasetBuilder data;
  data.county("330102").school("A", 311);
  classes_of(data, 7, 2, 50);
  data.school("B", 311).stage(Stage::Junior).set("pupils", 100).set("classes", 2);
  classes_of(data, 7, 2, 50);
  const auto dataset = data.build();
  EXPECT_EQ(figure_of(run_monitor(dataset, "classes"), "large_share").verdict, assess::Verdict::Unknown);
}

/// Six classes: five of 70, one of which nobody wrote the size.
TEST(ClassMonitor, ClassOfUnknownSizeIsInNoBand) {
  DatasetBuilder data = three_hundred();
  data.set("classes", 6).class_of(7);
  classes_of(data, 7, 5, 70);
  const auto dataset = data.build();
  const MonitorResult result = run_monitor(dataset, "classes");
  const std::vector<Figure> bands = result.years.back().areas.front().histogram.bands;
  EXPECT_EQ(std::ranges::find(bands, "le25", &Figure::id)->at_least, 0.0);
  EXPECT_EQ(std::ranges::find(bands, "ge66", &Figure::id)->at_least, 5.0);
  EXPECT_EQ(figure_of(result, "total").value, 6.0);
}

/// One class of 66 or more is known to hold 66 of 300 pupils; with six of 41-45 (270) the 300 have a place.
TEST(ClassMonitor, OpenBandHoldsNoMoreThanItsLowEnd) {
  for (const int others : {0, 6}) {
    DatasetBuilder data = three_hundred();
    data.band(Stage::Junior, "ge66").set("classes", 1);
    if (others > 0) data.band(Stage::Junior, "41_45").set("classes", others);
    const auto dataset = data.build();
    const Figure total = figure_of(run_monitor(dataset, "classes"), "total");
    EXPECT_EQ(total.value, others > 0 ? std::optional(7.0) : std::nullopt);
    if (others == 0) {
      EXPECT_EQ(total.at_least, 1.0);
    }
  }
}

// A list of three classes, one without its size; the bands tell three of 46 to 50. The list is as full and counts: two in 46 to 50, and
// no band has fewer than none.
TEST(ClassMonitor, BandsAreThoseOfTheFullerTable) {
  DatasetBuilder data;
  data.county("330102").school("A", 311).stage(Stage::Junior).set("pupils", 150).set("classes", 3);
  data.class_of(7);
  classes_of(data, 8, 2, 50);
  data.band(Stage::Junior, "46_50").set("classes", 3);
  const auto dataset = data.build();
  const MonitorResult result = run_monitor(dataset, "classes");
  const std::vector<Figure> bands = result.years.back().areas.front().histogram.bands;
  EXPECT_EQ(std::ranges::find(bands, "le25", &Figure::id)->at_least, 0.0);
  EXPECT_EQ(std::ranges::find(bands, "46_50", &Figure::id)->at_least, 2.0);
}

/// A city with two classes under its own code, and a county of it with three.
TEST(ClassMonitor, SchoolsOfTheCityItselfCountInTheCity) {
  DatasetBuilder data;
  data.area("330100", model::AreaLevel::City).school("C", 211).stage(Stage::Primary).set("pupils", 80).set("classes", 2);
  classes_of(data, 1, 2, 40);
  data.county("330102").school("A", 211).stage(Stage::Primary).set("pupils", 120).set("classes", 3);
  classes_of(data, 1, 3, 40);
  auto dataset = data.build();
  dataset.areas.parents[1] = AreaIndex(std::size_t{0});
  const MonitorResult result = run_monitor(dataset, "classes");
  const auto& areas = result.years.back().areas;
  ASSERT_EQ(areas.size(), 2U);
  EXPECT_EQ(areas[0].find("total")->value, 5.0);
  EXPECT_EQ(areas[1].find("total")->value, 3.0);
}

}  // namespace
}  // namespace junheng::monitor
