#include "junheng/app/review_schools.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "junheng/monitor/run_monitors.h"
#include "junheng/monitor/school_figures.h"

#include "support/dataset_builder.h"

namespace junheng::app {
namespace {

/// A nine-year school that tells its classes and boarders for the whole, and a primary school with more boarders than beds.
model::Dataset county(const std::string& country) {
  testing::DatasetBuilder data(country);
  data.county("330102").school("N", 312).setting(121).year(2020).stage(Stage::Primary).set("pupils", 190).stage(Stage::Junior);
  data.set("pupils", 270).stage(Stage::All).set("classes", 12).set("boarders", 100).set("beds", 90);
  data.school("P", 211).setting(220).stage(Stage::Primary).set("pupils", 380).set("classes", 8).set("boarders", 50).set("beds", 20);
  data.band(Stage::Primary, "46_50").set("classes", 7).band(Stage::Primary, "56_60").set("classes", 1);
  return data.build();
}

TEST(ReviewSchools, FiguresAreThoseOfTheMonitorsOfTheCountry) {
  const Session session;
  const auto basis = choose_subject_basis("", "").value();
  for (const std::string country : {"CN", "TW"}) {
    const model::Dataset dataset = county(country);
    const auto reviewed = review_schools({&dataset, monitor::five_year_periods(2020), 2020, &basis}, session).value();
    const auto reading = find_pack(std::string(pack_of_country(country)), session).value();
    const monitor::MonitorOptions options{SchoolYear{2020}, monitor::review_monitors(), std::nullopt, "", &reading};
    const auto monitoring = monitor::run_monitors(dataset, standards::built_in_monitor_limits(), options).value();
    std::size_t compared = 0;
    for (const monitor::SchoolFigure& theirs : monitor::monitor_figures(monitoring, 2020)) {
      const auto own = std::ranges::find_if(reviewed.figures, [&](const monitor::SchoolFigure& each) {
        return each.item == theirs.item && each.year == theirs.year && each.area == theirs.area;
      });
      ASSERT_NE(own, reviewed.figures.end()) << theirs.item;
      EXPECT_EQ(own->value, theirs.value) << theirs.item;
      EXPECT_EQ(own->missing, theirs.missing) << theirs.item;
      // 10 of the nine-year school, 30 of the primary school.
      if (theirs.item == "boarders_without_bed") {
        EXPECT_EQ(own->value, 40);
      }
      ++compared;
    }
    EXPECT_GT(compared, 3U);
  }
}

TEST(ReviewSchools, PackOfACountryIsTheChineseOneForChinaOnly) {
  EXPECT_EQ(pack_of_country("CN"), "cn.quality-2017");
  EXPECT_EQ(pack_of_country("TW"), "generic.resources");
  EXPECT_EQ(pack_of_country(""), "generic.resources");
}

}  // namespace
}  // namespace junheng::app
