#include "junheng/report/template_workbook.h"

#include <gtest/gtest.h>

#include "junheng/core/codes.h"
#include "junheng/report/template_plan.h"
#include "support/assess_scene.h"
#include "support/scratch_folder.h"
#include "unit/report/written_workbook.h"

namespace junheng::report {
namespace {

using junheng::testing::built_in_standard;
using junheng::testing::ScratchFolder;
using Names = std::vector<std::string>;

WrittenWorkbook blank_workbook(const standards::Standard& standard, Lang lang = Lang::Zh) {
  const ScratchFolder folder;
  const std::string path = (folder / "blank.xlsx").string();
  const auto result = write_template(standard, lang, path);
  if (!result) throw std::logic_error(result.error().message(Lang::En));
  return WrittenWorkbook(path);
}

Names columns_of(const TemplatePlan& plan, std::string_view table) {
  Names out;
  for (const TemplateTable& each : plan.tables)
    if (each.table->id == table)
      for (const TemplateColumn& column : each.columns) out.push_back(column.id);
  return out;
}

bool has(const Names& names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

TEST(TemplatePlan, QualityAsksForWhatItsIndicatorsAreMadeOf) {
  const auto standard = built_in_standard("cn.quality-2017");
  const auto plan = plan_template(*standard);
  const Names measures = columns_of(plan, "stage_facts");
  for (const char* asked :
       {"pupils", "teachers_phd", "teachers_college", "teachers_backbone", "teachers_pe_arts", "area_teaching_m2", "area_indoor_sports_m2",
        "area_sports_ground_m2", "equipment_value_yuan", "multimedia_rooms", "music_rooms_96m2", "art_rooms_90m2", "public_funds_yuan"})
    EXPECT_TRUE(has(measures, asked)) << asked;
  EXPECT_FALSE(has(measures, "teachers_above_required")) << "derived from the degrees";
  EXPECT_FALSE(has(measures, "books")) << "of the standard of 2012";
  EXPECT_FALSE(has(measures, "music_rooms_73m2")) << "of a tolerance that is off";
  EXPECT_FALSE(has(columns_of(plan, "schools"), "planned_built_year"));
}

TEST(TemplatePlan, ToleranceAddsWhatItLooksAt) {
  standards::ToleranceChoice choice;
  choice.mode = standards::ToleranceChoice::Mode::Named;
  choice.ids = {"G3-built-2016", "G4-migrants", "L3-small-rural"};
  const auto standard = built_in_standard("cn.quality-2017", choice);
  const auto plan = plan_template(*standard);
  EXPECT_TRUE(has(columns_of(plan, "stage_facts"), "music_rooms_73m2"));
  EXPECT_TRUE(has(columns_of(plan, "stage_facts"), "teachers_pe_arts_shared"));
  EXPECT_TRUE(has(columns_of(plan, "schools"), "planned_built_year"));
  EXPECT_TRUE(has(columns_of(plan, "grade_facts"), "migrant_worker_pupils"));
}

TEST(TemplatePlan, OtherCountriesHaveNoChineseColumns) {
  const auto standard = built_in_standard("generic.resources");
  const auto plan = plan_template(*standard);
  EXPECT_FALSE(has(columns_of(plan, "schools"), "founder"));
  EXPECT_TRUE(has(columns_of(plan, "stage_facts"), "textbooks"));
  EXPECT_TRUE(columns_of(plan, "area_facts").empty());
}

TEST(Template, ChineseHeadersStandInTheFirstRow) {
  const auto book = blank_workbook(*built_in_standard("cn.quality-2017"));
  EXPECT_EQ(book.sheet_names(), (Names{"数据集说明", "行政区划", "学校", "学段数据", "年级数据", "班额", "专用教室", "县级数据", "质量监测",
                                       "满意度问卷", "认定", "代码表", "_lists"}))
      << "_lists is hidden: the drop-down list of school kinds is too long to stand in the cell's rule";
  EXPECT_EQ(row_texts(book.sheet("行政区划"), 1), (Names{"区划代码", "名称", "级别", "上级代码"}));
  EXPECT_EQ(row_texts(book.sheet("班额"), 1), (Names{"学校标识码", "学段", "班额", "班级数"}));
}

TEST(Template, EnglishHeadersAreTheIds) {
  const auto book = blank_workbook(*built_in_standard("cn.quality-2017"), Lang::En);
  EXPECT_EQ(row_texts(book.sheet("areas"), 1), (Names{"area_code", "name", "level", "parent_code"}));
  EXPECT_TRUE(mentions(book.sheet("dataset"), "school_year"));
}

TEST(Template, CountyValuesAreListed) {
  const auto book = blank_workbook(*built_in_standard("cn.quality-2017"));
  const auto& sheet = book.sheet("县级数据");
  const auto row = row_texts(sheet, row_with(sheet, "G1"));
  EXPECT_EQ(row[1], "G1");
  EXPECT_TRUE(row[2].starts_with("县域内义务教育学校规划布局合理")) << row[2];
  EXPECT_TRUE(row[2].ends_with("（符合填 1，不符合填 0）"));
  EXPECT_NE(row_with(sheet, "常住人口"), 0U);
  EXPECT_NE(row_with(sheet, "V1"), 0U);
  EXPECT_EQ(row_with(sheet, "G9"), 0U) << "computed from the schools";
}

TEST(Template, HeadersCarryNotesAndColumnsRules) {
  const auto book = blank_workbook(*built_in_standard("cn.quality-2017"));
  // Sheets 1 to 4: description, areas, schools, stage facts.
  const std::string stage_facts = book.part("xl/worksheets/sheet4.xml");
  EXPECT_TRUE(holds(stage_facts, "小学,初中,高中,全校"));
  EXPECT_TRUE(holds(stage_facts, "<pane "));
  const std::string notes = book.part("xl/comments3.xml");
  EXPECT_TRUE(holds(notes, "含室内体育用房"));
  EXPECT_TRUE(holds(notes, "单位：平方米"));
  EXPECT_TRUE(holds(book.part("xl/styles.xml"), "formatCode=\"@\"")) << "codes are text";
}

TEST(Template, ItemOfSchoolsThatTheCountyMayNotHaveIsListed) {
  const auto standard = built_in_standard("cn.quality-2017");
  const auto plan = plan_template(*standard);
  // G7: special education schools; G13: public schools in towns and cities.
  for (const char* id : {"G7", "G13"}) {
    const auto item = std::ranges::find_if(plan.items, [&](const TemplateItem& each) { return each.name.en == id; });
    ASSERT_NE(item, plan.items.end()) << id;
    EXPECT_TRUE(item->is_without_schools()) << id;
  }
  EXPECT_TRUE(holds(blank_workbook(*standard).part("xl/sharedstrings.xml"), "本县没有这类学校时才填"));
}

TEST(Template, OptionalTablesSayWhenTheyAreNotNeeded) {
  const auto book = blank_workbook(*built_in_standard("cn.quality-2017"));
  EXPECT_TRUE(mentions(book.sheet("数据集说明"), "选填"));
  EXPECT_EQ(row_texts(book.sheet("满意度问卷"), 1), (Names{"问卷编号", "题号", "区划代码", "对象", "得分"}));
  const auto& codes = book.sheet("代码表");
  EXPECT_EQ(row_texts(codes, row_with(codes, "parent"))[1], "对象");
  EXPECT_EQ(row_texts(codes, row_with(codes, "music"))[1], "用途");
}

TEST(Template, IncomesOfTheFormAreAskedFor) {
  const auto book = blank_workbook(*built_in_standard("cn.quality-2017"));
  const auto& sheet = book.sheet("县级数据");
  EXPECT_NE(row_with(sheet, "农民年人均纯收入"), 0U);
  EXPECT_NE(row_with(sheet, "城镇居民年人均可支配收入"), 0U);
}

TEST(Template, GradesAreThoseOfCompulsoryEducation) {
  const auto book = blank_workbook(*built_in_standard("cn.quality-2017"));
  // Sheets 1 to 5: description, areas, schools, stage facts, grade facts.
  EXPECT_TRUE(holds(book.part("xl/worksheets/sheet5.xml"), "1,2,3,4,5,6,7,8,9\""));
}

TEST(Template, ParentIsToBeListedInTheSameTable) {
  EXPECT_TRUE(holds(blank_workbook(*built_in_standard("cn.quality-2017")).part("xl/comments1.xml"), "上级必须列在本表中"));
}

TEST(Template, NotesFitAnyCountryWhereTheStandardDoes) {
  const auto book = blank_workbook(*built_in_standard("generic.resources"), Lang::En);
  std::string words = book.part("xl/sharedstrings.xml");
  for (std::size_t i = 1; i <= book.sheet_names().size(); ++i) words += book.part("xl/comments" + std::to_string(i) + ".xml");
  for (const char* chinese : {"330182", "2133000001", "10,000", "6, 9 or 12", "area_facts"}) EXPECT_FALSE(holds(words, chinese)) << chinese;
}

TEST(Template, CodesAreExplained) {
  const auto book = blank_workbook(*built_in_standard("cn.quality-2017"));
  const auto& sheet = book.sheet("代码表");
  EXPECT_EQ(row_texts(sheet, row_with(sheet, "218")), (Names{"学校", "办学类型", "218", "小学教学点"}));
}

TEST(TemplateWorkbook, NotesOnSharesAndLevelsSayHowTheyAreWritten) {
  const auto book = blank_workbook(*built_in_standard("cn.quality-2017"));
  std::string notes;
  for (std::size_t i = 1; i <= book.sheet_names().size(); ++i) notes += book.part("xl/comments" + std::to_string(i) + ".xml");
  EXPECT_TRUE(holds(notes, "12 % 写 0.12"));
  EXPECT_TRUE(holds(notes, "如Ⅲ级写 3"));
  EXPECT_FALSE(holds(notes, "单位：/"));
  EXPECT_FALSE(holds(notes, "单位：\n"));
}

}  // namespace
}  // namespace junheng::report
