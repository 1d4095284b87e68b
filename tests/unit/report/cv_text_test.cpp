#include "junheng/report/cv_text.h"

#include <gtest/gtest.h>

namespace junheng::report {
namespace {

assess::IndicatorSummary summary(double cv, std::uint32_t valued) {
  assess::IndicatorSummary out;
  out.cv = cv;
  out.schools_valued = valued;
  return out;
}

TEST(CvText, OfAllSchoolsIsTheNumber) { EXPECT_EQ(cv_text(summary(0.3124, 6), 6, {}), "0.312"); }

TEST(CvText, OfSomeSchoolsShowsHowMany) { EXPECT_EQ(cv_text(summary(0.3124, 5), 6, {}), "0.312 (5/6)"); }

TEST(CvText, OfOneSchoolIsADash) {
  EXPECT_EQ(cv_text(summary(0, 1), 2, {}), "— (1/2)");
  EXPECT_EQ(cv_text(summary(0, 1), 1, {}), "—");
  EXPECT_FALSE(spread(summary(0, 1)).has_value());
}

TEST(CvText, OfNoSchoolIsADashWithoutCounts) { EXPECT_EQ(cv_text(assess::IndicatorSummary{}, 2, {}), "—"); }

TEST(CvText, KeepsTheDigitsThatALimitNeeds) { EXPECT_EQ(cv_text(summary(0.5004, 3), 4, 0.5), "0.5004 (3/4)"); }

}  // namespace
}  // namespace junheng::report
