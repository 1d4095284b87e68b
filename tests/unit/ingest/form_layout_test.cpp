// Where the cells of a return are found: by header text and row code, wherever they stand and however they are worded.
#include <gtest/gtest.h>

#include <string>

#include "returns.h"

namespace junheng::ingest {
namespace {

TEST(FormLayout, ShiftedRowsAndColumnsAreFoundByHeaderAndCode) {
  Returns returns;
  returns.book("2134000001_中心小学.xlsx").sheet("教基3112", kPrimaryPupils, 4, 3).close();
  const auto read = returns.import();
  ASSERT_TRUE(read);
  EXPECT_EQ(value(*read, 0, "pupils"), 300);
  EXPECT_EQ(read->dataset.stage_facts.origin.locate(RowIndex(0), "pupils"),
            (Location{"2134000001_中心小学.xlsx", "教基3112", 10, 8, "在校生数"}));
}

TEST(FormLayout, HeaderOverTwoMergedRowsIsRead) {
  // 在校生数 stands over its total and the grades; 指标名称, 代码 and 招生数 over both rows.
  Returns returns;
  auto book = returns.book("2134000001_中心小学.xlsx");
  book.sheet("教基3112", {{"2023/2024学年"},
                          {},
                          {"", "", "", "合计", "#女", "一年级", "二年级", "三年级", "四年级", "五年级", "六年级"},
                          {"甲", "乙", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
                          {"总计", "01", "52", "300", "140", "52", "51", "50", "49", "50", "48"},
                          {"#女", "02", "25", "140", "140", "25", "24", "23", "22", "24", "22"},
                          {"#寄宿生", "05", "", "31"}});
  book.writer().merge(2, 1, 3, 1, "指标名称");
  book.writer().merge(2, 2, 3, 2, "代码");
  book.writer().merge(2, 3, 3, 3, "招生数");
  book.writer().merge(2, 4, 2, 11, "在校生数");
  book.close();
  const auto read = returns.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(value(*read, 0, "pupils"), 300) << shown(read->issues);
  EXPECT_EQ(read->dataset.grade_facts.column("entrants")->get(0), 52.0);
  const auto errors = with_id(read->issues, "form_column_missing");
  ASSERT_EQ(errors.size(), 1U) << shown(read->issues);
  EXPECT_EQ(errors[0].value, "毕业生数");
}

TEST(FormLayout, LabelsAndBandsAreReadWithTheirVariants) {
  Returns returns;
  auto book = returns.book("2134000001_中心小学.xlsx");
  book.sheet("教基3112", kPrimaryPupils)
      .sheet("教基2106", {{"小学班数、班额情况"},
                          {"指标名称", "代码", "合计", "一年级"},
                          {"甲", "乙", "1", "2"},
                          {"班数", "01", "8", "2"},
                          {"25人及以下", "02", "1", ""},
                          {"26—30人", "03", "0"},
                          {"31～35人", "04", "2"},
                          {"36-40人", "05", "3"},
                          {"41-45人", "06", "2"},
                          {"46-50人", "07", "0"},
                          {"51-55人", "08", "0"},
                          {"56-60人", "09", "0"},
                          {"61-65人", "10", "0"},
                          {"66人及以上", "11", "0"}})
      .sheet("教基5170", {{"校舍情况", "", "单位：平方米"},
                          {"指标名称", "", "代码", "校舍建筑面积"},
                          {"甲", "", "乙", "1"},
                          {"总计", "", "01", "5000"},
                          {"一、教学及辅助用房", "", "02", "2610.5"},
                          {"", "其中：体育馆（室内体育用房）", "03", "320"}})
      .sheet("教基1102续", {{"学校情况续表"}, {"指标名称", "", "代码", "数量"}, {"", "小学", "26", "7"}, {"", "初中", "27", "0"}})
      .sheet("教基4149", {{"中小学教职工"}, {"指标名称", "代码", "教职工数", "专任教师"}, {"总计", "01", "25", "21"}});
  book.close();
  const auto read = returns.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(value(*read, 0, "classes"), 8) << shown(read->issues);
  ASSERT_EQ(read->dataset.class_bands.size(), 10U);
  EXPECT_EQ(read->dataset.class_bands.column("classes")->get(2), 2.0);
  EXPECT_DOUBLE_EQ(value(*read, 0, "area_teaching_m2"), 2610.5);
  EXPECT_EQ(value(*read, 0, "area_indoor_sports_m2"), 320);
  EXPECT_EQ(value(*read, 0, "floor_area_m2"), 5000);
  EXPECT_EQ(value(*read, 0, "staff"), 25) << "a school of one stage has the whole school's staff on its row";
  ASSERT_EQ(read->dataset.stage_facts.size(), 1U);
  // 小学 without 县级及以上骨干教师 before it may count anything.
  EXPECT_EQ(value(*read, 0, "teachers_backbone"), -1);
}

TEST(FormLayout, MergedLabelBelongsToAllRowsThatItCovers) {
  Returns returns;
  auto book = returns.book("2134000001_中心小学.xlsx");
  book.sheet("教基3112", kPrimaryPupils)
      .sheet("教基1102续", {{"学校情况续表"}, {"指标名称", "", "代码", "数量"}, {"", "小学", "26", "7"}, {"", "初中", "27", "0"}});
  book.writer().merge(3, 1, 4, 1, "县级及以上骨干教师");
  book.close();
  const auto read = returns.import();
  ASSERT_TRUE(read);
  EXPECT_EQ(value(*read, 0, "teachers_backbone"), 7) << shown(read->issues);
}

TEST(FormLayout, BackboneTeachersAreFoundInTheWordsOfNewAndOldForms) {
  for (const std::string_view word : {"县级以上骨干教师", "县级及以上骨干教师"}) {
    Returns returns;
    returns.book("2134000001_中心小学.xlsx")
        .sheet("教基3112", kPrimaryPupils)
        .sheet("教基1102续", {{"学校情况续表"},
                              {"指标名称", "代码", "数量"},
                              {std::string(word) + "（小学）", "12", "7"},
                              {std::string(word) + "（初中）", "13", "0"}})
        .close();
    const auto read = returns.import();
    ASSERT_TRUE(read) << read.error().message(Lang::En);
    EXPECT_EQ(value(*read, 0, "teachers_backbone"), 7) << word << "\n" << shown(read->issues);
  }
}

TEST(FormLayout, FormIsFoundByTheNumberInItsHeading) {
  Returns returns;
  returns.book("2134000001_中心小学.xlsx").sheet("Sheet1", kPrimaryPupils).close();
  const auto read = returns.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(value(*read, 0, "pupils"), 300);
}

}  // namespace
}  // namespace junheng::ingest
