#include "junheng/core/utc_time.h"

#include <gtest/gtest.h>

namespace junheng {
namespace {

// Expected: date -u -d @SECONDS
TEST(UtcTime, IsWrittenInUtcWithMilliseconds) {
  EXPECT_EQ(to_string(UtcTime{0}), "1970-01-01T00:00:00.000Z");
  EXPECT_EQ(to_string(UtcTime{1'788'220'800'007}), "2026-09-01T00:00:00.007Z");
  EXPECT_EQ(to_string(UtcTime{-1}), "1969-12-31T23:59:59.999Z");
}

TEST(UtcTime, SpansAreAddedAndTaken) {
  const UtcTime time{1000};
  EXPECT_EQ(time + std::chrono::minutes(1), UtcTime{61'000});
  EXPECT_EQ(UtcTime{61'000} - time, std::chrono::minutes(1));
  EXPECT_LT(time, UtcTime{1001});
}

}  // namespace
}  // namespace junheng
