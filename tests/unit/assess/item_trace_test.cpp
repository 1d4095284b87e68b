// The cells behind a clause of a county item. Rows of the builder are numbered from 2, as in a file with a header.
#include "junheng/assess/item_trace.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iterator>
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
  out.cells = trace_clause(
      {out.scene->assessment.get(), &out.scene->assessor->campuses(), &out.scene->area(), &item, &item.clauses[clause], school});
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

TEST(ItemTrace, BandsAboveTheLimitAreShownBesideAShortList) {
  DatasetBuilder data = school_of(1000, 25);
  data.class_of(1).set("pupils", 40).band(Stage::Primary, "36_40").set("classes", 24).band(Stage::Primary, "ge66").set("classes", 1);
  const auto traced = trace(data, "G5");
  ASSERT_EQ(traced.cells.size(), 2U);
  EXPECT_EQ(traced.cells[0].part, "36_40");
  EXPECT_EQ(traced.cells[1].part, "ge66");
}

TEST(ItemTrace, ListedClassAboveTheLimitIsShownWhereTheBandsTellMore) {
  DatasetBuilder data = school_of(120, 3);
  data.class_of(1).set("pupils", 46).class_of(2).band(Stage::Primary, "36_40").set("classes", 3);
  const auto traced = trace(data, "G5");
  ASSERT_EQ(traced.cells.size(), 1U) << "the class without pupils is not known to be above";
  EXPECT_EQ(traced.cells[0].where.file, "classes.csv");
  EXPECT_EQ(traced.cells[0].value.value, 46);
}

TEST(ItemTrace, EachCampusShowsItsOwnTable) {
  DatasetBuilder data = school_of(90, 2);
  data.class_of(1).set("pupils", 44).class_of(2).set("pupils", 46);
  data.school("2133000002", 211).campus_of(0).stage(Stage::Primary).set("pupils", 96).set("classes", 2);
  data.band(Stage::Primary, "46_50").set("classes", 2);
  data.school("2133000003", 211).campus_of(0).stage(Stage::Primary).set("pupils", 40).set("classes", 1);
  data.class_of(1).set("pupils", 40);
  const auto traced = trace(data, "G5");
  ASSERT_EQ(traced.cells.size(), 2U) << "the third campus has no class above the limit";
  EXPECT_EQ(traced.cells[0].value.value, 46);
  EXPECT_EQ(traced.cells[1].part, "46_50");
}

TEST(ItemTrace, SchoolWithoutOffenceShowsTheTableThatTellsMore) {
  DatasetBuilder data = school_of(80, 2);
  data.class_of(1).set("pupils", 40).band(Stage::Primary, "36_40").set("classes", 2);
  const auto traced = trace(data, "G5", SchoolIndex(0));
  ASSERT_EQ(traced.cells.size(), 1U);
  EXPECT_EQ(traced.cells[0].where.file, "class_bands.csv");
}

TEST(ItemTrace, OffenceProvenByPupilsAndClassesShowsBoth) {
  DatasetBuilder data;
  // 1,000 pupils in 20 classes: one has more than 45.
  data.county("330102").school("2133000001", 312);
  data.stage(Stage::Primary).set("pupils", 1000).set("classes", 20).stage(Stage::Junior).set("pupils", 100).set("classes", 2);
  const auto traced = trace(data, "G5");
  ASSERT_EQ(traced.cells.size(), 2U);
  EXPECT_EQ(traced.cells[0].measure, "pupils");
  EXPECT_EQ(traced.cells[0].value.value, 1000);
  EXPECT_EQ(traced.cells[0].stage, Stage::Primary);
  EXPECT_EQ(traced.cells[1].measure, "classes");
  EXPECT_EQ(traced.cells[1].value.value, 20);
}

TEST(ItemTrace, ProofFromTheRowOfTheWholeSchoolIsThatOfItsStage) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).stage(Stage::All).set("pupils", 100).set("classes", 2);
  const auto traced = trace(data, "G5");
  ASSERT_EQ(traced.cells.size(), 2U);
  EXPECT_EQ(traced.cells[0].stage, Stage::Primary);
  EXPECT_EQ(traced.cells[1].stage, Stage::Primary);
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

/// Measure or kind of room, with the value, of each cell of G3 behind the classes.
std::vector<std::pair<std::string, double>> room_cells(DatasetBuilder& data) {
  const auto traced = trace(data, "G3", SchoolIndex(0));
  std::vector<std::pair<std::string, double>> out;
  for (const ItemCell& cell : traced.cells)
    if (cell.measure != "classes")
      out.emplace_back(cell.part.empty() ? cell.measure : cell.part, cell.value.is_present() ? cell.value.value : -1);
  return out;
}

using RoomCells = std::vector<std::pair<std::string, double>>;

TEST(ItemTrace, RoomsOfOtherKindsHideNoMeasure) {
  DatasetBuilder data = school_of(1000, 25);
  data.set("music_rooms_96m2", 1).set("art_rooms_90m2", 5).room(2).set("area_m2", 100);
  EXPECT_EQ(room_cells(data), (RoomCells{{"music_rooms_96m2", 1}, {"art_rooms_90m2", 5}}));
}

TEST(ItemTrace, EachKindOfRoomShowsWhatCountsIt) {
  DatasetBuilder data = school_of(1000, 25);
  data.set("music_rooms_96m2", 1).set("art_rooms_90m2", 5).room(0).set("area_m2", 100);
  EXPECT_EQ(room_cells(data), (RoomCells{{"music", 100}, {"art_rooms_90m2", 5}}));
}

TEST(ItemTrace, ListThatLeavesOutACampusStandsBesideTheMeasures) {
  DatasetBuilder data = school_of(500, 12);
  data.set("music_rooms_96m2", 2).set("art_rooms_90m2", 2).room(0).set("area_m2", 100);
  data.school("2133000002", 211).campus_of(0).stage(Stage::Primary).set("pupils", 500).set("classes", 12);
  data.set("music_rooms_96m2", 1).set("art_rooms_90m2", 0);
  EXPECT_EQ(room_cells(data),
            (RoomCells{{"music", 100}, {"music_rooms_96m2", 2}, {"music_rooms_96m2", 1}, {"art_rooms_90m2", 2}, {"art_rooms_90m2", 0}}));
}

TEST(ItemTrace, WithoutAListTheEmptyMeasuresAreNamed) {
  DatasetBuilder data = school_of(500, 12);
  EXPECT_EQ(room_cells(data), (RoomCells{{"music_rooms_96m2", -1}, {"art_rooms_90m2", -1}}));
}

TEST(ItemTrace, RoomsCountedAtALargerSizeStandInForTheEasedOne) {
  DatasetBuilder data = school_of(500, 12);
  data.set("music_rooms_96m2", 1).set("art_rooms_90m2", 1).set("art_rooms_67m2", 2);
  model::Dataset dataset = data.build();
  dataset.schools.planned_built_year = model::NumberColumn(1);
  dataset.schools.planned_built_year.set(0, model::Quantity::of(2012));
  const auto scene =
      assess_scene(std::move(dataset), built_in_standard("cn.quality-2017", {standards::ToleranceChoice::Mode::Named, {"G3-built-2016"}}));
  const ItemResult& item = scene->item("G3");
  std::vector<std::string> measures;
  for (const ItemCell& cell :
       trace_clause({scene->assessment.get(), &scene->assessor->campuses(), &scene->area(), &item, &item.clauses[0], SchoolIndex(0)}))
    measures.push_back(cell.measure);
  EXPECT_EQ(measures, (std::vector<std::string>{"classes", "music_rooms_73m2", "music_rooms_96m2", "art_rooms_67m2"}));
}

TEST(ItemTrace, SumOverSchoolsShowsEverySchool) {
  DatasetBuilder data = school_of(100, 3);
  data.set("teachers_rotated", 2).set("teachers_rotation_eligible", 10);
  data.school("2133000002", 211)
      .stage(Stage::Primary)
      .set("pupils", 100)
      .set("classes", 3)
      .set("teachers_rotated", 1)
      .set("teachers_rotation_eligible", 10);
  const auto traced = trace(data, "G11");
  ASSERT_EQ(traced.cells.size(), 4U);
  EXPECT_EQ(traced.cells[0].measure, "teachers_rotated");
  EXPECT_EQ(traced.cells[0].where.row, 2U);
  EXPECT_EQ(traced.cells[2].where.row, 3U);
}

/// A county with a nine-year school whose row `all` holds its teachers, a twelve-year school with and one without a row `all`, a complete
/// secondary school with a merged campus, a nine-year school whose junior stage stands apart on a campus, a primary school with grades
/// only, a school with its teachers on its row `all` alone, and a special school with a senior stage.
class MixedCounty {
 public:
  MixedCounty() {
    data_.county("330102").item("disabled_enrolled", 19).item("disabled_children", 20);
    school(312);
    stage(Stage::Primary, 300, false).stage(Stage::Junior, 210, false).stage(Stage::All, 510);
    school(345);
    stage(Stage::Primary, 240).stage(Stage::Junior, 180).stage(Stage::Senior, 150);
    school(345);
    stage(Stage::Primary, 120).stage(Stage::Junior, 90).stage(Stage::Senior, 60).stage(Stage::All, 270);
    const std::size_t complete = school(341);
    stage(Stage::Junior, 330).stage(Stage::Senior, 450);
    school(311, complete);
    stage(Stage::Junior, 60).stage(Stage::Senior, 30);
    const std::size_t nine_year = school(312);
    stage(Stage::Primary, 450);
    school(311, nine_year);
    stage(Stage::Junior, 270);
    school(211);
    data_.stage(Stage::Primary);
    data_.set("pupils_in_catchment", 130);
    persons(130);
    for (int grade = 1; grade <= 6; ++grade) data_.grade(grade).set("pupils", 20 + grade).set("classes", 1);
    school(211);
    stage(Stage::All, 90);
    school(514);
    stage(Stage::Primary, 40).stage(Stage::Junior, 30).stage(Stage::Senior, 20);
  }

  [[nodiscard]] std::unique_ptr<Scene> scene() { return assess_scene(data_.build(), built_in_standard("cn.quality-2017")); }

 private:
  std::size_t school(int kind, std::optional<std::size_t> parent = {}) {
    data_.school("21330000" + std::to_string(10 + schools_), kind).setting(111).founder(7).set("is_boarding", 0);
    if (parent) data_.campus_of(*parent);
    return schools_++;
  }

  /// Everything that ratios ask for, in numbers that do not repeat from row to row.
  void persons(double pupils) {
    const double teachers = std::floor(pupils / 10) + static_cast<double>(schools_);
    data_.set("teachers", teachers).set("teachers_trained_360h", teachers - 2).set("teachers_certified", teachers);
    data_.set("teachers_rotation_eligible", teachers - 1).set("teachers_rotated", teachers - 3).set("backbone_rotated", teachers - 4);
    data_.set("public_funds_yuan", 7000 * pupils).set("public_funds_budget_yuan", 8000 * pupils);
    data_.set("training_funds_budget_yuan", 300 * pupils);
  }

  MixedCounty& stage(Stage stage, double pupils, bool has_persons = true) {
    data_.stage(stage).set("pupils", pupils).set("classes", std::ceil(pupils / 45));
    data_.set("pupils_in_catchment", pupils - 5);
    if (has_persons) persons(pupils);
    return *this;
  }

  DatasetBuilder data_;
  std::size_t schools_ = 0;
};

/// Sum of the cells of the terms of one side of a ratio.
double sum_of(const std::vector<ItemCell>& cells, const std::vector<standards::SignedMeasure>& terms) {
  double sum = 0;
  for (const auto& term : terms)
    for (const ItemCell& cell : cells)
      if (cell.measure == term.measure) sum += term.sign * cell.value.value;
  return sum;
}

/// The cells of a clause school by school, those of all offenders and others.
std::vector<ItemCell> cells_of_every_school(const Scene& scene, const ItemResult& item, const ClauseResult& clause) {
  std::vector<ItemCell> cells;
  for (std::size_t school = 0; school < scene.dataset.schools.size(); ++school)
    std::ranges::move(
        trace_clause({scene.assessment.get(), &scene.assessor->campuses(), &scene.area(), &item, &clause, SchoolIndex(school)}),
        std::back_inserter(cells));
  return cells;
}

TEST(ItemTrace, CellsOfEveryRatioOverSchoolsAddUpToIt) {
  MixedCounty county;
  const auto scene = county.scene();
  std::vector<std::string> checked;
  for (const ItemResult& item : scene->area().items) {
    for (const ClauseResult& clause : item.clauses) {
      if (clause.clause->rule != standards::ItemRule::SchoolsRatio) continue;
      checked.push_back(item.item->id);
      ASSERT_TRUE(clause.numerator && clause.denominator) << item.item->id;
      const auto cells = cells_of_every_school(*scene, item, clause);
      EXPECT_EQ(sum_of(cells, clause.clause->ratio.numerator), *clause.numerator) << item.item->id;
      EXPECT_EQ(sum_of(cells, clause.clause->ratio.denominator), *clause.denominator) << item.item->id;
      const auto at_once = trace_clause({scene->assessment.get(), &scene->assessor->campuses(), &scene->area(), &item, &clause, {}});
      EXPECT_EQ(at_once.size(), cells.size()) << item.item->id << ": no school offends, so all are shown";
    }
  }
  EXPECT_EQ(checked, (std::vector<std::string>{"G9", "G11", "G11", "G12", "G13", "G13"}));
}

TEST(ItemTrace, CellsOfARatioOfTheAreaAddUpToIt) {
  MixedCounty county;
  const auto scene = county.scene();
  const ItemResult& item = scene->item("Q2");
  const ClauseResult& clause = item.clauses.front();
  const auto cells = trace_clause({scene->assessment.get(), &scene->assessor->campuses(), &scene->area(), &item, &clause, {}});
  EXPECT_EQ(sum_of(cells, clause.clause->ratio.numerator), 19);
  EXPECT_EQ(sum_of(cells, clause.clause->ratio.denominator), 20);
}

/// Ratio of the cells shown of each offender, beside the value on which it was judged.
void expect_cells_give_values(const Scene& scene, const std::string& id, std::size_t offenders) {
  const ItemResult& item = scene.item(id);
  const ClauseResult& clause = item.clauses.front();
  const auto& ratio = clause.clause->ratio;
  EXPECT_EQ(clause.offenders.size(), offenders) << id;
  for (const Offender& offender : clause.offenders) {
    const auto cells = trace_clause({scene.assessment.get(), &scene.assessor->campuses(), &scene.area(), &item, &clause, offender.school});
    EXPECT_DOUBLE_EQ(ratio.scale * sum_of(cells, ratio.numerator) / sum_of(cells, ratio.denominator), offender.value) << id;
  }
}

TEST(ItemTrace, CellsOfARatioOfEachSchoolGiveItsValue) {
  MixedCounty county;
  const auto scene = county.scene();
  // The special school has 7,000 of 8,000 yuan a pupil.
  expect_cells_give_values(*scene, "G7", 1);
  EXPECT_EQ(scene->item("G7").clauses.front().offenders.front().value, 7000);
  // 300 of 8,000 yuan is less than 5 per cent in each of the seven ordinary schools.
  expect_cells_give_values(*scene, "Q4", 7);
}

TEST(ItemTrace, SmallSchoolIsSmallWithItsSeniorPupils) {
  DatasetBuilder data;
  data.county("330102").item("public_funds_quota_primary_yuan", 1000).item("public_funds_quota_junior_yuan", 1200);
  data.school("2133000001", 341).stage(Stage::Junior).set("pupils", 60).set("public_funds_yuan", 60000);
  data.stage(Stage::Senior).set("pupils", 30).set("public_funds_yuan", 30000);
  const auto traced = trace(data, "G6");
  std::vector<std::pair<std::string, double>> of_school;
  for (const ItemCell& cell : traced.cells)
    if (cell.school) of_school.emplace_back(cell.measure, cell.value.value);
  EXPECT_EQ(of_school, (std::vector<std::pair<std::string, double>>{
                           {"pupils", 60}, {"pupils", 30}, {"public_funds_yuan", 60000}, {"public_funds_yuan", 30000}}));
}

TEST(ItemTrace, SchoolThatIsNotSmallWithItsSeniorPupilsIsOutside) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 341).stage(Stage::Junior).set("pupils", 60).stage(Stage::Senior).set("pupils", 50);
  for (const ItemCell& cell : trace(data, "G6", SchoolIndex(0)).cells) EXPECT_FALSE(cell.school) << cell.measure;
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
