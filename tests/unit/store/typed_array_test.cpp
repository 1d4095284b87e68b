#include "junheng/store/typed_array.h"

#include <bit>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace junheng::store {
namespace {

/// Tags as in RFC 8746, table 1.
TEST(TypedArray, IntegersTakeTheSmallestWidth) {
  const auto tag = [](std::vector<std::int64_t> numbers) {
    const TypedArray packed = pack(numbers);
    EXPECT_EQ(unpack_integers(packed.tag, packed.bytes), numbers);
    return static_cast<int>(packed.tag);
  };
  EXPECT_EQ(tag({}), 64);
  EXPECT_EQ(tag({0, 255}), 64);
  EXPECT_EQ(tag({-128, 127}), 72);
  EXPECT_EQ(tag({0, 256}), 69);
  EXPECT_EQ(tag({-1, 200}), 77);
  EXPECT_EQ(tag({0, 65'536}), 70);
  EXPECT_EQ(tag({-1, 65'536}), 78);
  EXPECT_EQ(tag({-1, 4'294'967'295}), 79);
}

TEST(TypedArray, NumbersComeBackBitByBit) {
  const auto scale = [](std::vector<double> numbers) {
    const ScaledArray packed = pack(numbers);
    const auto unpacked = unpack_numbers(packed.array.tag, packed.array.bytes, packed.scale);
    EXPECT_TRUE(unpacked);
    for (std::size_t i = 0; i < numbers.size(); ++i)
      EXPECT_EQ(std::bit_cast<std::uint64_t>((*unpacked)[i]), std::bit_cast<std::uint64_t>(numbers[i])) << numbers[i];
    return packed.array.tag == 86 ? -1 : static_cast<int>(packed.scale);
  };
  EXPECT_EQ(scale({1, 2, 300}), 1);
  EXPECT_EQ(scale({0.1, 12.5}), 10);
  EXPECT_EQ(scale({1234.56, 0.07}), 100);
  EXPECT_EQ(scale({116.407526}), 1'000'000);
  EXPECT_EQ(scale({1.0 / 3.0}), -1) << "as a float";
  EXPECT_EQ(scale({-0.0}), -1) << "a whole number has no sign of zero";
  EXPECT_EQ(scale({1e300, 1}), -1);
  EXPECT_EQ(scale({std::numeric_limits<double>::infinity(), std::nan("")}), -1);
  EXPECT_EQ(scale({9'007'199'254'740'993.0}), -1) << "more digits than a double has";
}

TEST(TypedArray, OtherTagsAndLengthsAreRefused) {
  const std::vector<std::uint8_t> three(3);
  EXPECT_FALSE(unpack_integers(65, three));
  EXPECT_FALSE(unpack_integers(69, three));
  EXPECT_FALSE(unpack_numbers(86, three, 1));
  EXPECT_FALSE(unpack_numbers(64, three, 0));
}

TEST(TypedArray, RunsHoldRisingNumbers) {
  const std::vector<std::uint32_t> rows = {3, 4, 5, 9, 2};
  EXPECT_EQ(to_runs(rows), (std::vector<std::int64_t>{3, 3, 9, 1, 2, 1}));
  EXPECT_EQ(from_runs(to_runs(rows), 5), rows);
  EXPECT_FALSE(from_runs(to_runs(rows), 4)) << "more than there can be";
  for (const auto& bad : std::vector<std::vector<std::int64_t>>{{1}, {-1, 1}, {0, 0}, {4'294'967'295, 1'000'000'000'000}})
    EXPECT_FALSE(from_runs(bad, 1'000'000'000'000));
}

}  // namespace
}  // namespace junheng::store
