#include "junheng/app/lru_cache.h"

#include <atomic>
#include <functional>
#include <future>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "junheng/app/workshop.h"

namespace junheng::app {
namespace {

using Cache = LruCache<int>;

/// In the thread that asks.
const CacheMaker kAtOnce{[](const auto& work) {
                           work();
                           return true;
                         },
                         std::chrono::minutes(1)};

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
  EXPECT_EQ(**cache.find_or_make("a", make, kAtOnce), 5);
  EXPECT_EQ(**cache.find_or_make("a", make, kAtOnce), 5);
  EXPECT_EQ(calls, 1);
}

TEST(LruCache, ErrorIsToldAndNotKept) {
  Cache cache(30);
  const auto failed = cache.find_or_make(
      "a",
      []() -> Result<Cache::Made> {
        return fail(Code::NoSuchRun, {{"id", "1"}});
      },
      kAtOnce);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, Code::NoSuchRun);
  EXPECT_EQ(**cache.find_or_make(
                "a", [] { return made(6); }, kAtOnce),
            6);
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
      const auto make = [&] {
        ++calls;
        while (asking < kAskers) std::this_thread::yield();
        return made(3);
      };
      const auto value = cache.find_or_make("a", make, kAtOnce);
      sum += **value;
    });
  askers.clear();
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(sum, 24);
}

/// Makes on a thread of its own, and waits a moment only.
struct Elsewhere {
  Workshop workshop{8};
  CacheMaker hasty{[this](auto work) { return workshop.submit(std::move(work)); }, std::chrono::milliseconds(5)};
  CacheMaker patient{hasty.run, std::chrono::minutes(1)};

  /// When this has run, all that was submitted before has ended.
  void finish() {
    std::promise<void> behind;
    ASSERT_TRUE(workshop.submit([&] { behind.set_value(); }));
    behind.get_future().wait();
  }
};

TEST(LruCache, WhoLosesPatienceIsToldToComeAgain) {
  Cache cache(30);
  std::promise<void> end;
  std::shared_future<void> may_end = end.get_future().share();
  std::atomic<int> calls = 0;
  Elsewhere elsewhere;
  const auto slow = [&] {
    ++calls;
    may_end.wait_for(std::chrono::minutes(1));
    return made(4);
  };
  for (int i = 0; i < 2; ++i) {
    const auto refused = cache.find_or_make("a", slow, elsewhere.hasty);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::BeingMade);
  }
  end.set_value();
  EXPECT_EQ(**cache.find_or_make("a", slow, elsewhere.patient), 4);
  EXPECT_EQ(calls, 1) << "the work went on";
}

TEST(LruCache, ErrorThatNobodyWaitedForIsThereForTheNext) {
  Cache cache(30);
  std::promise<void> end;
  std::shared_future<void> may_end = end.get_future().share();
  Elsewhere elsewhere;
  const auto failing = [&]() -> Result<Cache::Made> {
    may_end.wait_for(std::chrono::minutes(1));
    return fail(Code::NoSuchRun, {{"id", "1"}});
  };
  EXPECT_EQ(cache.find_or_make("a", failing, elsewhere.hasty).error().code, Code::BeingMade);
  end.set_value();
  elsewhere.finish();
  EXPECT_EQ(cache.find_or_make("a", failing, elsewhere.hasty).error().code, Code::NoSuchRun);
  EXPECT_EQ(**cache.find_or_make(
                "a", [] { return made(6); }, elsewhere.patient),
            6);
}

TEST(LruCache, ExceptionComesToWhoAsks) {
  Cache cache(30);
  Elsewhere elsewhere;
  const auto throwing = []() -> Result<Cache::Made> { throw std::runtime_error("broken"); };
  EXPECT_THROW(static_cast<void>(cache.find_or_make("a", throwing, elsewhere.patient)), std::runtime_error);
  EXPECT_EQ(**cache.find_or_make(
                "a", [] { return made(6); }, elsewhere.patient),
            6);
}

TEST(LruCache, ValueTooLargeToHoldIsStillGiven) {
  Cache cache(30);
  EXPECT_EQ(**cache.find_or_make(
                "a", [] { return made(9, 1000); }, kAtOnce),
            9);
  EXPECT_EQ(cache.find("a"), nullptr);
}

/// A maker that is asked in vain to wait: it returns at once, and the work runs when the test says.
struct Later {
  std::vector<std::function<void()>> works;
  CacheMaker maker{[this](auto work) {
                     works.push_back(std::move(work));
                     return true;
                   },
                   std::chrono::milliseconds(0)};
  void run_all() {
    for (const auto& work : std::exchange(works, {})) work();
  }
};

TEST(LruCache, ValueTooLargeToHoldIsThereForTheNextWhoAsks) {
  Cache cache(30);
  Later later;
  int calls = 0;
  const auto large = [&] {
    ++calls;
    return made(9, 1000);
  };
  EXPECT_EQ(cache.find_or_make("a", large, later.maker).error().code, Code::BeingMade);
  later.run_all();
  EXPECT_EQ(**cache.find_or_make("a", large, later.maker), 9);
  EXPECT_EQ(calls, 1);
}

TEST(LruCache, PassingFaultAndOldErrorAreNotToldToTheNext) {
  Cache cache(30);
  Later later;
  Code code = Code::StoreLocked;
  const auto failing = [&]() -> Result<Cache::Made> { return fail(code, {{"place", "x"}, {"id", "1"}}); };
  static_cast<void>(cache.find_or_make("a", failing, later.maker));
  later.run_all();
  EXPECT_EQ(cache
                .find_or_make(
                    "a", [] { return made(1); }, later.maker)
                .error()
                .code,
            Code::BeingMade)
      << "made again";
  later.run_all();
  code = Code::NoSuchRun;
  static_cast<void>(cache.find_or_make("b", failing, later.maker));
  later.run_all();
  EXPECT_EQ(cache.find_or_make("b", failing, later.maker).error().code, Code::NoSuchRun);
}

TEST(LruCache, WorkThatNobodyAskedForInAWhileIsNotBegun) {
  Cache cache(30);
  Later later;
  later.maker.interest = std::chrono::milliseconds(-1);
  int calls = 0;
  const auto make = [&] {
    ++calls;
    return made(1);
  };
  EXPECT_FALSE(cache.find_or_make("a", make, later.maker));
  later.run_all();
  EXPECT_EQ(calls, 0);
  EXPECT_FALSE(cache.find_or_make("a", make, later.maker));
  EXPECT_EQ(later.works.size(), 1U) << "asked anew, it is submitted anew";
}

TEST(LruCache, MakerThatRefusesOrThrowsLeavesTheKeyFree) {
  Cache cache(30);
  const auto make = [] { return made(4); };
  const CacheMaker full{[](const auto&) { return false; }, std::chrono::minutes(1)};
  EXPECT_EQ(cache.find_or_make("a", make, full).error().code, Code::ServerBusy);
  const CacheMaker broken{[](const auto&) -> bool { throw std::runtime_error("no thread"); }, std::chrono::minutes(1)};
  EXPECT_THROW(static_cast<void>(cache.find_or_make("a", make, broken)), std::runtime_error);
  EXPECT_EQ(**cache.find_or_make("a", make, kAtOnce), 4);
}

TEST(LruCache, WhoFindsNoPlaceToWaitIsToldAtOnce) {
  Cache cache(30);
  WaitingRoom full(0);
  Elsewhere elsewhere;
  elsewhere.patient.room = &full;
  std::promise<void> end;
  std::shared_future<void> may_end = end.get_future().share();
  const auto slow = [&] {
    may_end.wait_for(std::chrono::minutes(1));
    return made(4);
  };
  EXPECT_EQ(cache.find_or_make("a", slow, elsewhere.patient).error().code, Code::BeingMade);
  end.set_value();
  elsewhere.finish();
  EXPECT_EQ(**cache.find_or_make("a", slow, elsewhere.patient), 4) << "what is made needs no place";
}

}  // namespace
}  // namespace junheng::app
