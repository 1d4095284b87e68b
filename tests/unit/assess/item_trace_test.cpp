// The cells behind a clause of a county item. Rows of the builder are numbered from 2, as in a file with a header.
#include "junheng/assess/item_trace.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::assess {
namespace {

using junheng::testing::assess_scene;
using junheng::testing::built_in_standard;
using junheng::testing::DatasetBuilder;
using junheng::testing::Scene;

struct Traced {
  std::unique_ptr<Scene> scene;
  std::vector<ItemCell> cells;
};

Traced trace(DatasetBuilder& data, const std::string& id, std::optional<SchoolIndex> school = {}, std::size_t clause = 0) {
  Traced out{assess_scene(data.build(), built_in_standard("cn.quality-2017")), {}};
  const ItemResult& item = out.scene->item(id);
  out.cells = trace_clause({out.scene->assessment.get(), &out.scene->assessor->campuses(), &out.scene->area(), &item, &item.clauses[clause], school});
  return out;
}

DatasetBuilder school_of(double pupils, double classes) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).stage(Stage::Primary).set("pupils", pupils).set("classes", classes);
  return data;
}

TEST(ItemTrace, ReportedItemPointsToItsReport) {
  DatasetBuilder data = school_of(100, 3);
  data.item("G2", 1).item("G1", 0);
  const auto traced = trace(data, "G1");
  ASSERT_EQ(traced.cells.size(), 1U);
  EXPECT_EQ(traced.cells[0].where.file, "area_facts.csv");
  EXPECT_EQ(traced.cells[0].where.row, 3U);
  EXPECT_EQ(traced.cells[0].where.header, "value");
  EXPECT_EQ(traced.cells[0].value.value, 0);
}

TEST(ItemTrace, ItemWithoutAReportHasNoCell) {
  DatasetBuilder data = school_of(100, 3);
  EXPECT_TRUE(trace(data, "G1").cells.empty());
}

TEST(ItemTrace, RatioOfTheAreaNamesEveryTerm) {
  DatasetBuilder data = school_of(100, 3);
  data.item("teacher_pay_yuan", 90000).item("civil_servant_pay_yuan", 80000);
  const auto traced = trace(data, "G8");
  ASSERT_EQ(traced.cells.size(), 2U);
  EXPECT_EQ(traced.cells[0].measure, "teacher_pay_yuan");
  EXPECT_EQ(traced.cells[1].measure, "civil_servant_pay_yuan");
  EXPECT_EQ(traced.cells[1].where.row, 3U);
}

TEST(ItemTrace, EasedRoomSizeIsTheOneThatIsShown) {
  DatasetBuilder data = school_of(500, 12);
  data.set("music_rooms_96m2", 0).set("music_rooms_73m2", 1).set("art_rooms_90m2", 0).set("art_rooms_67m2", 0);
  data.school("2133000002", 211)
      .stage(Stage::Primary)
      .set("pupils", 500)
      .set("classes", 12)
      .set("music_rooms_96m2", 0)
      .set("art_rooms_90m2", 0);
  model::Dataset dataset = data.build();
  dataset.schools.planned_built_year = model::NumberColumn(2);
  dataset.schools.planned_built_year.set(0, model::Quantity::of(2012));
  const auto scene =
      assess_scene(std::move(dataset), built_in_standard("cn.quality-2017", {standards::ToleranceChoice::Mode::Named, {"G3-built-2016"}}));
  const auto measures = [&](std::size_t school) {
    const ItemResult& item = scene->item("G3");
    std::vector<std::string> out;
    for (const ItemCell& cell : trace_clause(
             {scene->assessment.get(), &scene->assessor->campuses(), &scene->area(), &item, &item.clauses[0], SchoolIndex(school)}))
      out.push_back(cell.measure);
    return out;
  };
  EXPECT_EQ(measures(0), (std::vector<std::string>{"classes", "music_rooms_73m2", "art_rooms_67m2"}));
  EXPECT_EQ(measures(1), (std::vector<std::string>{"classes", "music_rooms_96m2", "art_rooms_90m2"}))
      << "no easing for a school that does not qualify";
}

TEST(ItemTrace, ClassSizeNamesTheClassesAboveTheLimitOnly) {
  DatasetBuilder data = school_of(138, 3);
  data.class_of(1).set("pupils", 45).class_of(1).set("pupils", 46).class_of(2).set("pupils", 47);
  const auto traced = trace(data, "G5");
  ASSERT_EQ(traced.cells.size(), 2U);
  EXPECT_EQ(traced.cells[0].where.file, "classes.csv");
  EXPECT_EQ(traced.cells[0].where.row, 3U);
  EXPECT_EQ(traced.cells[0].value.value, 46);
  EXPECT_EQ(traced.cells[1].where.row, 4U);
}

TEST(ItemTrace, ClassBandsStandInForTheListOfClasses) {
  DatasetBuilder data = school_of(138, 3);
  data.band(Stage::Primary, "41_45").set("classes", 0).band(Stage::Primary, "46_50").set("classes", 3);
  const auto traced = trace(data, "G5");
  ASSERT_EQ(traced.cells.size(), 1U) << "bands without a class are left out";
  EXPECT_EQ(traced.cells[0].part, "46_50");
  EXPECT_EQ(traced.cells[0].where.file, "class_bands.csv");
}

TEST(ItemTrace, SchoolAskedForShowsAllItsClasses) {
  DatasetBuilder data = school_of(80, 2);
  data.class_of(1).set("pupils", 40).class_of(2).set("pupils", 40);
  EXPECT_TRUE(trace(data, "G5").cells.empty());
  DatasetBuilder again = school_of(80, 2);
  again.class_of(1).set("pupils", 40).class_of(2).set("pupils", 40);
  EXPECT_EQ(trace(again, "G5", SchoolIndex(0)).cells.size(), 2U);
}

TEST(ItemTrace, SpecialRoomsShowClassesAndMusicAndArtRooms) {
  DatasetBuilder data = school_of(500, 12);
  data.room().set("area_m2", 80);
  const auto traced = trace(data, "G3");
  ASSERT_EQ(traced.cells.size(), 2U);
  EXPECT_EQ(traced.cells[0].measure, "classes");
  EXPECT_EQ(traced.cells[1].part, "music");
  EXPECT_EQ(traced.cells[1].value.value, 80);
}

TEST(ItemTrace, SumOverSchoolsShowsEverySchool) {
  DatasetBuilder data = school_of(100, 3);
  data.set("teachers_rotated", 2).set("teachers_rotation_eligible", 10);
  data.school("2133000002", 211).stage(Stage::Primary).set("pupils", 100).set("classes", 3).set("teachers_rotated", 1).set("teachers_rotation_eligible", 10);
  const auto traced = trace(data, "G11");
  ASSERT_EQ(traced.cells.size(), 4U);
  EXPECT_EQ(traced.cells[0].measure, "teachers_rotated");
  EXPECT_EQ(traced.cells[0].where.row, 2U);
  EXPECT_EQ(traced.cells[2].where.row, 3U);
}

TEST(ItemTrace, AccreditationAndSurveyPointToTheirTables) {
  DatasetBuilder data = school_of(100, 3);
  data.accredited(model::AccreditationKind::Basic, 2016);
  const auto accredited = trace(data, "P1");
  ASSERT_EQ(accredited.cells.size(), 1U);
  EXPECT_EQ(accredited.cells[0].where.file, "accreditation.csv");
  EXPECT_EQ(accredited.cells[0].value.value, 2016);
  DatasetBuilder answers = school_of(100, 3);
  answers.answer(1, model::Respondent::Parent, 5).answer(2, model::Respondent::Parent, 3);
  const auto survey = trace(answers, "S1");
  ASSERT_EQ(survey.cells.size(), 1U);
  EXPECT_EQ(survey.cells[0].where.file, "survey.csv");
  EXPECT_EQ(survey.cells[0].where.row, 0U);
  EXPECT_EQ(survey.cells[0].value.value, 2);
}

}  // namespace
}  // namespace junheng::assess
