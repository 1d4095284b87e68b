// The main job on a real table, read through its mapping; skipped where JUNHENG_SHARED_DATA has none.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "junheng/app/load.h"
#include "junheng/assess/assess.h"

namespace junheng::app {
namespace {

TEST(RealCounty, ClassSizesOfTaiwanAreAssessed) {
  const auto folder = std::filesystem::path(JUNHENG_SHARED_DATA) / "taiwan_elementary_2024";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no real data at " << folder;
  Session session;
  session.today = {2026, 11, 25};
  const auto loaded = load_dataset({folder.string(), "tw-elementary", false}, session);
  ASSERT_TRUE(loaded) << loaded.error().message(Lang::En);
  EXPECT_EQ(loaded->counts.errors, 0U);
  const auto standard = find_standard({"generic.resources", SchoolYear{2024}, {}, std::nullopt}, session);
  ASSERT_TRUE(standard);
  const auto assessor = assess::Assessor::create(loaded->dataset, *standard, {SchoolYear{2024}, model::AreaLevel::County, ""});
  ASSERT_TRUE(assessor) << assessor.error().message(Lang::En);
  const assess::Assessment result = assessor->assess();
  ASSERT_EQ(result.areas.size(), 22U);
  double pupils = 0;
  for (const auto& area : result.areas) {
    ASSERT_FALSE(area.stages.empty());
    pupils += area.stages[0].pupils;
  }
  EXPECT_EQ(pupils, 1202761);
  // 臺中市, worked out by an independent script over the table: 245 schools, one without pupils; R2, pupils per class, is the second
  // indicator: mean 165,484 / 6,726, CV weighted by classes.
  const auto county = loaded->dataset.areas.find("臺中市");
  ASSERT_TRUE(county);
  for (const auto& area : result.areas) {
    if (area.area != *county) continue;
    const auto& stage = area.stages[0];
    EXPECT_EQ(stage.schools, 244U);
    EXPECT_EQ(stage.pupils, 165484);
    ASSERT_GT(stage.indicators.size(), 1U);
    const auto& class_size = stage.indicators[1];
    EXPECT_NEAR(class_size.mean.value_or(0), 24.603627713351173, 1e-9);
    EXPECT_NEAR(class_size.cv.value_or(0), 0.17865434246756728, 1e-9);
  }
}

}  // namespace
}  // namespace junheng::app
