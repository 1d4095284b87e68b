// What the returns of one school give, one workbook each, laid out as section 8.5 of the reference describes them.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "returns.h"

namespace junheng::ingest {
namespace {

TEST(FormMapping, PupilsOfAPrimarySchoolComeFromTheirCells) {
  Returns returns;
  returns.book("2134000001_中心小学.xlsx").sheet("教基3112", kPrimaryPupils).close();
  const auto read = returns.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(count_issues(read->issues).errors, 0U) << shown(read->issues);
  ASSERT_EQ(read->dataset.schools.size(), 1U);
  ASSERT_EQ(read->dataset.stage_facts.size(), 1U);
  EXPECT_EQ(value(*read, 0, "pupils"), 300);
  EXPECT_EQ(value(*read, 0, "boarders"), 31);
  EXPECT_EQ(value(*read, 0, "teachers"), -1);
  const Location pupils{"2134000001_中心小学.xlsx", "教基3112", 6, 5, "在校生数"};
  EXPECT_EQ(read->dataset.stage_facts.origin.locate(RowIndex(0), "pupils"), pupils);
  ASSERT_EQ(read->dataset.grade_facts.size(), 6U);
  EXPECT_EQ(read->dataset.grade_facts.column("pupils")->get(5), 48.0);
  EXPECT_EQ(read->dataset.grade_facts.column("girls")->get(0), 25.0);
  EXPECT_EQ(read->dataset.grade_facts.column("entrants")->get(0), 52.0);
  EXPECT_EQ(read->dataset.grade_facts.column("graduates")->get(5), 48.0);
}

TEST(FormMapping, FormsThatAreNotThereAreNotedOnce) {
  Returns returns;
  returns.book("2134000001_中心小学.xlsx").sheet("教基3112", kPrimaryPupils).close();
  const auto read = returns.import();
  ASSERT_TRUE(read);
  std::vector<std::string> forms;
  for (const Issue& issue : with_id(read->issues, "form_missing")) forms.push_back(issue.value);
  std::ranges::sort(forms);
  EXPECT_EQ(forms, (std::vector<std::string>{"1102续", "2106", "2107", "3115", "4149", "4155", "4155 / 4156", "5170", "5176"}));
}

TEST(FormMapping, NineYearSchoolHasWholeSchoolFormsOnTheRowAll) {
  Returns returns;
  returns.book("a.xlsx")
      .sheet("1001", kSchool)
      .sheet("教基3112_九年一贯制学校", kPrimaryPupils)
      .sheet("教基3115_九年一贯制学校", kJuniorPupils)
      .sheet("教基4155", teachers({"20", "3", "3", "2", "1"}, {"17", "2", "0", "1", "1"}))
      .sheet("教基5176", kAssets)
      .close();
  const auto read = returns.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(count_issues(read->issues).errors, 0U) << shown(read->issues);
  ASSERT_EQ(read->dataset.stage_facts.size(), 3U) << shown_facts(read->dataset.stage_facts);
  EXPECT_EQ(read->dataset.schools.ids.at(0), "2134000007");
  // primary, junior, all
  EXPECT_EQ(value(*read, 0, "teachers"), 20);
  EXPECT_EQ(value(*read, 1, "teachers"), 17);
  EXPECT_EQ(value(*read, 0, "teachers_master"), 2);
  EXPECT_EQ(value(*read, 1, "teachers_master"), 4);
  EXPECT_EQ(value(*read, 1, "teachers_bachelor"), 12);
  EXPECT_EQ(value(*read, 0, "teachers_pe_arts"), 6) << "艺术 3 is the total of 音乐 2 and 美术 1";
  EXPECT_EQ(value(*read, 1, "teachers_pe_arts"), 4) << "艺术 0 stands beside 音乐 1 and 美术 1";
  EXPECT_EQ(value(*read, 0, "books"), -1);
  EXPECT_EQ(value(*read, 2, "books"), 15230);
  EXPECT_EQ(value(*read, 2, "computers"), 86);
  EXPECT_EQ(value(*read, 2, "multimedia_rooms"), 18);
  EXPECT_EQ(value(*read, 2, "area_sports_ground_m2"), 4200);
  // The form has no row of the site, which it may lack.
  EXPECT_EQ(value(*read, 2, "site_area_m2"), -1);
  EXPECT_DOUBLE_EQ(value(*read, 2, "equipment_value_yuan"), 1234500);
  EXPECT_EQ(read->dataset.stage_facts.origin.locate(RowIndex(2), "equipment_value_yuan"), (Location{"a.xlsx", "教基5176", 8, 4, "数量"}));
  ASSERT_EQ(read->dataset.grade_facts.size(), 9U);
  EXPECT_EQ(read->dataset.grade_facts.column("pupils")->get(8), 60.0);
}

TEST(FormMapping, UnitLineAboveTheTableCounts) {
  Returns returns;
  Lines assets = kAssets;
  assets[7][2] = "";
  assets[0] = {"占地面积及其他办学条件", "", "", "单位：万元"};
  returns.book("2134000001_中心小学.xlsx").sheet("教基3112", kPrimaryPupils).sheet("教基5176", assets).close();
  const auto read = returns.import();
  ASSERT_TRUE(read);
  EXPECT_DOUBLE_EQ(value(*read, 0, "equipment_value_yuan"), 1234500);
}

TEST(FormMapping, EmptyPartOfASumMakesItEmpty) {
  Returns returns;
  returns.book("2134000001_中心小学.xlsx")
      .sheet("教基3112", kPrimaryPupils)
      .sheet("教基4155", teachers({"20", "", "3", "2", "1"}, {"0", "0", "0", "0", "0"}))
      .close();
  const auto read = returns.import();
  ASSERT_TRUE(read);
  EXPECT_EQ(value(*read, 0, "teachers"), 20);
  EXPECT_EQ(value(*read, 0, "teachers_pe_arts"), -1);
}

TEST(FormMapping, OneWorkbookIsReadByItself) {
  Returns returns;
  returns.book("2134000001_中心小学.xlsx").sheet("教基3112", kPrimaryPupils).close();
  const auto read = Returns::import_at(returns.folder() / "2134000001_中心小学.xlsx");
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(value(*read, 0, "pupils"), 300);
}

}  // namespace
}  // namespace junheng::ingest
