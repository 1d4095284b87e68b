#include "junheng/model/english_names.h"

#include <gtest/gtest.h>

#include "junheng/model/schema.h"

namespace junheng::model {
namespace {

TEST(EnglishName, SaysWhatAMeasureIs) {
  EXPECT_EQ(english_name("teachers_backbone"), "backbone teachers (county level or above)");
  EXPECT_EQ(english_name("area_teaching_m2"), "area of teaching and auxiliary rooms");
  EXPECT_EQ(english_name("disabled_enrolled"), "disabled children enrolled");
}

TEST(EnglishName, OfAnIdWithoutOneIsItsWords) {
  EXPECT_EQ(english_name("pupils"), "pupils");
  EXPECT_EQ(english_name("teachers_from_abroad"), "teachers from abroad");
  EXPECT_EQ(english_name(""), "");
}

TEST(EnglishName, EveryMeasureAndTableHasOne) {
  for (const auto measures : {stage_measures(), area_measures()})
    for (const ColumnSpec& measure : measures) EXPECT_TRUE(has_english_name(measure.id)) << measure.id;
  for (const TableSpec& table : table_specs()) EXPECT_TRUE(has_english_name(table.id)) << table.id;
}

}  // namespace
}  // namespace junheng::model
