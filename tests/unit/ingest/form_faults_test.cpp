// What is wrong with a return is reported with its workbook, sheet and cell, and nothing is guessed.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "returns.h"

namespace junheng::ingest {
namespace {

TEST(FormFaults, MissingColumnAndRowNameWorkbookSheetAndHeader) {
  Returns returns;
  Lines lines = kPrimaryPupils;
  lines[3][3] = "新生数";
  lines.pop_back();
  returns.book("2134000001_中心小学.xlsx").sheet("教基3112", lines).close();
  const auto read = returns.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  const auto columns = with_id(read->issues, "form_column_missing");
  ASSERT_EQ(columns.size(), 1U) << shown(read->issues);
  const std::string said = columns[0].message(Lang::En);
  for (const std::string_view word : {"2134000001_中心小学.xlsx", "教基3112", "招生数"})
    EXPECT_NE(said.find(word), std::string::npos) << said;
  EXPECT_NE(columns[0].hint(Lang::En).find("新生数"), std::string::npos);
  const auto rows = with_id(read->issues, "form_row_missing");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].value, "寄宿生");
}

TEST(FormFaults, UnitThatIsNotStatedIsNotGuessed) {
  Returns returns;
  Lines assets = kAssets;
  assets[7][2] = "";
  returns.book("2134000001_中心小学.xlsx").sheet("教基3112", kPrimaryPupils).sheet("教基5176", assets).close();
  const auto read = returns.import();
  ASSERT_TRUE(read);
  EXPECT_EQ(with_id(read->issues, "form_unit_missing").size(), 1U) << shown(read->issues);
  EXPECT_EQ(value(*read, 0, "equipment_value_yuan"), -1);
}

TEST(FormFaults, CellThatIsNoNumberIsRefusedWithItsPlace) {
  Returns returns;
  Lines lines = kPrimaryPupils;
  lines[5][4] = "三百";
  returns.book("2134000001_中心小学.xlsx").sheet("教基3112", lines).close();
  const auto read = returns.import();
  ASSERT_TRUE(read);
  const auto error = std::ranges::find(read->issues, Severity::Error, &Issue::severity);
  ASSERT_NE(error, read->issues.end());
  EXPECT_EQ(error->where, (Location{"2134000001_中心小学.xlsx", "教基3112", 6, 5, "在校生数"})) << shown(read->issues);
}

TEST(FormFaults, TwoSheetsOfOneFormAreReportedAndTheFirstIsRead) {
  Returns returns;
  Lines other = kPrimaryPupils;
  other[5][4] = "999";
  returns.book("2134000001_中心小学.xlsx").sheet("教基3112", kPrimaryPupils).sheet("3112（改）", other).close();
  const auto read = returns.import();
  ASSERT_TRUE(read);
  EXPECT_EQ(with_id(read->issues, "form_twice").size(), 1U);
  EXPECT_EQ(value(*read, 0, "pupils"), 300);
}

TEST(FormFaults, WorkbookWithoutCodeYearOrPupilsIsRefused) {
  Returns returns;
  returns.book("2134000001_good.xlsx").sheet("教基3112", kPrimaryPupils).close();
  returns.book("nobody.xlsx").sheet("教基3112", kPrimaryPupils).close();
  Lines undated = kPrimaryPupils;
  undated[1][0] = "";
  returns.book("2134000002_undated.xlsx").sheet("教基3112", undated).close();
  returns.book("2134000003_empty.xlsx").sheet("教基1001", {{"2023/2024学年"}, {"学校名称", "空"}}).close();
  const auto read = returns.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(read->dataset.schools.size(), 1U);
  for (const auto& [id, file] :
       {std::pair("form_school_id_missing", "nobody.xlsx"), std::pair("form_year_missing", "2134000002_undated.xlsx"),
        std::pair("form_no_stage", "2134000003_empty.xlsx")}) {
    const auto found = with_id(read->issues, id);
    ASSERT_EQ(found.size(), 1U) << id << "\n" << shown(read->issues);
    EXPECT_EQ(found[0].where.file, file);
  }
}

TEST(FormFaults, SheetWithoutCodesIsReported) {
  Returns returns;
  returns.book("2134000001_中心小学.xlsx").sheet("教基3112", kPrimaryPupils).sheet("教基4149", {{"教职工数", "25"}}).close();
  const auto read = returns.import();
  ASSERT_TRUE(read);
  EXPECT_EQ(with_id(read->issues, "form_without_codes").size(), 1U) << shown(read->issues);
}

/// A 4155 of a primary school: the block 初中 is not printed.
Lines primary_teachers() {
  Lines out = teachers({"20", "3", "3", "2", "1"}, {});
  out.resize(13);
  return out;
}

TEST(FormFaults, BlockOfAStageThatIsNotTaughtNeedNotBeThere) {
  Returns returns;
  returns.book("2134000001_中心小学.xlsx").sheet("教基3112", kPrimaryPupils).sheet("教基4155", primary_teachers()).close();
  const auto read = returns.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(count_issues(read->issues).errors, 0U) << shown(read->issues);
  EXPECT_EQ(value(*read, 0, "teachers_pe_arts"), 6);
}

TEST(FormFaults, BlockOfAStageThatIsTaughtIsMissed) {
  Returns returns;
  returns.book("2134000001_山门学校.xlsx")
      .sheet("教基3112", kPrimaryPupils)
      .sheet("教基3115", kJuniorPupils)
      .sheet("教基4155", primary_teachers())
      .close();
  const auto read = returns.import();
  ASSERT_TRUE(read);
  // One finding for the block, none for each of the values in it.
  const auto blocks = with_id(read->issues, "form_block_missing");
  ASSERT_EQ(blocks.size(), 1U) << shown(read->issues);
  EXPECT_TRUE(with_id(read->issues, "form_row_missing").empty()) << shown(read->issues);
  const std::string said = blocks[0].message(Lang::Zh) + blocks[0].hint(Lang::Zh);
  for (const std::string_view words : {"2134000001_山门学校.xlsx", "“教基4155”中没有“初中”一段", "补上该段"})
    EXPECT_NE(said.find(words), std::string::npos) << said;
  EXPECT_EQ(blocks[0].severity, Severity::Error);
}

TEST(FormFaults, StageOfWhichThePupilsCannotBeReadIsNotTakenForUntaught) {
  Returns returns;
  Lines junior = kJuniorPupils;
  junior[2][4] = "人数";
  for (std::size_t row = 4; row < junior.size(); ++row) junior[row][4] = "";
  junior[6][4] = "";
  returns.book("2134000001_中心小学.xlsx").sheet("教基3112", kPrimaryPupils).sheet("教基3115", junior).close();
  const auto read = returns.import();
  ASSERT_TRUE(read);
  ASSERT_FALSE(with_id(read->issues, "form_column_missing").empty()) << shown(read->issues);
}

TEST(FormFaults, TwoWorkbooksOfOneSchoolAreOneFindingWithBothCells) {
  Returns returns;
  returns.book("a.xlsx")
      .sheet("1001", kSchool)
      .sheet("教基3112", kPrimaryPupils)
      .sheet("教基2106", {{"指标名称", "代码", "合计"}, {"总计", "01", "8"}})
      .close();
  returns.book("b.xlsx").sheet("1001", kSchool).sheet("教基3112", kPrimaryPupils).close();
  const auto read = returns.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_TRUE(with_id(read->issues, "duplicate_key").empty()) << shown(read->issues);
  const auto found = with_id(read->issues, "form_school_twice");
  ASSERT_EQ(found.size(), 1U) << shown(read->issues);
  EXPECT_EQ(found[0].where, (Location{"b.xlsx", "1001", 2, 3, "学校（机构）标识码"}));
  EXPECT_NE(found[0].message(Lang::En).find("2134000007 stands in a.xlsx, sheet \"1001\", row 2, column C"), std::string::npos)
      << found[0].message(Lang::En);
  EXPECT_NE(found[0].message(Lang::Zh).find("已在a.xlsx"), std::string::npos) << found[0].message(Lang::Zh);
  EXPECT_TRUE(read->dataset.lost_unplaced_rows);
}

TEST(FormFaults, NeitherArtsNorMusicAndFineArtsNamesNoOtherColumn) {
  Returns returns;
  Lines without = primary_teachers();
  for (Lines::size_type row = 0; row < without.size(); ++row)
    if (without[row].size() > 4) without[row].erase(without[row].begin() + 4, without[row].begin() + 6);
  returns.book("2134000001_中心小学.xlsx").sheet("教基3112", kPrimaryPupils).sheet("教基4155", without).close();
  const auto read = returns.import();
  ASSERT_TRUE(read);
  const auto found = with_id(read->issues, "form_column_missing");
  ASSERT_EQ(found.size(), 1U) << shown(read->issues);
  EXPECT_EQ(found[0].value, "艺术 / 音乐 + 美术");
  EXPECT_NE(found[0].hint(Lang::En).find("The nearest is '—'"), std::string::npos) << found[0].hint(Lang::En);
}

}  // namespace
}  // namespace junheng::ingest
