#include "junheng/report/marked_workbook.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "junheng/core/codes.h"
#include "junheng/formats/file.h"
#include "junheng/formats/xlsx_writer.h"
#include "junheng/report/marked_sheet.h"
#include "junheng/report/template_workbook.h"
#include "support/assess_scene.h"
#include "support/scratch_folder.h"
#include "unit/report/written_workbook.h"

namespace junheng::report {
namespace {

using formats::CellKind;
using junheng::testing::ScratchFolder;

constexpr std::string_view kSchools =
    "学校标识码,学校名称,在校生数\n0012,东风小学,320\n2133000002,西山小学,十二\n\n133000000003,北坡小学,4.5\n";

std::string file_in(const ScratchFolder& folder, std::string_view name, std::string_view bytes) {
  const std::string path = (folder / name).string();
  EXPECT_TRUE(formats::write_file(path, bytes).has_value());
  return path;
}

Issue text_in_number(std::string file, std::uint32_t row, std::uint32_t column, std::string sheet = "") {
  return make_issue(Code::NumberText, {std::move(file), std::move(sheet), row, column, "在校生数"}, "十二");
}

WrittenWorkbook marked(const ScratchFolder& folder, const std::vector<std::string>& files, const std::vector<Issue>& issues,
                       Lang lang = Lang::Zh) {
  const std::string path = (folder / "marked.xlsx").string();
  std::vector<InputFile> inputs;
  for (const std::string& file : files) inputs.push_back({file});
  const auto result = write_marked_workbook(inputs, issues, {"Returns 2012", false}, lang, path);
  if (!result) throw std::logic_error(result.error().message(Lang::En));
  return WrittenWorkbook(path);
}

TEST(MarkedWorkbook, FirstSheetSaysWhereTheDataComeFrom) {
  const ScratchFolder folder;
  const auto book = marked(folder, {file_in(folder, "schools.csv", kSchools)}, {});
  EXPECT_TRUE(mentions(book.sheet("问题清单"), "数据来源：Returns 2012"));
  EXPECT_FALSE(mentions(book.sheet("问题清单"), "模拟数据"));
  const std::string path = (folder / "made_up.xlsx").string();
  ASSERT_TRUE(write_marked_workbook({{file_in(folder, "schools.csv", kSchools)}}, {}, {"", true}, Lang::En, path));
  const WrittenWorkbook made_up(path);
  EXPECT_TRUE(mentions(made_up.sheet("Findings"), "Source: not stated"));
  EXPECT_TRUE(mentions(made_up.sheet("Findings"), "synthetic data, no real place"));
}

TEST(MarkedWorkbook, CsvIsCopiedRowByRow) {
  const ScratchFolder folder;
  const auto book = marked(folder, {file_in(folder, "schools.csv", kSchools)}, {text_in_number("schools.csv", 3, 3)});
  EXPECT_EQ(book.sheet_names(), (std::vector<std::string>{"问题清单", "schools"}));
  const auto& sheet = book.sheet("schools");
  EXPECT_EQ(row_texts(sheet, 1), (std::vector<std::string>{"学校标识码", "学校名称", "在校生数"}));
  EXPECT_EQ(sheet.cell(2, 1).kind, CellKind::Text) << "leading zeros are kept";
  EXPECT_EQ(sheet.cell(2, 1).text, "0012");
  EXPECT_EQ(sheet.cell(2, 3).kind, CellKind::Number);
  EXPECT_EQ(sheet.cell(3, 3).text, "十二");
  EXPECT_EQ(sheet.cell(5, 2).text, "北坡小学") << "rows keep their numbers, blank lines included";
  EXPECT_EQ(sheet.cell(5, 1).kind, CellKind::Text) << "twelve digits would be shown rounded";
}

TEST(MarkedWorkbook, FaultyCellHasACommentAndAFill) {
  const ScratchFolder folder;
  const Issue issue = text_in_number("schools.csv", 3, 3);
  const auto book = marked(folder, {file_in(folder, "schools.csv", kSchools)}, {issue});
  const std::string comments = book.part("xl/comments1.xml");
  EXPECT_TRUE(holds(comments, "ref=\"C3\""));
  EXPECT_TRUE(holds(comments, issue.message(Lang::Zh)));
  EXPECT_TRUE(holds(comments, issue.hint(Lang::Zh)));
  EXPECT_TRUE(holds(book.part("xl/styles.xml"), "F4B0A8"));
}

TEST(MarkedWorkbook, ListNamesEachFindingAndLeadsToItsCell) {
  const ScratchFolder folder;
  const Issue issue = text_in_number("schools.csv", 3, 3);
  const auto book = marked(folder, {file_in(folder, "schools.csv", kSchools)}, {issue});
  const auto& list = book.sheet("问题清单");
  const auto row = row_texts(list, row_with(list, "schools.csv"));
  EXPECT_EQ(row,
            (std::vector<std::string>{"错误", "schools.csv", "", "C3", "在校生数", "十二", issue.message(Lang::Zh), issue.hint(Lang::Zh)}));
  EXPECT_TRUE(holds(book.part("xl/worksheets/sheet1.xml"), "'schools'!C3"));
}

TEST(MarkedWorkbook, EnglishList) {
  const ScratchFolder folder;
  const Issue issue = text_in_number("schools.csv", 3, 3);
  const auto book = marked(folder, {file_in(folder, "schools.csv", kSchools)}, {issue}, Lang::En);
  EXPECT_TRUE(mentions(book.sheet("Findings"), issue.message(Lang::En)));
}

TEST(MarkedWorkbook, FindingOnARowMarksItsFirstCell) {
  const ScratchFolder folder;
  const Issue row = make_issue(Code::RowWidth, {"schools.csv", "", 2, 0, ""}, "", {{"count", "3"}, {"expected", "2"}});
  const auto book = marked(folder, {file_in(folder, "schools.csv", kSchools)}, {row});
  EXPECT_TRUE(holds(book.part("xl/comments1.xml"), "ref=\"A2\""));
}

TEST(MarkedWorkbook, FindingOnABlankOrAbsentRowIsMarkedToo) {
  const ScratchFolder folder;
  const auto book = marked(folder, {file_in(folder, "schools.csv", kSchools)},
                           {text_in_number("schools.csv", 4, 2), text_in_number("schools.csv", 9, 1)});
  const std::string comments = book.part("xl/comments1.xml");
  EXPECT_TRUE(holds(comments, "ref=\"B4\""));
  EXPECT_TRUE(holds(comments, "ref=\"A9\""));
}

TEST(MarkedWorkbook, FindingOnTheWholeTableStandsAtItsFirstCell) {
  const ScratchFolder folder;
  const Issue table =
      make_issue(Code::ColumnMissing, {"schools.csv", "", 0, 0, ""}, "area_code", {{"table", "schools"}, {"name", "area_code"}});
  const auto book = marked(folder, {file_in(folder, "schools.csv", kSchools)}, {table});
  EXPECT_TRUE(holds(book.part("xl/comments1.xml"), "ref=\"A1\""));
}

TEST(MarkedWorkbook, FindingBeyondTheLastRowOfASheetIsCountedNotMarked) {
  const ScratchFolder folder;
  const auto book = marked(folder, {file_in(folder, "schools.csv", kSchools)},
                           {text_in_number("schools.csv", 3, 3), text_in_number("schools.csv", 1'048'577, 3)}, Lang::En);
  EXPECT_EQ(book.sheet("schools").row_count(), 5U);
  EXPECT_TRUE(holds(book.part("xl/sharedstrings.xml"),
                    "schools.csv: too many findings. The first 1 row that has any is marked; 1 more finding is not."));
}

TEST(MarkedWorkbook, RowsOverTheLimitAreCountedNotMarked) {
  const ScratchFolder folder;
  std::string table = "a\n";
  std::vector<Issue> issues;
  for (std::uint32_t row = 2; row <= 100'003; ++row) {
    table += "x\n";
    issues.push_back(text_in_number("schools.csv", row, 1));
  }
  const auto book = marked(folder, {file_in(folder, "schools.csv", table)}, issues, Lang::En);
  EXPECT_EQ(book.sheet("schools").row_count(), 100'003U) << "the table is copied whole";
  EXPECT_TRUE(holds(book.part("xl/sharedstrings.xml"), "The first 100000 rows that have any are marked; 2 more findings are not."));
}

TEST(MarkedWorkbook, FileWithoutFindingsIsCopiedAsWell) {
  const ScratchFolder folder;
  const auto book = marked(folder, {file_in(folder, "areas.csv", "a\n1\n"), file_in(folder, "schools.csv", kSchools)},
                           {text_in_number("schools.csv", 3, 3)});
  EXPECT_EQ(book.sheet_names(), (std::vector<std::string>{"问题清单", "areas", "schools"}));
  EXPECT_TRUE(holds(book.part("xl/worksheets/sheet1.xml"), "'schools'!C3"));
}

TEST(MarkedWorkbook, FindingOfAnotherFileIsListedWithoutALink) {
  const ScratchFolder folder;
  const auto book = marked(folder, {file_in(folder, "schools.csv", kSchools)}, {text_in_number("dataset.toml", 1, 1)});
  EXPECT_TRUE(mentions(book.sheet("问题清单"), "dataset.toml"));
  EXPECT_FALSE(holds(book.part("xl/worksheets/sheet1.xml"), "<hyperlink "));
}

TEST(MarkedWorkbook, WorkbookKeepsSheetsKindsAndMergedCells) {
  const ScratchFolder folder;
  const std::string input = (folder / "input.xlsx").string();
  formats::XlsxWriter writer(input);
  writer.add_sheet("学段数据");
  writer.merge(1, 1, 1, 2, "标题");
  writer.text(2, 1, "001");
  writer.number(2, 2, 12.5);
  writer.add_sheet("学校");
  writer.text(1, 1, "学校标识码");
  writer.number(2, 1, 2133000001);
  ASSERT_TRUE(writer.close().has_value());
  const auto book = marked(folder, {input}, {text_in_number("input.xlsx", 2, 2, "学段数据")});
  EXPECT_EQ(book.sheet_names(), (std::vector<std::string>{"问题清单", "学段数据", "学校"}));
  const auto& sheet = book.sheet("学段数据");
  EXPECT_EQ(sheet.cell(1, 1).text, "标题");
  ASSERT_EQ(sheet.merged.size(), 1U);
  EXPECT_EQ(sheet.cell(2, 1).kind, CellKind::Text);
  EXPECT_EQ(sheet.cell(2, 2).text, "12.5");
  EXPECT_EQ(book.sheet("学校").cell(2, 1).kind, CellKind::Number);
  EXPECT_TRUE(holds(book.part("xl/worksheets/sheet1.xml"), "学段数据"));
}

TEST(MarkedWorkbook, FileThatCannotBeDecodedSaysSoOnItsSheet) {
  const ScratchFolder folder;
  const auto book = marked(folder, {file_in(folder, "broken.csv", std::string_view("a\n\0b\n", 5))}, {});
  EXPECT_TRUE(mentions(book.sheet("broken"), "broken.csv"));
}

TEST(MarkedWorkbook, ListsAndHeaderNotesOfABlankWorkbookAreKept) {
  const ScratchFolder folder;
  const std::string filled = (folder / "filled.xlsx").string();
  ASSERT_TRUE(write_template(*junheng::testing::built_in_standard("cn.quality-2017"), Lang::Zh, filled).has_value());
  const Issue issue = make_issue(Code::CellRequired, {"filled.xlsx", "学校", 1, 4, "办学类型"}, "");
  const auto book = marked(folder, {filled}, {issue}, Lang::En);
  const auto names = book.sheet_names();
  const auto place = static_cast<std::size_t>(std::ranges::find(names, "学校") - names.begin()) + 1;
  const std::string sheet = book.part("xl/worksheets/sheet" + std::to_string(place) + ".xml");
  EXPECT_TRUE(holds(sheet, "<dataValidation type=\"list\"")) << "kinds, founders, settings have lists";
  EXPECT_TRUE(holds(sheet, "是,否")) << "in the language of the sheet";
  std::string comments;
  for (std::size_t i = 1; i <= names.size(); ++i) comments += book.part("xl/comments" + std::to_string(i) + ".xml");
  EXPECT_TRUE(holds(comments, "学校标识码 (school_id)"));
  EXPECT_TRUE(holds(comments, issue.message(Lang::En))) << "a finding on a header stands in place of its note";
}

TEST(MarkedWorkbook, AbsentWorkbookIsRefused) {
  const ScratchFolder folder;
  const auto result =
      write_marked_workbook({InputFile{(folder / "absent.xlsx").string()}}, {}, {}, Lang::Zh, (folder / "out.xlsx").string());
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, Code::PathMissing);
}

TEST(PlainCellNumber, OnlyWhatASpreadsheetShowsAsTyped) {
  EXPECT_EQ(plain_cell_number("320"), 320);
  EXPECT_EQ(plain_cell_number("-4.5"), -4.5);
  EXPECT_EQ(plain_cell_number("0"), 0);
  EXPECT_EQ(plain_cell_number("0.5"), 0.5);
  EXPECT_EQ(plain_cell_number("2133000001"), 2133000001);
  for (const char* text : {"", "-", "007", "1e5", "+1", ".5", "1,000", "330182001001", "12人", "1.2.3"})
    EXPECT_EQ(plain_cell_number(text), std::nullopt) << text;
}

}  // namespace
}  // namespace junheng::report
