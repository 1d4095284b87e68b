#include "junheng/app/rate_limiter.h"

#include <gtest/gtest.h>

namespace junheng::app {
namespace {

using std::chrono::milliseconds;

constexpr RateLimit kThreeThenOneASecond{.burst = 3, .interval = milliseconds(1000), .max_keys = 4};

TEST(RateLimiter, BurstIsAllowedThenOnePerInterval) {
  RateLimiter limiter(kThreeThenOneASecond);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limiter.take("a", {0}), milliseconds(0));
  EXPECT_EQ(limiter.take("a", {0}), milliseconds(1000));
  // A refused attempt costs nothing: after 400 ms there are 600 left to wait.
  EXPECT_EQ(limiter.take("a", {400}), milliseconds(600));
  EXPECT_EQ(limiter.take("a", {1000}), milliseconds(0));
  EXPECT_EQ(limiter.take("a", {1000}), milliseconds(1000));
}

TEST(RateLimiter, LongPauseFillsToTheBurstAndNoFurther) {
  RateLimiter limiter(kThreeThenOneASecond);
  EXPECT_EQ(limiter.take("a", {0}), milliseconds(0));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limiter.take("a", {1'000'000}), milliseconds(0));
  EXPECT_GT(limiter.take("a", {1'000'000}), milliseconds(0));
}

TEST(RateLimiter, KeysDoNotTouchEachOther) {
  RateLimiter limiter(kThreeThenOneASecond);
  for (int i = 0; i < 4; ++i) (void)limiter.take("a", {0});
  EXPECT_EQ(limiter.take("b", {0}), milliseconds(0));
}

TEST(RateLimiter, ClockPutBackGivesNothing) {
  RateLimiter limiter(kThreeThenOneASecond);
  for (int i = 0; i < 3; ++i) (void)limiter.take("a", {10'000});
  EXPECT_GT(limiter.take("a", {5'000}), milliseconds(0));
}

TEST(RateLimiter, ResetFillsTheBucket) {
  RateLimiter limiter(kThreeThenOneASecond);
  for (int i = 0; i < 3; ++i) (void)limiter.take("a", {0});
  limiter.reset("a");
  limiter.reset("never seen");
  EXPECT_EQ(limiter.take("a", {0}), milliseconds(0));
}

TEST(RateLimiter, KeyNotSeenForLongestMakesRoom) {
  RateLimiter limiter(kThreeThenOneASecond);
  for (int i = 0; i < 3; ++i) (void)limiter.take("a", {0});
  for (const char* key : {"b", "c", "d"}) (void)limiter.take(key, {0});
  EXPECT_GT(limiter.take("a", {0}), milliseconds(0));
  // "b" goes, not "a", which was seen again.
  (void)limiter.take("e", {0});
  EXPECT_EQ(limiter.size(), 4U);
  EXPECT_GT(limiter.take("a", {0}), milliseconds(0));
}

}  // namespace
}  // namespace junheng::app
