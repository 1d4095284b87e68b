#include "junheng/app/lru_cache.h"

#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace junheng::app {
namespace {

using Cache = LruCache<int>;

Result<Cache::Made> made(int value, std::size_t bytes = 10) { return Cache::Made{std::make_shared<const int>(value), bytes}; }

TEST(LruCache, LongestUnusedIsDroppedFirst) {
  Cache cache(30);
  for (int key : {1, 2, 3}) cache.put(std::to_string(key), std::make_shared<const int>(key), 10);
  EXPECT_EQ(*cache.find("1"), 1);
  cache.put("4", std::make_shared<const int>(4), 10);
  EXPECT_EQ(cache.find("2"), nullptr);
  EXPECT_NE(cache.find("1"), nullptr);
  EXPECT_EQ(cache.bytes(), 30U);
}

TEST(LruCache, LargerThanTheLimitIsNotKept) {
  Cache cache(30);
  cache.put("1", std::make_shared<const int>(1), 31);
  EXPECT_EQ(cache.find("1"), nullptr);
  EXPECT_EQ(cache.bytes(), 0U);
}

TEST(LruCache, DropsByPrefix) {
  Cache cache(100);
  for (const char* key : {"1/a", "1/b", "11/a"}) cache.put(key, std::make_shared<const int>(0), 10);
  cache.drop_all("1/");
  EXPECT_EQ(cache.find("1/a"), nullptr);
  EXPECT_NE(cache.find("11/a"), nullptr);
}

TEST(LruCache, MakesWhatIsNotHeldOnce) {
  Cache cache(30);
  int calls = 0;
  const auto make = [&] {
    ++calls;
    return made(5);
  };
  EXPECT_EQ(**cache.find_or_make("a", make), 5);
  EXPECT_EQ(**cache.find_or_make("a", make), 5);
  EXPECT_EQ(calls, 1);
}

TEST(LruCache, ErrorIsToldAndNotKept) {
  Cache cache(30);
  const auto failed = cache.find_or_make("a", []() -> Result<Cache::Made> { return fail(Code::NoSuchRun, {{"id", "1"}}); });
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, Code::NoSuchRun);
  EXPECT_EQ(**cache.find_or_make("a", [] { return made(6); }), 6);
}

TEST(LruCache, ManyWhoAskAtOnceGetOneComputation) {
  Cache cache(30);
  constexpr int kAskers = 8;
  std::atomic<int> asking = 0;
  std::atomic<int> calls = 0;
  std::atomic<int> sum = 0;
  std::vector<std::jthread> askers;
  for (int i = 0; i < kAskers; ++i)
    askers.emplace_back([&] {
      ++asking;
      const auto value = cache.find_or_make("a", [&] {
        ++calls;
        while (asking < kAskers) std::this_thread::yield();
        return made(3);
      });
      sum += **value;
    });
  askers.clear();
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(sum, 24);
}

TEST(LruCache, WhoLosesPatienceIsToldToComeAgain) {
  Cache cache(30);
  std::atomic<bool> is_making = false;
  std::atomic<bool> may_end = false;
  std::jthread maker([&] {
    EXPECT_EQ(**cache.find_or_make("a",
                                   [&] {
                                     is_making = true;
                                     while (!may_end) std::this_thread::yield();
                                     return made(4);
                                   }),
              4);
  });
  while (!is_making) std::this_thread::yield();
  const auto hasty = cache.find_or_make(
      "a", [] { return made(5); }, std::chrono::milliseconds(10));
  may_end = true;
  ASSERT_FALSE(hasty);
  EXPECT_EQ(hasty.error().code, Code::ServerBusy);
  EXPECT_EQ(**cache.find_or_make(
                "a", [] { return made(6); }, std::chrono::minutes(1)),
            4);
}

TEST(LruCache, ValueTooLargeToHoldIsStillGiven) {
  Cache cache(30);
  EXPECT_EQ(**cache.find_or_make("a", [] { return made(9, 1000); }), 9);
  EXPECT_EQ(cache.find("a"), nullptr);
}

}  // namespace
}  // namespace junheng::app
