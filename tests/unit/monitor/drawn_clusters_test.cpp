#include "junheng/monitor/drawn_clusters.h"

#include <gtest/gtest.h>

#include "support/dataset_builder.h"

namespace junheng::monitor {
namespace {

UnitSample sample_of(const model::Dataset& data) {
  UnitSample sample;
  for (std::uint32_t s = 0; s < data.schools.size(); ++s) {
    sample.schools.emplace_back(s);
    sample.areas.push_back(data.schools.areas[s]);
    sample.values.push_back(s);
  }
  return sample;
}

Clusters clusters_in(testing::DatasetBuilder& builder, std::optional<model::AreaLevel> units = {}) {
  const model::Dataset data = builder.build();
  SampleRequest request;
  request.dataset = &data;
  request.unit_level = units;
  return clusters_of(request, sample_of(data));
}

testing::DatasetBuilder two_counties_and_a_city() {
  testing::DatasetBuilder data;
  data.county("C1").school("S1", 211).school("S2", 211);
  data.county("C2").school("S3", 211);
  data.area("T", model::AreaLevel::City).school("S4", 211).school("S5", 211);
  return data;
}

TEST(DrawnClusters, CountiesAreWholesAndSchoolsOfACityStandAlone) {
  testing::DatasetBuilder data = two_counties_and_a_city();
  const Clusters found = clusters_in(data);
  EXPECT_EQ(found.drawn.counties, 2U);
  EXPECT_EQ(found.drawn.schools, 2U);
  EXPECT_EQ(found.of_unit, (std::vector<std::uint32_t>{0, 0, 1, 2, 3}));
  EXPECT_TRUE(found.drawn.are_few());
}

TEST(DrawnClusters, OneCountyOnlyIsDrawnSchoolBySchool) {
  testing::DatasetBuilder data;
  data.county("C1").school("S1", 211).school("S2", 211);
  const Clusters found = clusters_in(data);
  EXPECT_EQ(found.drawn.counties, 0U);
  EXPECT_EQ(found.of_unit, (std::vector<std::uint32_t>{0, 1}));
}

TEST(DrawnClusters, AreasAreDrawnOneByOne) {
  testing::DatasetBuilder data = two_counties_and_a_city();
  EXPECT_EQ(clusters_in(data, model::AreaLevel::County).drawn.counties, 0U);
}

}  // namespace
}  // namespace junheng::monitor
