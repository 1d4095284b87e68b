// Datasets in one workbook: what cells, formulas, dates and merged ranges make of it.
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dataset_folder.h"
#include "junheng/formats/xlsx_reader.h"
#include "junheng/formats/xlsx_writer.h"
#include "junheng/ingest/loader.h"
#include "junheng/ingest/source_set.h"

namespace junheng::ingest {
namespace {

using formats::CellKind;
using Rows = std::vector<std::vector<std::string>>;

const Rows kManifest = {{"键", "值"},       {"标题", "手工工作簿"}, {"来源", "测试"},         {"许可", "CC0"},
                        {"模拟数据", "是"}, {"国家", "CN"},         {"学年", "2024-2025学年"}};
const Rows kSchools = {{"学校标识码", "学校名称", "区划代码", "办学类型"},
                       {"2134000001", "中心小学", "341881", "211"},
                       {"2134000002", "河沥中学", "341881", "311"},
                       {"2134000003", "山门学校", "341881", "312"}};
const Rows kFacts = {{"学校标识码", "学段", "在校生数", "专任教师"},
                     {"2134000001", "小学", "1200", "71"},
                     {"2134000002", "初中", "900", "80"},
                     {"2134000003", "小学", "310", "24"}};

/// A workbook in memory whose cells are all text until a test changes them.
class Book {
 public:
  Book() {
    add("数据集说明", kManifest);
    add("学校", kSchools);
    add("stage_facts", kFacts);
  }

  formats::Sheet& add(std::string_view name, const Rows& rows) {
    formats::Sheet& sheet = book_.sheets.emplace_back();
    sheet.name = name;
    for (std::uint32_t row = 0; row < rows.size(); ++row)
      for (std::uint32_t column = 0; column < rows[row].size(); ++column)
        if (!rows[row][column].empty()) sheet.make_cell(row + 1, column + 1) = {CellKind::Text, rows[row][column]};
    return sheet;
  }
  formats::Sheet& schools() { return book_.sheets[1]; }
  formats::Sheet& facts() { return book_.sheets[2]; }
  formats::Workbook& workbook() { return book_; }

  Import import() { return load(sources_of(std::move(book_), "county.xlsx"), {}).value(); }

 private:
  formats::Workbook book_;
};

void expect_one(const Import& read, std::string_view id, const Location& where, std::initializer_list<std::string_view> words) {
  const auto found = with_id(read.issues, id);
  ASSERT_EQ(found.size(), 1U) << shown(read.issues);
  EXPECT_EQ(found[0].where, where) << describe(found[0].where, Lang::En);
  const std::string said = found[0].message(Lang::En) + " " + found[0].hint(Lang::En);
  for (const std::string_view word : words) EXPECT_NE(said.find(word), std::string::npos) << said;
}

TEST(Workbook, CleanOneHasNoFindings) {
  const Import read = Book().import();
  EXPECT_EQ(shown(read.issues), "");
  EXPECT_EQ(read.dataset.schools.size(), 3U);
  EXPECT_EQ(read.dataset.stage_facts.column("pupils")->get(1), 900.0);
  EXPECT_EQ(read.dataset.stage_facts.origin.locate(RowIndex(1), "pupils"), (Location{"county.xlsx", "stage_facts", 3, 3, "在校生数"}));
}

TEST(Workbook, SheetDescribesTheDataset) {
  const model::Manifest manifest = Book().import().dataset.manifest;
  EXPECT_EQ(manifest.title, "手工工作簿");
  EXPECT_EQ(manifest.source, "测试");
  EXPECT_EQ(manifest.licence, "CC0");
  EXPECT_TRUE(manifest.is_synthetic);
  EXPECT_EQ(manifest.country, "CN");
  EXPECT_EQ(manifest.default_year, SchoolYear{2024});
}

TEST(Workbook, FaultsOfItsDescriptionAreFound) {
  Book book;
  formats::Sheet& sheet = book.workbook().sheets[0];
  sheet.make_cell(5, 2).text = "也许";
  sheet.make_cell(7, 2).text = "24";
  sheet.make_cell(8, 1) = {CellKind::Text, "格式"};
  sheet.make_cell(8, 2) = {CellKind::Number, "2"};
  sheet.make_cell(9, 1) = {CellKind::Text, "颜色"};
  const Import read = book.import();
  EXPECT_EQ(with_id(read.issues, "manifest_value").size(), 2U);
  expect_one(read, "manifest_format", {"county.xlsx", "数据集说明", 8, 2, "格式"}, {"format 2"});
  expect_one(read, "manifest_key_unknown", {"county.xlsx", "数据集说明", 9, 2, "颜色"}, {"'颜色'", "school_year 学年"});
}

TEST(Workbook, SheetsThatAreNoTableAreReportedUnlessHidden) {
  Book book;
  book.add("Sheet3", {{"x"}});
  book.add("lists", {{"x"}}).is_hidden = true;
  const Import read = book.import();
  expect_one(read, "not_a_table", {"county.xlsx", "Sheet3", 0, 0, ""}, {"'Sheet3'", "left out"});
}

TEST(Workbook, SheetOfAnotherNameWhoseTableIsNotThereIsAnError) {
  Book book;
  book.facts().name = "学段数据 (2)";
  const Import read = book.import();
  expect_one(read, "table_renamed", {"county.xlsx", "学段数据 (2)", 0, 0, ""},
             {"'学段数据 (2)'", "no table stage_facts 学段数据", "name it stage_facts"});
  EXPECT_EQ(count_issues(read.issues).errors, 1U) << shown(read.issues);
  EXPECT_EQ(read.unreadable_tables, std::vector<std::string>{"stage_facts"});
  EXPECT_TRUE(read.dataset.lost_unplaced_rows) << "no verdict is met without it";
}

TEST(Workbook, CopyBesideItsTableIsNoError) {
  Book book;
  book.add("学段数据 - 副本", kFacts);
  const Import read = book.import();
  expect_one(read, "not_a_table", {"county.xlsx", "学段数据 - 副本", 0, 0, ""}, {"left out", "The nearest: stage_facts 学段数据"});
  EXPECT_EQ(count_issues(read.issues).errors, 0U);
  EXPECT_EQ(read.dataset.stage_facts.size(), 3U);
}

TEST(Workbook, SchoolsWithoutTheirMainTableAreWarnedOf) {
  for (const bool is_empty : {false, true}) {
    Book book;
    book.add("年级数据", {{"学校标识码", "年级", "在校生数"}, {"2134000001", "1", "200"}});
    book.workbook().sheets.erase(book.workbook().sheets.begin() + 2);
    if (is_empty) book.add("stage_facts", {kFacts.front()});
    expect_one(book.import(), "main_table_missing", {"county.xlsx", "", 0, 0, ""}, {"stage_facts 学段数据", "every indicator by school"});
  }
}

TEST(Workbook, TitleAboveTheHeadersIsToBeDeleted) {
  Book book;
  book.workbook().sheets.pop_back();
  book.add("学段数据", {{"青山县学段数据"}, {"填表人：张三"}, {"学校标识码", "学段", "在校生数"}, {"2134000001", "小学", "1200"}});
  const Import read = book.import();
  expect_one(read, "header_below_title", {"county.xlsx", "学段数据", 1, 0, ""},
             {"'青山县学段数据'", "stand in row 3", "Delete rows 1 to 2"});
  EXPECT_EQ(count_issues(read.issues).errors, 1U) << shown(read.issues);
}

TEST(Workbook, MissingYearIsOneErrorAtItsCell) {
  Book book;
  book.workbook().sheets[0].make_cell(7, 2).text = "";
  book.add("年级数据", {{"学校标识码", "年级", "在校生数"}, {"2134000001", "1", "200"}});
  const Import read = book.import();
  expect_one(read, "manifest_school_year_missing", {"county.xlsx", "数据集说明", 7, 2, "学年"},
             {"2 tables", "stage_facts, 年级数据", "Write 2024 here"});
  EXPECT_EQ(count_issues(read.issues).errors, 1U) << shown(read.issues);
}

TEST(Workbook, SheetsThatTheProgramWritesAreKnown) {
  Book book;
  book.add("问题清单", {{"错误", "county.xlsx"}});
  book.add("代码表", {{"表", "列"}});
  EXPECT_EQ(shown(book.import().issues), "");
}

TEST(Workbook, BlankRowsAndColumnsBesideTheDataHarmNothing) {
  Book book;
  book.facts().make_cell(9, 1) = {CellKind::Text, " "};
  book.facts().make_cell(2, 9) = {CellKind::Text, "　"};
  const Import read = book.import();
  EXPECT_EQ(shown(read.issues), "");
  EXPECT_EQ(read.dataset.stage_facts.size(), 3U);
}

TEST(Workbook, CellBesideTheHeaderIsAnError) {
  Book book;
  book.facts().make_cell(3, 6) = {CellKind::Text, "见备注"};
  expect_one(book.import(), "row_width", {"county.xlsx", "stage_facts", 3, 0, ""}, {"6 cells", "the header has 4"});
}

TEST(Workbook, NumberCellsAreReadInTheirExactDigits) {
  Book book;
  book.schools().make_cell(2, 1) = {CellKind::Number, "2134000001"};
  book.facts().make_cell(2, 1) = {CellKind::Number, "2134000001"};
  book.facts().make_cell(2, 3) = {CellKind::Number, "1200"};
  const Import read = book.import();
  EXPECT_EQ(shown(read.issues), "");
  EXPECT_EQ(read.dataset.schools.ids.at(0), "2134000001");
}

TEST(Workbook, DateAsSchoolCodeIsAnError) {
  Book book;
  book.schools().make_cell(4, 1) = {CellKind::Date, "1958-06-03"};
  const Import read = book.import();
  expect_one(read, "id_is_date", {"county.xlsx", "学校", 4, 1, "学校标识码"}, {"'1958-06-03'", "is a date, not a code", "text"});
  EXPECT_EQ(read.dataset.schools.size(), 2U);
}

TEST(Workbook, DateAsSchoolCodeOfAFactIsAnErrorOfItsOwn) {
  Book book;
  book.facts().make_cell(4, 1) = {CellKind::Date, "1958-06-03"};
  expect_one(book.import(), "id_is_date", {"county.xlsx", "stage_facts", 4, 1, "学校标识码"}, {"not a code"});
}

TEST(Workbook, NumberOfMoreThanFifteenDigitsIsNoCode) {
  Book book;
  book.schools().make_cell(4, 1) = {CellKind::Number, "1234567890123460"};
  expect_one(book.import(), "id_digits_lost", {"county.xlsx", "学校", 4, 1, "学校标识码"},
             {"1234567890123460", "more than 15 digits", "text"});
}

TEST(Workbook, DateInANumberIsAnError) {
  Book book;
  book.facts().make_cell(2, 3) = {CellKind::Date, "1903-04-14"};
  expect_one(book.import(), "cell_is_date", {"county.xlsx", "stage_facts", 2, 3, "在校生数"},
             {"'1903-04-14'", "is a date", "a number is needed"});
}

TEST(Workbook, FormulaGivesItsStoredResultAndIsNotedOncePerColumn) {
  Book book;
  book.facts().make_cell(2, 3) = {CellKind::Formula, "1200"};
  book.facts().make_cell(3, 3) = {CellKind::Formula, "900"};
  book.facts().make_cell(3, 4) = {CellKind::Formula, "80"};
  const Import read = book.import();
  EXPECT_EQ(read.dataset.stage_facts.column("pupils")->get(0), 1200.0);
  const auto notes = with_id(read.issues, "formula_used");
  ASSERT_EQ(notes.size(), 2U);
  EXPECT_EQ(notes[0].where, (Location{"county.xlsx", "stage_facts", 2, 3, "在校生数"}));
  EXPECT_EQ(notes[1].where.column, 4U);
  EXPECT_EQ(count_issues(read.issues).errors, 0U);
}

TEST(Workbook, FormulaWithoutResultIsAnError) {
  Book book;
  book.facts().make_cell(2, 3) = {CellKind::Formula, ""};
  expect_one(book.import(), "formula_without_result", {"county.xlsx", "stage_facts", 2, 3, "在校生数"},
             {"no stored result", "save the workbook"});
}

TEST(Workbook, FormulaErrorIsAnError) {
  Book book;
  book.facts().make_cell(2, 4) = {CellKind::FormulaError, "#DIV/0!"};
  expect_one(book.import(), "formula_error", {"county.xlsx", "stage_facts", 2, 4, "专任教师"}, {"#DIV/0!", "Correct the formula"});
}

TEST(Workbook, MergedCellsInTheDataRejectTheirRows) {
  Book book;
  book.facts().merged.push_back({2, 1, 3, 1});
  book.facts().merged.push_back({4, 3, 4, 4});
  const Import read = book.import();
  const auto found = with_id(read.issues, "merged_cells");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_NE(found[0].message(Lang::En).find("A2:A3"), std::string::npos);
  EXPECT_NE(found[1].message(Lang::En).find("C4:D4"), std::string::npos);
  EXPECT_EQ(count_issues(read.issues).errors, 2U);
  EXPECT_EQ(read.dataset.stage_facts.size(), 0U);
  ASSERT_EQ(read.dataset.lost_rows.size(), 1U);
  EXPECT_EQ(read.dataset.lost_rows[0].stage, std::nullopt);
  EXPECT_FALSE(read.dataset.lost_unplaced_rows);
}

TEST(Workbook, MergedCellsOutsideTheDataHarmNothing) {
  Book book;
  book.facts().merged.push_back({2, 8, 3, 9});
  book.facts().merged.push_back({20, 1, 20, 4});
  EXPECT_EQ(shown(book.import().issues), "");
}

TEST(Workbook, MergedTitleAboveTheHeaderIsExplained) {
  Book book;
  formats::Sheet& sheet = book.add("grade_facts", {{"宁国市年级数据"}, {"学校标识码", "年级", "在校生数"}, {"2134000001", "1", "200"}});
  sheet.merged.push_back({1, 1, 1, 3});
  const Import read = book.import();
  expect_one(read, "header_is_title", {"county.xlsx", "grade_facts", 1, 1, ""},
             {"A1:C1", "headers must stand in row 1", "Delete the rows above"});
  EXPECT_EQ(count_issues(read.issues).errors, 1U);
  EXPECT_TRUE(read.dataset.lost_unplaced_rows);
}

TEST(Workbook, EmptySheetOfATableIsNoted) {
  Book book;
  book.add("班额", {{"学校标识码", "学段", "班额", "班级数"}});
  const Import read = book.import();
  EXPECT_EQ(with_id(read.issues, "table_empty").size(), 1U);
  EXPECT_EQ(count_issues(read.issues).errors, 0U);
}

TEST(Workbook, FileIsReadFromDisk) {
  const testing::ScratchFolder folder;
  const std::string path = (folder / "county.xlsx").string();
  formats::XlsxWriter writer(path);
  const auto put = [&](std::string_view name, const Rows& rows) {
    writer.add_sheet(name);
    for (std::uint32_t row = 0; row < rows.size(); ++row)
      for (std::uint32_t column = 0; column < rows[row].size(); ++column) writer.text(row + 1, column + 1, rows[row][column]);
  };
  put("dataset", {{"title", "On disk"}, {"country", "CN"}, {"school_year", "2024"}});
  put("学校", kSchools);
  writer.number(2, 1, 2134000001);
  put("学段数据", kFacts);
  writer.number(2, 3, 1200);
  writer.formula(3, 3, "=450*2", 900);
  writer.number(4, 1, 21338, {.number_format = "yyyy-mm-dd"});
  ASSERT_TRUE(writer.close().has_value());

  const Import read = import_path(path).value();
  EXPECT_EQ(read.dataset.manifest.title, "On disk");
  EXPECT_EQ(read.dataset.schools.ids.at(0), "2134000001");
  EXPECT_EQ(read.dataset.stage_facts.column("pupils")->get(0), 1200.0);
  EXPECT_EQ(read.dataset.stage_facts.column("pupils")->get(1), 900.0);
  EXPECT_EQ(with_id(read.issues, "formula_used").size(), 1U);
  expect_one(read, "id_is_date", {"county.xlsx", "学段数据", 4, 1, "学校标识码"}, {"1958-06-02"});
}

}  // namespace
}  // namespace junheng::ingest
