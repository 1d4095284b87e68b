#include "junheng/monitor/area_sample.h"

#include <gtest/gtest.h>

#include "junheng/core/codes.h"
#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::monitor {
namespace {

using model::AreaLevel;
using testing::DatasetBuilder;

const standards::Pack& pack() {
  static const auto standard = testing::built_in_standard("cn.quality-2017");
  return standard->pack;
}

SampleRequest request_of(const model::Dataset& data, std::optional<AreaLevel> level, std::string per = "compulsory_classes") {
  return {&data, &pack(), SchoolYear{2024}, Stage::Primary, "large_classes", std::move(per), {}, level};
}

model::Dataset three_counties() {
  DatasetBuilder builder;
  builder.area("P", AreaLevel::Province).item("large_classes", 99).item("compulsory_classes", 100);
  builder.county("A").item("large_classes", 30).item("compulsory_classes", 60);
  builder.county("B").item("large_classes", 10).item("compulsory_classes", 40);
  builder.county("C").item("large_classes", 10).item("compulsory_classes", 0);
  builder.county("D").item("large_classes", 10);
  return builder.build();
}

TEST(AreaSample, AreasOfTheLevelInTheOrderOfTheirValues) {
  const model::Dataset data = three_counties();
  const auto sample = area_sample(request_of(data, AreaLevel::County));
  ASSERT_TRUE(sample);
  EXPECT_EQ(sample->values, (std::vector<double>{0.25, 0.5}));
  EXPECT_EQ(sample->weights, (std::vector<double>{40, 60}));
  EXPECT_EQ(sample->amounts, (std::vector<double>{10, 30}));
  EXPECT_EQ(sample->areas, (std::vector<AreaIndex>{AreaIndex(2U), AreaIndex(1U)}));
  EXPECT_TRUE(sample->schools.empty());
}

TEST(AreaSample, WhoLacksWhatIsNamed) {
  const model::Dataset data = three_counties();
  const auto sample = area_sample(request_of(data, AreaLevel::County));
  ASSERT_TRUE(sample);
  ASSERT_EQ(sample->without_value.size(), 2U);
  EXPECT_EQ(sample->without_value[0].unit, 3U);
  EXPECT_EQ(sample->without_value[0].absence, model::Absence::ZeroDenominator);
  EXPECT_EQ(sample->without_value[1].measure, "compulsory_classes");
  EXPECT_EQ(sample->without_value[1].absence, model::Absence::NoRow);
}

TEST(AreaSample, NoAreaOfTheLevelWithAValueIsRefused) {
  const model::Dataset data = three_counties();
  const auto sample = area_sample(request_of(data, AreaLevel::City));
  ASSERT_FALSE(sample);
  EXPECT_EQ(sample.error().code, Code::AreasTooFew);
}

TEST(ReportingLevel, LowestOfWhichTwoAreasReport) {
  const model::Dataset data = three_counties();
  EXPECT_EQ(reporting_level(request_of(data, {})).value(), AreaLevel::County);
}

TEST(ReportingLevel, OneAreaOfEachLevelIsTooFew) {
  DatasetBuilder builder;
  builder.area("P", AreaLevel::Province).item("large_classes", 9);
  builder.county("A").item("large_classes", 3);
  const model::Dataset data = builder.build();
  const auto level = reporting_level(request_of(data, {}, ""));
  ASSERT_FALSE(level);
  EXPECT_EQ(level.error().code, Code::AreasTooFew);
}

TEST(ReportedYears, OfTheLevelOnly) {
  DatasetBuilder builder;
  builder.area("P", AreaLevel::Province).item("large_classes", 9);
  builder.county("A").year(2022).item("large_classes", 3);
  const model::Dataset data = builder.build();
  EXPECT_EQ(reported_years(request_of(data, AreaLevel::County)), (std::vector<SchoolYear>{SchoolYear{2022}}));
  EXPECT_EQ(area_years(data).size(), 2U);
}

}  // namespace
}  // namespace junheng::monitor
