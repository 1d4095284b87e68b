// 一校一策: a sheet for each school. Expected numbers are worked out by hand from county_scene.h.
#include "junheng/report/form_school_sheets.h"

#include <gtest/gtest.h>

#include <regex>

#include "junheng/report/xlsx_report.h"
#include "support/scratch_folder.h"
#include "unit/report/county_scene.h"
#include "unit/report/written_workbook.h"

namespace junheng::report {
namespace {

using formats::Sheet;
using Row = std::vector<std::string>;

WrittenWorkbook workbook_of(model::Dataset dataset, const std::string& standard = "cn.quality-2017") {
  const auto scene = scene_of(std::move(dataset), standard);
  const junheng::testing::ScratchFolder folder;
  const std::string path = (folder / "report.xlsx").string();
  const auto result = write_assessment_xlsx(SceneReport{scene.get()}.input(), path);
  if (!result) throw std::logic_error(result.error().message(Lang::En));
  return WrittenWorkbook(path);
}

/// Targets of the links of a sheet, as "name!cell", in the order of the file.
Row links_of(const WrittenWorkbook& book, std::string_view sheet) {
  const Row names = book.sheet_names();
  const auto place = std::ranges::find(names, sheet) - names.begin() + 1;
  const std::string xml = book.part("xl/worksheets/sheet" + std::to_string(place) + ".xml");
  Row out;
  const std::regex link("<hyperlink [^>]*location=\"([^\"]*)\"");
  for (auto at = std::sregex_iterator(xml.begin(), xml.end(), link); at != std::sregex_iterator(); ++at) out.push_back((*at)[1]);
  return out;
}

TEST(SchoolSheets, EveryIndicatorHasValueStandardAndGap) {
  const auto book = workbook_of(small_county());
  const Sheet& sheet = book.sheet("第二小学");
  EXPECT_EQ(sheet.cell(1, 1).text, "一校一策：第二小学");
  EXPECT_TRUE(mentions(sheet, "标识码 2133000002，青溪县，小学，县级教育部门，镇中心区"));
  EXPECT_NE(row_with(sheet, "小学：600 名学生，7 项中 5 项达标，✗ 未达标"), 0U);
  const auto row_of = [&](std::string_view id) {
    for (std::uint32_t row = 1; row <= sheet.row_count(); ++row)
      if (sheet.cell(row, 1).text.starts_with(std::string(id) + " ")) return row_texts(sheet, row);
    throw std::logic_error("no row of " + std::string(id));
  };
  // 100 x 5 / 600 arts teachers, of which 0.9 x 600 / 100 are needed.
  const Row arts = row_of("L3");
  EXPECT_NEAR(number_of(arts[1]), 5.0 / 6, 1e-12);
  EXPECT_EQ(Row(arts.begin() + 2, arts.begin() + 4), (Row{"0.9", "0.765"}));
  EXPECT_EQ(arts[5], "低于标准，不低于底线");
  EXPECT_NEAR(number_of(arts[6]), 0.4, 1e-12);
  EXPECT_EQ(Row(arts.begin() + 7, arts.end()), (Row{"人", "增加 1 人（差 0.4）；不补也不影响学校达标"}));
  const Row equipment = row_of("L6");
  EXPECT_EQ(equipment[1], "1500");
  EXPECT_EQ(equipment[5], "✗ 未达标");
  EXPECT_EQ(equipment[6], "300000");
  const Row degrees = row_of("L1");
  EXPECT_EQ(Row(degrees.begin() + 5, degrees.begin() + 7), (Row{"✓ 达标", "—"}));
}

TEST(SchoolSheets, TooManyPupilsForAMemberOfStaffAskForStaff) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县")
      .school("2133000001", 211, "大校")
      .setting(210)
      .stage(Stage::Primary)
      .set("pupils", 1472)
      .set("staff", 61)
      .set("classes", 36);
  const auto book = workbook_of(data.build(), "cn.shaanxi-basic");
  for (const char* name : {"大校", "一校一策"}) {
    const Sheet& sheet = book.sheet(name);
    // 1472 / 23 = 64 members of staff.
    const std::uint32_t row = row_with(sheet, "增加 教职工 3 人（在校生数多出 69）；须补足（缺数据的指标若达标，可少补）");
    ASSERT_NE(row, 0U) << name;
    const Row cells = row_texts(sheet, row);
    EXPECT_NE(std::ranges::find(cells, "3"), cells.end());
    EXPECT_FALSE(mentions(sheet, "减少"));
  }
}

TEST(SchoolSheets, MissingValueAsksForTheData) {
  const auto book = workbook_of(small_county());
  const Sheet& sheet = book.sheet("第三小学");
  EXPECT_TRUE(mentions(sheet, "补齐数据（未填）"));
  EXPECT_TRUE(mentions(sheet, "? 缺数据"));
}

TEST(SchoolSheets, ThroughSchoolHasBothStagesOnOneSheet) {
  const auto book = workbook_of(small_county());
  const Sheet& sheet = book.sheet("西山九年一贯制学校");
  EXPECT_TRUE(mentions(sheet, "小学：300 名学生"));
  EXPECT_TRUE(mentions(sheet, "初中：200 名学生"));
}

TEST(SchoolSheets, ListLeadsToEverySchoolAndBack) {
  const auto book = workbook_of(small_county());
  const Row links = links_of(book, "一校一策");
  for (const char* school : {"第一小学", "第二小学", "第三小学", "西山九年一贯制学校"}) {
    EXPECT_NE(std::ranges::find(links, "'" + std::string(school) + "'!A1"), links.end()) << school;
    EXPECT_EQ(links_of(book, school), Row{"'一校一策'!A1"}) << school;
  }
}

TEST(SchoolSheets, ItemsThatTheSchoolKeepsFromBeingMetStandOnItsSheet) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县");
  for (const auto& [id, name, pupils] : {std::tuple{"1", "大校", 2100.0}, std::tuple{"2", "小校", 300.0}})
    data.school(id, 211, name).stage(Stage::Primary).set("pupils", pupils);
  const auto book = workbook_of(data.build());
  const Sheet& large = book.sheet("大校");
  const std::uint32_t row = row_with(large, "2,100 人，要求不超过 2,000 人");
  ASSERT_NE(row, 0U);
  EXPECT_TRUE(large.cell(row, 1).text.starts_with("G4 "));
  EXPECT_EQ(large.cell(row, 6).text, "✗ 未达标");
  EXPECT_FALSE(mentions(book.sheet("小校"), "县级项目"));
}

TEST(SchoolSheets, SchoolWithLargeClassesStandsInTheListAndNotAmongThoseThatLackNothing) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县");
  for (const int i : {1, 2}) {
    data.school("213300000" + std::to_string(i), 211, i == 1 ? "甲小" : "乙小").founder(7).stage(Stage::Primary).set("pupils", 100);
    data.set("teachers_above_required", 5).set("teachers_backbone", 2).set("teachers_pe_arts", 1).set("area_teaching_m2", 500);
    data.set("area_indoor_sports_m2", 0).set("area_sports_ground_m2", 800).set("equipment_value_yuan", 250000).set("multimedia_rooms", 3);
    data.set("classes", 2).band(Stage::Primary, i == 1 ? "41_45" : "46_50").set("classes", 2);
  }
  const auto book = workbook_of(data.build());
  const Sheet& list = book.sheet("一校一策");
  const std::uint32_t row = row_with(list, "2 个班超过 45 人");
  ASSERT_NE(row, 0U);
  const Row cells = row_texts(list, row);
  EXPECT_EQ(Row(cells.begin(), cells.begin() + 6), (Row{"1", "小学", "乙小", "2133000002", "100", "✓ 达标"}));
  EXPECT_TRUE(cells[6].starts_with("G5 ")) << cells[6];
  // Two classes, none allowed, no floor; two too many.
  EXPECT_EQ(Row(cells.begin() + 7, cells.end()), (Row{"2", "0", "—", "✗ 未达标", "2", "班", "2 个班超过 45 人"}));
  const std::uint32_t nothing = row_with(list, "各项均达到标准，没有缺口，不影响县级项目");
  ASSERT_NE(nothing, 0U);
  EXPECT_EQ(row_texts(list, nothing)[2], "甲小");
  EXPECT_GT(nothing, row);
}

TEST(SchoolSheets, NamesAreLegalAndUniqueAndTheLinksFollowThem) {
  const std::string name = "第一[中心]小学/东校区:A?*";
  testing::DatasetBuilder data;
  data.county("330182", "青溪县");
  for (const auto& [id, school] :
       {std::pair{"1", name}, {"2", name}, {"3", std::string("结论")}, {"4", name + "一个远远超过工作表名三十一个字上限的学校名称"}})
    data.school(id, 211, school).stage(Stage::Primary).set("pupils", 100);
  const auto book = workbook_of(data.build());
  Row names = book.sheet_names();
  const auto list = std::ranges::find(names, "一校一策");
  const Row schools(list + 1, list + 5);
  EXPECT_EQ(schools[0], "第一_中心_小学_东校区_A__");
  EXPECT_EQ(schools[1], "第一_中心_小学_东校区_A__ (2)");
  EXPECT_EQ(schools[2], "结论 (2)");
  EXPECT_EQ(schools[3], "第一_中心_小学_东校区_A__一个远远超过工作表名三十一个字") << "31 characters";
  const Row links = links_of(book, "一校一策");
  for (const std::string& school : schools) EXPECT_NE(std::ranges::find(links, "'" + school + "'!A1"), links.end()) << school;
}

/// One county of so many schools, and another of one school where there is one.
WrittenWorkbook many_schools(std::size_t count, bool has_other) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县");
  for (std::size_t i = 0; i < count; ++i)
    data.school(std::to_string(i), 211, "学校" + std::to_string(i)).stage(Stage::Primary).set("pupils", 100);
  if (has_other) data.county("330183", "白河县").school("other", 211, "另一所").stage(Stage::Primary).set("pupils", 100);
  return workbook_of(data.build());
}

TEST(SchoolSheets, OneCountyHasThemHoweverManySchoolsItHas) {
  const auto book = many_schools(kMostSchoolSheets + 1, false);
  EXPECT_EQ(std::ranges::count(book.sheet_names(), "学校200"), 1);
  EXPECT_FALSE(mentions(book.sheet("一校一策"), "不为每校单列工作表"));
}

TEST(SchoolSheets, ManySchoolsOfSeveralCountiesHaveTheirListOnlyAndItSaysSo) {
  for (const std::size_t count : {kMostSchoolSheets - 1, kMostSchoolSheets}) {
    const auto book = many_schools(count, true);
    const Row names = book.sheet_names();
    const bool has_sheets = count < kMostSchoolSheets;
    const auto is_first = [](const std::string& name) { return name.find("学校0") != std::string::npos; };
    EXPECT_EQ(std::ranges::count_if(names, is_first), has_sheets ? 1 : 0);
    const auto list = std::ranges::find_if(names, [](const std::string& name) { return name.find("一校一策") != std::string::npos; });
    EXPECT_EQ(mentions(book.sheet(*list), "共 201 所学校，超过 200 所"), !has_sheets);
    EXPECT_EQ(links_of(book, *list).empty(), !has_sheets);
  }
}

TEST(SchoolSheets, StandardWithoutSchoolRuleHasNeitherListNorSheets) {
  const Row names = workbook_of(small_county(), "generic.resources").sheet_names();
  EXPECT_EQ(std::ranges::count(names, "第一小学"), 0);
}

}  // namespace
}  // namespace junheng::report
