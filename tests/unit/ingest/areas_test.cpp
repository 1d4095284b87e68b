// Areas that a dataset does not list, codes of other countries.
#include <gtest/gtest.h>

#include "dataset_folder.h"

namespace junheng::ingest {
namespace {

using model::AreaLevel;

TEST(DerivedAreas, ChineseCodesTellCountyCityAndProvince) {
  VillageFolder village;
  village.remove("areas.csv");
  const Import read = village.import().value();
  EXPECT_EQ(shown(read.issues), "");
  const model::Areas& areas = read.dataset.areas;
  ASSERT_EQ(areas.size(), 3U);
  const auto county = areas.find("341881");
  ASSERT_TRUE(county.has_value());
  EXPECT_EQ(areas.levels[county->value], AreaLevel::County);
  EXPECT_EQ(areas.names.at(county->value), "341881");
  EXPECT_EQ(areas.at_level(*county, AreaLevel::City), areas.find("341800"));
  EXPECT_EQ(areas.at_level(*county, AreaLevel::Province), areas.find("340000"));
  EXPECT_EQ(read.dataset.schools.areas.front(), *county);
}

TEST(DerivedAreas, CodeOfAWrongLengthIsAnError) {
  VillageFolder village;
  village.remove("areas.csv");
  village.replace("schools.csv", "341881,218", "3418810,218");
  const Import read = village.import().value();
  const auto shapes = with_id(read.issues, "area_code_shape");
  ASSERT_EQ(shapes.size(), 1U);
  EXPECT_EQ(shapes[0].value, "3418810");
}

TEST(DerivedAreas, ElsewhereEveryCodeIsACounty) {
  VillageFolder village;
  village.remove("areas.csv").remove("area_facts.csv");
  village.replace("dataset.toml", "CN", "NG");
  village.replace("schools.csv", "341881001001", "Lagos-7");
  const Import read = village.import().value();
  EXPECT_EQ(shown(read.issues), "");
  const model::Areas& areas = read.dataset.areas;
  ASSERT_EQ(areas.size(), 3U);
  const auto lagos = areas.find("Lagos-7");
  ASSERT_TRUE(lagos.has_value());
  EXPECT_EQ(areas.levels[lagos->value], AreaLevel::County);
  EXPECT_EQ(areas.parents[lagos->value], std::nullopt);
}

TEST(Codes, OtherCountriesHaveTheirOwn) {
  VillageFolder village;
  village.replace("dataset.toml", "CN", "ng");
  village.replace("schools.csv", "341881001001,211", "341881,9");
  village.replace("schools.csv", "341881001,311", "341881,JSS");
  const Import read = village.import().value();
  EXPECT_EQ(count_issues(read.issues).errors, 0U) << shown(read.issues);
  EXPECT_EQ(read.dataset.manifest.country, "NG");
  EXPECT_EQ(read.dataset.schools.kinds, (std::vector<std::uint16_t>{9, 0, 312, 218}));
  const auto notes = with_id(read.issues, "code_not_kept");
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(notes[0].value, "JSS");
}

TEST(DerivedAreas, WithoutManifestTheShapeOfTheCodesDecides) {
  VillageFolder village;
  village.remove("areas.csv").remove("dataset.toml");
  EXPECT_TRUE(village.import().value().dataset.areas.find("341800").has_value());
  village.replace("schools.csv", "341881,218", "9341881,218").remove("area_facts.csv");
  const Import read = village.import().value();
  EXPECT_EQ(count_issues(read.issues).errors, 0U);
  EXPECT_FALSE(read.dataset.areas.find("341800").has_value());
  EXPECT_TRUE(read.dataset.areas.find("9341881").has_value());
}

TEST(Codes, LongerCodeIsNoCountyElsewhere) {
  VillageFolder village;
  village.replace("dataset.toml", "CN", "NG");
  const Import read = village.import().value();
  EXPECT_EQ(with_id(read.issues, "area_unknown").size(), 2U);
}

TEST(Areas, LevelsMayBeSkipped) {
  VillageFolder village;
  village.put("areas.csv",
              "area_code,name,level,parent_code\n341881,宁国市,county,340000\n340000,安徽省,province,\n341881001,西津,township,341881\n");
  const Import read = village.import().value();
  EXPECT_EQ(shown(read.issues), "");
  const model::Areas& areas = read.dataset.areas;
  EXPECT_EQ(areas.at_level(*areas.find("341881001"), AreaLevel::Province), areas.find("340000"));
  EXPECT_EQ(areas.at_level(*areas.find("341881001"), AreaLevel::City), std::nullopt);
  EXPECT_EQ(read.dataset.schools.areas[1], *areas.find("341881001"));
}

TEST(Areas, ParentColumnMayBeAbsent) {
  VillageFolder village;
  village.put("areas.csv", "区划代码,名称,级别\n341881,宁国市,县\n");
  const Import read = village.import().value();
  EXPECT_EQ(shown(read.issues), "");
  EXPECT_EQ(read.dataset.areas.size(), 1U);
}

}  // namespace
}  // namespace junheng::ingest
