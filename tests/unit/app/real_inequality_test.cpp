// Inequality of real tables, read through their mappings; skipped where JUNHENG_SHARED_DATA has none.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "junheng/app/load.h"
#include "junheng/monitor/inequality_by_level.h"

namespace junheng::app {
namespace {

Result<monitor::Inequality> inequality_of(const LoadedDataset& loaded, const standards::Pack& pack, const std::string& measure) {
  monitor::InequalityOptions options;
  options.indices = monitor::default_indices();
  options.replicates = 0;
  const auto year = choose_year(loaded.dataset, std::nullopt);
  return monitor::inequality_by_level({&loaded.dataset, &pack, *year, Stage::Primary, measure, "pupils", {}}, options);
}

// Worked out by an independent Python script over the table (textbook sums with fsum): full-time teachers per pupil of the 2,655 schools
// with pupils, weighted by pupils, and the part of Theil T between the 22 counties.
TEST(RealInequality, TeachersPerPupilOfTaiwanAgreeWithAnIndependentProgram) {
  const auto folder = std::filesystem::path(JUNHENG_SHARED_DATA) / "taiwan_elementary_2024";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no real data at " << folder;
  Session session;
  session.today = {2026, 11, 25};
  const auto pack = find_pack("cn.quality-2017", session);
  ASSERT_TRUE(pack);
  const auto loaded = load_dataset({folder.string(), "tw-elementary", false}, session);
  ASSERT_TRUE(loaded) << loaded.error().message(Lang::En);
  const auto result = inequality_of(*loaded, *pack, "teachers");
  ASSERT_TRUE(result) << result.error().message(Lang::En);
  EXPECT_EQ(result->whole.schools, 2655U);
  EXPECT_NEAR(result->whole.mean, 0.08345049432098314, 1e-13);
  EXPECT_NEAR(result->whole.indices[0].value.value(), 0.5577609331958345, 1e-12);
  EXPECT_NEAR(result->whole.indices[1].value.value(), 0.17141216550190563, 1e-12);
  EXPECT_NEAR(result->whole.indices[2].value.value(), 0.08923711857793873, 1e-12);
  ASSERT_EQ(result->whole.theil_t.terms.size(), 2U);
  EXPECT_NEAR(result->whole.theil_t.terms[0].value, 0.017486192137258515, 1e-12);
  EXPECT_NEAR(result->whole.theil_t.total(), 0.08923711857793873, 1e-12);
}

TEST(RealInequality, NigeriaIsTakenApartByZoneStateAndCounty) {
  const auto folder = std::filesystem::path(JUNHENG_SHARED_DATA) / "nigeria_nmis_schools";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no real data at " << folder;
  Session session;
  session.today = {2026, 11, 25};
  const auto pack = find_pack("generic.resources", session);
  ASSERT_TRUE(pack);
  const auto loaded = load_dataset({folder.string(), "ng-nmis", true}, session);
  ASSERT_TRUE(loaded) << loaded.error().message(Lang::En);
  const auto result = inequality_of(*loaded, *pack, "teachers");
  ASSERT_TRUE(result) << result.error().message(Lang::En);
  const double theil_t = result->whole.indices[2].value.value();
  EXPECT_NEAR(result->whole.theil_t.total(), theil_t, 1e-12 * theil_t);
  EXPECT_EQ(result->whole.theil_t.terms.back().level, "within");
  EXPECT_GT(result->levels.back().groups.size(), 300U);
}

}  // namespace
}  // namespace junheng::app
