// Published county tables (standards.md 9.3, 9.4): schools are made whose CVs are the printed ones, and the program's composite and
// verdicts are compared with the printed composite.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>

#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::assess {
namespace {

using junheng::testing::assess_scene;
using junheng::testing::built_in_standard;
using junheng::testing::DatasetBuilder;
using junheng::testing::Scene;

constexpr double kSmallPupils = 200;
constexpr double kLargePupils = 800;

/// Values of a school with a fifth of the pupils and of one with the rest whose weighted CV about the mean 1 is `cv` (below 2):
/// w (1 - w) (a - b)^2 = cv^2 with w a + (1 - w) b = 1.
std::array<double, 2> values_with_cv(double cv) {
  const double w = kSmallPupils / (kSmallPupils + kLargePupils);
  return {1 + cv * std::sqrt((1 - w) / w), 1 - cv * std::sqrt(w / (1 - w))};
}

template <std::size_t N>
std::unique_ptr<Scene> county_with_cvs(Stage stage, const std::array<double, N>& cvs, const std::array<const char*, N>& measures,
                                       const std::string& standard) {
  DatasetBuilder data;
  data.county("340102");
  const std::array<double, 2> pupils = {kSmallPupils, kLargePupils};
  for (std::size_t school = 0; school < 2; ++school) {
    data.school("213400000" + std::to_string(school), stage == Stage::Primary ? 211 : 311)
        .founder(7)
        .stage(stage)
        .set("pupils", pupils[school]);
    for (std::size_t i = 0; i < N; ++i) data.set(measures[i], values_with_cv(cvs[i])[school] * pupils[school]);
    data.set("area_indoor_sports_m2", 0);
  }
  return assess_scene(data.build(), built_in_standard(standard));
}

struct PublishedRow {
  const char* county;
  Stage stage;
  std::array<double, 8> cvs;
  double composite;
};

// Provincial tables AH, JL, CQ (standards.md 9.3).
const std::array<PublishedRow, 23> kRows = {{
    {"Luyang", Stage::Primary, {0.881, 1.299, 0.977, 0.379, 0.170, 0.334, 0.286, 0.408}, 0.592},
    {"Luyang", Stage::Junior, {0.353, 0.784, 0.146, 0.491, 0.037, 0.226, 0.223, 0.253}, 0.314},
    {"Shushan", Stage::Primary, {0.711, 0.649, 0.472, 0.338, 0.235, 0.274, 0.260, 0.396}, 0.417},
    {"Shushan", Stage::Junior, {0.505, 0.484, 0.325, 0.275, 0.199, 0.715, 0.421, 1.021}, 0.493},
    {"Nanguan", Stage::Primary, {0.393, 0.578, 0.372, 0.246, 0.208, 0.311, 0.311, 0.455}, 0.359},
    {"Nanguan", Stage::Junior, {0.433, 0.464, 0.334, 0.318, 0.433, 0.362, 0.368, 0.335}, 0.381},
    {"Kuancheng", Stage::Primary, {0.251, 0.426, 0.267, 0.227, 0.127, 0.318, 0.302, 0.440}, 0.295},
    {"Kuancheng", Stage::Junior, {0.285, 0.373, 0.243, 0.333, 0.224, 0.391, 0.355, 0.569}, 0.347},
    {"Chaoyang", Stage::Primary, {0.380, 0.605, 0.352, 0.362, 0.101, 0.301, 0.295, 0.415}, 0.351},
    {"Chaoyang", Stage::Junior, {0.320, 0.431, 0.291, 0.223, 0.095, 0.400, 0.386, 0.431}, 0.322},
    {"Erdao", Stage::Primary, {0.246, 0.471, 0.388, 0.299, 0.189, 0.475, 0.479, 0.533}, 0.385},
    {"Erdao", Stage::Junior, {0.441, 0.494, 0.495, 0.311, 0.388, 0.365, 0.236, 0.493}, 0.403},
    {"Luyuan", Stage::Primary, {0.280, 0.819, 0.315, 0.206, 0.104, 0.353, 0.343, 0.406}, 0.353},
    {"Luyuan", Stage::Junior, {0.362, 0.446, 0.324, 0.402, 0.362, 0.372, 0.342, 0.496}, 0.388},
    {"Wanzhou", Stage::Primary, {0.437, 0.419, 0.255, 0.188, 0.171, 0.263, 0.263, 0.420}, 0.302},
    {"Wanzhou", Stage::Junior, {0.381, 0.298, 0.264, 0.212, 0.207, 0.502, 0.445, 0.539}, 0.356},
    {"Qianjiang", Stage::Primary, {0.633, 0.891, 0.435, 0.328, 0.351, 0.391, 0.379, 0.541}, 0.494},
    {"Qianjiang", Stage::Junior, {0.808, 0.445, 0.537, 0.472, 0.492, 0.243, 0.272, 0.265}, 0.442},
    {"Jiangjin", Stage::Primary, {0.535, 0.478, 0.376, 0.354, 0.191, 0.264, 0.254, 0.369}, 0.353},
    {"Jiangjin", Stage::Junior, {0.319, 0.346, 0.187, 0.241, 0.154, 0.267, 0.250, 0.324}, 0.261},
    {"Yongchuan", Stage::Primary, {0.696, 0.916, 0.819, 0.580, 0.450, 0.286, 0.285, 0.470}, 0.562},
    {"Yongchuan", Stage::Junior, {0.422, 0.491, 0.637, 0.409, 0.544, 0.298, 0.259, 0.449}, 0.439},
    {"Qijiang", Stage::Primary, {0.568, 0.610, 0.201, 0.415, 0.267, 0.336, 0.324, 0.423}, 0.393},
}};

constexpr std::array<const char*, 8> kBasicMeasures = {
    "area_teaching_m2", "area_sports_ground_m2",   "equipment_value_yuan", "computers", "books",
    "teachers",         "teachers_above_required", "teachers_mid_title"};

TEST(PublishedComposite, IsTheMeanOfTheEightCvsInAllRows) {
  for (const PublishedRow& row : kRows) {
    const auto scene = county_with_cvs(row.stage, row.cvs, kBasicMeasures, "cn.basic-2012");
    const StageResult& stage = scene->stage(row.stage);
    for (std::size_t i = 0; i < row.cvs.size(); ++i) EXPECT_NEAR(*stage.indicators[i].cv, row.cvs[i], 1e-12) << row.county << " B" << i + 1;
    EXPECT_NEAR(*stage.composite_cv, row.composite, 0.001) << row.county;
    EXPECT_EQ(stage.verdict, Verdict::Met) << row.county;
  }
}

TEST(PublishedComposite, LimitsAreInclusive) {
  const auto at = [](Stage stage, double cv) {
    std::array<double, 8> cvs{};
    cvs.fill(cv);
    return county_with_cvs(stage, cvs, kBasicMeasures, "cn.basic-2012")->stage(stage).composite_verdict;
  };
  EXPECT_EQ(at(Stage::Primary, 0.65), Verdict::Met);
  EXPECT_EQ(at(Stage::Primary, 0.6501), Verdict::Unmet);
  EXPECT_EQ(at(Stage::Junior, 0.55), Verdict::Met);
  EXPECT_EQ(at(Stage::Junior, 0.5501), Verdict::Unmet);
}

constexpr std::array<const char*, 7> kQualityMeasures = {"teachers_above_required", "teachers_backbone",     "teachers_pe_arts",
                                                         "area_teaching_m2",        "area_sports_ground_m2", "equipment_value_yuan",
                                                         "multimedia_rooms"};

// Ningguo, Anhui, 2022 (standards.md 9.4).
TEST(PublishedNingguo, SixOfSevenCvsFailInBothStages) {
  const std::array<double, 7> primary = {0.677, 0.674, 0.618, 0.519, 0.597, 0.167, 0.759};
  const std::array<double, 7> junior = {0.542, 1.055, 0.507, 0.587, 0.686, 0.254, 0.496};
  for (const auto& [stage, cvs, mean] : {std::tuple{Stage::Primary, primary, 0.573}, std::tuple{Stage::Junior, junior, 0.590}}) {
    const auto scene = county_with_cvs(stage, cvs, kQualityMeasures, "cn.quality-2017");
    int unmet = 0;
    for (const IndicatorSummary& summary : scene->stage(stage).indicators) unmet += summary.cv_verdict == Verdict::Unmet ? 1 : 0;
    EXPECT_EQ(unmet, 6);
    EXPECT_EQ(scene->summary(stage, "L6").cv_verdict, Verdict::Met);
    EXPECT_NEAR(*scene->stage(stage).composite_cv, mean, 0.0005);
    EXPECT_EQ(scene->stage(stage).verdict, Verdict::Unmet);
  }
}

}  // namespace
}  // namespace junheng::assess
