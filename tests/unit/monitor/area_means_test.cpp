#include "junheng/monitor/area_means.h"

#include <gtest/gtest.h>

#include "junheng/monitor/school_sample.h"
#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::monitor {
namespace {

using model::AreaLevel;

// Two schools of one county: 300 pupils at 30 N and 100 at 34 N are at 31 N on average; 40 computers for 400 pupils are 0.1. The second
// county has a school without coordinates.
TEST(AreaPlaces, PlaceIsWeightedByPupilsAndAreasWithoutCoordinatesAreCounted) {
  const auto standard = testing::built_in_standard("cn.quality-2017");
  testing::DatasetBuilder builder;
  builder.county("C1");
  builder.school("S1", 211).set("lon", 100).set("lat", 30).stage(Stage::Primary).set("computers", 10).set("pupils", 300);
  builder.school("S2", 211).set("lon", 104).set("lat", 34).stage(Stage::Primary).set("computers", 30).set("pupils", 100);
  builder.county("C2");
  builder.school("S3", 211).stage(Stage::Primary).set("computers", 30).set("pupils", 100);
  const model::Dataset data = builder.build();
  const SampleRequest request{&data, &standard->pack, SchoolYear{2024}, Stage::Primary, "computers", "pupils", {}};
  const auto sample = school_sample(request);
  ASSERT_TRUE(sample);
  const AreaPlaces places = area_places(request, *sample, {{AreaLevel::County}, false});
  ASSERT_EQ(places.areas.size(), 1U);
  EXPECT_NEAR(places.areas[0].mean, 0.1, 1e-15);
  EXPECT_NEAR(places.areas[0].latitude, 31, 1e-12);
  EXPECT_NEAR(places.areas[0].longitude, 101, 1e-12);
  EXPECT_EQ(places.areas_without_place, 1U);
}

TEST(ComparedLevel, IsTheLowestAndNoneForSettings) {
  EXPECT_EQ(compared_level({{AreaLevel::Province, AreaLevel::County}, false}), AreaLevel::County);
  EXPECT_EQ(compared_level({{}, true}), std::nullopt);
}

}  // namespace
}  // namespace junheng::monitor
