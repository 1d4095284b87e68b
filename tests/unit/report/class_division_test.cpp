// Classes above the limit divided among bands of class sizes: 0-25, 26-30, 31-35, 36-40, 41-45, 46-50, 51-55, 56-60, 61-65, 66 and more.
#include "junheng/report/class_division.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <utility>

namespace junheng::report {
namespace {

enum Band : std::size_t { k0to25, k26to30, k31to35, k36to40, k41to45, k46to50, k51to55, k56to60, k61to65, k66up };

BandClasses bands(std::initializer_list<std::pair<Band, double>> counts) {
  BandClasses out{};
  for (const auto& [band, count] : counts) out[band] = count;
  return out;
}

const assess::ClassLimit k45(45);

// The two classes of 46-50 hold at most 100, and at most 170 - 2 x 36 = 98 pupils: three classes of 45 at most, 32.7 on average.
TEST(ClassDivision, ClassesAboveTheLimitAreDividedAndTheOthersStay) {
  EXPECT_EQ(divided_classes(bands({{k36to40, 2}, {k46to50, 2}}), k45, 170), bands({{k31to35, 3}, {k36to40, 2}}));
}

// One class of 66 or more with all of 92 pupils: three of 30.7 on average, but three of 26-30 hold 90 at most. 30, 31 and 31.
TEST(ClassDivision, ABandThatCannotHaveThePupilsIsNotTaken) {
  EXPECT_EQ(divided_classes(bands({{k66up, 1}}), k45, 92), bands({{k26to30, 1}, {k31to35, 2}}));
}

// Two classes of 45 hold 90 of 200 pupils: five of 40.
TEST(ClassDivision, BandsThatContradictThePupilsAreDividedAnew) {
  EXPECT_EQ(divided_classes(bands({{k41to45, 2}}), k45, 200), bands({{k36to40, 5}}));
  EXPECT_EQ(divided_classes(bands({{k46to50, 4}}), k45, 100), bands({{k0to25, 4}})) << "four stay four: 25 each";
}

TEST(ClassDivision, EvenDivisionKeepsTheNumberOfClassesThatSuffices) {
  EXPECT_EQ(evenly_divided(bands({{k0to25, 3}}), k45, 91), bands({{k26to30, 2}, {k31to35, 1}})) << "30, 30, 31";
  EXPECT_EQ(evenly_divided(bands({{k41to45, 2}}), k45, 91), bands({{k26to30, 2}, {k31to35, 1}})) << "two of 45 hold 90";
  EXPECT_EQ(evenly_divided(bands({{k41to45, 2}}), k45, 90), bands({{k41to45, 2}}));
}

// 48 lies within 46-50: such a class may be above it, so 45 is the most. 2 x 50 = 100 at most, 96 of all: three of 32.
TEST(ClassDivision, NoClassIsPutIntoABandThatReachesOverTheLimit) {
  const assess::ClassLimit limit(48);
  EXPECT_EQ(divided_classes(bands({{k46to50, 2}}), limit, 96), bands({{k31to35, 3}}));
  EXPECT_EQ(evenly_divided(bands({{k46to50, 2}}), limit, 96), bands({{k31to35, 3}}));
}

TEST(ClassDivision, NothingIsDividedWithoutClassesOrPupils) {
  EXPECT_FALSE(divided_classes(bands({}), k45, 100));
  EXPECT_FALSE(evenly_divided(bands({{k41to45, 1}}), k45, 0));
}

TEST(ClassDivision, BandsCanHaveWhatLiesBetweenTheirEnds) {
  EXPECT_TRUE(can_have(bands({{k41to45, 2}}), 82));
  EXPECT_TRUE(can_have(bands({{k41to45, 2}}), 90));
  EXPECT_FALSE(can_have(bands({{k41to45, 2}}), 81));
  EXPECT_FALSE(can_have(bands({{k41to45, 2}}), 91));
}

}  // namespace
}  // namespace junheng::report
