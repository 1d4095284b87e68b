#include "junheng/app/workshop.h"

#include <atomic>
#include <chrono>
#include <future>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace junheng::app {
namespace {

TEST(Workshop, WorksInOrder) {
  std::vector<int> done;
  std::promise<void> last;
  Workshop workshop(8);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(workshop.submit([&done, i] { done.push_back(i); }));
  EXPECT_TRUE(workshop.submit([&] { last.set_value(); }));
  last.get_future().wait();
  EXPECT_EQ(done, (std::vector{0, 1, 2}));
}

TEST(Workshop, EndWaitsForWhatRuns) {
  std::promise<void> begun;
  bool has_ended = false;
  {
    Workshop workshop(8);
    EXPECT_TRUE(workshop.submit([&] {
      begun.set_value();
      for (int i = 0; i < 1000; ++i) std::this_thread::yield();
      has_ended = true;
    }));
    begun.get_future().wait();
  }
  EXPECT_TRUE(has_ended);
}

TEST(Workshop, RefusesMoreThanMayWait) {
  std::promise<void> begun;
  std::promise<void> end;
  std::atomic<int> done = 0;
  {
    Workshop workshop(1);
    ASSERT_TRUE(workshop.submit([&] {
      begun.set_value();
      end.get_future().wait_for(std::chrono::minutes(1));
      ++done;
    }));
    begun.get_future().wait();
    EXPECT_TRUE(workshop.submit([&] { ++done; }));
    EXPECT_FALSE(workshop.submit([&] { ++done; }));
    end.set_value();
  }
  EXPECT_GE(done, 1);
  EXPECT_LE(done, 2);
}

}  // namespace
}  // namespace junheng::app
