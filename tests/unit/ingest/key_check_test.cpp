#include "junheng/ingest/key_check.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "junheng/ingest/table_layout.h"

namespace junheng::ingest {
namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

ParsedTable table_of(std::string_view id, std::initializer_list<std::string_view> columns, std::size_t rows) {
  ParsedTable table;
  table.spec = model::find_table(id);
  for (const std::string_view column : columns)
    table.columns.push_back({layout_of(*table.spec, *table.spec->column(column)), {}, {}, {}, {}});
  table.rejected.assign(rows, 0);
  table.row_numbers.assign(rows, 0);
  return table;
}

/// Rows of class_bands: school, year, stage, band.
ParsedTable bands(const std::vector<std::array<std::uint32_t, 4>>& rows) {
  ParsedTable table = table_of("class_bands", {"school_id", "school_year", "stage", "band"}, rows.size());
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) table.columns[i].codes.push_back(row[i]);
  return table;
}

Pairs repeated(const ParsedTable& table) {
  Pairs out;
  for (const RepeatedKey& key : find_repeated_keys(table)) out.emplace_back(key.row, key.first);
  return out;
}

TEST(RepeatedKeys, EmptyTableHasNone) { EXPECT_EQ(repeated(bands({})), Pairs{}); }

TEST(RepeatedKeys, AscendingKeysHaveNone) {
  EXPECT_EQ(repeated(bands({{0, 2024, 1, 0}, {0, 2024, 1, 9}, {0, 2024, 2, 0}, {0, 2025, 1, 0}, {1, 2024, 1, 0}})), Pairs{});
}

TEST(RepeatedKeys, EveryPartOfTheKeyCounts) {
  EXPECT_EQ(repeated(bands({{1, 2024, 1, 0}, {0, 2024, 1, 0}, {1, 2023, 1, 0}, {1, 2024, 2, 0}, {1, 2024, 1, 1}})), Pairs{});
}

TEST(RepeatedKeys, NeighboursAndDistantRowsAreFound) {
  EXPECT_EQ(repeated(bands({{0, 2024, 1, 0}, {0, 2024, 1, 0}, {1, 2024, 1, 0}, {0, 2024, 1, 0}, {1, 2024, 1, 0}})),
            (Pairs{{1, 0}, {3, 0}, {4, 2}}));
}

TEST(RepeatedKeys, RejectedRowCountsByItsKey) {
  ParsedTable table = bands({{0, 2024, 1, 0}, {0, 2024, 1, 0}, {0, 2024, 1, 0}});
  table.rejected = {1, 0, 1};
  EXPECT_EQ(repeated(table), (Pairs{{1, 0}, {2, 0}}));
}

TEST(RepeatedKeys, RejectedRowWithoutItsWholeKeyDoesNotCount) {
  ParsedTable table =
      bands({{0, 2024, kNoCode, 0}, {0, 2024, kNoCode, 0}, {rejected_school_code(0), 2024, 1, 0}, {rejected_school_code(0), 2024, 1, 0}});
  table.rejected = {1, 1, 1, 1};
  EXPECT_EQ(repeated(table), Pairs{});
}

TEST(RepeatedKeys, LargestCodesStayApart) {
  EXPECT_EQ(repeated(bands({{0x7FFFFFFE, 2100, 4, 9}, {0x7FFFFFFF, 2100, 4, 9}, {0x7FFFFFFE, 2100, 4, 8}})), Pairs{});
}

TEST(RepeatedKeys, TextsAreComparedAsTheyAre) {
  ParsedTable table = table_of("schools", {"school_id"}, 4);
  for (const char* id : {"0134", "134", "0134", "01340"}) table.columns[0].texts.push(id);
  EXPECT_EQ(repeated(table), (Pairs{{2, 0}}));
}

TEST(RepeatedKeys, MissingPartIsAPartOfItsOwn) {
  ParsedTable table = table_of("establishment", {"area_code", "school_id", "school_year", "stage"}, 3);
  const std::vector<std::array<std::uint32_t, 4>> rows = {{0, kNoCode, 2024, 1}, {0, 0, 2024, 1}, {0, kNoCode, 2024, 1}};
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) table.columns[i].codes.push_back(row[i]);
  EXPECT_EQ(repeated(table), (Pairs{{2, 0}}));
}

}  // namespace
}  // namespace junheng::ingest
