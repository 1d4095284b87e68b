#include "junheng/monitor/school_figures.h"

#include <gtest/gtest.h>

#include "junheng/monitor/subject_areas.h"
#include "support/area_facts.h"

namespace junheng::monitor {
namespace {

SubjectFigure of(double need, SubjectGap why_no_need, double have, SubjectGap why_no_staff = SubjectGap::None) {
  SubjectFigure out;
  out.need = {need, why_no_need};
  out.have = {have, why_no_staff};
  return out;
}

/// Counties 1 and 2 of a province; schools by county.
struct TwoCounties {
  model::Dataset dataset;
  SubjectMonitor monitor;

  TwoCounties() {
    testing::AreaFacts facts;
    dataset = facts.province().county().county().build();
    monitor.subjects = {"chinese", "science", "local"};
    for (const std::size_t county : {1, 2}) {
      monitor.areas.push_back({AreaIndex(county), 0, 0, 0, std::vector<AreaSubject>(3)});
      dataset.schools.areas.push_back(AreaIndex(county));
    }
  }
  void school(std::uint32_t id, std::vector<SubjectFigure> figures) {
    SchoolSubjects school;
    school.school = SchoolIndex(id);
    school.subjects = std::move(figures);
    monitor.schools.push_back(std::move(school));
  }
};

// County 1: short of 1.5 in Chinese, and 0.25 in science; what another school has too many does not count. "local" has no weekly load
// anywhere and is left out by name. County 2 does not know its teachers of science.
TEST(ShortageFigures, SumOverSubjectsAndSchools) {
  TwoCounties scene;
  scene.monitor.areas[0].subjects[0].shortage = 1.5;
  scene.monitor.areas[0].subjects[0].surplus = 4;
  scene.monitor.areas[0].subjects[1].shortage = 0.25;
  const SubjectFigure no_load = of(0, SubjectGap::NoLoad, 1);
  scene.school(0, {of(3, SubjectGap::None, 1.5), of(1, SubjectGap::None, 0.75), no_load});
  scene.school(1, {of(3, SubjectGap::None, 3), of(1, SubjectGap::None, 0, SubjectGap::NoStaff), no_load});
  const auto out = shortage_figures(scene.monitor, scene.dataset, SchoolYear{2020});
  ASSERT_EQ(out.figures.size(), 2U);
  EXPECT_EQ(out.figures[0].item, "subject_teacher_shortage");
  EXPECT_DOUBLE_EQ(out.figures[0].value.value(), 1.75);
  EXPECT_FALSE(out.figures[1].value.has_value());
  EXPECT_EQ(out.figures[1].missing, std::vector<std::string_view>{"subject_staff"});
  EXPECT_EQ(out.without_load, std::vector<std::string_view>{"local"});
}

// Chinese has no load in the stage of the first school: it is left out for all counties alike and named, and the others are told.
TEST(ShortageFigures, SubjectWithoutLoadInOneStageIsLeftOutForAllAndNamed) {
  TwoCounties scene;
  scene.monitor.areas[0].subjects[0].shortage = 3;
  scene.monitor.areas[0].subjects[1].shortage = 0.5;
  scene.school(0, {of(0, SubjectGap::NoLoad, 1), of(1.5, SubjectGap::None, 1), of(1, SubjectGap::None, 1)});
  scene.school(1, {of(2, SubjectGap::None, 2), of(1, SubjectGap::None, 1), of(1, SubjectGap::None, 1)});
  const auto out = shortage_figures(scene.monitor, scene.dataset, SchoolYear{2020});
  EXPECT_EQ(out.without_load, std::vector<std::string_view>{"chinese"});
  EXPECT_EQ(out.figures.at(0).value, 0.5);
  EXPECT_EQ(out.figures.at(1).value, 0);
}

// 54 of 1,000 classes are 5.4 %: that is no "5.0", which stands for 4.95 to 5.05, but may be printed as "5".
TEST(AreaFigures, PublishedDigitsAreThoseOfTheCell) {
  testing::AreaFacts facts;
  facts.province().value(0, 2020, "large_classes", 54).value(0, 2020, "compulsory_classes", 1000);
  facts.value(0, 2020, "large_class_share_percent", 5);
  model::Dataset dataset = facts.build();
  const ReviewItem& share = *find_review_item("large_class_share_percent");
  EXPECT_EQ(AreaFigures(dataset, {}).share(AreaIndex(std::size_t{0}), share, 2020).decimals, 0);
  EXPECT_FALSE(AreaFigures(dataset, {}).share(AreaIndex(std::size_t{0}), share, 2020).disagrees());
  dataset.area_items.entries[2].decimals = 1;
  EXPECT_EQ(AreaFigures(dataset, {}).share(AreaIndex(std::size_t{0}), share, 2020).decimals, 1);
  EXPECT_TRUE(AreaFigures(dataset, {}).share(AreaIndex(std::size_t{0}), share, 2020).disagrees());
}

// 8 reported, 5 from the schools: the reported one stands, both can be had. County 2 has its schools' 3. The sum is 8 + 3.
TEST(AreaFigures, ReportedGoesBeforeTheSchoolsAndBothAreThere) {
  testing::AreaFacts facts;
  facts.province().county().county();
  facts.value(1, 2018, "large_classes", 8);
  const model::Dataset dataset = facts.build();
  const std::vector<SchoolFigure> schools = {{AreaIndex(std::size_t{1}), 2018, "large_classes", 5.0},
                                             {AreaIndex(std::size_t{2}), 2018, "large_classes", 3.0}};
  const AreaFigures figures(dataset, schools);
  const AreaFigure first = figures.at(AreaIndex(std::size_t{1}), "large_classes", 2018);
  EXPECT_EQ(first.value, 8);
  EXPECT_FALSE(first.is_of_schools);
  const AreaFigure sum = figures.at(AreaIndex(std::size_t{0}), "large_classes", 2018);
  EXPECT_EQ(sum.value, 11);
  EXPECT_EQ(sum.basis, FigureBasis::Counties);
  EXPECT_TRUE(sum.is_of_schools);
  const auto both = figures.reported_beside_schools(AreaIndex(std::size_t{1}), *find_review_item("large_classes"), 2018);
  ASSERT_TRUE(both.has_value());
  EXPECT_TRUE(both->disagrees());
  EXPECT_FALSE(figures.reported_beside_schools(AreaIndex(std::size_t{2}), *find_review_item("large_classes"), 2018).has_value());
}

TEST(AreaFigures, WhatTheSchoolsLackIsTold) {
  testing::AreaFacts facts;
  facts.province().county();
  const model::Dataset dataset = facts.build();
  const std::vector<SchoolFigure> schools = {{AreaIndex(std::size_t{1}), 2018, "large_classes", std::nullopt, {"classes"}}};
  const AreaFigures figures(dataset, schools);
  for (const std::size_t area : {0, 1}) {
    const AreaFigure figure = figures.at(AreaIndex(area), "large_classes", 2018);
    EXPECT_FALSE(figure.value.has_value());
    EXPECT_EQ(figure.missing, std::vector<std::string_view>{"classes"});
  }
}

}  // namespace
}  // namespace junheng::monitor
