#include <algorithm>
#include <numeric>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "junheng/synth/county_values.h"
#include "junheng/synth/share_out.h"
#include "junheng/synth/tables.h"

namespace junheng::synth {
namespace {

TEST(ShareOut, CountiesGetAllSchoolsAndEachTheFewest) {
  for (const std::size_t schools : {50U, 51U, 640U, 12345U}) {
    const auto counts = share_out_schools(3, 10, schools);
    EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), std::size_t{0}), schools);
    EXPECT_GE(std::ranges::min(counts), kFewestSchools);
  }
}

TEST(ShareOut, OneCountyGetsAll) { EXPECT_EQ(share_out_schools(3, 1, 60), std::vector<std::size_t>{60}); }

TEST(ShareOut, LargestCountyStaysBelowTheSerialNumbers) {
  const auto counts = share_out_schools(3, 300, 300 * kMostSchoolsOnAverage);
  EXPECT_LE(std::ranges::max(counts), kMostSchools);
}

TEST(ShareOut, CountiesDiffer) {
  const auto counts = share_out_schools(3, 100, 6900);
  EXPECT_GT(std::ranges::max(counts), 80U);
  EXPECT_LT(std::ranges::min(counts), 58U);
}

TEST(PlaceOf, CodesHaveTheShapeOfTheStandardAndAreUnique) {
  // GB/T 2260: six digits, a province of the list 11 ... 65, county part not 00.
  const std::set<std::string> provinces = {"11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
                                           "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65"};
  std::set<std::string> codes;
  std::set<std::string> names;
  std::set<std::string> used_provinces;
  for (std::size_t county = 0; county < kMostCounties; ++county) {
    const CountyPlace place = place_of(county);
    ASSERT_EQ(place.county_code.size(), 6U);
    ASSERT_TRUE(provinces.contains(place.county_code.substr(0, 2)));
    ASSERT_NE(place.county_code.substr(4), "00");
    ASSERT_EQ(place.city_code, place.county_code.substr(0, 4) + "00");
    ASSERT_EQ(place.province_code, place.county_code.substr(0, 2) + "0000");
    // City numbers 71 ... 80 are not given out, so the code is nobody's.
    ASSERT_GE(place.county_code.substr(2, 2), "71");
    ASSERT_LE(place.county_code.substr(2, 2), "80");
    ASSERT_TRUE(place.county_name.starts_with("示范"));
    codes.insert(place.county_code);
    names.insert(place.county_name);
    used_provinces.insert(place.province_code);
  }
  EXPECT_EQ(codes.size(), kMostCounties);
  EXPECT_EQ(names.size(), kMostCounties);
  EXPECT_EQ(used_provinces.size(), provinces.size());
}

TEST(PlanCounty, EverySizeGivesExactlyTheSchoolsAskedFor) {
  for (std::size_t county = 0; county < 10; ++county) {
    const CountyTraits traits = draw_traits(11, county);
    for (const std::size_t count : {5U, 6U, 7U, 11U, 12U, 20U, 25U, 30U, 60U, 69U, 100U, 300U, 9999U}) {
      EXPECT_EQ(plan_county(11, traits, count, SchoolYear{2024}).schools.size(), count) << "county " << county;
    }
  }
}

TEST(PlanCounty, SchoolsOfACountyHaveNamesAndCodesOfTheirOwn) {
  for (std::size_t county = 0; county < 10; ++county) {
    const CountyPlan plan = plan_county(11, draw_traits(11, county), 400, SchoolYear{2024});
    std::set<std::string> names;
    std::set<std::string> ids;
    for (const SchoolPlan& school : plan.schools) {
      names.insert(school.name);
      ids.insert(school.id);
    }
    EXPECT_EQ(names.size(), 400U);
    EXPECT_EQ(ids.size(), 400U);
  }
}

TEST(MakeCounty, DependsOnSeedNumberAndSchoolsOnly) {
  const auto text = [](std::uint64_t seed, std::size_t number, std::size_t schools) {
    CountyTables tables = write_tables(make_county({seed, number, schools, SchoolYear{2024}, 2}), Detail::Full);
    std::string all;
    for (std::size_t i = 0; i < kTableCount; ++i) all += tables[static_cast<Table>(i)].text();
    return all;
  };
  const std::string once = text(4, 17, 44);
  text(4, 16, 50);
  EXPECT_EQ(text(4, 17, 44), once);
  EXPECT_NE(text(5, 17, 44), once);
  EXPECT_NE(text(4, 18, 44), once);
}

}  // namespace
}  // namespace junheng::synth
