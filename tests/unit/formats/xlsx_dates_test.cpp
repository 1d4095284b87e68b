#include "junheng/formats/xlsx_dates.h"

#include <gtest/gtest.h>

namespace junheng::formats {
namespace {

TEST(IsDateFormat, BuiltInNumbers) {
  for (const std::uint32_t id : {14U, 22U, 27U, 31U, 36U, 45U, 47U, 50U, 58U}) EXPECT_TRUE(is_date_format(id)) << id;
  for (const std::uint32_t id : {0U, 1U, 4U, 13U, 23U, 37U, 44U, 48U, 49U, 59U, 164U}) EXPECT_FALSE(is_date_format(id)) << id;
}

TEST(IsDateFormat, CustomDates) {
  for (const char* code :
       {"yyyy-mm-dd", "m/d/yy", "[$-804]yyyy\"年\"m\"月\";@", "[h]:mm", "[ss]", "mm:ss.0", "YYYY/MM", "aaaa d", "[DBNum1][$-804]yyyy"})
    EXPECT_TRUE(is_date_format(std::string_view(code))) << code;
}

TEST(IsDateFormat, CustomNumbers) {
  for (const char* code : {"General", "0.00", "#,##0_);[Red](#,##0)", "0\" days\"", "0\\d", "0.0E+00", "@", "[Red]0", "_d0", "*d0",
                           "\"unclosed d", "[unclosed d", "", "\\"})
    EXPECT_FALSE(is_date_format(std::string_view(code))) << code;
}

TEST(SerialToIso, DaysAroundTheLeapDayThatNeverWas) {
  EXPECT_EQ(serial_to_iso(1, DateSystem::From1900), "1900-01-01");
  EXPECT_EQ(serial_to_iso(59, DateSystem::From1900), "1900-02-28");
  EXPECT_EQ(serial_to_iso(60, DateSystem::From1900), std::nullopt);
  EXPECT_EQ(serial_to_iso(61, DateSystem::From1900), "1900-03-01");
}

TEST(SerialToIso, DaysAndTimes) {
  EXPECT_EQ(serial_to_iso(45536, DateSystem::From1900), "2024-09-01");
  EXPECT_EQ(serial_to_iso(45536.75, DateSystem::From1900), "2024-09-01T18:00:00");
  EXPECT_EQ(serial_to_iso(45535.999999, DateSystem::From1900), "2024-09-01");
  EXPECT_EQ(serial_to_iso(0, DateSystem::From1900), "00:00:00");
  EXPECT_EQ(serial_to_iso(0.25, DateSystem::From1900), "06:00:00");
}

TEST(SerialToIso, MacintoshSystem) {
  EXPECT_EQ(serial_to_iso(0, DateSystem::From1904), "1904-01-01");
  EXPECT_EQ(serial_to_iso(44074, DateSystem::From1904), "2024-09-01");
}

TEST(SerialToIso, OutsideTheCalendarIsNoDate) {
  EXPECT_EQ(serial_to_iso(-1, DateSystem::From1900), std::nullopt);
  EXPECT_EQ(serial_to_iso(2958465, DateSystem::From1900), "9999-12-31");
  EXPECT_EQ(serial_to_iso(2958466, DateSystem::From1900), std::nullopt);
  EXPECT_EQ(serial_to_iso(1e300, DateSystem::From1900), std::nullopt);
}

}  // namespace
}  // namespace junheng::formats
