// The item "every school meets the school standard" over the sample county: North School meets it, Poor School has 3 teachers per 100
// pupils (floor 4.25), Silent School 4.5 (standard 5) and no books. The rule is 1 of 2 and none below its floor.
#include <gtest/gtest.h>

#include "junheng/assess/item_trace.h"
#include "support/assess_scene.h"
#include "support/report_sample.h"

namespace junheng::assess {
namespace {

using junheng::testing::DatasetBuilder;
using junheng::testing::Scene;

std::unique_ptr<Scene> scene_of(DatasetBuilder& data) {
  standards::Standard standard = junheng::testing::sample_standard();
  standards::Item item = standard.pack.items.front();
  item.id = "P9";
  item.clauses.front().rule = standards::ItemRule::SchoolStandard;
  standard.pack.items.push_back(std::move(item));
  return junheng::testing::assess_scene(data.build(), std::make_shared<const standards::Standard>(std::move(standard)));
}

std::unique_ptr<Scene> sample_scene() {
  DatasetBuilder data;
  junheng::testing::add_sample_county(data, "330101");
  return scene_of(data);
}

std::string name_of(const Scene& scene, SchoolIndex school) { return std::string(scene.dataset.schools.names.at(school.value)); }

TEST(SchoolStandardItem, FailingSchoolsStandBeforeThoseThatAreUnknown) {
  const auto scene = sample_scene();
  const ClauseResult& clause = scene->item("P9").clauses[0];
  EXPECT_EQ(clause.verdict, Verdict::Unmet);
  EXPECT_EQ(clause.value, 1.0) << "what is counted are the schools known to fail";
  ASSERT_EQ(clause.offenders.size(), 2U);
  EXPECT_EQ(name_of(*scene, clause.offenders[0].school), "Poor School");
  EXPECT_EQ(clause.offenders[0].stage, Stage::Primary);
  EXPECT_EQ(clause.offenders[0].verdict, Verdict::Unmet);
  EXPECT_EQ(clause.offenders[0].value, 0);
  EXPECT_EQ(clause.offenders[0].limit, 1);
  EXPECT_EQ(name_of(*scene, clause.offenders[1].school), "Silent School");
  EXPECT_EQ(clause.offenders[1].verdict, Verdict::Unknown);
}

TEST(SchoolStandardItem, UnknownSchoolsAloneLeaveItOpenAndAreListed) {
  DatasetBuilder data;
  data.county("330101").school("1", 211).stage(Stage::Primary).set("pupils", 100).set("teachers", 6).set("books", 3000);
  data.school("2", 211).stage(Stage::Primary).set("pupils", 100).set("teachers", 4.5);
  const auto scene = scene_of(data);
  const ClauseResult& clause = scene->item("P9").clauses[0];
  EXPECT_EQ(clause.verdict, Verdict::Unknown);
  EXPECT_EQ(clause.basis, Basis::Missing);
  ASSERT_EQ(clause.offenders.size(), 1U);
  EXPECT_EQ(clause.offenders[0].verdict, Verdict::Unknown);
}

TEST(SchoolStandardItem, ReportOfTheCountyStandsForOpenSchools) {
  DatasetBuilder data;
  data.county("330101").item("P9", 1).school("1", 211).stage(Stage::Primary).set("pupils", 100).set("teachers", 4.5);
  const auto scene = scene_of(data);
  EXPECT_EQ(scene->item("P9").verdict, Verdict::Met);
  EXPECT_EQ(scene->item("P9").basis, Basis::Reported);
  EXPECT_TRUE(scene->item("P9").clauses[0].offenders.empty());
}

TEST(SchoolStandardItem, AllSchoolsAtTheStandardLeaveNobodyToList) {
  DatasetBuilder data;
  data.county("330101").school("1", 211).stage(Stage::Primary).set("pupils", 100).set("teachers", 6).set("books", 3000);
  data.school("2", 311).stage(Stage::Junior).set("pupils", 100).set("teachers", 6).set("books", 3000);
  const auto scene = scene_of(data);
  EXPECT_EQ(scene->item("P9").verdict, Verdict::Met);
  EXPECT_TRUE(scene->item("P9").clauses[0].offenders.empty());
}

/// "teachers [T1] = 12" of every cell, in order.
std::string cells_of(const Scene& scene, std::optional<SchoolIndex> school) {
  const ItemResult& item = scene.item("P9");
  std::string out;
  for (const ItemCell& cell :
       trace_clause({scene.assessment.get(), &scene.assessor->campuses(), &scene.area(), &item, &item.clauses[0], school}))
    out += name_of(scene, *cell.school) + ": " + cell.measure + " [" + cell.part + "] row " + std::to_string(cell.where.row) + "\n";
  return out;
}

TEST(SchoolStandardItem, CellsAreThoseOfTheIndicatorsNotMet) {
  EXPECT_EQ(cells_of(*sample_scene(), {}),
            "Poor School: teachers [T1] row 3\nPoor School: pupils [T1] row 3\nPoor School: books [B2] row 3\n"
            "Silent School: teachers [T1] row 4\nSilent School: pupils [T1] row 4\nSilent School: books [B2] row 4\n");
}

TEST(SchoolStandardItem, SchoolAskedForThatMeetsItShowsEveryIndicator) {
  EXPECT_EQ(cells_of(*sample_scene(), SchoolIndex(0)),
            "North School: teachers [T1] row 2\nNorth School: pupils [T1] row 2\nNorth School: books [B2] row 2\n");
}

}  // namespace
}  // namespace junheng::assess
