#include "junheng/report/measure_names.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "junheng/model/schema.h"
#include "support/assess_scene.h"

namespace junheng::report {
namespace {

TEST(MeasureName, ColumnsOfSchoolsAreNamedInTheReadersLanguage) {
  const auto standard = testing::built_in_standard("cn.quality-2017");
  struct Case {
    const char* id;
    const char* zh;
    const char* en;
  };
  for (const Case& one : {Case{"is_boarding", "是否寄宿制", "boarding school"},
                          {"founder", "举办者类型", "founder"},
                          {"kind", "办学类型", "kind"},
                          {"setting", "城乡分类", "urban or rural setting"},
                          {"is_dense_inner_city", "是否大城市中心城区", "in a dense inner city"}}) {
    EXPECT_EQ(measure_name(*standard, one.id, Lang::Zh), one.zh);
    EXPECT_EQ(measure_name(*standard, one.id, Lang::En), one.en);
  }
}

TEST(MeasureName, NoMeasureTableOrColumnHasTheWordsOfTheOtherLanguage) {
  const auto standard = testing::built_in_standard("cn.quality-2017");
  const auto is_chinese = [](const std::string& words) {
    return std::ranges::any_of(words, [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
  };
  const auto check = [&](std::string_view id) {
    EXPECT_TRUE(is_chinese(measure_name(*standard, id, Lang::Zh))) << id;
    EXPECT_FALSE(is_chinese(measure_name(*standard, id, Lang::En))) << id;
  };
  for (const model::TableSpec& table : model::table_specs()) {
    check(table.id);
    for (const model::ColumnSpec& column : table.columns) check(column.id);
    for (const model::ColumnSpec& column : table.measures) check(column.id);
  }
  for (const model::ColumnSpec& measure : model::area_measures()) check(measure.id);
}

}  // namespace
}  // namespace junheng::report
