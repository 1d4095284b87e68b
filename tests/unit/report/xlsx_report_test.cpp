// Tables of the application form: standards.md 1.4, 2.2, 2.7. Expected numbers are worked out by hand from county_scene.h.
#include "junheng/report/xlsx_report.h"

#include <gtest/gtest.h>

#include "junheng/core/codes.h"
#include "support/scratch_folder.h"
#include "unit/report/county_scene.h"
#include "unit/report/written_workbook.h"

namespace junheng::report {
namespace {

using formats::CellKind;
using formats::Sheet;
using Row = std::vector<std::string>;

WrittenWorkbook written(const SceneReport& report) {
  const junheng::testing::ScratchFolder folder;
  const std::string path = (folder / "report.xlsx").string();
  const auto result = write_assessment_xlsx(report.input(), path);
  if (!result) throw std::logic_error(result.error().message(Lang::En));
  return WrittenWorkbook(path);
}

WrittenWorkbook county_report(const std::string& standard, Lang lang = Lang::Zh) {
  const auto scene = scene_of(small_county(), standard);
  return written({scene.get(), {}, false, lang});
}

/// Cells of the row that names the school, from the first indicator on.
Row school_row(const Sheet& sheet, std::string_view school) { return row_texts(sheet, row_with(sheet, school)); }

TEST(XlsxReport, QualityFormHasItsTablesInOrder) {
  EXPECT_EQ(
      county_report("cn.quality-2017").sheet_names(),
      (Row{"结论", "表Ⅰ 基本情况", "表Ⅱ-1 达标比例", "表Ⅱ-2 小学", "表Ⅱ-2 初中", "表Ⅲ 校际均衡", "表Ⅳ 政府保障程度", "表Ⅴ 教育质量",
           "表Ⅵ 社会认可度", "前提与否决", "一校一策", "第一小学", "第二小学", "第三小学", "西山九年一贯制学校", "数据问题", "依据"}));
}

TEST(XlsxReport, SchoolThatFailsHasItsValuesAndARemark) {
  const auto book = county_report("cn.quality-2017");
  const Row row = school_row(book.sheet("表Ⅱ-2 小学"), "第二小学");
  EXPECT_EQ(row[0], "2");
  EXPECT_EQ(row[2], "县级教育部门");
  EXPECT_EQ(row[3], "600");
  EXPECT_EQ(row[4], "—");
  EXPECT_EQ(row[5], "15");
  EXPECT_EQ(row[6], "5");
  EXPECT_NEAR(number_of(row[8]), 5.0 / 6, 1e-15) << "cells keep the whole number";
  EXPECT_EQ(row[11], "1500");
  EXPECT_EQ(row[13], "否");
  EXPECT_EQ(row[14], "达标 5 项：L1、L2、L4、L5、L7；达到 85% 的 1 项：L3；低于 85% 的 1 项：L6");
}

TEST(XlsxReport, SchoolAtEveryStandardIsMetWithItsGrades) {
  const auto book = county_report("cn.quality-2017");
  const Row row = school_row(book.sheet("表Ⅱ-2 小学"), "第一小学");
  EXPECT_EQ(row[4], "6");
  EXPECT_EQ(row[13], "是");
  EXPECT_EQ(row[14], "达标 7 项：L1、L2、L3、L4、L5、L6、L7");
}

TEST(XlsxReport, MissingValueSaysWhy) {
  const auto book = county_report("cn.quality-2017");
  const Row row = school_row(book.sheet("表Ⅱ-2 小学"), "第三小学");
  EXPECT_EQ(row[12], "—");
  EXPECT_EQ(row[13], "无法判定");
  EXPECT_EQ(row[14], "达标 6 项：L1、L2、L3、L4、L5、L6；缺数据 1 项：L7（未填）");
}

TEST(XlsxReport, StandardsAndFloorsStandAboveTheSchools) {
  const auto book = county_report("cn.quality-2017");
  const Sheet& sheet = book.sheet("表Ⅱ-2 初中");
  const Row standard = row_texts(sheet, row_with(sheet, "标准"));
  EXPECT_EQ(Row(standard.begin() + 6, standard.begin() + 13), (Row{"5.3", "1", "0.9", "5.8", "10.2", "2500", "2.4"}));
  const Row floor = row_texts(sheet, row_with(sheet, "底线"));
  EXPECT_EQ(Row(floor.begin() + 6, floor.begin() + 13), (Row{"4.505", "0.85", "0.765", "4.93", "8.67", "2125", "2.04"}));
}

TEST(XlsxReport, SchoolsOutsideAreNamedBelowTheTable) {
  const auto book = county_report("cn.quality-2017");
  EXPECT_TRUE(mentions(book.sheet("表Ⅱ-2 小学"), "小学 4 所，其中一贯制学校小学部 1 所，教学点 0 个"));
  EXPECT_TRUE(mentions(book.sheet("表Ⅱ-2 小学"), "另有 1 所不在测算范围内，0 所没有学生：小学教学点不足 50 人（北坡教学点）"));
}

TEST(XlsxReport, EnglishRemarks) {
  const auto book = county_report("cn.quality-2017", Lang::En);
  const Row row = school_row(book.sheet("II-2 Primary"), "第二小学");
  EXPECT_EQ(row[13], "no");
  EXPECT_EQ(row[14], "met (5): L1, L2, L4, L5, L7; not below 85% (1): L3; below 85% (1): L6");
}

TEST(XlsxReport, SituationCountsEverySchool) {
  const auto book = county_report("cn.quality-2017");
  const Sheet& sheet = book.sheet("表Ⅰ 基本情况");
  const auto value = [&](std::string_view title) { return sheet.cell(row_with(sheet, title), 3).text; };
  EXPECT_EQ(value("人口总数（万人）"), "41.2345");
  EXPECT_EQ(value("乡镇数（个）"), "12");
  EXPECT_EQ(value("农民年人均纯收入（元）"), "") << "not in the dataset: empty for the clerk";
  EXPECT_TRUE(mentions(sheet, "在县级数据表加一行“农民年人均纯收入”并填上数值"));
  EXPECT_EQ(sheet.cell(row_with(sheet, "人口总数（万人）"), 1).text, "1") << "no name of an indicator";
  EXPECT_EQ(value("小学数（所）"), "3");
  EXPECT_EQ(value("九年一贯制学校数（所）"), "1");
  EXPECT_EQ(value("小学教学点数（个）"), "1");
  EXPECT_EQ(value("其中：50 人及以上教学点数（个）"), "0");
  // 1000 + 600 + 400 + 300, and the 30 of the teaching point, which does not enter.
  EXPECT_EQ(value("小学在校学生数（人）"), "2330");
  EXPECT_EQ(value("初中在校学生数（人）"), "200");
}

TEST(XlsxReport, SituationPrintsTheIncomesOfTheForm) {
  model::Dataset dataset = small_county();
  const AreaIndex county = dataset.areas.find("330182").value();
  for (const auto& [item, value] : {std::pair("income_rural_per_head_yuan", 21'300.0), std::pair("income_per_head_yuan", 30'500.0)})
    dataset.area_items.entries.push_back({county, 2024, item, model::Quantity::of(value)});
  dataset.area_items.build_index();
  const auto scene = scene_of(std::move(dataset), "cn.quality-2017");
  const auto book = written({scene.get()});
  const Sheet& sheet = book.sheet("表Ⅰ 基本情况");
  EXPECT_EQ(sheet.cell(row_with(sheet, "农民年人均纯收入（元）"), 3).text, "21300");
  EXPECT_EQ(sheet.cell(row_with(sheet, "城镇居民年人均可支配收入（元）"), 3).text, "");
  EXPECT_TRUE(mentions(sheet, "加一行“城镇居民年人均可支配收入”"));
  EXPECT_TRUE(mentions(sheet, "30,500 元"));
}

TEST(XlsxReport, SharesOfSchoolsThatMeet) {
  const auto book = county_report("cn.quality-2017");
  const Sheet& sheet = book.sheet("表Ⅱ-1 达标比例");
  const std::uint32_t row = row_with(sheet, "达标比例（%）");
  // L3 and L6: 3 of 4; L7: one school has no value; two of four meet the standard as a whole.
  EXPECT_EQ(sheet.cell(row, 6).text, "75");
  EXPECT_EQ(sheet.cell(row, 9).text, "75");
  EXPECT_EQ(sheet.cell(row, 10).text, "75");
  EXPECT_EQ(sheet.cell(row, 11).text, "50");
}

TEST(XlsxReport, BalanceHasMeansCvsLimitsAndVerdicts) {
  const auto book = county_report("cn.quality-2017");
  const Sheet& sheet = book.sheet("表Ⅲ 校际均衡");
  const std::uint32_t mean = row_with(sheet, "全县平均值");
  // L1: (42 + 30 + 20 + 15) teachers for 2,300 pupils.
  EXPECT_NEAR(number_of(sheet.cell(mean, 3).text), 100.0 * 107 / 2300, 1e-12);
  EXPECT_EQ(sheet.cell(mean + 2, 3).text, "0.5") << "a number, to calculate with";
  EXPECT_TRUE(holds(book.part("xl/styles.xml"), "formatCode=\"&quot;≤ &quot;#,##0.00\"")) << "0.50, as the form writes it";
  EXPECT_EQ(sheet.cell(mean + 2, 10).text, "本标准不设限值");
  EXPECT_EQ(sheet.cell(mean + 3, 2).text, "余量（限值 − 差异系数）");
  EXPECT_NEAR(number_of(sheet.cell(mean + 3, 3).text), 0.5 - number_of(sheet.cell(mean + 1, 3).text), 1e-12);
  EXPECT_EQ(sheet.cell(mean + 3, 10).text, "—");
  EXPECT_EQ(sheet.cell(mean + 4, 3).text, "✓ 达标");
  EXPECT_EQ(sheet.cell(mean + 4, 9).text, "? 无法判定");
  EXPECT_TRUE(mentions(sheet, "只有部分学校有值：L7 3/4"));
}

TEST(XlsxReport, ItemsShowValueLimitAndWhatIsMissing) {
  const auto book = county_report("cn.quality-2017");
  const Sheet& government = book.sheet("表Ⅳ 政府保障程度");
  EXPECT_EQ(row_texts(government, row_with(government, "G1"))[2], "是");
  const Row unmet = row_texts(government, row_with(government, "G2"));
  EXPECT_EQ(unmet[2], "否");
  EXPECT_EQ(unmet[5], "—") << "a word has no margin";
  EXPECT_EQ(unmet[8], "✗ 未达标");
  EXPECT_EQ(row_texts(government, row_with(government, "G14"))[4], "50");
  EXPECT_EQ(row_texts(government, row_with(government, "G10"))[10], "缺少：未填报（县级数据表项目 G10）");
  const Sheet& quality = book.sheet("表Ⅴ 教育质量");
  const Row retention = row_texts(quality, row_with(quality, "Q1"));
  // (480 - 30 + 42) of (500 - 1): standards.md 9.5.
  EXPECT_NEAR(number_of(retention[2]), 98.597, 0.0005);
  EXPECT_NEAR(number_of(retention[5]), 3.597, 0.0005) << "above 95";
  EXPECT_EQ(retention[6], "492");
  EXPECT_EQ(retention[7], "499");
}

TEST(XlsxReport, SurveyCountsFormsAndParents) {
  const auto book = county_report("cn.quality-2017");
  const Sheet& sheet = book.sheet("表Ⅵ 社会认可度");
  // Ten forms, six of parents; the first averages 3.5 and is not satisfied.
  const Row all = row_texts(sheet, row_with(sheet, "合计"));
  EXPECT_EQ(Row(all.begin() + 1, all.begin() + 5), (Row{"10", "10", "9", "90"}));
  const Row parents = row_texts(sheet, row_with(sheet, "其中：家长"));
  EXPECT_EQ(Row(parents.begin() + 1, parents.begin() + 4), (Row{"6", "6", "5"}));
}

TEST(XlsxReport, SurveyThatIsMissingStillNamesItsLimit) {
  model::Dataset dataset = small_county();
  dataset.survey.clear();
  dataset.build(1);
  const auto scene = scene_of(std::move(dataset), "cn.quality-2017");
  const auto book = written({scene.get()});
  const Sheet& sheet = book.sheet("表Ⅵ 社会认可度");
  EXPECT_TRUE(mentions(sheet, "要求 ≥ 85%"));
  EXPECT_FALSE(mentions(sheet, "要求 —"));
}

TEST(XlsxReport, PlansNameTheGapInRealUnits) {
  const auto book = county_report("cn.quality-2017");
  const Sheet& sheet = book.sheet("一校一策");
  const std::uint32_t first = row_with(sheet, "第二小学");
  // 0.9 x 600 / 100 - 5 teachers; 2,000 x 600 - 900,000 yuan.
  EXPECT_NEAR(number_of(sheet.cell(first, 12).text), 0.4, 1e-12);
  EXPECT_EQ(sheet.cell(first, 13).text, "人");
  EXPECT_EQ(sheet.cell(first, 14).text, "增加 1 人（差 0.4）；不补也不影响学校达标");
  EXPECT_EQ(sheet.cell(first + 1, 12).text, "300000");
  EXPECT_EQ(sheet.cell(first + 1, 13).text, "元");
  EXPECT_EQ(sheet.cell(row_with(sheet, "第三小学"), 14).text, "补齐数据（未填）");
  EXPECT_LT(row_with(sheet, "第三小学"), row_with(sheet, "各项均达到标准的学校"));
  EXPECT_GT(row_with(sheet, "第一小学"), row_with(sheet, "各项均达到标准的学校")) << "a school that meets every standard has no plan";
}

TEST(XlsxReport, EverySheetCarriesTheMarks) {
  model::Dataset dataset = small_county();
  dataset.manifest.is_synthetic = true;
  const auto scene = scene_of(std::move(dataset), "cn.quality-2017");
  const auto book = written({scene.get(), {}, true, Lang::Zh});
  for (const Sheet& sheet : book.sheets()) {
    EXPECT_TRUE(mentions(sheet, text("text.synthetic", Lang::Zh))) << sheet.name;
    EXPECT_TRUE(mentions(sheet, text("text.partial", Lang::Zh))) << sheet.name;
    EXPECT_TRUE(mentions(sheet, "教育局年报")) << sheet.name;
    EXPECT_TRUE(mentions(sheet, "2024/25 学年")) << sheet.name;
  }
}

TEST(XlsxReport, RealDataCarryNoMark) { EXPECT_FALSE(mentions(county_report("cn.quality-2017").sheet("结论"), "模拟数据")); }

// A school of 100,000 pupils with 4.1999 teachers per hundred misses 4.2; two decimals would say 4.20.
TEST(XlsxReport, CellThatWouldHideAMissShowsMoreDigits) {
  junheng::testing::DatasetBuilder data;
  data.county("330182", "青溪县")
      .school("2133000001", 211, "大校")
      .stage(Stage::Primary)
      .set("pupils", 100000)
      .set("teachers_above_required", 4199.9);
  const auto scene = scene_of(data.build(), "cn.quality-2017");
  const auto book = written({scene.get()});
  EXPECT_TRUE(holds(book.part("xl/styles.xml"), "formatCode=\"#,##0.0000\""));
  EXPECT_FALSE(holds(county_report("cn.quality-2017").part("xl/styles.xml"), "formatCode=\"#,##0.0000\""));
}

TEST(XlsxReport, BasicFormMarksSchoolsThatPassWithOne) {
  junheng::testing::DatasetBuilder data;
  data.county("330182", "青溪县");
  for (const auto& [name, staff] : {std::pair{"甲校", 60.0}, std::pair{"乙校", 10.0}}) {
    data.school(name, 211, name).founder(7).stage(Stage::Primary).set("pupils", 1000).set("staff", staff);
    for (const char* area : {"site_area_m2", "floor_area_m2", "area_teaching_m2", "area_sports_ground_m2"}) data.set(area, 30000);
    data.set("area_indoor_sports_m2", 0).set("multimedia_rooms", 40).set("equipment_value_yuan", staff * 50000).set("books", staff * 1000);
    data.set("teachers", 50).set("teachers_bachelor", staff).set("teachers_college", 0).set("teachers_master", 0).set("teachers_phd", 0);
    data.set("teachers_mid_title", 40).set("computers", 200);
  }
  const auto scene = scene_of(data.build(), "cn.shaanxi-basic");
  const auto book = written({scene.get()});
  const Sheet& sheet = book.sheet("表Ⅱ-1 小学");
  const std::uint32_t header = row_with(sheet, "序号");
  const Row titles = row_texts(sheet, header);
  EXPECT_TRUE(titles[3].starts_with("N1 ")) << "the school standard, not the indicators of the CVs";
  const std::size_t verdict = static_cast<std::size_t>(std::ranges::find(titles, "综合评估（达标填1）") - titles.begin());
  ASSERT_LT(verdict, titles.size());
  const auto& verdicts = scene->assessment->schools_of(Stage::Primary).verdicts;
  EXPECT_EQ(school_row(sheet, "甲校")[verdict], verdicts[0] == assess::Verdict::Met ? "1" : "?");
  EXPECT_EQ(verdicts[1], assess::Verdict::Unmet);
  EXPECT_EQ(school_row(sheet, "乙校")[verdict], "");
  EXPECT_TRUE(holds(school_row(sheet, "乙校")[verdict + 1], "未达标"));
  const Sheet& behind = book.sheet("项目不达标学校");
  const Row below = row_texts(behind, row_with(behind, "乙校"));
  EXPECT_EQ(below[0], "P1");
  EXPECT_TRUE(below[7].find("项指标达标，至少要 7 项") != std::string::npos || below[7].find("低于最低线") != std::string::npos)
      << below[7];
}

TEST(XlsxReport, BasicFormScoresTheGovernment) {
  const auto book = county_report("cn.basic-2012");
  const Sheet& sheet = book.sheet("政府工作评分");
  const Row retention = row_texts(sheet, row_with(sheet, "A14"));
  EXPECT_EQ(retention[11], retention[10]) << "98.6 % reaches 95 %: full points";
  EXPECT_TRUE(mentions(sheet, "尚缺项目"));
  EXPECT_TRUE(mentions(book.sheet("表Ⅱ-1 小学"), "没有规定学校一级的达标数值"));
}

TEST(XlsxReport, SourcesNameDocumentAndStatus) {
  const auto book = county_report("cn.basic-2012");
  const Sheet& sheet = book.sheet("依据");
  const Row pass = row_texts(sheet, row_with(sheet, "及格分"));
  EXPECT_EQ(pass[3], "85");
  EXPECT_EQ(pass[7], "已核实") << "read in western-china-figures.md, section 6";
  EXPECT_TRUE(mentions(sheet, "综合差异系数"));
  EXPECT_TRUE(mentions(sheet, "说明：办法的印发日期"));
}

// 6 of 7 and the rest not below the floor is met (standards.md 2.2), yet 0.8 arts teachers per 100 pupils leave a gap of 0.9 x 10 - 8.
TEST(XlsxReport, SchoolThatMeetsTheRuleStillShowsItsGap) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县")
      .school("2133000001", 211, "第一小学")
      .founder(7)
      .setting(121)
      .stage(Stage::Primary)
      .set("pupils", 1000)
      .set("classes", 24);
  data.set("teachers_above_required", 50).set("teachers_backbone", 12).set("teachers_pe_arts", 8).set("area_teaching_m2", 5000);
  data.set("area_indoor_sports_m2", 0).set("area_sports_ground_m2", 8000).set("equipment_value_yuan", 2500000).set("multimedia_rooms", 24);
  const auto scene = scene_of(data.build(), "cn.quality-2017");
  const auto book = written(SceneReport{scene.get()});
  const Sheet& sheet = book.sheet("一校一策");
  const std::uint32_t row = row_with(sheet, "第一小学");
  ASSERT_NE(row, 0U);
  EXPECT_EQ(sheet.cell(row, 6).text, "✓ 达标");
  EXPECT_NEAR(number_of(sheet.cell(row, 12).text), 1, 1e-9);
}

TEST(XlsxReport, FindingsAreListed) {
  const auto scene = scene_of(small_county(), "cn.quality-2017");
  SceneReport report{scene.get()};
  report.issues.push_back(make_issue(Code::NumberNegative, {"stage_facts.csv", "", 12, 4, "pupils"}, "-3"));
  const auto book = written(report);
  const Sheet& sheet = book.sheet("数据问题");
  const Row row = row_texts(sheet, row_with(sheet, "stage_facts.csv"));
  EXPECT_EQ(row[0], "错误");
  EXPECT_EQ(row[3], "D12");
  EXPECT_EQ(row[5], "-3");
  EXPECT_EQ(row[6], report.issues.front().message(Lang::Zh));
}

TEST(XlsxReport, PackWithoutLimitsHasNoFormNumbers) {
  const auto scene = scene_of(small_county(), "generic.resources");
  const auto book = written({scene.get(), {}, false, Lang::En});
  EXPECT_EQ(book.sheet_names(), (Row{"Verdict", "Schools, primary", "Schools, junior", "Balance", "Findings", "Sources"}));
}

TEST(XlsxReport, TwoCountiesHaveListsAndTheirOwnTables) {
  junheng::testing::DatasetBuilder data;
  for (const auto& [code, name] : {std::pair{"330182", "青溪县"}, std::pair{"330183", "白水县"}})
    data.county(code, name)
        .school(std::string(code) + "01", 211, "小学")
        .stage(Stage::Primary)
        .set("pupils", 100)
        .set("equipment_value_yuan", 250000);
  const auto scene = scene_of(data.build(), "cn.quality-2017");
  const auto book = written({scene.get()});
  EXPECT_EQ(book.sheet("汇总 结论").cell(row_with(book.sheet("汇总 结论"), "330183"), 2).text, "白水县");
  EXPECT_NE(row_with(book.sheet("汇总 差异系数"), "330182"), 0U);
  EXPECT_NE(row_with(book.sheet("白水县 表Ⅲ 校际均衡"), "全县平均值"), 0U);
}

TEST(XlsxReport, ManyCountiesHaveListsOnlyAndSaySo) {
  junheng::testing::DatasetBuilder data;
  for (int county = 0; county < 21; ++county) {
    const std::string code = std::to_string(330100 + county + 1);
    data.county(code, code).school(code + "01", 211, "小学").stage(Stage::Primary).set("pupils", 100);
  }
  const auto scene = scene_of(data.build(), "cn.quality-2017");
  const auto book = written({scene.get()});
  EXPECT_EQ(book.sheet_names(), (Row{"汇总 结论", "汇总 差异系数", "汇总 平均值", "数据问题", "依据"}));
  EXPECT_TRUE(mentions(book.sheet("汇总 结论"), "--area"));
}

TEST(XlsxReport, AbsentFolderIsRefused) {
  const auto scene = scene_of(small_county(), "cn.quality-2017");
  const SceneReport report{scene.get()};
  const junheng::testing::ScratchFolder folder;
  const auto result = write_assessment_xlsx(report.input(), (folder / "absent").string() + "/report.xlsx");
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, Code::FolderMissing);
}

}  // namespace
}  // namespace junheng::report
