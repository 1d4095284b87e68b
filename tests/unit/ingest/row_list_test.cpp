#include "junheng/ingest/row_list.h"

#include <gtest/gtest.h>

namespace junheng::ingest {
namespace {

TEST(RowList, NothingIsEmpty) {
  const RowList rows;
  EXPECT_EQ(rows.count(), 0U);
  EXPECT_EQ(rows.describe(Lang::En), "");
}

TEST(RowList, NeighboursMakeRuns) {
  RowList rows;
  for (const std::uint32_t row : {4U, 5U, 6U, 9U, 12U, 13U}) rows.add("stage_facts.csv", "", row);
  rows.add("grade_facts.csv", "", 2);
  EXPECT_EQ(rows.count(), 7U);
  EXPECT_EQ(rows.describe(Lang::En), "stage_facts.csv, rows 4-6, 9, 12-13; grade_facts.csv, row 2");
  EXPECT_EQ(rows.describe(Lang::Zh), "stage_facts.csv，第 4–6、9、12–13 行；grade_facts.csv，第 2 行");
}

TEST(RowList, SheetsOfAWorkbookStandApart) {
  RowList rows;
  rows.add("county.xlsx", "学段数据", 2);
  rows.add("county.xlsx", "年级数据", 2);
  EXPECT_EQ(rows.describe(Lang::Zh), "county.xlsx，工作表“学段数据”，第 2 行；county.xlsx，工作表“年级数据”，第 2 行");
}

TEST(RowList, ValuesWithoutALineAreOnlyCounted) {
  RowList rows;
  rows.add("2134000001.xlsx", "", 0);
  rows.add("2134000001.xlsx", "", 0);
  EXPECT_EQ(rows.count(), 2U);
  EXPECT_EQ(rows.describe(Lang::En), "2134000001.xlsx");
}

TEST(RowList, ManyRunsAreCutAndCounted) {
  RowList rows;
  for (std::uint32_t i = 1; i <= 25; ++i) rows.add("classes.csv", "", 2 * i);
  EXPECT_EQ(rows.count(), 25U);
  EXPECT_EQ(rows.describe(Lang::En), "classes.csv, rows 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40 …");
}

}  // namespace
}  // namespace junheng::ingest
