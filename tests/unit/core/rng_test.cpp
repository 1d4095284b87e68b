#include "junheng/core/rng.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include <gtest/gtest.h>

namespace junheng {
namespace {

TEST(Rng, SequenceIsThatOfSplitmix64) {
  // Published first values for this seed: https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64
  Rng rng(1234567);
  for (const std::uint64_t expected :
       {6457827717110365317ULL, 3203168211198807973ULL, 9817491932198370423ULL, 4593380528125082431ULL, 16408922859458223821ULL}) {
    EXPECT_EQ(rng.next(), expected);
  }
}

TEST(Rng, SeedZeroIsNotStuck) {
  Rng rng(0);
  EXPECT_EQ(rng.next(), 0xE220A8397B1DCDAFULL);  // the value the reference C code of S. Vigna gives
  EXPECT_NE(rng.next(), 0U);
}

TEST(Rng, StreamsOfDifferentPathsDiffer) {
  std::set<std::uint64_t> firsts;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    firsts.insert(Rng::stream(seed, {}).next());
    for (std::uint64_t a = 0; a < 10; ++a) {
      firsts.insert(Rng::stream(seed, {a}).next());
      for (std::uint64_t b = 0; b < 10; ++b) firsts.insert(Rng::stream(seed, {a, b}).next());
    }
  }
  EXPECT_EQ(firsts.size(), 10U * (1 + 10 + 100));
}

TEST(Rng, SamePathGivesTheSameStream) { EXPECT_EQ(Rng::stream(7, {3, 4}).next(), Rng::stream(7, {3, 4}).next()); }

TEST(Rng, UnitStaysBelowOneAndFillsTheInterval) {
  Rng rng(1);
  double sum = 0;
  double largest = 0;
  double smallest = 1;
  constexpr int kDraws = 100000;
  for (int i = 0; i < kDraws; ++i) {
    const double draw = rng.unit();
    sum += draw;
    largest = std::max(largest, draw);
    smallest = std::min(smallest, draw);
  }
  EXPECT_LT(largest, 1.0);
  EXPECT_GE(smallest, 0.0);
  EXPECT_GT(largest, 0.999);
  EXPECT_LT(smallest, 0.001);
  EXPECT_NEAR(sum / kDraws, 0.5, 0.005);  // five standard errors: sqrt(1/12/100000) = 0.0009
}

TEST(Rng, WholeOfOneNumberIsThatNumber) {
  Rng rng(5);
  EXPECT_EQ(rng.whole(-3, -3), -3);
}

TEST(Rng, WholeReachesBothEndsEvenly) {
  Rng rng(5);
  std::array<int, 6> counts{};
  for (int i = 0; i < 60000; ++i) ++counts.at(static_cast<std::size_t>(rng.whole(1, 6) - 1));
  for (const int count : counts) EXPECT_NEAR(count, 10000, 460);  // five standard deviations: sqrt(60000 * 1/6 * 5/6) = 91
}

TEST(Rng, ChanceAtTheEndsIsCertain) {
  Rng rng(9);
  for (int i = 0; i < 1000; ++i) {
    EXPECT_FALSE(rng.chance(0));
    EXPECT_TRUE(rng.chance(1));
  }
}

TEST(Rng, BellHasMeanZeroAndVarianceOne) {
  Rng rng(11);
  double sum = 0;
  double squares = 0;
  int within_one = 0;
  constexpr int kDraws = 200000;
  for (int i = 0; i < kDraws; ++i) {
    const double draw = rng.bell();
    ASSERT_LE(std::abs(draw), 6.0);
    sum += draw;
    squares += draw * draw;
    if (std::abs(draw) < 1) ++within_one;
  }
  EXPECT_NEAR(sum / kDraws, 0.0, 0.012);
  EXPECT_NEAR(squares / kDraws, 1.0, 0.02);
  EXPECT_NEAR(static_cast<double>(within_one) / kDraws, 0.6827, 0.01);  // share of the normal distribution within one sigma
}

TEST(Rng, RoundedKeepsTheMean) {
  Rng rng(13);
  EXPECT_EQ(rng.rounded(4.0), 4);
  EXPECT_EQ(rng.rounded(0.0), 0);
  std::int64_t sum = 0;
  for (int i = 0; i < 100000; ++i) sum += rng.rounded(2.3);
  EXPECT_NEAR(static_cast<double>(sum) / 100000, 2.3, 0.008);
}

}  // namespace
}  // namespace junheng
