#include "junheng/assess/list_store.h"

#include <gtest/gtest.h>

#include <vector>

namespace junheng::assess {
namespace {

TEST(ListStore, ListsStayWhereTheyAreWhenItIsMoved) {
  ListStore store;
  const std::vector<int> list = {3, 1, 2};
  const std::span<const int> kept = store.keep(std::span(list));
  const ListStore moved = std::move(store);
  EXPECT_EQ(std::vector<int>(kept.begin(), kept.end()), list);
  EXPECT_NE(kept.data(), list.data());
}

TEST(ListStore, EmptyListTakesNoRoom) {
  ListStore store;
  EXPECT_TRUE(store.keep(std::span<const int>()).empty());
}

}  // namespace
}  // namespace junheng::assess
