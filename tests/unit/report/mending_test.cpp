// What a school has to do for its verdict: cn.quality-2017 asks a primary school for 6 of 7 indicators, none of the rest below its floor.
#include "junheng/report/mending.h"

#include <map>
#include <string>

#include <gtest/gtest.h>

#include "junheng/report/shortfall_text.h"
#include "unit/report/view_scene.h"

namespace junheng::report {
namespace {

using nlohmann::json;

/// A primary school of 100 pupils that meets all seven standards just so, but for what is given otherwise: 4.2 and 3.57 teachers (L1,
/// floor), 4.5 and 3.825 m2 of rooms (L4), 2,000 and 1,700 yuan of equipment (L6).
struct Primary {
  double teachers = 5;
  double rooms_m2 = 450;
  double equipment_yuan = 200000;
};

std::unique_ptr<testing::Scene> scene_with(const Primary& has) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 100).set("teachers_above_required", has.teachers).set("teachers_backbone", 1);
  data.set("teachers_pe_arts", 1).set("area_teaching_m2", has.rooms_m2).set("area_indoor_sports_m2", 0).set("area_sports_ground_m2", 750);
  data.set("equipment_value_yuan", has.equipment_yuan).set("multimedia_rooms", 3);
  return scene_of(data.build(), "cn.quality-2017");
}

Mending mending_in(const testing::Scene& scene, std::uint32_t unit = 0) {
  return mending_of(*scene.assessment, Stage::Primary, unit).value();
}

std::string words(const testing::Scene& scene, Lang lang = Lang::Zh) {
  return mending_text(*scene.assessment, Stage::Primary, mending_in(scene), lang);
}

/// "L1 standard", in the order of the steps.
std::vector<std::string> steps(const testing::Scene& scene) {
  const Mending mending = mending_in(scene);
  std::vector<std::string> out;
  const auto least = least_steps(mending).value();
  for (const MendingStep& step : least) {
    const auto& rule = scene.assessment->rules_of(Stage::Primary).indicators[mending.gaps[step.gap].shortfall.indicator];
    out.push_back(rule.indicator->id + (step.is_to_floor ? " floor" : " standard"));
  }
  return out;
}

std::string role(const testing::Scene& scene, std::string_view indicator) {
  const auto at = scene.assessment->rules_of(Stage::Primary).find(indicator).value();
  return gap_role_text_of(*scene.assessment, Stage::Primary, 0, at, Lang::Zh);
}

/// What the first school lacks under changes, as pages get it.
json lacks_of(const testing::Scene& scene, const std::vector<assess::ValueChange>& changes) {
  const assess::Assessment after = scene.assessor->assess(changes);
  const SmallCounts hidden(after, after.areas.front(), Masking::Full);
  formats::JsonWriter writer;
  writer.begin_object();
  write_school_lacks(writer, {{&after, &after.areas.front(), &hidden, Lang::En}, &scene.assessor->campuses(), SchoolIndex(0), changes});
  return json::parse(writer.end_object().take());
}

TEST(Mending, SchoolThatMeetsEverythingHasNothingToDo) {
  const auto scene = scene_with({});
  EXPECT_TRUE(mending_in(*scene).gaps.empty());
  EXPECT_EQ(words(*scene), "");
  EXPECT_TRUE(steps(*scene).empty());
}

// Two gaps above the floor, 5 of 7 met: one of the two will do. L1 misses 0.2 of 4.2 (4.8 %), L4 0.2 of 4.5 (4.4 %).
TEST(Mending, OneOfTwoGapsAboveTheFloorWillDo) {
  const auto scene = scene_with({4, 430, 200000});
  EXPECT_EQ(words(*scene), "7 项指标中须有 6 项达标，其余不低于底线；现有 5 项达标，还须补足 1 项");
  EXPECT_EQ(role(*scene, "L1"), "2 项中任选 1 项补足即可");
  EXPECT_EQ(role(*scene, "L4"), "2 项中任选 1 项补足即可");
  EXPECT_EQ(steps(*scene), std::vector<std::string>{"L4 standard"});
}

// L6 is at 1,500, below its floor of 1,700: brought to its standard it is the sixth, and L1 need not be filled.
TEST(Mending, GapBelowTheFloorIsCompulsoryAndCounts) {
  const auto scene = scene_with({4, 450, 150000});
  EXPECT_EQ(words(*scene), "7 项指标中须有 6 项达标，其余不低于底线；现有 5 项达标，还须补足 1 项；L6 低于底线，必须补足");
  EXPECT_EQ(role(*scene, "L6"), "必须补（低于底线 1,700）");
  EXPECT_EQ(role(*scene, "L1"), "不补也不影响学校达标");
  EXPECT_EQ(steps(*scene), std::vector<std::string>{"L6 standard"});
}

// Six are met; the seventh, at 3.0 against a floor of 3.57, need only reach that: 0.57 of a teacher.
TEST(Mending, FloorSufficesWhereEnoughAreMet) {
  const auto scene = scene_with({3, 450, 200000});
  EXPECT_EQ(words(*scene), "7 项指标中须有 6 项达标，其余不低于底线；现有 6 项达标；L1 低于底线，必须补，补到底线即可");
  EXPECT_EQ(role(*scene, "L1"), "必须补（至少补到底线 3.57）");
  EXPECT_EQ(steps(*scene), std::vector<std::string>{"L1 floor"});
  EXPECT_NEAR(mending_in(*scene).gaps.front().shortfall.missing_to_floor.value(), 0.57, 1e-9);
}

// 4 of 7 met, one of the gaps below the floor: it counts as one of the two, and one of the others is wanted besides.
TEST(Mending, CompulsoryOneAndAnyOfTheOthers) {
  const auto scene = scene_with({4, 430, 150000});
  EXPECT_EQ(words(*scene), "7 项指标中须有 6 项达标，其余不低于底线；现有 4 项达标，还须补足 2 项；L6 低于底线，必须补足，另外再补足 1 项");
  EXPECT_EQ(steps(*scene), (std::vector<std::string>{"L6 standard", "L4 standard"}));
  EXPECT_EQ(shortfalls_text(*scene->assessment, Stage::Primary, 0, Lang::Zh).substr(0, std::string("必须补：L6").size()), "必须补：L6");
}

// Two of three gaps below the floor where one more is to be met: the nearer one to the standard (L4, 3.7 of 4.5), the other to its floor.
TEST(Mending, OfSeveralBelowTheFloorTheNearestReachesTheStandard) {
  const auto scene = scene_with({3, 370, 200000});
  EXPECT_EQ(steps(*scene), (std::vector<std::string>{"L4 standard", "L1 floor"}));
}

// A school without a number of multimedia rooms: nobody can say what would do.
TEST(Mending, MissingValueIsWantedFirst) {
  const auto scene = scene_of(small_county(), "cn.quality-2017");
  const Mending third = mending_in(*scene, 2);
  EXPECT_EQ(third.count(GapRole::Open), 1);
  EXPECT_FALSE(least_steps(third));
  EXPECT_NE(mending_text(*scene->assessment, Stage::Primary, third, Lang::En).find("L7 without data"), std::string::npos);
}

// 5 of 7 are met and one has no data: L1 is wanted only if that one is not met.
TEST(Mending, MissingValueMayTakeThePlaceOfAGap) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 100).set("teachers_above_required", 4).set("teachers_backbone", 1).set("teachers_pe_arts", 1);
  data.set("area_teaching_m2", 450).set("area_indoor_sports_m2", 0).set("area_sports_ground_m2", 750).set("equipment_value_yuan", 200000);
  const auto scene = scene_of(data.build(), "cn.quality-2017");
  EXPECT_EQ(words(*scene),
            "7 项指标中须有 6 项达标，其余不低于底线；现有 5 项达标，还须补足 1 项；L7 缺数据，填报后才能判定，若达标可少补");
  EXPECT_EQ(role(*scene, "L1"), "须补足（缺数据的指标若达标，可少补）");
}

// The province's standard asks for 8 of 10; the numbers are the standard's.
TEST(Mending, NumbersAreTheStandards) {
  const auto scene = scene_of(small_county(), "cn.province-10of8");
  const Mending first = mending_in(*scene);
  EXPECT_EQ(first.judged, 10);
  EXPECT_EQ(first.at_least, 8);
}

TEST(Mending, StandardThatDoesNotJudgeSchoolsSaysNothing) {
  const auto scene = scene_of(small_county(), "cn.basic-2012");
  EXPECT_FALSE(mending_of(*scene->assessment, Stage::Primary, 0));
}

// 100 pupils want 4.2 teachers above the required degree; the school has 3 and no other teachers, so the fifth has to be hired.
TEST(Mending, TeachersThatTheSchoolDoesNotHaveAreHired) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 100).set("teachers", 4).set("teachers_above_required", 3).set("teachers_backbone", 1);
  data.set("teachers_pe_arts", 1).set("area_teaching_m2", 430).set("area_indoor_sports_m2", 0).set("area_sports_ground_m2", 750);
  data.set("equipment_value_yuan", 200000).set("multimedia_rooms", 3);
  const auto scene = scene_of(data.build(), "cn.quality-2017");
  const json least = lacks_of(*scene, {})["mending"][0]["least"];
  ASSERT_EQ(least.size(), 2U);
  EXPECT_EQ(least[0]["change"]["measure"], "teachers_above_required");
  EXPECT_EQ(least[0]["change"]["value"], 5);
  EXPECT_EQ(least[1]["indicator"], "L1");
  EXPECT_EQ(least[1]["change"]["measure"], "teachers");
  EXPECT_EQ(least[1]["change"]["value"], 5);
}

// New teachers come as those did who are there: with a certificate, trained, under a degree, the lowest that counts in a primary school.
TEST(Mending, TeachersWhoAreHiredHaveADegreeAndACertificateAndAreTrained) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县").school("2133000001", 211, "一小").founder(7).setting(121);
  data.stage(Stage::Primary).set("pupils", 100).set("teachers", 4).set("teachers_above_required", 3).set("teachers_backbone", 1);
  data.set("teachers_pe_arts", 1).set("area_teaching_m2", 430).set("area_indoor_sports_m2", 0).set("area_sports_ground_m2", 750);
  data.set("equipment_value_yuan", 200000).set("multimedia_rooms", 3).set("teachers_certified", 4).set("teachers_trained_360h", 3);
  data.set("teachers_phd", 0).set("teachers_master", 0).set("teachers_bachelor", 2).set("teachers_college", 1);
  data.set("teachers_upper_secondary", 1).set("teachers_below", 0);
  const auto scene = scene_of(data.build(), "cn.quality-2017");
  std::map<std::string, double> values;
  const json lacks = lacks_of(*scene, {});
  for (const json& step : lacks["mending"][0]["least"]) {
    EXPECT_EQ(step["indicator"], "L1");
    values[step["change"]["measure"]] = step["change"]["value"];
  }
  const std::map<std::string, double> expected = {
      {"teachers_above_required", 5}, {"teachers", 5}, {"teachers_certified", 5}, {"teachers_college", 2}};
  EXPECT_EQ(values, expected) << "not all were trained before: whether new ones are is left open";
}

// The changes of the least steps, made, leave a school that meets its standard.
TEST(Mending, LeastStepsMakeTheSchoolMeetItsStandard) {
  for (const Primary& has : {Primary{4, 430, 200000}, Primary{3, 450, 200000}, Primary{3, 370, 150000}, Primary{4, 430, 150000}}) {
    const auto scene = scene_with(has);
    std::vector<assess::ValueChange> changes;
    const auto asked = [&] { return lacks_of(*scene, changes)["mending"]; };
    const json before = asked();
    EXPECT_EQ(before[0]["verdict"], "unmet");
    for (const json& step : before[0]["least"])
      changes.push_back({SchoolIndex(0), *parse_stage(step["change"]["stage"].get<std::string>()), step["change"]["measure"],
                         model::Quantity::of(step["change"]["value"].get<double>())});
    const json after = asked();
    EXPECT_TRUE(after.empty() || after[0]["verdict"] == "met") << after;
  }
}

}  // namespace
}  // namespace junheng::report
