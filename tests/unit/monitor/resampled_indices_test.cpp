#include "junheng/monitor/resampled_indices.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "junheng/core/rng.h"

namespace junheng::monitor {
namespace {

using Values = std::vector<double>;

struct Drawn {
  Values values;
  Values pupils;
  std::vector<std::uint32_t> counties;
  std::size_t county_count = 8;

  [[nodiscard]] stats::ClusteredSample sample() const { return {values, pupils, {counties, county_count}}; }
};

Drawn schools(std::uint64_t seed, double spread, double least) {
  Rng rng(seed);
  Drawn out;
  for (int i = 0; i < 60; ++i) out.values.push_back(std::max(least, std::round(50 * std::exp(spread * rng.bell())) / 10));
  std::ranges::sort(out.values);
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    out.pupils.push_back(static_cast<double>(rng.whole(0, 900)));
    out.counties.push_back(static_cast<std::uint32_t>(rng.whole(0, 7)));
  }
  return out;
}

std::vector<InequalityIndex> indices_of(const Drawn& drawn) {
  std::vector<InequalityIndex> out = all_indices();
  for (const char* more : {"ge_-2", "ge_0.5", "ge_20", "ge_-20", "atkinson_0", "atkinson_20"}) out.push_back(*parse_index(more));
  std::erase_if(out, [&](const InequalityIndex& index) { return !compute_index(index, drawn.values, drawn.pupils); });
  return out;
}

/// Each index of 200 resamples, against compute_index over the schools with their weights.
void expect_as_from_the_schools(const Drawn& drawn, double tolerance) {
  const auto indices = indices_of(drawn);
  ASSERT_FALSE(indices.empty());
  const ResampledIndices resampled(indices, drawn.sample());
  Rng rng(99);
  for (int draw = 0; draw < 200; ++draw) {
    Values multiplicities(drawn.county_count);
    for (std::size_t i = 0; i < drawn.county_count; ++i)
      multiplicities[static_cast<std::size_t>(rng.whole(0, static_cast<std::int64_t>(drawn.county_count) - 1))] += 1;
    Values weights;
    for (std::size_t i = 0; i < drawn.values.size(); ++i)
      weights.push_back((drawn.pupils.empty() ? 1 : drawn.pupils[i]) * multiplicities[drawn.counties[i]]);
    const auto found = resampled.of({drawn.values, weights, multiplicities});
    ASSERT_EQ(found.size(), indices.size());
    for (std::size_t i = 0; i < indices.size(); ++i) {
      const auto expected = compute_index(indices[i], drawn.values, weights);
      ASSERT_EQ(found[i].has_value(), expected.has_value()) << indices[i].id() << " of resample " << draw;
      if (!expected) continue;
      ASSERT_NEAR(*found[i], *expected, tolerance * std::max(1e-3, std::fabs(*expected))) << indices[i].id();
    }
  }
}

TEST(ResampledIndices, AsFromTheSchools) {
  expect_as_from_the_schools(schools(1, 0.4, 0.1), 1e-11);
  expect_as_from_the_schools(schools(2, 1.2, 0.1), 1e-11);
}

TEST(ResampledIndices, NearlyEqualValuesLoseNoDigits) {
  Drawn drawn = schools(3, 0.4, 0.1);
  for (double& value : drawn.values) value = 1000 + value / 1000;
  expect_as_from_the_schools(drawn, 1e-9);
}

TEST(ResampledIndices, ZerosAreValues) { expect_as_from_the_schools(schools(4, 3, 0), 1e-11); }

// One county with zeros only, drawn alone: there is no mean to compare with, for Atkinson's index as for the others; beside the other
// county it is 1 where epsilon >= 1.
TEST(ResampledIndices, AResampleOfZerosHasNoIndex) {
  Drawn drawn;
  drawn.values = {0, 0, 5, 7};
  drawn.pupils = {100, 100, 100, 100};
  drawn.counties = {0, 0, 1, 1};
  drawn.county_count = 2;
  const auto indices = indices_of(drawn);
  const ResampledIndices resampled(indices, drawn.sample());
  for (const auto& index : resampled.of({drawn.values, Values{200, 200, 0, 0}, Values{2, 0}})) EXPECT_FALSE(index);
  const auto both = resampled.of({drawn.values, drawn.pupils, Values{1, 1}});
  std::size_t atkinson = 0;
  for (std::size_t i = 0; i < indices.size(); ++i) {
    if (indices[i].kind != InequalityIndex::Kind::Atkinson || indices[i].parameter < 1) continue;
    ++atkinson;
    EXPECT_EQ(both[i], 1.0) << indices[i].id();
  }
  EXPECT_GE(atkinson, 2U);
}

TEST(ResampledIndices, WithoutWeightsEachSchoolCountsOne) {
  Drawn drawn = schools(5, 0.6, 0.1);
  drawn.pupils.clear();
  expect_as_from_the_schools(drawn, 1e-11);
}

// County by county one value, a thousand times apart: a resample of one county has no inequality, and sums about the mean of all would
// leave rounding errors in its place.
TEST(ResampledIndices, CountiesFarApart) {
  Drawn drawn = schools(6, 0.4, 0.1);
  drawn.county_count = 3;
  for (std::size_t i = 0; i < drawn.values.size(); ++i) {
    drawn.counties[i] = static_cast<std::uint32_t>(i / 20);
    drawn.values[i] = std::pow(1e4, static_cast<double>(i / 20)) + static_cast<double>(i % 20) / 1000;
    drawn.pupils[i] = 10 + static_cast<double>(i % 7);
  }
  expect_as_from_the_schools(drawn, 1e-8);
}

TEST(ResampledIndices, NoIndicesGiveNone) {
  const Drawn drawn = schools(7, 0.4, 0.1);
  EXPECT_TRUE(ResampledIndices({}, drawn.sample()).of({drawn.values, drawn.pupils, Values(8, 1)}).empty());
}

}  // namespace
}  // namespace junheng::monitor
