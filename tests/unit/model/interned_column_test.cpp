#include "junheng/model/interned_column.h"

#include <gtest/gtest.h>

namespace junheng::model {
namespace {

InternedColumn some_subjects() {
  InternedColumn out;
  for (const std::string_view text : {"语文", "", "数学", "语文", "语文"}) out.push(text);
  return out;
}

TEST(InternedColumn, EmptyHoldsNothing) {
  const InternedColumn column;
  EXPECT_EQ(column.size(), 0U);
  EXPECT_EQ(column.find("语文"), std::nullopt);
}

TEST(InternedColumn, EqualTextsAreKeptOnce) {
  const InternedColumn column = some_subjects();
  EXPECT_EQ(column.size(), 5U);
  EXPECT_EQ(column.texts().size(), 3U);
  EXPECT_EQ(column.at(3), "语文");
  EXPECT_EQ(column.at(1), "");
  EXPECT_EQ(column.code(0), column.code(4));
  EXPECT_EQ(column.find("数学"), column.code(2));
  EXPECT_EQ(column.find("英语"), std::nullopt);
}

TEST(InternedColumn, SelectedRowsKeepTheirTexts) {
  const InternedColumn column = some_subjects().select({2, 0});
  ASSERT_EQ(column.size(), 2U);
  EXPECT_EQ(column.at(0), "数学");
  EXPECT_EQ(column.at(1), "语文");
  EXPECT_EQ(column.find("数学"), column.code(0));
}

TEST(InternedColumn, LastsThroughAMove) {
  InternedColumn from = some_subjects();
  const InternedColumn column = std::move(from);
  EXPECT_EQ(column.at(2), "数学");
}

}  // namespace
}  // namespace junheng::model
