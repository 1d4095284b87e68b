#include "junheng/report/number_format.h"

#include <gtest/gtest.h>

namespace junheng::report {
namespace {

using standards::Direction;

TEST(Shown, MissingIsADash) { EXPECT_EQ(shown(std::nullopt, 2), "—"); }

TEST(Shown, WithoutALimitOnlyTheDigitsOfTheForm) { EXPECT_EQ(shown(0.50049, 3), "0.500"); }

TEST(Shown, RoundingThatHidesAMissShowsMore) {
  EXPECT_EQ(shown(0.5004, 3, 0.5, Direction::Lower), "0.5004");
  EXPECT_EQ(shown(4.1996, 2, 4.2), "4.1996");
}

TEST(Shown, RoundingThatHidesNothingKeepsTheForm) {
  EXPECT_EQ(shown(0.5004, 3, 0.6, Direction::Lower), "0.500");
  EXPECT_EQ(shown(4.194, 2, 4.2), "4.19");
}

// 18 teachers for 2,000 pupils meet 0.9: what the threshold's tolerance calls met is printed as met.
TEST(Shown, MetWithinTheToleranceIsNotDrawnOut) { EXPECT_EQ(shown(0.9 * (1 - 1e-13), 2, 0.9), "0.90"); }

TEST(Shown, MissJustOutsideTheToleranceIsSeen) { EXPECT_EQ(shown(0.50000001, 3, 0.5, Direction::Lower), "0.50000001"); }

TEST(Shown, ThousandsAreSetApartInTheSameWayEverywhere) {
  EXPECT_EQ(shown(3015.73, 2), "3,015.73");
  EXPECT_EQ(shown(-1234567.5, 1), "-1,234,567.5");
  EXPECT_EQ(shown(999.5, 1), "999.5");
  EXPECT_EQ(shown_limit(2000), "2,000");
  EXPECT_EQ(shown_limit(4.505), "4.505");
  EXPECT_EQ(shown_amount(17974), "17,974");
  EXPECT_EQ(shown_amount(-100), "-100");
}

TEST(ShownPercent, SmallShareIsNotNothing) {
  EXPECT_EQ(shown_percent(0.2344), "23.4%");
  EXPECT_EQ(shown_percent(0), "0.0%");
  EXPECT_EQ(shown_percent(0.0004), "< 0.1%");
}

// Spreadsheets round 4.195 to 4.20, the program to 4.19 or 4.20: neither may decide what is seen.
TEST(ShownDecimals, HalfwayNumberShowsItself) { EXPECT_EQ(shown_decimals(4.195, 2, 4.2), 3); }

TEST(ShownDecimals, ExactlyAtTheLimitKeepsTheForm) { EXPECT_EQ(shown_decimals(4.2, 2, 4.2), 2); }

TEST(ShownLimit, SharesOfAStandardShowNoBinaryDust) {
  EXPECT_EQ(shown_limit(0.6 * 4.5), "2.7");
  EXPECT_EQ(shown_limit(0.85 * 0.9), "0.765");
  EXPECT_EQ(shown_limit(2000000), "2,000,000");
  EXPECT_EQ(shown_limit(0), "0");
}

TEST(ShownCvLimit, HasTheTwoDecimalsOfTheOfficialForm) {
  EXPECT_EQ(shown_cv_limit(0.5), "0.50");
  EXPECT_EQ(shown_cv_limit(0.45), "0.45");
  EXPECT_EQ(shown_cv_limit(0.325), "0.325");
  EXPECT_EQ(shown_cv_limit(1), "1.00");
}

TEST(ShownDifference, IsOfTheNumbersAsShownThousandsToo) {
  EXPECT_EQ(shown_difference(0.4132, 0.3936, 3), "-0.019");
  EXPECT_EQ(shown_difference(2999.0, 3015.73, 2), "+16.73");
  EXPECT_EQ(shown_difference(0.0, 1200.0, 0), "+1,200");
  EXPECT_EQ(shown_difference(std::nullopt, 1.0, 0), "—");
}

TEST(ShownMargin, IsTheDifferenceOfWhatIsShown) {
  EXPECT_EQ(shown_margin(0.32955, 0.5, 3, Direction::Lower), "+0.170") << "0.330 of 0.50";
  EXPECT_EQ(shown_margin(0.52508, 0.5, 3, Direction::Lower), "-0.025");
  EXPECT_EQ(shown_margin(0.5004, 0.5, 3, Direction::Lower), "-0.0004") << "a miss is never nothing";
  EXPECT_EQ(shown_margin(0.5, 0.5, 3, Direction::Lower), "0.000");
  EXPECT_EQ(shown_margin(100, 100, 0, Direction::Higher), "0");
  EXPECT_EQ(shown_margin(92.66, 85, 1, Direction::Higher), "+7.7");
  EXPECT_EQ(shown_margin(8, 8.5, 0, Direction::Higher), "-0.5");
  EXPECT_EQ(shown_margin(3215, 2000, 0, Direction::Lower), "-1,215");
  EXPECT_EQ(shown_margin({}, 0.5, 3, Direction::Lower), "—");
  EXPECT_EQ(shown_margin(0.5, {}, 3, Direction::Lower), "—");
}

}  // namespace
}  // namespace junheng::report
