#include "junheng/ingest/near_table.h"

#include <gtest/gtest.h>

#include <string_view>
#include <utility>

namespace junheng::ingest {
namespace {

TEST(NearTable, CopiesAndPrefixesAreNear) {
  for (const auto& [name, table] : {std::pair<std::string_view, std::string_view>{"学段数据 (2)", "stage_facts"},
                                    {"学段数据（2）", "stage_facts"},
                                    {"学段数据 - 副本", "stage_facts"},
                                    {"学段数据表", "stage_facts"},
                                    {"2024学段数据", "stage_facts"},
                                    {"青山县学段数据", "stage_facts"},
                                    {"学段数椐", "stage_facts"},
                                    {"Stage_Facts copy", "stage_facts"},
                                    {"stage_fact", "stage_facts"},
                                    {"学校2", "schools"},
                                    {"学校表", "schools"}}) {
    const model::TableSpec* near = near_table(name);
    ASSERT_NE(near, nullptr) << name;
    EXPECT_EQ(near->id, table) << name;
  }
}

TEST(NearTable, OwnNamesAndStrangersAreNot) {
  for (const std::string_view name : {"学段数据", "stage_facts", "学校", "学生", "学校名单", "Sheet1", "汇总", "2024", ""})
    EXPECT_EQ(near_table(name), nullptr) << name;
}

}  // namespace
}  // namespace junheng::ingest
