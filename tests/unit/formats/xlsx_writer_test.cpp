#include "junheng/formats/xlsx_writer.h"
#include "junheng/core/codes.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <limits>

#include "junheng/formats/file.h"
#include "junheng/formats/xlsx_names.h"
#include "junheng/formats/xlsx_reader.h"
#include "junheng/formats/zip_parts.h"
#include "own_process.h"
#include "refusal.h"
#include "scratch_folder.h"

namespace junheng::formats {
namespace {

/// The text of one part of a workbook.
std::string part_of(const std::string& path, const std::string& name) {
  const std::string bytes = read_file(path).value();
  std::string found;
  ZipParts zip(bytes, path, XlsxLimits{});
  EXPECT_TRUE(zip.read([&](const std::string& part) { return part == name; },
                       [&](const std::string&, std::string content) -> Result<void> {
                         found = std::move(content);
                         return {};
                       }));
  return found;
}

bool holds(const std::string& text, std::string_view word) { return text.find(word) != std::string::npos; }

TEST(XlsxWriter, CellsReadBack) {
  const ScratchFolder folder;
  const std::string path = folder.file("a.xlsx");
  XlsxWriter writer(path);
  writer.add_sheet("学校 表");
  writer.text(1, 1, "学校标识码", {.bold = true, .fill = 0xDDEEFF});
  writer.text(1, 2, "001");
  writer.text(1, 3, "=1+1");
  writer.text(1, 4, "_x0041_ a\x01z\n<&>");
  writer.text(1, 5, "");
  writer.number(2, 1, 2133000001);
  writer.number(2, 2, 4.5);
  writer.number(2, 3, std::numeric_limits<double>::quiet_NaN());
  writer.number(2, 4, 45536, {.number_format = "yyyy-mm-dd"});
  writer.formula(3, 1, "=A2*2", 4266000002);
  writer.formula(3, 2, "=1/0", std::numeric_limits<double>::infinity());
  writer.merge(5, 1, 6, 3, "合并");
  writer.merge(7, 1, 7, 1, "单格");
  writer.blank(8, 8, {.border = true});
  ASSERT_TRUE(writer.close());

  const Workbook book = read_xlsx(path).value();
  const Sheet* sheet = book.find("学校 表");
  ASSERT_NE(sheet, nullptr);
  EXPECT_EQ(sheet->cell(1, 1).text, "学校标识码");
  EXPECT_EQ(sheet->cell(1, 2).kind, CellKind::Text);
  EXPECT_EQ(sheet->cell(1, 2).text, "001");
  EXPECT_EQ(sheet->cell(1, 3).kind, CellKind::Text);
  EXPECT_EQ(sheet->cell(1, 3).text, "=1+1");
  EXPECT_EQ(sheet->cell(1, 4).text, "_x0041_ a\x01z\n<&>");
  EXPECT_EQ(sheet->cell(2, 1).text, "2133000001");
  EXPECT_EQ(sheet->cell(2, 2).text, "4.5");
  EXPECT_EQ(sheet->cell(2, 3).kind, CellKind::Empty);
  EXPECT_EQ(sheet->cell(2, 4).kind, CellKind::Date);
  EXPECT_EQ(sheet->cell(2, 4).text, "2024-09-01");
  EXPECT_EQ(sheet->cell(3, 1).kind, CellKind::Formula);
  EXPECT_EQ(sheet->cell(3, 1).text, "4266000002");
  EXPECT_EQ(sheet->cell(3, 2).text, "");
  EXPECT_EQ(sheet->cell(5, 1).text, "合并");
  EXPECT_EQ(sheet->cell(7, 1).text, "单格");
  ASSERT_EQ(sheet->merged.size(), 1U);
  EXPECT_EQ(sheet->row_count(), 7U);
}

TEST(XlsxWriter, LinkLeadsToACellOfALaterSheet) {
  const ScratchFolder folder;
  const std::string path = folder.file("a.xlsx");
  XlsxWriter writer(path);
  writer.add_sheet("清单");
  writer.link(2, 1, {"D12", 2, 12, 4});
  writer.link(3, 1, {"nowhere", 9, 1, 1});
  writer.add_sheet("it's");
  writer.text(12, 4, "x");
  ASSERT_TRUE(writer.close());
  const std::string sheet = part_of(path, "xl/worksheets/sheet1.xml");
  EXPECT_TRUE(holds(sheet, "location=\"'it''s'!D12\"") || holds(sheet, "location=\"&apos;it&apos;&apos;s&apos;!D12\"")) << sheet;
  const auto book = read_xlsx(path).value();
  EXPECT_EQ(book.sheets.front().cell(2, 1).text, "D12");
  EXPECT_EQ(book.sheets.front().cell(3, 1).text, "nowhere");
}

TEST(XlsxWriter, SameCallsGiveTheSameBytes) {
  const ScratchFolder folder;
  const auto write = [&](const std::string& name) {
    XlsxWriter writer(folder.file(name));
    writer.add_sheet("s");
    for (std::uint32_t row = 1; row <= 50; ++row) writer.number(row, 1, row, {.bold = row % 2 == 0, .font_size = row % 3 * 1.0});
    writer.comment(1, 1, "说明");
    writer.set_properties("标题", "来源");
    EXPECT_TRUE(writer.close());
    return read_file(folder.file(name)).value();
  };
  EXPECT_EQ(write("a.xlsx"), write("b.xlsx"));
  // Neither today's date nor the name of the file.
  const std::string properties = part_of(folder.file("a.xlsx"), "docprops/core.xml");
  EXPECT_TRUE(holds(properties, ">2000-01-01T00:00:00Z</dcterms:created>"));
  EXPECT_TRUE(holds(properties, ">2000-01-01T00:00:00Z</dcterms:modified>"));
  EXPECT_TRUE(holds(properties, "标题"));
}

TEST(XlsxWriter, EqualStylesShareOneFormat) {
  const ScratchFolder folder;
  XlsxWriter writer(folder.file("a.xlsx"));
  writer.add_sheet("s");
  for (std::uint32_t row = 1; row <= 100; ++row) writer.number(row, 1, row, {.bold = true, .number_format = "0.00"});
  ASSERT_TRUE(writer.close());
  EXPECT_TRUE(holds(part_of(folder.file("a.xlsx"), "xl/styles.xml"), "<cellXfs count=\"2\">"));
}

TEST(XlsxWriter, WithoutCloseNothingIsKept) {
  const ScratchFolder folder;
  {
    XlsxWriter writer(folder.file("a.xlsx"));
    writer.add_sheet("s");
    writer.number(1, 1, 1);
  }
  EXPECT_EQ(folder.file_count(), 0U);
}

TEST(XlsxWriter, FullDiskLeavesTheOldFileAndNothingBeside) {
  const ScratchFolder folder;
  ASSERT_TRUE(write_file(folder.file("a.xlsx"), "old"));
  const auto write_much = [&] {
    limit_file_size(1 << 12);
    XlsxWriter writer(folder.file("a.xlsx"));
    writer.add_sheet("s");
    // No two alike, so that packing does not make them fit.
    for (std::uint32_t row = 1; row <= 2000; ++row) writer.number(row, 1, row * 0.7071067811865476);
    return bool(refused(writer.close(), Code::CannotWriteFile, {"a.xlsx"}));
  };
  EXPECT_EQ(in_own_process(write_much), 0);
  EXPECT_EQ(read_file(folder.file("a.xlsx")).value(), "old");
  EXPECT_EQ(folder.file_count(), 1U);
}

TEST(XlsxWriter, AbsentFolderIsRefused) {
  XlsxWriter writer("/no/such/folder/a.xlsx");
  writer.add_sheet("s");
  EXPECT_TRUE(refused(writer.close(), Code::FolderMissing, {"/no/such/folder/a.xlsx"}));
}

TEST(XlsxWriter, FolderAsTargetIsRefused) {
  const ScratchFolder folder;
  std::filesystem::create_directory(folder.file("a.xlsx"));
  XlsxWriter writer(folder.file("a.xlsx"));
  writer.add_sheet("s");
  EXPECT_TRUE(refused(writer.close(), Code::CannotWriteFile, {"directory"}));
  EXPECT_EQ(folder.file_count(), 1U);
}

TEST(XlsxWriter, LongListsStandOnOneHiddenSheet) {
  const ScratchFolder folder;
  std::vector<std::string> choices;
  for (int i = 0; i < 100; ++i) choices.push_back("选项" + std::to_string(i));
  XlsxWriter writer(folder.file("a.xlsx"));
  writer.add_sheet("填报");
  writer.validate(2, 1, 99, 1, {.list = {"是", "否"}});
  writer.validate(2, 2, 99, 2, {.list = choices});
  writer.add_sheet("b");
  writer.validate(2, 2, 99, 2, {.list = choices});
  writer.validate(2, 3, 99, 3, {.list = {"a,b", "c"}});
  ASSERT_TRUE(writer.close());

  const Workbook book = read_xlsx(folder.file("a.xlsx")).value();
  ASSERT_EQ(book.sheets.size(), 3U);
  const Sheet& lists = book.sheets.back();
  EXPECT_TRUE(lists.is_hidden);
  EXPECT_EQ(lists.column_count(), 2U);
  EXPECT_EQ(lists.cell(100, 1).text, "选项99");
  EXPECT_EQ(lists.cell(1, 2).text, "a,b");
  const std::string first = part_of(folder.file("a.xlsx"), "xl/worksheets/sheet1.xml");
  EXPECT_TRUE(holds(first, "<formula1>\"是,否\"</formula1>"));
  EXPECT_TRUE(holds(first, "<formula1>'_lists'!$A$1:$A$100</formula1>"));
  EXPECT_TRUE(holds(part_of(folder.file("a.xlsx"), "xl/worksheets/sheet2.xml"), "<formula1>'_lists'!$B$1:$B$2</formula1>"));
}

TEST(XlsxWriter, NumericBounds) {
  const ScratchFolder folder;
  XlsxWriter writer(folder.file("a.xlsx"));
  writer.add_sheet("s");
  writer.validate(2, 1, 9, 1, {.minimum = 0});
  writer.validate(2, 2, 9, 2, {.maximum = 50});
  writer.validate(2, 3, 9, 3, {.minimum = 1, .maximum = 2, .title = std::string(40, 't'), .message = std::string(300, 'm')});
  writer.validate(2, 4, 9, 4, {});
  ASSERT_TRUE(writer.close());
  const std::string sheet = part_of(folder.file("a.xlsx"), "xl/worksheets/sheet1.xml");
  EXPECT_TRUE(holds(sheet, "<dataValidations count=\"3\">"));
  EXPECT_TRUE(holds(sheet, "operator=\"greaterThanOrEqual\""));
  EXPECT_TRUE(holds(sheet, "operator=\"lessThanOrEqual\""));
  EXPECT_TRUE(holds(sheet, "<formula1>1</formula1><formula2>2</formula2>"));
}

TEST(XlsxWriter, HiddenFirstSheetDoesNotOpen) {
  const ScratchFolder folder;
  XlsxWriter writer(folder.file("a.xlsx"));
  writer.add_sheet("codes");
  writer.hide_sheet();
  writer.add_sheet("b");
  ASSERT_TRUE(writer.close());
  EXPECT_TRUE(holds(part_of(folder.file("a.xlsx"), "xl/workbook.xml"), "activeTab=\"1\""));
  EXPECT_TRUE(read_xlsx(folder.file("a.xlsx")).value().sheets[0].is_hidden);
}

TEST(XlsxWriter, LayoutOfASheet) {
  const ScratchFolder folder;
  XlsxWriter writer(folder.file("a.xlsx"));
  writer.add_sheet("s");
  writer.freeze(1, 2);
  writer.autofilter(1, 1, 5, 3);
  writer.column_width(1, 2, 18);
  writer.row_height(1, 30);
  writer.print_setup(true, 1);
  writer.comment(1, 1, "第一行\n第二行");
  ASSERT_TRUE(writer.close());
  const std::string sheet = part_of(folder.file("a.xlsx"), "xl/worksheets/sheet1.xml");
  EXPECT_TRUE(holds(sheet, "<pane xSplit=\"2\" ySplit=\"1\" topLeftCell=\"C2\""));
  EXPECT_TRUE(holds(sheet, "<autoFilter ref=\"A1:C5\"/>"));
  EXPECT_TRUE(holds(sheet, "<col min=\"1\" max=\"2\" width=\"18."));
  EXPECT_TRUE(holds(sheet, "paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\""));
  EXPECT_TRUE(holds(part_of(folder.file("a.xlsx"), "xl/workbook.xml"), "_xlnm.Print_Titles"));
  EXPECT_TRUE(holds(part_of(folder.file("a.xlsx"), "xl/comments1.xml"), "第一行\n第二行"));
}

TEST(XlsxWriter, TextOverTheLimitOfExcelEndsInAnEllipsis) {
  const ScratchFolder folder;
  std::string text;
  for (int i = 0; i < 32'768; ++i) text += "校";
  XlsxWriter writer(folder.file("a.xlsx"));
  writer.add_sheet("s");
  writer.text(1, 1, text);
  writer.text(1, 2, text.substr(3));
  ASSERT_TRUE(writer.close());
  const Workbook book = read_xlsx(folder.file("a.xlsx")).value();
  EXPECT_EQ(book.sheets[0].cell(1, 1).text, text.substr(6) + "…");
  EXPECT_EQ(book.sheets[0].cell(1, 2).text, text.substr(3));
}

TEST(XlsxWriter, BrokenUtf8IsReplaced) {
  const ScratchFolder folder;
  XlsxWriter writer(folder.file("a.xlsx"));
  writer.add_sheet("s\xFF");
  writer.text(1, 1, "a\xFFz");
  ASSERT_TRUE(writer.close());
  const Workbook book = read_xlsx(folder.file("a.xlsx")).value();
  EXPECT_EQ(book.sheets[0].name, "s\uFFFD");
  EXPECT_EQ(book.sheets[0].cell(1, 1).text, "a\uFFFDz");
}

TEST(ValidSheetName, ForbiddenCharactersAndEnds) {
  EXPECT_EQ(valid_sheet_name("a[b]:c*?/\\", {}), "a_b__c____");
  EXPECT_EQ(valid_sheet_name("'x'", {}), "_x_");
  EXPECT_EQ(valid_sheet_name("", {}), "Sheet");
}

TEST(ValidSheetName, CutAt31Utf16Units) {
  std::string long_name;
  for (int i = 0; i < 40; ++i) long_name += "校";
  EXPECT_EQ(valid_sheet_name(long_name, {}), long_name.substr(0, 31 * 3));
  // U+20000 counts as two.
  EXPECT_EQ(valid_sheet_name(std::string(30, 'a') + "\U00020000", {}), std::string(30, 'a'));
}

TEST(ValidSheetName, TakenNamesGetANumber) {
  EXPECT_EQ(valid_sheet_name("Schools", {"schools", "Schools (2)"}), "Schools (3)");
  const std::string full(31, 'x');
  EXPECT_EQ(valid_sheet_name(full, {full}), std::string(27, 'x') + " (2)");
}

TEST(QuotedSheetName, ApostrophesAreDoubled) { EXPECT_EQ(quoted_sheet_name("it's"), "'it''s'"); }

}  // namespace
}  // namespace junheng::formats
