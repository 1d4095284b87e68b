#include "junheng/formats/xlsx_reader.h"
#include "junheng/core/codes.h"

#include <gtest/gtest.h>

#include <random>

#include "junheng/formats/file.h"
#include "refusal.h"
#include "scratch_folder.h"
#include "workbook_parts.h"

namespace junheng::formats {
namespace {

/// The only sheet of a workbook of these parts.
Sheet read_parts(const WorkbookParts& parts) {
  const auto book = read_xlsx_bytes(zipped(parts), "t.xlsx");
  if (!book) {
    ADD_FAILURE() << book.error().message(Lang::En);
    return {};
  }
  EXPECT_EQ(book->sheets.size(), 1U);
  return book->sheets.front();
}

Sheet read_rows(std::string_view rows) { return read_parts(one_sheet(sheet_part(rows))); }

testing::AssertionResult is(const Cell& cell, CellKind kind, std::string_view text) {
  if (cell.kind == kind && cell.text == text) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "kind " << static_cast<int>(cell.kind) << ", text '" << cell.text << "'";
}

TEST(ReadXlsx, EmptySheetHasNoCells) {
  const Sheet sheet = read_rows("");
  EXPECT_EQ(sheet.name, "学校");
  EXPECT_EQ(sheet.row_count(), 0U);
  EXPECT_EQ(sheet.column_count(), 0U);
  EXPECT_TRUE(is(sheet.cell(1, 1), CellKind::Empty, ""));
}

TEST(ReadXlsx, NumbersAreShortestAndExact) {
  const Sheet sheet = read_rows(
      "<row r='1'><c r='A1'><v>2133000001</v></c><c r='B1'><v>4.5</v></c><c r='C1' t='n'><v>2.133000001E9</v></c>"
      "<c r='D1'><v>0.10000000000000001</v></c><c r='E1'><v>-3</v></c><c r='F1'><v>007</v></c><c "
      "r='G1'><v>4.2999999999999998</v></c></row>");
  EXPECT_TRUE(is(sheet.cell(1, 1), CellKind::Number, "2133000001"));
  EXPECT_TRUE(is(sheet.cell(1, 2), CellKind::Number, "4.5"));
  EXPECT_TRUE(is(sheet.cell(1, 3), CellKind::Number, "2133000001"));
  EXPECT_TRUE(is(sheet.cell(1, 4), CellKind::Number, "0.1"));
  EXPECT_TRUE(is(sheet.cell(1, 5), CellKind::Number, "-3"));
  EXPECT_TRUE(is(sheet.cell(1, 6), CellKind::Number, "7"));
  EXPECT_TRUE(is(sheet.cell(1, 7), CellKind::Number, "4.3"));
}

TEST(ReadXlsx, TextsOfEveryForm) {
  const std::string shared =
      "<sst><si><t>第一小学</t></si><si><r><t>富</t></r><r><rPr><b/></rPr><t xml:space='preserve'> 文本</t></r><rPh sb='0' "
      "eb='1'><t>fu</t></rPh>"
      "</si><si><t>a&amp;b&#10;&#x5B66;&lt;</t></si><si><t>_x000D_ _x005F_x0041_ _x12_</t></si><si><t/></si></sst>";
  const Sheet sheet = read_parts(one_sheet(
      sheet_part(
          "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v>2</v></c><c r='D1' t='s'><v>3</v></c>"
          "<c r='E1' t='inlineStr'><is><t>行内</t></is></c><c r='F1' t='inlineStr'><is><r><t>两</t></r><r><t>段</t></r></is></c>"
          "<c r='G1' t='str'><v>001</v></c><c r='H1' t='s'><v>4</v></c></row>"),
      shared));
  EXPECT_TRUE(is(sheet.cell(1, 1), CellKind::Text, "第一小学"));
  EXPECT_TRUE(is(sheet.cell(1, 2), CellKind::Text, "富 文本"));
  EXPECT_TRUE(is(sheet.cell(1, 3), CellKind::Text, "a&b\n学<"));
  EXPECT_TRUE(is(sheet.cell(1, 4), CellKind::Text, "\r _x0041_ _x12_"));
  EXPECT_TRUE(is(sheet.cell(1, 5), CellKind::Text, "行内"));
  EXPECT_TRUE(is(sheet.cell(1, 6), CellKind::Text, "两段"));
  EXPECT_TRUE(is(sheet.cell(1, 7), CellKind::Text, "001"));
  EXPECT_TRUE(is(sheet.cell(1, 8), CellKind::Empty, ""));
}

TEST(ReadXlsx, BooleansErrorsAndIsoDates) {
  const Sheet sheet = read_rows(
      "<row r='1'><c r='A1' t='b'><v>1</v></c><c r='B1' t='b'><v>0</v></c><c r='C1' t='e'><v>#REF!</v></c>"
      "<c r='D1' t='d'><v>2024-09-01T00:00:00</v></c><c r='E1' t='d'><v>2024-09-01T08:30:00.000Z</v></c></row>");
  EXPECT_TRUE(is(sheet.cell(1, 1), CellKind::Bool, "TRUE"));
  EXPECT_TRUE(is(sheet.cell(1, 2), CellKind::Bool, "FALSE"));
  EXPECT_TRUE(is(sheet.cell(1, 3), CellKind::FormulaError, "#REF!"));
  EXPECT_TRUE(is(sheet.cell(1, 4), CellKind::Date, "2024-09-01"));
  EXPECT_TRUE(is(sheet.cell(1, 5), CellKind::Date, "2024-09-01T08:30:00"));
}

TEST(ReadXlsx, FormulasComeByTheirStoredResult) {
  const Sheet sheet = read_rows(
      "<row r='1'><c r='A1'><f>B1+1</f><v>2133000002</v></c><c r='B1' t='str'><f>\"a\"&amp;\"b\"</f><v>ab</v></c>"
      "<c r='C1' t='b'><f>TRUE()</f><v>1</v></c><c r='D1' t='e'><f>1/0</f><v>#DIV/0!</v></c><c r='E1'><f>NOW()</f></c>"
      "<c r='F1'><f t='shared' si='0'/><v>0.30000000000000004</v></c></row>");
  EXPECT_TRUE(is(sheet.cell(1, 1), CellKind::Formula, "2133000002"));
  EXPECT_TRUE(is(sheet.cell(1, 2), CellKind::Formula, "ab"));
  EXPECT_TRUE(is(sheet.cell(1, 3), CellKind::Formula, "TRUE"));
  EXPECT_TRUE(is(sheet.cell(1, 4), CellKind::FormulaError, "#DIV/0!"));
  EXPECT_TRUE(is(sheet.cell(1, 5), CellKind::Formula, ""));
  EXPECT_TRUE(is(sheet.cell(1, 6), CellKind::Formula, "0.30000000000000004"));
}

/// Styles: 0 General, 1 built-in date, 2 Chinese built-in date, 3 custom date, 4 custom number, 5 elapsed time, 6 text.
constexpr std::string_view kStyles =
    "<styleSheet><numFmts><numFmt numFmtId='176' formatCode='yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@'/>"
    "<numFmt numFmtId='177' formatCode='0.00\" days\"'/><numFmt numFmtId='178' formatCode='[h]:mm'/></numFmts>"
    "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='31'/><xf numFmtId='176'/>"
    "<xf numFmtId='177'/><xf numFmtId='178'/><xf numFmtId='49'/></cellXfs></styleSheet>";

std::string with_double_quotes(std::string_view xml) {
  std::string out;
  for (const char c : xml) out += c == '"' ? std::string("&quot;") : std::string(1, c);
  return out;
}

TEST(ReadXlsx, DateFormatsMakeDates) {
  const Sheet sheet = read_parts(one_sheet(
      sheet_part("<row r='1'><c r='A1' s='0'><v>45536</v></c><c r='B1' s='1'><v>45536</v></c><c r='C1' s='2'><v>45536</v></c>"
                 "<c r='D1' s='3'><v>45536.354166666664</v></c><c r='E1' s='4'><v>45536</v></c><c r='F1' s='5'><v>0.5</v></c>"
                 "<c r='G1' s='6' t='str'><v>45536</v></c><c r='H1' s='1'><f>TODAY()</f><v>45536</v></c><c r='I1' s='99'><v>45536</v></c>"
                 "<c r='J1' s='1'><v>-1</v></c></row>"),
      "<sst/>", with_double_quotes(kStyles)));
  EXPECT_TRUE(is(sheet.cell(1, 1), CellKind::Number, "45536"));
  EXPECT_TRUE(is(sheet.cell(1, 2), CellKind::Date, "2024-09-01"));
  EXPECT_TRUE(is(sheet.cell(1, 3), CellKind::Date, "2024-09-01"));
  EXPECT_TRUE(is(sheet.cell(1, 4), CellKind::Date, "2024-09-01T08:30:00"));
  EXPECT_TRUE(is(sheet.cell(1, 5), CellKind::Number, "45536"));
  EXPECT_TRUE(is(sheet.cell(1, 6), CellKind::Date, "12:00:00"));
  EXPECT_TRUE(is(sheet.cell(1, 7), CellKind::Text, "45536"));
  EXPECT_TRUE(is(sheet.cell(1, 8), CellKind::Formula, "2024-09-01"));
  EXPECT_TRUE(is(sheet.cell(1, 9), CellKind::Number, "45536"));
  EXPECT_TRUE(is(sheet.cell(1, 10), CellKind::Number, "-1"));
}

TEST(ReadXlsx, MacintoshDatesCountFrom1904) {
  WorkbookParts parts = one_sheet(sheet_part("<row r='1'><c r='A1' s='1'><v>44074</v></c></row>"), "<sst/>", with_double_quotes(kStyles));
  std::string& book = parts["xl/workbook.xml"];
  book.replace(book.find("<workbookPr/>"), 13, "<workbookPr date1904='1'/>");
  EXPECT_TRUE(is(read_parts(parts).cell(1, 1), CellKind::Date, "2024-09-01"));
}

TEST(ReadXlsx, AddressesMayBeLeftOut) {
  const Sheet sheet = read_rows(
      "<row><c><v>1</v></c><c><v>2</v></c></row><row r='4'><c r='C4'><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>");
  EXPECT_TRUE(is(sheet.cell(1, 2), CellKind::Number, "2"));
  EXPECT_TRUE(is(sheet.cell(4, 3), CellKind::Number, "3"));
  EXPECT_TRUE(is(sheet.cell(4, 4), CellKind::Number, "4"));
  EXPECT_TRUE(is(sheet.cell(5, 1), CellKind::Number, "5"));
  EXPECT_EQ(sheet.row_count(), 5U);
  EXPECT_EQ(sheet.column_count(), 4U);
}

TEST(ReadXlsx, RowsOutOfOrderAndRepeatedAreJoined) {
  const Sheet sheet =
      read_rows("<row r='3'><c r='B3'><v>1</v></c></row><row r='1'><c r='A1'><v>2</v></c></row><row r='3'><c r='A3'><v>3</v></c></row>");
  EXPECT_TRUE(is(sheet.cell(3, 2), CellKind::Number, "1"));
  EXPECT_TRUE(is(sheet.cell(3, 1), CellKind::Number, "3"));
  EXPECT_TRUE(is(sheet.cell(1, 1), CellKind::Number, "2"));
}

TEST(ReadXlsx, NamespacePrefixesDoNotMatter) {
  WorkbookParts parts = one_sheet(
      "<x:worksheet xmlns:x='u'><x:sheetData><x:row r='1'><x:c r='A1' t='inlineStr'><x:is><x:t>甲</x:t></x:is></x:c></x:row>"
      "</x:sheetData></x:worksheet>");
  EXPECT_TRUE(is(read_parts(parts).cell(1, 1), CellKind::Text, "甲"));
}

TEST(ReadXlsx, PartNamesMayDifferInCaseAndSlashes) {
  WorkbookParts parts = one_sheet(sheet_part("<row r='1'><c r='A1'><v>1</v></c></row>"));
  auto sheet = parts.extract("xl/worksheets/sheet1.xml");
  sheet.key() = "xl\\worksheets\\Sheet1.xml";
  parts.insert(std::move(sheet));
  EXPECT_TRUE(is(read_parts(parts).cell(1, 1), CellKind::Number, "1"));
}

TEST(ReadXlsx, MergedRangesAreListed) {
  const Sheet sheet =
      read_parts(one_sheet(sheet_part("", "<mergeCells count='2'><mergeCell ref='A1:C2'/><mergeCell ref='AB10:AB12'/></mergeCells>")));
  ASSERT_EQ(sheet.merged.size(), 2U);
  EXPECT_EQ(sheet.merged[0].last_column, 3U);
  EXPECT_EQ(sheet.merged[0].last_row, 2U);
  EXPECT_EQ(sheet.merged[1].first_column, 28U);
  EXPECT_EQ(sheet.merged[1].first_row, 10U);
}

TEST(ReadXlsx, DeclaredExtentAndBlankCellsTakeNoRoom) {
  const Sheet sheet =
      read_parts(one_sheet("<worksheet><dimension ref='A1:XFD1048576'/><sheetData><row r='1'><c r='A1'><v>1</v></c><c r='XFD1' s='1'/>"
                           "</row><row r='1048576'><c r='A1048576' s='1'/></row></sheetData></worksheet>"));
  EXPECT_EQ(sheet.row_count(), 1U);
  EXPECT_EQ(sheet.column_count(), 1U);
}

TEST(ReadXlsx, SheetsKeepTheirOrderAndChartsAreLeftOut) {
  WorkbookParts parts = one_sheet(sheet_part("<row r='1'><c r='A1'><v>1</v></c></row>"));
  parts["xl/workbook.xml"] =
      "<workbook><sheets><sheet name='z' r:id='r9'/><sheet name='chart' r:id='r8'/><sheet name='a' state='hidden' "
      "r:id='r1'/></sheets></workbook>";
  parts["xl/_rels/workbook.xml.rels"] =
      relationships(relationship("r1", "worksheet", "worksheets/sheet1.xml") + relationship("r8", "chartsheet", "chartsheets/sheet1.xml") +
                    relationship("r9", "worksheet", "/xl/worksheets/sheet2.xml"));
  parts["xl/worksheets/sheet2.xml"] = sheet_part("<row r='1'><c r='A1'><v>2</v></c></row>");
  const Workbook book = read_xlsx_bytes(zipped(parts), "t.xlsx").value();
  ASSERT_EQ(book.sheets.size(), 2U);
  EXPECT_EQ(book.sheets[0].name, "z");
  EXPECT_FALSE(book.sheets[0].is_hidden);
  EXPECT_TRUE(is(book.sheets[0].cell(1, 1), CellKind::Number, "2"));
  ASSERT_NE(book.find("a"), nullptr);
  EXPECT_TRUE(book.find("a")->is_hidden);
  EXPECT_EQ(book.find("b"), nullptr);
}

TEST(ReadXlsx, ReadsAFile) {
  const ScratchFolder folder;
  ASSERT_TRUE(write_file(folder.file("a.xlsx"), zipped(one_sheet(sheet_part("")))));
  EXPECT_EQ(read_xlsx(folder.file("a.xlsx")).value().path, folder.file("a.xlsx"));
  EXPECT_TRUE(refused(read_xlsx(folder.file("b.xlsx")), Code::PathMissing, {"b.xlsx"}));
}

TEST(Sheet, MakeCellGrowsToThePlace) {
  Sheet sheet;
  sheet.make_cell(3, 2) = {CellKind::Text, "x"};
  EXPECT_EQ(sheet.row_count(), 3U);
  EXPECT_EQ(sheet.column_count(), 2U);
  EXPECT_EQ(sheet.cell(3, 2).text, "x");
  EXPECT_EQ(sheet.cell(3, 1).kind, CellKind::Empty);
  EXPECT_EQ(sheet.cell(0, 0).kind, CellKind::Empty);
}

}  // namespace
}  // namespace junheng::formats
