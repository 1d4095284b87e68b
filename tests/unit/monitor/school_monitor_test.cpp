#include <gtest/gtest.h>

#include <string>

#include "support/dataset_builder.h"
#include "support/monitor_run.h"

namespace junheng::monitor {
namespace {

using testing::DatasetBuilder;
using testing::figure_of;
using testing::run_monitor;

/// The figures and limits that a school of this kind is listed under.
std::string listed(int kind, double pupils) {
  DatasetBuilder data;
  data.county("330102").school("A", kind).stage(Stage::Primary).set("pupils", pupils - 800).stage(Stage::Junior).set("pupils", 800);
  const auto dataset = data.build();
  const MonitorResult result = run_monitor(dataset, "schools");
  EXPECT_EQ(figure_of(result, "over_2000").value, 1.0) << "counted whatever its kind";
  std::string out;
  for (const Offender& offender : result.years.back().areas.front().offenders) out += std::string(offender.figure) + " ";
  return out;
}

TEST(SchoolMonitor, NineYearSchoolsAreListedByTheirOwnLimit) {
  // 2,300 pupils: above 2,000, which is not its limit, and not above 2,500, which is.
  EXPECT_EQ(listed(312, 2300), "");
  EXPECT_EQ(listed(312, 2501), "through_over_2500 ");
}

TEST(SchoolMonitor, OfUnknownKindIsListedWhereItMissesEveryLimitItMayHave) {
  EXPECT_EQ(listed(0, 2300), "");
  EXPECT_EQ(listed(0, 2501), "over_2000 ");
}

// It may have none, and would not count then.
TEST(SchoolMonitor, SchoolThatDoesNotTellItsPupilsLeavesTheNumberOpen) {
  DatasetBuilder data;
  data.county("330102").school("A", 211).stage(Stage::Primary).set("pupils", 300);
  data.school("B", 211).stage(Stage::Primary).set("classes", 6);
  const auto dataset = data.build();
  const MonitorResult result = run_monitor(dataset, "schools");
  const Figure& total = figure_of(result, "schools");
  EXPECT_EQ(total.value, std::nullopt);
  EXPECT_EQ(total.at_least, 2.0);
  EXPECT_EQ(total.missing, std::vector<std::string_view>{"pupils"});
}

}  // namespace
}  // namespace junheng::monitor
