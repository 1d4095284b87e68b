#include "junheng/core/school_year.h"

#include <gtest/gtest.h>

namespace junheng {
namespace {

TEST(ParseDate, ReadsIsoDays) {
  EXPECT_EQ(parse_date("2024-09-01"), (Date{2024, 9, 1}));
  EXPECT_EQ(parse_date("2017-04-19"), (Date{2017, 4, 19}));
}

TEST(ParseDate, DayThatDoesNotExistIsRejected) {
  EXPECT_EQ(parse_date("2023-02-29"), std::nullopt);
  EXPECT_EQ(parse_date("2024-02-29"), (Date{2024, 2, 29}));
  EXPECT_EQ(parse_date("1900-02-29"), std::nullopt) << "a century year without a leap day";
  EXPECT_EQ(parse_date("2024-04-31"), std::nullopt);
  EXPECT_EQ(parse_date("2024-13-01"), std::nullopt);
  EXPECT_EQ(parse_date("2024-00-10"), std::nullopt);
  EXPECT_EQ(parse_date("2024-01-00"), std::nullopt);
}

TEST(ParseDate, OtherFormsAreRejected) {
  for (const char* text : {"", "2024", "2024-9-1", "2024/09/01", "20240901", "2024-09-01 ", " 2024-09-01", "2024-09-1x", "+024-09-01",
                           "-024-09-01", "2024-09-01T00:00", "２０２４-09-01"})
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
}

TEST(DateText, PadsWithZeros) {
  EXPECT_EQ(to_string(Date{2024, 9, 1}), "2024-09-01");
  EXPECT_EQ(to_string(Date{987, 12, 31}), "0987-12-31");
}

TEST(DateText, ReadsBack) {
  const Date leap_day{2000, 2, 29};
  EXPECT_EQ(parse_date(to_string(leap_day)), leap_day);
}

TEST(DateOrder, IsChronological) {
  EXPECT_LT((Date{2023, 12, 31}), (Date{2024, 1, 1}));
  EXPECT_LT((Date{2024, 1, 31}), (Date{2024, 2, 1}));
  EXPECT_LT((Date{2024, 2, 1}), (Date{2024, 2, 2}));
}

TEST(SchoolYear, StartsOnTheFirstOfSeptember) {
  EXPECT_EQ(SchoolYear{2024}.start(), (Date{2024, 9, 1}));
  EXPECT_LT(SchoolYear{2023}, SchoolYear{2024});
}

}  // namespace
}  // namespace junheng
