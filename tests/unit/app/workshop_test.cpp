#include "junheng/app/workshop.h"

#include <future>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace junheng::app {
namespace {

TEST(Workshop, WorksInOrder) {
  std::vector<int> done;
  std::promise<void> last;
  Workshop workshop;
  for (int i = 0; i < 3; ++i) workshop.submit([&done, i] { done.push_back(i); });
  workshop.submit([&] { last.set_value(); });
  last.get_future().wait();
  EXPECT_EQ(done, (std::vector{0, 1, 2}));
}

TEST(Workshop, EndWaitsForWhatRuns) {
  std::promise<void> begun;
  bool has_ended = false;
  {
    Workshop workshop;
    workshop.submit([&] {
      begun.set_value();
      for (int i = 0; i < 1000; ++i) std::this_thread::yield();
      has_ended = true;
    });
    begun.get_future().wait();
  }
  EXPECT_TRUE(has_ended);
}

}  // namespace
}  // namespace junheng::app
