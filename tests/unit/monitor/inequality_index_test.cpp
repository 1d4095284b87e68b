#include "junheng/monitor/inequality_index.h"

#include <gtest/gtest.h>

namespace junheng::monitor {
namespace {

TEST(InequalityIndex, NamesTakeHyphensAndParameters) {
  EXPECT_EQ(parse_index("theil-t").value().id(), "theil_t");
  EXPECT_EQ(parse_index("atkinson-0.5").value().id(), "atkinson_0.5");
  EXPECT_EQ(parse_index("atkinson_1.25").value().parameter, 1.25);
  EXPECT_EQ(parse_index("ge_-1").value().parameter, -1);
  EXPECT_EQ(parse_index("p90-p10").value().id(), "p90_p10");
  EXPECT_EQ(parse_index("range-ratio").value().id(), "range_ratio");
}

TEST(InequalityIndex, OtherWordsAreNone) {
  for (const char* word : {"", "ginny", "atkinson", "atkinson_", "atkinson_x", "ge", "theil"}) EXPECT_FALSE(parse_index(word)) << word;
}

TEST(InequalityIndex, EveryNameIsRead) {
  for (const InequalityIndex& index : all_indices()) EXPECT_EQ(parse_index(index.id()), index);
}

}  // namespace
}  // namespace junheng::monitor
