// What tells of fewer than five pupils is not shown, nor what it could be worked out from.
#include "junheng/report/small_counts.h"

#include <set>

#include <gtest/gtest.h>

#include "junheng/model/schema.h"
#include "unit/report/view_scene.h"

namespace junheng::report {
namespace {

using nlohmann::json;

ViewScene masked(double first, double second, double third) {
  return ViewScene(scene_of(county_with_pupils(first, second, third), "cn.quality-2017"), Masking::SmallCountsHidden);
}

TEST(SmallCounts, FiveIsShownFourIsNot) {
  EXPECT_TRUE(is_small_count(4));
  EXPECT_TRUE(is_small_count(1));
  EXPECT_FALSE(is_small_count(5));
  EXPECT_FALSE(is_small_count(0));
}

TEST(SmallCounts, MeasuresThatCountPupils) {
  for (const char* measure : {"pupils", "boarders", "migrant_worker_pupils", "girls", "pupils_in_catchment"})
    EXPECT_TRUE(counts_pupils(measure)) << measure;
  for (const char* measure : {"teachers", "area_teaching_m2", "classes", "public_funds_quota_primary_yuan"})
    EXPECT_FALSE(counts_pupils(measure)) << measure;
}

// Whoever adds a count to the dataset format says here that it is none of children, or in counts_pupils() that it is.
TEST(SmallCounts, EveryCountOfPersonsInTheFormatIsOfChildrenOrNamedHere) {
  const std::set<std::string_view> others = {"max_classes",
                                             "persons",
                                             "posts",
                                             "staff",
                                             "backbone_rotated",
                                             "teachers",
                                             "resident_population",
                                             "rural_population",
                                             "places_built",
                                             "subject_teacher_shortage"};
  const auto check = [&](const model::ColumnSpec& column) {
    if (column.type != model::ColumnType::Count || !column.unit.empty()) return;
    const bool is_other = others.contains(column.id) || column.id.starts_with("teachers_");
    EXPECT_NE(counts_pupils(column.id), is_other) << column.id;
  };
  for (const model::TableSpec& table : model::table_specs()) {
    for (const model::ColumnSpec& column : table.columns) check(column);
    for (const model::ColumnSpec& column : table.measures) check(column);
  }
  for (const model::ColumnSpec& column : model::stage_measures()) check(column);
  for (const model::ColumnSpec& column : model::area_measures()) check(column);
  for (const char* measure : {"disabled_children", "transfers_in", "deaths", "children_7", "junior_out_3y", "migrant_eligible"})
    EXPECT_TRUE(counts_pupils(measure)) << measure;
}

// Two schools of one pupil each, or of four, with 4 teachers each: a CV of 0 on both of these sides. With 1 and 4 pupils the values are
// 400 and 100, so with them it is not shown.
TEST(SmallCounts, SpreadThatCancelsOnTwoSidesIsNotShownAsNone) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县");
  for (const auto& [id, pupils] : {std::pair{"2133000001", 4}, {"2133000002", 1}})
    data.school(id, 211, id).founder(7).setting(121).stage(Stage::Primary).set("pupils", pupils).set("teachers_above_required", 4);
  const ViewScene scene(scene_of(data.build(), "cn.quality-2017"), Masking::SmallCountsHidden);
  const json indicator = scene.overview()["stages"][0]["indicators"][0];
  EXPECT_EQ(indicator["cv"], nullptr);
  EXPECT_EQ(indicator["mean"], nullptr);
}

TEST(SmallCounts, NothingIsHiddenWhereNoSchoolIsSmall) {
  const ViewScene scene = masked(100, 200, 5);
  EXPECT_FALSE(scene.masked);
  EXPECT_TRUE(scene.overview()["hidden"].empty());
  EXPECT_EQ(scene.schools()["pupils"], json::array({100, 200, 5}));
}

// 301 to 304 pupils with the hidden school: they agree in steps of 5 only, so 302.5 is shown as 305.
TEST(SmallCounts, TotalKeepsTheDigitsThatTheSmallSchoolDoesNotTouch) {
  for (const double hidden : {1, 2, 3, 4}) {
    const ViewScene scene = masked(100, 200, hidden);
    const json view = scene.schools();
    EXPECT_EQ(view["pupils"], json::array({100, 200, nullptr})) << "no other school has to be hidden with it";
    EXPECT_EQ(view["hidden"], json::array({2}));
    // Teachers and floor area per pupil would give the pupils away.
    EXPECT_EQ(view["values"]["L1"], json::array({10, 10, nullptr}));
    EXPECT_EQ(scene.overview()["stages"][0]["pupils"], 305);
    EXPECT_EQ(scene.overview()["hidden"].size(), 2U);
  }
}

// 100 x 33 teachers / 301 and / 304 pupils are 10.963 and 10.855: 10.909 in steps of 0.2 is 11.
TEST(SmallCounts, MeanIsRoundedUntilTheHiddenNumberCannotBeSolvedFor) {
  for (const double hidden : {1, 2, 3, 4}) EXPECT_EQ(masked(100, 200, hidden).overview()["stages"][0]["indicators"][0]["mean"], 11);
}

// With 3 teachers the values are 10, 10 and 300 or 75: the CV of the two sides has no digit in common.
TEST(SmallCounts, CvThatTheSmallSchoolMakesIsNotShownButItsVerdictIs) {
  const json indicator = masked(100, 200, 2).overview()["stages"][0]["indicators"][0];
  EXPECT_EQ(indicator["cv"], nullptr);
  EXPECT_EQ(indicator["cv_margin"], nullptr);
  const auto whole = ViewScene(scene_of(county_with_pupils(100, 200, 2), "cn.quality-2017")).overview();
  EXPECT_EQ(indicator["cv_verdict"], whole["stages"][0]["indicators"][0]["cv_verdict"]);
}

TEST(SmallCounts, NothingOfASchoolThatStandsAloneIsShown) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).stage(Stage::Primary).set("pupils", 3);
  const ViewScene scene(scene_of(data.build(), "cn.quality-2017"), Masking::SmallCountsHidden);
  EXPECT_EQ(scene.overview()["stages"][0]["pupils"], nullptr);
  EXPECT_EQ(scene.inputs()["pupils"], json::array({nullptr}));
}

TEST(SmallCounts, GradesThatAddUpToFewAreHiddenToo) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).stage(Stage::Primary).set("classes", 2);
  data.grade(1).set("pupils", 2).grade(2).set("pupils", 1);
  const model::Dataset dataset = data.build();
  EXPECT_TRUE(has_small_stage(dataset, SchoolYear{2024}, SchoolIndex(0)));
  const auto changes = small_count_changes(dataset, SchoolYear{2024}, HiddenSide::Most);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].measure, "pupils");
  EXPECT_EQ(changes[0].stage, Stage::Primary);
  EXPECT_EQ(changes[0].value.value, 4);
}

// Primary 3 and junior 200 make 203; with 4 for the 3 they make 204.
TEST(SmallCounts, RowOfTheWholeSchoolMovesWithItsSmallStage) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("3133000001", 312, "九年一贯制").founder(7);
  data.stage(Stage::Primary).set("pupils", 3).stage(Stage::Junior).set("pupils", 200).stage(Stage::All).set("pupils", 203);
  model::Dataset dataset = data.build();
  const auto changes = small_count_changes(dataset, SchoolYear{2024}, HiddenSide::Most);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[1].stage, Stage::All);
  EXPECT_EQ(changes[1].value.value, 204);
  replace_small_counts(dataset, HiddenSide::Most);
  EXPECT_EQ(dataset.stage_facts.column("pupils")->get(0), 4);
  EXPECT_EQ(dataset.stage_facts.column("pupils")->get(1), 200);
  EXPECT_EQ(dataset.stage_facts.column("pupils")->get(2), 204);
}

/// The pupils of grades 1 to 3 of a school whose primary stage shows their sum, on a side.
std::vector<double> grades_on_side(const std::vector<double>& pupils, HiddenSide side) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7);
  double sum = 0;
  for (const double each : pupils) sum += each;
  data.stage(Stage::Primary).set("pupils", sum);
  for (std::size_t i = 0; i < pupils.size(); ++i) data.grade(static_cast<int>(i) + 1).set("pupils", pupils[i]);
  model::Dataset dataset = data.build();
  replace_small_counts(dataset, side);
  std::vector<double> out;
  for (std::size_t row = 0; row < dataset.grade_facts.size(); ++row) out.push_back(*dataset.grade_facts.column("pupils")->get(row));
  return out;
}

// 14 shown, 5 and 5 shown: the third would be 4. With 1 for it one of the others is 8, so that the sum stays 14.
TEST(SmallCounts, AGradeThatFollowsFromTheTotalHidesAnother) {
  EXPECT_EQ(grades_on_side({5, 5, 4}, HiddenSide::Fewest), (std::vector<double>{8, 5, 1}));
  EXPECT_EQ(grades_on_side({5, 5, 4}, HiddenSide::Most), (std::vector<double>{5, 5, 4}));
}

// Of 4 + 4 the total tells both: the 20 moves by the 6 that 1 + 1 lack. Of 2 + 3 it does not.
TEST(SmallCounts, SeveralGradesFollowFromATotalWhereAllAreTheLeastOrTheMost) {
  EXPECT_EQ(grades_on_side({4, 4, 20}, HiddenSide::Fewest), (std::vector<double>{1, 1, 26}));
  EXPECT_EQ(grades_on_side({2, 3, 20}, HiddenSide::Fewest), (std::vector<double>{1, 1, 20}));
}

TEST(SmallCounts, FewGirlsOfALargeSchoolAreHidden) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7);
  data.stage(Stage::Primary).set("pupils", 300).set("boarders", 2);
  const auto changes = small_count_changes(data.build(), SchoolYear{2024}, HiddenSide::Fewest);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].measure, "boarders");
}

TEST(SmallCounts, PageInputsAndFirstSchoolsLeaveThemOut) {
  const ViewScene scene = masked(100, 200, 4);
  const json page = scene.page("2133000003");
  EXPECT_EQ(page["stages"][0]["pupils"], nullptr);
  for (const json& cell : page["sources"]) {
    if (cell["measure"] == "pupils") {
      EXPECT_EQ(cell["value"], nullptr);
    }
  }
  EXPECT_EQ(page["history"][0]["pupils"], nullptr);
  EXPECT_FALSE(page["hidden"].empty());
  for (const json& indicator : page["stages"][0]["indicators"]) EXPECT_EQ(indicator["shortfall"], "") << indicator;
  const json inputs = scene.inputs();
  EXPECT_EQ(inputs["pupils"], json::array({100, 200, nullptr}));
  EXPECT_EQ(inputs["values"]["pupils"], json::array({100, 200, nullptr}));
  // What is not made of pupils stays.
  EXPECT_EQ(inputs["values"]["teachers_above_required"], json::array({10, 20, 3}));
  const json overview = scene.overview();
  for (const json& school : overview["first_schools"]) EXPECT_NE(school["school_id"], "2133000003");
}

}  // namespace
}  // namespace junheng::report
