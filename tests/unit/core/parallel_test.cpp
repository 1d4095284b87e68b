#include "junheng/core/parallel.h"

#include <sched.h>

#include <atomic>
#include <numeric>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace junheng {
namespace {

TEST(ParallelFor, NoWorkCallsNothing) {
  bool called = false;
  parallel_for(0, 4, [&](std::size_t) { called = true; });
  EXPECT_FALSE(called);
}

TEST(ParallelFor, EachIndexIsCalledOnce) {
  for (const unsigned threads : {0U, 1U, 2U, 7U, 64U}) {
    std::vector<int> calls(1000);
    parallel_for(calls.size(), threads, [&](std::size_t i) { ++calls[i]; });
    EXPECT_EQ(calls, std::vector<int>(1000, 1)) << threads << " threads";
  }
}

TEST(ParallelFor, MoreThreadsThanWork) {
  std::vector<int> calls(2);
  parallel_for(calls.size(), 16, [&](std::size_t i) { ++calls[i]; });
  EXPECT_EQ(calls, (std::vector<int>{1, 1}));
}

TEST(ParallelFor, OneThreadRunsInTheCaller) {
  const auto caller = std::this_thread::get_id();
  std::vector<std::thread::id> seen(3);
  parallel_for(seen.size(), 1, [&](std::size_t i) { seen[i] = std::this_thread::get_id(); });
  EXPECT_EQ(seen, std::vector<std::thread::id>(3, caller));
}

TEST(ParallelFor, ExceptionReachesTheCaller) {
  for (const unsigned threads : {1U, 4U}) {
    const auto run = [&] {
      parallel_for(100, threads, [](std::size_t i) {
        if (i == 37) throw std::runtime_error("row 37");
      });
    };
    EXPECT_THROW(run(), std::runtime_error) << threads << " threads";
  }
}

TEST(ParallelFor, ExceptionStopsFurtherWork) {
  std::atomic<std::size_t> calls{0};
  const auto run = [&] {
    parallel_for(100'000'000, 2, [&](std::size_t) {
      ++calls;
      throw std::runtime_error("stop");
    });
  };
  EXPECT_THROW(run(), std::runtime_error);
  EXPECT_LE(calls, 2U) << "each worker ends at its first failure";
}

TEST(ParallelFor, AllThreadsFailingGivesOneException) {
  const auto run = [] { parallel_for(8, 8, [](std::size_t i) { throw std::out_of_range(std::to_string(i)); }); };
  EXPECT_THROW(run(), std::out_of_range);
}

TEST(DefaultThreadCount, KeepsToTheCoresOfTheProcess) {
  unsigned count = 0;
  std::jthread([&] {
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(static_cast<std::size_t>(sched_getcpu()), &one);
    ASSERT_EQ(sched_setaffinity(0, sizeof one, &one), 0);
    count = default_thread_count();
  }).join();
  EXPECT_EQ(count, 1U);
}

}  // namespace
}  // namespace junheng
