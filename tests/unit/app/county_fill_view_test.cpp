// The answer of a fill, and what it tells those who may not see small counts.
#include <algorithm>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "junheng/app/area_desk.h"
#include "junheng/app/county_fill.h"
#include "junheng/core/codes.h"
#include "unit/app/county_fill_scene.h"

namespace junheng::app {
namespace {

using nlohmann::json;
using report::Masking;

std::unique_ptr<AreaDesk> desk_of(model::Dataset data) {
  auto desk = std::make_unique<AreaDesk>();
  desk->dataset = std::move(data);
  desk->standard = testing::built_in_standard("cn.quality-2017");
  auto assessor = assess::Assessor::create(desk->dataset, desk->standard, {SchoolYear{2024}, model::AreaLevel::County, "330182"});
  if (!assessor) throw std::logic_error(assessor.error().message(Lang::En));
  desk->assessor.emplace(std::move(*assessor));
  desk->assessment = desk->assessor->assess();
  desk->masked = report::mask_assessment(*desk->assessor, desk->assessment);
  return desk;
}

json fill_of(const AreaDesk& desk, Masking masking, const std::vector<ValueOfSchool>& asked = {}) {
  auto text = county_fill_json(desk, masking, asked, Lang::En);
  if (!text) throw std::logic_error(text.error().message(Lang::En));
  return json::parse(*text);
}

/// Two schools with gaps of every kind, and two of a few pupils: one by its pupils, one by those of its catchment.
model::Dataset with_small_schools(double pupils, double in_catchment) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县");
  add_good_school(data, "A").set("equipment_value_yuan", 900000).set("teachers", 60).set("teachers_trained_360h", 55);
  data.set("pupils_in_catchment", 990).set("classes", 20);
  data.band(Stage::Primary, "46_50").set("classes", 20);
  add_good_school(data, "B", 2.1)
      .set("teachers", 100)
      .set("teachers_trained_360h", 100)
      .set("pupils_in_catchment", 2000)
      .set("classes", 50);
  data.school("S", 211, "S").founder(7).setting(121).stage(Stage::Primary).set("pupils", pupils).set("teachers", 3);
  data.set("teachers_above_required", 1).set("teachers_trained_360h", 1).set("pupils_in_catchment", pupils).set("equipment_value_yuan", 9);
  data.set("area_teaching_m2", 3).set("multimedia_rooms", 1);
  data.school("T", 211, "T").founder(7).setting(121).stage(Stage::Primary).set("pupils", 300).set("pupils_in_catchment", in_catchment);
  data.set("teachers", 30).set("teachers_trained_360h", 20).set("teachers_above_required", 5).set("equipment_value_yuan", 1000);
  return data.build();
}

std::vector<std::string> schools_in(const json& list) {
  std::vector<std::string> out;
  for (const json& each : list) out.push_back(each["school_id"]);
  return out;
}

TEST(CountyFillView, WhatIsAddedNamesItsSchoolAndWhatItIsFor) {
  const auto desk = desk_of(with_small_schools(3, 2));
  const json filled = fill_of(*desk, Masking::Full);
  const auto added = std::ranges::find_if(
      filled["added"], [](const json& each) { return each["school_id"] == "A" && each["measure"] == "teachers_trained_360h"; });
  ASSERT_NE(added, filled["added"].end());
  EXPECT_EQ((*added)["before"], 55);
  EXPECT_EQ((*added)["value"], 60);
  EXPECT_EQ((*added)["for"], json::array({"G9"}));
  EXPECT_EQ((*added)["stage"], "primary");
  EXPECT_NE((*added)["measure_name"], "");
  EXPECT_EQ(filled["changes"].size(), filled["added"].size());
}

TEST(CountyFillView, WhatIsLeftSaysWhy) {
  const auto desk = desk_of(with_small_schools(3, 2));
  const json filled = fill_of(*desk, Masking::Full);
  const auto why = [&](const std::string& id) -> std::string {
    for (const json& each : filled["left"])
      if (each["id"] == id) return each["why"];
    return "";
  };
  EXPECT_EQ(why("G1"), "not_of_schools") << "reported";
  EXPECT_EQ(why("G8"), "not_of_schools") << "figures of the county";
  EXPECT_EQ(why("G12"), "unknown") << "no certificates are given";
  EXPECT_EQ(why("G9"), "");
  for (const json& each : filled["left"]) EXPECT_NE(each["why_text"], "");
}

TEST(CountyFillView, ChangesThatAreAskedStandFirstAndAreRaised) {
  const auto desk = desk_of(with_small_schools(3, 2));
  const json filled =
      fill_of(*desk, Masking::Full, {{"A", Stage::Primary, "teachers_trained_360h", 58}, {"A", Stage::Primary, "books", 7}});
  EXPECT_EQ(filled["changes"][0]["measure"], "teachers_trained_360h");
  EXPECT_EQ(filled["changes"][0]["value"], 60);
  EXPECT_EQ(filled["changes"][1]["measure"], "books");
  EXPECT_EQ(filled["changes"][1]["value"], 7);
}

TEST(CountyFillView, MoreChangesThanAQuestionHoldsAreRefused) {
  constexpr std::size_t kSchools = 5001;
  testing::DatasetBuilder data;
  data.county("330182", "青溪县");
  std::vector<ValueOfSchool> asked;
  for (std::size_t i = 0; i < kSchools; ++i) {
    const std::string id = "S" + std::to_string(i);
    data.school(id, 211, id).founder(7).setting(121).stage(Stage::Primary).set("pupils", 100);
    asked.push_back({id, Stage::Primary, "books", 7});
  }
  const auto desk = desk_of(data.build());
  const auto refused = county_fill_json(*desk, Masking::Full, asked, Lang::En);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::FillTooManyChanges);
  EXPECT_NE(refused.error().message(Lang::En).find("5001"), std::string::npos) << refused.error().message(Lang::En);
  asked.pop_back();
  EXPECT_TRUE(county_fill_json(*desk, Masking::Full, asked, Lang::En));
}

TEST(CountyFillView, SchoolsWithSmallCountsStayAsTheyAreForThoseWhoMayNotSeeThem) {
  const auto desk = desk_of(with_small_schools(3, 2));
  const auto all = schools_in(fill_of(*desk, Masking::Full)["added"]);
  EXPECT_NE(std::ranges::find(all, "T"), all.end());
  const json hidden = fill_of(*desk, Masking::SmallCountsHidden);
  for (const std::string& school : schools_in(hidden["added"])) {
    EXPECT_NE(school, "S");
    EXPECT_NE(school, "T");
  }
}

TEST(CountyFillView, NothingOfTheAnswerDependsOnHiddenNumbers) {
  const json answer = fill_of(*desk_of(with_small_schools(1, 1)), Masking::SmallCountsHidden);
  EXPECT_FALSE(answer["added"].empty());
  for (const double pupils : {1, 2, 3, 4})
    for (const double in_catchment : {1, 2, 4})
      EXPECT_EQ(fill_of(*desk_of(with_small_schools(pupils, in_catchment)), Masking::SmallCountsHidden), answer)
          << pupils << " pupils, " << in_catchment << " of the catchment";
}

}  // namespace
}  // namespace junheng::app
