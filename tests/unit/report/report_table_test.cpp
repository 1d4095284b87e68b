#include "junheng/report/report_table.h"

#include <gtest/gtest.h>

#include "written_workbook.h"

namespace junheng::report {
namespace {

ReportTable two_rows() {
  ReportTable table;
  table.title = "A & B";
  table.columns = {{"name", ColumnAlign::Left}, {"value", ColumnAlign::Right}};
  table.rows = {{word_cell("<x>"), number_cell(1234.5, 1)}, {word_cell("y"), number_cell(std::nullopt, 1)}};
  table.rows.front()[1].shade = Shade::Strong;
  table.rows.front()[1].mark = "†";
  table.notes = {"a note"};
  return table;
}

TEST(ReportTable, MarkupIsEscapedShadedAndCut) {
  const std::string markup = table_markup(two_rows(), 1);
  EXPECT_NE(markup.find("aria-label=\"A &amp; B\""), std::string::npos);
  EXPECT_NE(markup.find("<th scope=\"row\">&lt;x&gt;</th><td class=\"n h-4\">1,234.5†</td>"), std::string::npos) << markup;
  EXPECT_EQ(markup.find(">y<"), std::string::npos);
  EXPECT_NE(table_markup(two_rows(), 9).find("<td class=\"n\">—</td>"), std::string::npos);
}

TEST(ReportTable, WithoutRowsThereIsNothing) {
  ReportTable table = two_rows();
  table.rows.clear();
  EXPECT_EQ(table_markup(table, 9), "");
  EXPECT_EQ(table_lines(table, 2, 9), "");
}

TEST(ReportTable, EmptyColumnsAreTakenOutFromTheFirstAskedFor) {
  ReportTable table = two_rows();
  for (const char* head : {"a", "b"}) table.columns.push_back({head, ColumnAlign::Left});
  for (auto& row : table.rows)
    for (int i = 0; i < 2; ++i) row.push_back(word_cell(""));
  drop_empty_columns(table, 3);
  ASSERT_EQ(table.columns.size(), 3U);
  EXPECT_EQ(table.rows.front().size(), 3U);
  drop_empty_columns(table);
  EXPECT_EQ(table.columns.size(), 2U);
}

TEST(ReportTable, TerminalLinesAreCut) {
  const std::string lines = table_lines(two_rows(), 2, 1);
  EXPECT_NE(lines.find("  <x>   1,234.5†"), std::string::npos) << lines;
  EXPECT_EQ(lines.find("y "), std::string::npos);
}

/// The cell of a marked number holds the number: its format adds the mark.
TEST(ReportTable, SheetKeepsNumbersBehindMarks) {
  const std::string path = ::testing::TempDir() + "report-table.xlsx";
  formats::XlsxWriter writer(path);
  write_table_sheet(writer, {}, "one", two_rows());
  ASSERT_TRUE(writer.close());
  const WrittenWorkbook book(path);
  const std::uint32_t row = row_with(book.sheet("one"), "<x>");
  ASSERT_GT(row, 0U);
  EXPECT_EQ(number_of(book.sheet("one").cell(row, 2).text), 1234.5);
  EXPECT_EQ(book.sheet("one").cell(row + 1, 2).text, "—");
  EXPECT_TRUE(mentions(book.sheet("one"), "a note"));
}

/// A judged number too: " ✓" is part of its format, not of its value.
TEST(ReportTable, SheetKeepsNumbersBehindVerdicts) {
  ReportTable table = two_rows();
  table.rows.front()[1].mark = " ✗";
  const std::string path = ::testing::TempDir() + "report-table-verdict.xlsx";
  formats::XlsxWriter writer(path);
  write_table_sheet(writer, {}, "one", table);
  ASSERT_TRUE(writer.close());
  const WrittenWorkbook book(path);
  const std::uint32_t row = row_with(book.sheet("one"), "<x>");
  ASSERT_GT(row, 0U);
  EXPECT_EQ(number_of(book.sheet("one").cell(row, 2).text), 1234.5);
  EXPECT_TRUE(holds(book.part("xl/styles.xml"), " ✗"));
}

}  // namespace
}  // namespace junheng::report
