#include "junheng/ingest/table_head.h"

#include <gtest/gtest.h>

namespace junheng::ingest {
namespace {

using Names = std::vector<std::string>;

const LabelNames kKey = {"机构编码", "学校标识码"};

TEST(FindHead, NoRowsHoldNoHead) { EXPECT_FALSE(find_head({}, kKey)); }

TEST(FindHead, KeyThatIsNotThereGivesNoHead) { EXPECT_FALSE(find_head({{"机构名称", "代码"}, {"一小", "1"}}, kKey)); }

TEST(FindHead, HeaderInRowOneEndsAboveTheFirstValue) {
  const auto head = find_head({{"机构名称", "机构编码", "在校生数"}, {"一小", "2134000001", "300"}}, kKey);
  ASSERT_TRUE(head);
  EXPECT_EQ(head->rows, 1U);
  EXPECT_EQ(head->names(), (Names{"机构名称", "机构编码", "在校生数"}));
}

TEST(FindHead, OtherNameOfTheKeyCounts) { EXPECT_TRUE(find_head({{"学校 标识码"}, {"2134000001"}}, kKey)); }

TEST(FindHead, MergedHeadersCoverTheColumnsOnTheirRight) {
  // 专任教师 stands over four columns, 按学历分 over two of them; 经度 takes all three lines.
  const HeadRows rows = {{"机构编码", "在校生数", "", "专任教师", "", "", "", "经度"},
                         {"", "合计", "#女", "合计", "#按学历分", "", "#按授课课程分", ""},
                         {"", "", "", "", "本科", "专科", "艺术"},
                         {"2134000001", "300", "140", "20", "12", "8", "1", "118.9"}};
  const auto head = find_head(rows, kKey);
  ASSERT_TRUE(head);
  EXPECT_EQ(head->rows, 3U);
  EXPECT_EQ(head->names(), (Names{"机构编码", "在校生数/合计", "在校生数/#女", "专任教师/合计", "专任教师/#按学历分/本科",
                                  "专任教师/#按学历分/专科", "专任教师/#按授课课程分/艺术", "经度"}));
}

TEST(FindHead, TitleTellsTheYearAndNamesNoColumn) {
  const auto head =
      find_head({{"宁国市2023/2024学年小学数据", "", ""}, {}, {"机构名称", "机构编码", "在校生数"}, {"一小", "1", "300"}}, kKey);
  ASSERT_TRUE(head);
  EXPECT_EQ(head->rows, 3U);
  EXPECT_EQ(head->year, "2023-2024");
  EXPECT_EQ(head->names(), (Names{"机构名称", "机构编码", "在校生数"}));
}

TEST(FindHead, YearOfAColumnIsNotThatOfTheTable) {
  const auto plain = find_head({{"机构编码", "在校生数", "2022学年毕业生数"}, {"1", "300", "50"}}, kKey);
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->year, std::nullopt);
  const auto titled = find_head({{"2023/2024学年小学数据", "", ""},
                                 {"", "2022学年", "2022学年毕业生"},
                                 {"机构编码", "在校生数", "2022学年毕业生数"},
                                 {"1", "300", "50"}},
                                kKey);
  ASSERT_TRUE(titled);
  EXPECT_EQ(titled->year, "2023-2024");
}

TEST(FindHead, YearMayStandBesideTheUnit) {
  const auto head = find_head({{"学年：2023-2024学年初", "", "单位：人"}, {"机构编码", "在校生数", "班数"}, {"1", "300", "8"}}, kKey);
  ASSERT_TRUE(head);
  EXPECT_EQ(head->year, "2023-2024");
}

TEST(FindHead, LineOfFormsAboveTheKeyIsPartOfTheHead) {
  const auto head = find_head({{"", "", "教基1102", "", "教基3112"},
                               {"机构名称", "机构编码", "县级以上骨干教师(小学)", "专职校医", "在校生数"},
                               {"一小", "1", "2", "0", "9"}},
                              kKey);
  ASSERT_TRUE(head);
  EXPECT_EQ(head->names(), (Names{"机构名称", "机构编码", "教基1102/县级以上骨干教师(小学)", "教基1102/专职校医", "教基3112/在校生数"}));
}

TEST(FindHead, TotalsWithoutACodeAreDataNotHeader) {
  const auto head = find_head({{"机构名称", "机构编码", "在校生数"}, {"合计", "", "300"}, {"一小", "1", "300"}}, kKey);
  ASSERT_TRUE(head);
  EXPECT_EQ(head->rows, 1U);
}

TableHead teachers() {
  return {3,
          {{"机构编码"}, {"专任教师", "合计"}, {"专任教师", "#按学历分", "本科"}, {"专任教师", "#按职称分", "计"}, {"校外教师", "本科"}},
          std::nullopt};
}

TEST(FindColumn, NameIsTheLowestLine) { EXPECT_EQ(find_column(teachers(), {"机构编码"}).column, 0U); }

TEST(FindColumn, TotalBelowANameMayBeLeftOut) {
  EXPECT_EQ(find_column(teachers(), {"专任教师"}).column, 1U);
  EXPECT_EQ(find_column(teachers(), {"专任教师/合计"}).column, 1U);
  EXPECT_EQ(find_column(teachers(), {"按职称分"}).column, 3U);
}

TEST(FindColumn, UpperLinesTellEqualNamesApart) {
  EXPECT_EQ(find_column(teachers(), {"专任教师/按学历分/本科"}).column, 2U);
  EXPECT_EQ(find_column(teachers(), {"专任教师/本科"}).column, 2U) << "a line between may be left out";
  EXPECT_EQ(find_column(teachers(), {"校外教师/本科"}).column, 4U);
  EXPECT_FALSE(find_column(teachers(), {"按学历分/专任教师/本科"}).column) << "the lines have an order";
}

TEST(FindColumn, SeveralColumnsOfANameAreAmbiguous) {
  const HeadMatch found = find_column(teachers(), {"本科"});
  EXPECT_FALSE(found.column);
  EXPECT_TRUE(found.is_ambiguous);
}

TEST(FindColumn, FirstNameThatIsThereCounts) {
  EXPECT_EQ(find_column(teachers(), {"教师", "校外教师/本科", "机构编码"}).column, 4U);
  const HeadMatch none = find_column(teachers(), {"教师"});
  EXPECT_FALSE(none.column);
  EXPECT_FALSE(none.is_ambiguous);
}

TEST(FindColumn, EqualHeadersInOneRowAreAmbiguous) {
  EXPECT_TRUE(find_column(plain_head({"a", "n", "n"}), {"n"}).is_ambiguous);
  EXPECT_EQ(find_column(plain_head({"a", "n", "n"}), {"a"}).column, 0U);
}

TEST(FindColumn, HeaderOfOneLineMayHoldTheSignBetweenLines) { EXPECT_EQ(find_column(plain_head({"n", "师/生"}), {"师/生"}).column, 1U); }

}  // namespace
}  // namespace junheng::ingest
