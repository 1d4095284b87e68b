#include "junheng/monitor/setting.h"

#include <gtest/gtest.h>

namespace junheng::monitor {
namespace {

TEST(Setting, IsReadFromTheCode) {
  EXPECT_EQ(setting_of(111), Setting::City);
  EXPECT_EQ(setting_of(112), Setting::City);
  EXPECT_EQ(setting_of(121), Setting::Town);
  EXPECT_EQ(setting_of(123), Setting::Town);
  EXPECT_EQ(setting_of(210), Setting::Village);
  EXPECT_EQ(setting_of(220), Setting::Village);
}

TEST(Setting, CodeOfNoneIsNotGiven) {
  for (const int code : {0, 11, 130, 300, 999}) EXPECT_EQ(setting_of(code), Setting::NotGiven) << code;
}

}  // namespace
}  // namespace junheng::monitor
