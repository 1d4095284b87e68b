#include "junheng/model/band_counts.h"

#include <gtest/gtest.h>

#include "support/dataset_builder.h"

namespace junheng::model {

namespace {

using junheng::testing::DatasetBuilder;

/// Two schools, the first with two stages; the band of 51 to 55 of its junior stage lacks its number.
Dataset two_schools() {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 312);
  data.band(Stage::Primary, "le25").set("classes", 2).band(Stage::Junior, "46_50").set("classes", 3);
  data.band(Stage::Junior, "51_55").band(Stage::Primary, "ge66").set("classes", 1);
  data.school("2133000002", 211).band(Stage::Primary, "41_45").set("classes", 4);
  data.year(2023).band(Stage::Primary, "41_45").set("classes", 5);
  return data.build();
}

TEST(BandTable, PutsTheBandsOfASchoolAndStageSideBySide) {
  const Dataset data = two_schools();
  const auto primary = data.bands_by_school().of(SchoolYear{2024}, Stage::Primary);
  const BandCounts* first = primary.of(SchoolIndex(0));
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(first->classes, (std::array<double, kClassBandCount>{2, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
  EXPECT_FALSE(first->has_gap);
  EXPECT_EQ(primary.of(SchoolIndex(1))->classes[4], 4);
}

TEST(BandTable, KeepsYearsApart) {
  const Dataset data = two_schools();
  EXPECT_EQ(data.bands_by_school().of(SchoolYear{2023}, Stage::Primary).of(SchoolIndex(1))->classes[4], 5);
  EXPECT_EQ(data.bands_by_school().of(SchoolYear{2023}, Stage::Primary).of(SchoolIndex(0)), nullptr);
}

TEST(BandTable, TellsABandWithoutItsNumber) {
  const Dataset data = two_schools();
  const BandCounts* junior = data.bands_by_school().of(SchoolYear{2024}, Stage::Junior).of(SchoolIndex(0));
  ASSERT_NE(junior, nullptr);
  EXPECT_TRUE(junior->has_gap);
  EXPECT_EQ(junior->classes[5], 3);
}

TEST(BandTable, HasNothingOfASchoolOrStageThatGivesNone) {
  const Dataset data = two_schools();
  EXPECT_EQ(data.bands_by_school().of(SchoolYear{2024}, Stage::Junior).of(SchoolIndex(1)), nullptr);
  EXPECT_EQ(data.bands_by_school().of(SchoolYear{2024}, Stage::Senior).of(SchoolIndex(0)), nullptr);
  EXPECT_EQ(BandTable().of(SchoolYear{2024}, Stage::Primary).of(SchoolIndex(0)), nullptr);
}

TEST(BandTable, TakesATableWithoutTheColumnForGaps) {
  DatasetBuilder data;
  data.county("330102").school("2133000001", 211).band(Stage::Primary, "le25");
  const Dataset built = data.build();
  const BandCounts* counts = built.bands_by_school().of(SchoolYear{2024}, Stage::Primary).of(SchoolIndex(0));
  ASSERT_NE(counts, nullptr);
  EXPECT_TRUE(counts->has_gap);
}

}  // namespace

}  // namespace junheng::model
