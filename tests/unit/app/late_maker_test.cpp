#include "junheng/app/late_maker.h"

#include <atomic>
#include <future>
#include <stdexcept>

#include <gtest/gtest.h>

namespace junheng::app {
namespace {

using std::chrono::milliseconds;
using Made = LruCache<int>::Made;

constexpr milliseconds kLong{20000};
constexpr milliseconds kShort{1};

TEST(LateMaker, WhatIsMadeInTimeIsGivenAndHeld) {
  LruCache<int> cache(100);
  LateMaker maker;
  int makes = 0;
  const auto make = [&](const std::stop_token&) -> Result<Made> {
    ++makes;
    return Made{std::make_shared<const int>(7), 1};
  };
  EXPECT_EQ(**maker.find_or_make(cache, "a", make, kLong), 7);
  EXPECT_EQ(**maker.find_or_make(cache, "a", make, kLong), 7);
  EXPECT_EQ(makes, 1);
}

TEST(LateMaker, WhoCannotWaitComesAgain) {
  LruCache<int> cache(100);
  LateMaker maker;
  std::promise<void> gate;
  std::shared_future<void> open = gate.get_future().share();
  std::atomic<int> makes = 0;
  const auto make = [&](const std::stop_token&) -> Result<Made> {
    ++makes;
    open.wait_for(kLong);
    return Made{std::make_shared<const int>(7), 1};
  };
  EXPECT_EQ(maker.find_or_make(cache, "a", make, kShort).error().code, Code::ServerBusy);
  EXPECT_EQ(maker.find_or_make(cache, "a", make, kShort).error().code, Code::ServerBusy);
  gate.set_value();
  EXPECT_EQ(**maker.find_or_make(cache, "a", make, kLong), 7);
  EXPECT_EQ(makes, 1);
}

TEST(LateMaker, ErrorsAreToldAndNotKept) {
  LruCache<int> cache(100);
  LateMaker maker;
  const auto refuse = [](const std::stop_token&) -> Result<Made> { return fail(Code::ForecastWithoutGrades); };
  const auto break_down = [](const std::stop_token&) -> Result<Made> { throw std::runtime_error("no memory"); };
  const auto make = [](const std::stop_token&) -> Result<Made> { return Made{std::make_shared<const int>(7), 1}; };
  EXPECT_EQ(maker.find_or_make(cache, "a", refuse, kLong).error().code, Code::ForecastWithoutGrades);
  EXPECT_EQ(maker.find_or_make(cache, "a", break_down, kLong).error().code, Code::Interrupted);
  EXPECT_EQ(**maker.find_or_make(cache, "a", make, kLong), 7);
}

TEST(LateMaker, AStopReachesWhatIsBeingMade) {
  LruCache<int> cache(100);
  std::atomic<bool> was_stopped = false;
  {
    LateMaker maker;
    const auto make = [&](const std::stop_token& stop) -> Result<Made> {
      std::promise<void> asked;
      const std::stop_callback told(stop, [&] { asked.set_value(); });
      asked.get_future().wait_for(kLong);
      was_stopped = stop.stop_requested();
      return fail(Code::Interrupted);
    };
    EXPECT_EQ(maker.find_or_make(cache, "a", make, milliseconds(50)).error().code, Code::ServerBusy);
  }
  EXPECT_TRUE(was_stopped);
}

}  // namespace
}  // namespace junheng::app
