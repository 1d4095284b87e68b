#include <gtest/gtest.h>

#include "junheng/model/origin.h"

namespace junheng::model {

namespace {

TableOrigin three_rows() {
  TableOrigin origin;
  const auto a = origin.add_file({"a.csv", "", {{"pupils", "在校生数", 4}}});
  const auto b = origin.add_file({"b.xlsx", "小学", {}});
  origin.add_row(a, 2);
  origin.add_row(b, 7);
  origin.add_row(a, 3);
  origin.set_cell(RowIndex(1), "pupils", {"b.xlsx", "小学", 9, 5, "在校生"});
  return origin;
}

TEST(TableOriginSelect, KeepsFileRowAndHeaderOfTheRowsKept) {
  const TableOrigin kept = three_rows().select({2});
  ASSERT_EQ(kept.row_count(), 1U);
  EXPECT_EQ(kept.locate(RowIndex(0), "pupils"), (Location{"a.csv", "", 3, 4, "在校生数"}));
}

TEST(TableOriginSelect, CellsMoveWithTheirRow) {
  const TableOrigin kept = three_rows().select({2, 1});
  EXPECT_EQ(kept.locate(RowIndex(1), "pupils"), (Location{"b.xlsx", "小学", 9, 5, "在校生"}));
  EXPECT_EQ(kept.locate(RowIndex(0), "pupils").row, 3U);
}

TEST(TableOriginSelect, UnknownRowsAreLeftOut) {
  EXPECT_EQ(three_rows().select({5}).row_count(), 0U);
  EXPECT_EQ(three_rows().select({}).row_count(), 0U);
}

}  // namespace

}  // namespace junheng::model
