#include "junheng/formats/number_text.h"

#include <gtest/gtest.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <random>

namespace junheng::formats {
namespace {

double read_back(const std::string& text) {
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

TEST(NumberText, WholeNumbersHaveNoPoint) {
  EXPECT_EQ(number_text(0), "0");
  EXPECT_EQ(number_text(-0.0), "0");
  EXPECT_EQ(number_text(12), "12");
  EXPECT_EQ(number_text(-1000000), "-1000000");
  EXPECT_EQ(number_text(2133000001), "2133000001");
}

TEST(NumberText, FractionsAreShortest) {
  EXPECT_EQ(number_text(4.5), "4.5");
  EXPECT_EQ(number_text(0.1), "0.1");
  EXPECT_EQ(number_text(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(number_text(0.00001), "0.00001");
}

TEST(NumberText, ExtremesUseAnExponent) {
  EXPECT_EQ(number_text(1e21), "1e+21");
  EXPECT_EQ(number_text(1e-7), "1e-07");
  EXPECT_EQ(number_text(999999999999999900000.0), "999999999999999868928");
}

TEST(NumberText, EveryDoubleReadsBackAsItself) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 200'000; ++i) {
    const auto number = std::bit_cast<double>(random());
    if (!std::isfinite(number)) continue;
    ASSERT_EQ(read_back(number_text(number)), number);
  }
  for (const double number :
       {std::numeric_limits<double>::max(), std::numeric_limits<double>::min(), std::numeric_limits<double>::denorm_min()})
    EXPECT_EQ(read_back(number_text(number)), number);
}

}  // namespace
}  // namespace junheng::formats
