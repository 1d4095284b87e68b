// What stands in a folder of returns: nothing is passed over, and lists in the dataset format complete the forms.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "returns.h"

namespace junheng::ingest {
namespace {

namespace fs = std::filesystem;

/// A folder with one good workbook.
class FormFolder : public ::testing::Test {
 protected:
  FormFolder() { returns_.book("2134000001_中心小学.xlsx").sheet("教基3112", kPrimaryPupils).close(); }

  void put(std::string_view name, std::string_view text) const {
    fs::create_directories((returns_.folder() / name).parent_path());
    testing::write_file_text(returns_.folder() / name, text);
  }

  Returns returns_;
};

TEST_F(FormFolder, LettersOfTheExtensionMayBeLarge) {
  returns_.book("2134000002_河沥小学.xlsx").sheet("教基3112", kPrimaryPupils).close();
  fs::rename(returns_.folder() / "2134000002_河沥小学.xlsx", returns_.folder() / "2134000002_河沥小学.XLSX");
  const auto read = returns_.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(read->dataset.schools.size(), 2U) << shown(read->issues);
}

TEST_F(FormFolder, WorkbookWithMacrosIsRead) {
  returns_.book("2134000002_河沥小学.xlsx").sheet("教基3112", kPrimaryPupils).close();
  fs::rename(returns_.folder() / "2134000002_河沥小学.xlsx", returns_.folder() / "2134000002_河沥小学.xlsm");
  const auto read = returns_.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(read->dataset.schools.size(), 2U) << shown(read->issues);
}

TEST_F(FormFolder, OldWorkbookIsAnErrorAndItsSchoolIsLost) {
  fs::copy_file(fs::path(JUNHENG_SOURCE_DIR) / "tests/bad/xlsx/old_format.xlsx", returns_.folder() / "2134000002_河沥小学.xls");
  const auto read = returns_.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(count_issues(read->issues).errors, 1U) << shown(read->issues);
  EXPECT_TRUE(read->dataset.lost_unplaced_rows);
}

TEST_F(FormFolder, OldWorkbookAloneIsAnErrorToo) {
  fs::remove(returns_.folder() / "2134000001_中心小学.xlsx");
  fs::copy_file(fs::path(JUNHENG_SOURCE_DIR) / "tests/bad/xlsx/old_format.xlsx", returns_.folder() / "2134000002_河沥小学.xls");
  const auto read = returns_.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(count_issues(read->issues).errors, 1U) << shown(read->issues);
}

TEST_F(FormFolder, TwoListsOfSchoolsAreAnError) {
  put("schools.csv", "school_id,founder\n2134000001,7\n");
  put("学校.csv", "学校标识码,举办者类型\n2134000001,7\n");
  const auto read = returns_.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(with_id(read->issues, "table_twice").size(), 1U) << shown(read->issues);
}

TEST_F(FormFolder, ListedSchoolWithoutACodeIsAnErrorInItsRow) {
  put("schools.csv", "school_id,founder\n2134000001,7\n,10\n");
  const auto read = returns_.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  const auto errors = with_id(read->issues, "cell_required");
  ASSERT_EQ(errors.size(), 1U) << shown(read->issues);
  EXPECT_EQ(errors[0].where.row, 3U);
}

TEST_F(FormFolder, ListedSchoolWithoutAWorkbookKeepsStagesFromBeingMet) {
  put("schools.csv", "school_id,founder\n2134000001,7\n2134000099,7\n");
  const auto read = returns_.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(with_id(read->issues, "form_school_unknown").size(), 1U) << shown(read->issues);
  EXPECT_TRUE(read->dataset.lost_unplaced_rows);
}

TEST_F(FormFolder, TableThatTheFormsMakeIsAnError) {
  put("stage_facts.csv", "school_id,school_year,stage,pupils\n2134000099,2023,primary,500\n");
  const auto read = returns_.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(with_id(read->issues, "form_table_given").size(), 1U) << shown(read->issues);
  EXPECT_TRUE(read->dataset.lost_unplaced_rows);
}

TEST_F(FormFolder, FolderOfWorkbooksIsAnErrorAndAnotherOneAWarning) {
  put("乡镇/2134000009_乙小学.XLSX", "");
  put("乡镇/村小/2134000010_丙小学.xls", "");
  put("照片/校门.jpg", "");
  const auto read = returns_.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  const auto errors = with_id(read->issues, "mapping_folder_unread");
  ASSERT_EQ(errors.size(), 1U) << shown(read->issues);
  EXPECT_EQ(errors[0].severity, Severity::Error);
  const std::string said = errors[0].message(Lang::En);
  for (const char* words : {"乡镇/", "2 workbooks", "2134000009_乙小学.XLSX"}) EXPECT_NE(said.find(words), std::string::npos) << said;
  EXPECT_TRUE(read->dataset.lost_unplaced_rows);
  const auto warnings = with_id(read->issues, "mapping_folder_idle");
  ASSERT_EQ(warnings.size(), 1U) << shown(read->issues);
  EXPECT_EQ(warnings[0].value, "照片/");
  EXPECT_EQ(warnings[0].hint(Lang::En).find("save"), std::string::npos) << warnings[0].hint(Lang::En);
  EXPECT_EQ(warnings[0].severity, Severity::Warning);
}

TEST_F(FormFolder, OtherFilesAreWarningsAndLockFilesAreSilent) {
  put("说明.docx", "");
  put("~$2134000001_中心小学.xlsx", "");
  put(".DS_Store", "");
  const auto read = returns_.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  std::vector<std::string> unread;
  for (const Issue& issue : with_id(read->issues, "mapping_entry_unread")) unread.push_back(issue.value);
  EXPECT_EQ(unread, (std::vector<std::string>{"说明.docx"})) << shown(read->issues);
  EXPECT_EQ(count_issues(read->issues).errors, 0U) << shown(read->issues);
}

TEST_F(FormFolder, FoundersAreAskedForWhereNothingTellsThem) {
  const auto read = returns_.import();
  ASSERT_TRUE(read);
  const auto notes = with_id(read->issues, "form_founder_missing");
  ASSERT_EQ(notes.size(), 1U) << shown(read->issues);
  EXPECT_EQ(notes[0].severity, Severity::Info);
  EXPECT_NE(notes[0].hint(Lang::Zh).find("schools.csv"), std::string::npos);
}

TEST_F(FormFolder, ListOfSchoolsBesideTheWorkbooksCompletesThem) {
  put("schools.csv", "学校标识码,举办者类型,是否寄宿制\n2134000001,7,0\n2134000099,10,1\n");
  const auto read = returns_.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  ASSERT_EQ(read->dataset.schools.size(), 1U) << shown(read->issues);
  EXPECT_EQ(read->dataset.schools.founders[0], 7);
  EXPECT_EQ(read->dataset.schools.is_boarding.get(0), 0.0);
  EXPECT_EQ(read->dataset.schools.names.at(0), "中心小学");
  EXPECT_TRUE(with_id(read->issues, "form_founder_missing").empty());
  const auto unknown = with_id(read->issues, "form_school_unknown");
  ASSERT_EQ(unknown.size(), 1U) << shown(read->issues);
  EXPECT_EQ(unknown[0].where, (Location{"schools.csv", "", 3, 1, "学校标识码"}));
}

TEST_F(FormFolder, FaultsOfTheListHaveTheirPlace) {
  put("schools.csv", "school_id,founder\n2134000001,77\n2134000001,7\n");
  const auto read = returns_.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  const auto twice = with_id(read->issues, "form_school_twice");
  ASSERT_EQ(twice.size(), 1U) << shown(read->issues);
  EXPECT_EQ(twice[0].where.row, 3U);
  const auto codes = with_id(read->issues, "code_unknown");
  ASSERT_EQ(codes.size(), 1U) << shown(read->issues);
  EXPECT_EQ(codes[0].where, (Location{"schools.csv", "", 2, 2, "founder"}));
}

TEST_F(FormFolder, TablesThatNoFormMakesAreReadBesideThem) {
  put("area_facts.csv", "area_code,school_year,item,value\n341881,2023,S1,92\n");
  const auto read = returns_.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(count_issues(read->issues).errors, 0U) << shown(read->issues);
  ASSERT_EQ(read->dataset.area_items.entries.size(), 1U);
  EXPECT_TRUE(with_id(read->issues, "mapping_entry_unread").empty()) << shown(read->issues);
}

}  // namespace
}  // namespace junheng::ingest
