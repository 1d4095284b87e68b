#include "junheng/ingest/import.h"
#include "junheng/core/codes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "dataset_folder.h"

namespace junheng::ingest {
namespace {

using model::Absence;

constexpr SchoolYear k2024{2024};

Import import_village() { return import_path(dataset_path("village")).value(); }

std::uint8_t part(Stage stage) { return static_cast<std::uint8_t>(stage); }

TEST(Import, CleanFolderHasNoFindings) {
  const Import read = import_village();
  EXPECT_EQ(shown(read.issues), "");
  EXPECT_TRUE(read.dataset.lost_rows.empty());
  EXPECT_FALSE(read.dataset.lost_unplaced_rows);
}

TEST(Import, ManifestIsTakenOver) {
  const model::Manifest manifest = import_village().dataset.manifest;
  EXPECT_EQ(manifest.title, "Village schools, by hand");
  EXPECT_EQ(manifest.source, "written by hand for the tests");
  EXPECT_EQ(manifest.licence, "CC0-1.0");
  EXPECT_TRUE(manifest.is_synthetic);
  EXPECT_EQ(manifest.country, "CN");
  EXPECT_EQ(manifest.default_year, k2024);
}

TEST(Import, SchoolsAreTyped) {
  const Import read = import_village();
  const model::Schools& schools = read.dataset.schools;
  ASSERT_EQ(schools.size(), 4U);
  EXPECT_EQ(schools.ids.at(0), "2134000001");
  EXPECT_EQ(schools.names.at(0), "中心小学");
  EXPECT_EQ(schools.kinds[2], 312);
  EXPECT_EQ(schools.founders[3], 7);
  EXPECT_EQ(schools.settings[0], 121);
  EXPECT_EQ(schools.lon.get(0), 118.98);
  EXPECT_EQ(schools.is_boarding.get(1), 1.0);
  EXPECT_EQ(schools.opened_year.get(1), 1971.0);
  EXPECT_EQ(schools.opened_year.at(3).absence, Absence::NotCollected);
  EXPECT_EQ(schools.closed_year.at(0).absence, Absence::NoColumn);
  EXPECT_TRUE(schools.is_counted[0]);
  EXPECT_FALSE(schools.is_counted[3]);
  EXPECT_EQ(schools.parents[0], std::nullopt);
  EXPECT_EQ(schools.parents[3], SchoolIndex(2));
}

TEST(Import, LongerCodeBelongsToItsCounty) {
  const Import read = import_village();
  const auto county = read.dataset.areas.find("341881");
  ASSERT_TRUE(county.has_value());
  for (const AreaIndex area : read.dataset.schools.areas) EXPECT_EQ(area, *county);
  EXPECT_EQ(read.dataset.areas.at_level(*county, model::AreaLevel::Province), read.dataset.areas.find("340000"));
}

TEST(Import, FactsAreFoundByYearSchoolAndStage) {
  const Import read = import_village();
  const model::FactTable& facts = read.dataset.stage_facts;
  const std::uint32_t row = facts.find(k2024, SchoolIndex(2), part(Stage::Junior));
  ASSERT_NE(row, model::kNoRow);
  EXPECT_EQ(facts.column("pupils")->get(row), 150.0);
  EXPECT_EQ(facts.column("area_teaching_m2")->get(row), 1020.0);
  EXPECT_EQ(facts.find(k2024, SchoolIndex(0), part(Stage::Junior)), model::kNoRow);
  EXPECT_EQ(read.dataset.grade_facts.find(k2024, SchoolIndex(2), 9), 3U);
}

TEST(Import, EmptyCellIsNotCollectedAndNeverZero) {
  const Import read = import_village();
  const model::FactTable& facts = read.dataset.stage_facts;
  const std::uint32_t row = facts.find(k2024, SchoolIndex(2), part(Stage::Primary));
  EXPECT_EQ(facts.column("books")->at(row).absence, Absence::NotCollected);
}

TEST(Import, AbsentColumnIsNotCreated) { EXPECT_EQ(import_village().dataset.stage_facts.column("computers"), nullptr); }

TEST(Import, AreaItemsAreFoundById) {
  const Import read = import_village();
  const AreaIndex county = *read.dataset.areas.find("341881");
  EXPECT_EQ(read.dataset.area_items.get(county, k2024, "resident_population").get(), 387000.0);
  EXPECT_EQ(read.dataset.area_items.get(county, k2024, "G5").get(), 1.0);
  EXPECT_EQ(read.dataset.area_items.get(county, k2024, "villages").absence, Absence::NoRow);
}

TEST(Import, ValuesAreTracedToTheirCells) {
  const Import read = import_village();
  const std::uint32_t row = read.dataset.stage_facts.find(k2024, SchoolIndex(1), part(Stage::Junior));
  const Location cell = read.dataset.stage_facts.origin.locate(RowIndex(row), "teachers");
  EXPECT_EQ(cell, (Location{"stage_facts.csv", "", 3, 6, "teachers"}));
  EXPECT_EQ(read.dataset.schools.origin.locate(RowIndex(3)).row, 5U);
}

TEST(Import, ReportListsEveryFile) {
  const Import read = import_village();
  ASSERT_EQ(read.files.size(), 5U);
  const auto schools = std::ranges::find(read.files, "schools", &ImportedFile::table);
  ASSERT_NE(schools, read.files.end());
  EXPECT_EQ(schools->file, "schools.csv");
  EXPECT_EQ(schools->encoding, "UTF-8");
  EXPECT_EQ(schools->rows, 4U);
  EXPECT_EQ(schools->rejected_rows, 0U);
}

TEST(Import, ChineseNamesGiveTheSameDataset) {
  const Import english = import_village();
  const Import chinese = import_path(dataset_path("village_zh")).value();
  EXPECT_EQ(shown(chinese.issues), "");
  EXPECT_EQ(shown_facts(chinese.dataset.stage_facts), shown_facts(english.dataset.stage_facts));
  EXPECT_EQ(shown_facts(chinese.dataset.grade_facts), shown_facts(english.dataset.grade_facts));
  EXPECT_EQ(chinese.dataset.schools.kinds, english.dataset.schools.kinds);
  EXPECT_EQ(chinese.dataset.schools.founders, english.dataset.schools.founders);
  EXPECT_EQ(chinese.dataset.schools.settings, english.dataset.schools.settings);
  EXPECT_EQ(chinese.dataset.schools.is_counted, english.dataset.schools.is_counted);
  EXPECT_EQ(chinese.dataset.schools.parents, english.dataset.schools.parents);
  const AreaIndex county = *chinese.dataset.areas.find("341881");
  EXPECT_EQ(chinese.dataset.area_items.get(county, k2024, "resident_population").get(), 387000.0);
}

TEST(Import, Gb18030IsDetectedAndReported) {
  const Import read = import_path(dataset_path("village_zh")).value();
  const auto grades = std::ranges::find(read.files, "grade_facts", &ImportedFile::table);
  ASSERT_NE(grades, read.files.end());
  EXPECT_EQ(grades->encoding, "GB18030");
  EXPECT_EQ(grades->rows, 4U);
}

TEST(Import, HeadersAreFoundWhateverTheirCaseAndWidth) {
  VillageFolder village;
  village.replace("stage_facts.csv", "school_id,school_year,stage,pupils", "SCHOOL_ID,ｓｃｈｏｏｌ_ｙｅａｒ,学 段,\"在校生数 \"");
  const Import read = village.import().value();
  EXPECT_EQ(shown(read.issues), "");
  EXPECT_EQ(read.dataset.stage_facts.column("pupils")->get(0), 1200.0);
}

TEST(Import, SchoolYearComesFromTheManifestWhereNoneIsGiven) {
  VillageFolder village;
  village.put("grade_facts.csv", "school_id,grade,pupils\n2134000001,1,200\n");
  village.put("class_bands.csv",
              "school_id,school_year,stage,band,classes\n2134000001,,primary,41_45,5\n2134000001,2023,primary,41_45,4\n");
  const Import read = village.import().value();
  EXPECT_EQ(shown(read.issues), "");
  EXPECT_EQ(read.dataset.grade_facts.years.front(), 2024);
  EXPECT_EQ(read.dataset.class_bands.years, (std::vector<std::int16_t>{2024, 2023}));
  EXPECT_EQ(read.dataset.class_bands.subparts, (std::vector<std::uint8_t>{4, 4}));
}

TEST(Import, FolderWithoutManifestTakesItsNameAsTitle) {
  VillageFolder village;
  village.remove("dataset.toml");
  const Import read = village.import().value();
  EXPECT_EQ(read.dataset.manifest.title, village.path().filename().string());
  EXPECT_EQ(read.dataset.manifest.country, "");
  EXPECT_EQ(with_id(read.issues, "manifest_missing").size(), 1U);
  EXPECT_EQ(count_issues(read.issues).errors, 0U);
}

TEST(Import, UnknownKeyOfTheManifestIsAWarning) {
  VillageFolder village;
  village.append("dataset.toml", "colour = \"red\"\n");
  const Import read = village.import().value();
  const auto counts = count_issues(read.issues);
  EXPECT_EQ(counts.warnings, 1U);
  EXPECT_EQ(counts.errors, 0U);
  EXPECT_EQ(read.issues.front().where.row, 8U);
}

TEST(Import, OtherFilesAndColumnsAreReportedOnceAndLeftOut) {
  VillageFolder village;
  village.put("notes.txt", "x").put("school.csv", "a\n1\n").put(".hidden", "x").put("~$schools.xlsx", "x");
  village.replace("stage_facts.csv", "books", "bookz");
  const Import read = village.import().value();
  EXPECT_EQ(count_issues(read.issues).errors, 0U);
  const auto others = with_id(read.issues, "not_a_table");
  ASSERT_EQ(others.size(), 2U);
  EXPECT_EQ(others[0].value, "notes.txt");
  EXPECT_NE(others[1].hint(Lang::En).find("schools 学校"), std::string::npos) << others[1].hint(Lang::En);
  const auto columns = with_id(read.issues, "column_misspelt");
  ASSERT_EQ(columns.size(), 1U);
  EXPECT_EQ(columns[0].where.column, 8U);
  EXPECT_NE(columns[0].message(Lang::Zh).find("books 图书册数"), std::string::npos);
  EXPECT_EQ(read.dataset.stage_facts.column("books"), nullptr);
}

TEST(Import, AddedMeasureIsAColumn) {
  VillageFolder village;
  village.replace("stage_facts.csv", "books", "pianos");
  ImportOptions options;
  options.path = village.path().string();
  options.added_measures = {"pianos"};
  const Import read = import_dataset(options).value();
  EXPECT_EQ(shown(read.issues), "");
  EXPECT_EQ(read.dataset.stage_facts.column("pianos")->get(0), 36000.0);
}

TEST(Import, UnknownItemIsReportedOnceAndKept) {
  VillageFolder village;
  village.append("area_facts.csv", "341881,2024,village,100,\n341881,2023,village,90,\n341881,2024,V6,0,\n");
  const Import read = village.import().value();
  const auto items = with_id(read.issues, "item_unknown");
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0].where.row, 4U);
  EXPECT_NE(items[0].hint(Lang::En).find("villages 村数"), std::string::npos) << items[0].hint(Lang::En);
  EXPECT_EQ(read.dataset.area_items.get(*read.dataset.areas.find("341881"), SchoolYear{2023}, "village").get(), 90.0);
}

TEST(Import, ItemOfNoKnownStandardIsAWarningThatNamesTheNearest) {
  VillageFolder village;
  village.append("area_facts.csv", "341881,2024,G77,1,\n");
  ImportOptions options;
  options.path = village.path().string();
  options.items = {"G1", "G5", "G7", "V6"};
  options.standards = "cn.quality-2017";
  const auto issues = with_id(import_dataset(options).value().issues, "item_unknown");
  ASSERT_EQ(issues.size(), 1U);
  EXPECT_EQ(issues[0].severity, Severity::Warning);
  EXPECT_NE(issues[0].message(Lang::En).find("the standards known here (cn.quality-2017)"), std::string::npos)
      << issues[0].message(Lang::En);
  EXPECT_NE(issues[0].hint(Lang::En).find("The nearest: G7."), std::string::npos) << issues[0].hint(Lang::En);
}

TEST(Import, ItemIsFoundWhateverItsCaseAndWidth) {
  VillageFolder village;
  village.append("area_facts.csv", "341881,2024,g7,是,\n341881,2023,Ｇ7,0,\n341881,2023,g 7,0,\n");
  ImportOptions options;
  options.path = village.path().string();
  options.items = {"G1", "G5", "G7", "V6"};
  const Import read = import_dataset(options).value();
  const auto area = *read.dataset.areas.find("341881");
  EXPECT_EQ(read.dataset.area_items.get(area, SchoolYear{2024}, "G7").get(), 1.0);
  EXPECT_EQ(read.dataset.area_items.get(area, SchoolYear{2023}, "G7").get(), 0.0);
  EXPECT_TRUE(with_id(read.issues, "item_unknown").empty()) << shown(read.issues);
  EXPECT_EQ(with_id(read.issues, "duplicate_key").size(), 1U) << "one item in two spellings\n" << shown(read.issues);
}

TEST(Import, TickInAnItemOfYesOrNoIsToldWhatToWrite) {
  VillageFolder village;
  village.append("area_facts.csv", "341881,2024,G2,√,\n");
  const auto issues = with_id(village.import().value().issues, "flag_unknown");
  ASSERT_EQ(issues.size(), 1U);
  EXPECT_EQ(issues[0].where.row, 4U);
}

TEST(Import, YearOfARequiredColumnIsNotToBeLeftEmpty) {
  VillageFolder village;
  village.put("accreditation.csv", "area_code,kind,year\n341881,basic,2015年\n");
  const auto issues = with_id(village.import().value().issues, "year_unknown");
  ASSERT_EQ(issues.size(), 1U);
  EXPECT_EQ(issues[0].hint(Lang::Zh), "写四位数的年份，如 2015。");
}

TEST(Import, TablesForLaterAreCheckedAndCounted) {
  VillageFolder village;
  village.put("teachers.csv", "教师编号,学校标识码,学段,性别,出生年份,在编\nT1,2134000001,小学,女,1980,是\nT2,2134000002,初中,f,1990,0\n");
  village.put("population.csv", "area_code,year,age,sex,persons\n341881,2024,6,m,2000\n341881,2024,6,f,1900\n");
  village.put("events.csv", "event_id,date,kind,school_id\nE1,2026-09-01,open,2134999999\n");
  const Import read = village.import().value();
  EXPECT_EQ(shown(read.issues), "");
  for (const auto& [table, rows] : {std::pair{"teachers", 2U}, {"population", 2U}, {"events", 1U}}) {
    const auto file = std::ranges::find(read.files, table, &ImportedFile::table);
    ASSERT_NE(file, read.files.end()) << table;
    EXPECT_EQ(file->rows, rows) << table;
  }
}

TEST(Import, SurveyQualityAndAccreditationAreKept) {
  VillageFolder village;
  village.put("survey.csv", "response_id,question,area_code,group,score\nR1,1,341881,家长,5\nR1,2,341881,parent,4\nR2,1,341881,,\n");
  village.put("quality_results.csv", "area_code,school_year,subject,grade,level,between_school_share\n341881,2023,数学,4,3,0.12\n");
  village.put("accreditation.csv", "area_code,kind,year\n341881,基本均衡,2015\n");
  village.put("rooms.csv", "school_id,room_no,kind,area_m2\n2134000001,201,音乐教室,98.5\n2134000001,202,art,\n");
  const Import read = village.import().value();
  EXPECT_EQ(shown(read.issues), "");
  const model::Dataset& dataset = read.dataset;
  ASSERT_EQ(dataset.survey.size(), 3U);
  EXPECT_EQ(dataset.survey[0].response, dataset.survey[1].response);
  EXPECT_NE(dataset.survey[0].response, dataset.survey[2].response);
  EXPECT_EQ(dataset.survey[1].group, model::Respondent::Parent);
  EXPECT_EQ(dataset.survey[2].group, model::Respondent::Other);
  EXPECT_EQ(dataset.survey[2].year, 2024);
  EXPECT_EQ(dataset.survey[2].score.absence, Absence::NotCollected);
  ASSERT_EQ(dataset.quality_results.size(), 1U);
  EXPECT_EQ(dataset.quality_results[0].between_school_share.get(), 0.12);
  ASSERT_EQ(dataset.accreditations.size(), 1U);
  EXPECT_EQ(dataset.accreditations[0].kind, model::AccreditationKind::Basic);
  EXPECT_EQ(dataset.accreditations[0].year, 2015);
  EXPECT_EQ(dataset.rooms.subparts, (std::vector<std::uint8_t>{0, 1}));
  EXPECT_EQ(dataset.rooms.column("area_m2")->get(0), 98.5);
}

TEST(Import, SchoolsMayStandInAnyOrder) {
  VillageFolder village;
  village.put(
      "schools.csv",
      "school_id,area_code,parent_school_id\n2134000004,341881,2134000003\n2134000002,341881,\n2134000003,341881,\n2134000001,341881,\n");
  const Import read = village.import().value();
  EXPECT_EQ(shown(read.issues), "");
  const model::Dataset& dataset = read.dataset;
  EXPECT_EQ(dataset.schools.parents[0], SchoolIndex(2));
  EXPECT_EQ(dataset.schools.names.at(0), "2134000004") << "a school without a name goes by its id";
  const auto first = dataset.schools.find("2134000001");
  ASSERT_EQ(first, SchoolIndex(3));
  const std::uint32_t row = dataset.stage_facts.find(k2024, *first, part(Stage::Primary));
  EXPECT_EQ(dataset.stage_facts.column("pupils")->get(row), 1200.0);
}

TEST(Import, GiantCellMakesItsTableUnreadableAndNothingElse) {
  VillageFolder village;
  village.replace("grade_facts.csv", "210", std::string((std::size_t{1} << 20) + 1, '1'));
  const Import read = village.import().value();
  EXPECT_EQ(count_issues(read.issues).errors, 1U);
  const auto found = with_id(read.issues, "csv_cell_too_long");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].where.file, "grade_facts.csv");
  EXPECT_EQ(read.dataset.stage_facts.size(), 5U);
  EXPECT_TRUE(read.dataset.lost_unplaced_rows);
}

TEST(Import, BrokenWorkbookIsAnErrorOfItsFormat) {
  VillageFolder village;
  village.put("county.xlsx", std::string("PK\x03\x04") + std::string(100, '\0')).put("old.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
  for (const char* name : {"county.xlsx", "old.xls"}) {
    const auto read = import_path(village.path() / name);
    ASSERT_FALSE(read.has_value()) << name;
    EXPECT_EQ(code_entry(read.error().code).name.substr(0, 4), "xlsx") << name;
  }
}

TEST(Import, PathsThatAreNoDatasetAreErrors) {
  const auto absent = import_path("no/such/folder");
  ASSERT_FALSE(absent.has_value());
  EXPECT_EQ(absent.error().code, Code::PathMissing);
  VillageFolder village;
  village.put("notes.txt", "x");
  const auto text = import_path(village.path() / "notes.txt");
  ASSERT_FALSE(text.has_value());
  EXPECT_EQ(text.error().code, Code::NotADataset);
  EXPECT_EQ(text.error().exit_code(), 2);
}

TEST(Import, CellOfTwoHundredMegabytesIsNamedAndTheOtherTablesAreRead) {
  VillageFolder village;
  std::string rooms = "school_id,school_year,room_no,kind\n2134000001,2024,1,music\n2134000001,2024,";
  rooms.append(std::size_t{200} << 20, '2');
  village.put("rooms.csv", rooms + ",art\n");
  const Import read = village.import().value();
  const auto found = with_id(read.issues, "csv_cell_too_long");
  ASSERT_EQ(found.size(), 1U) << shown(read.issues);
  EXPECT_EQ(count_issues(read.issues).errors, 1U);
  EXPECT_EQ(found[0].where.file, "rooms.csv");
  for (const std::string_view words : {"row 3", "cell C3", "longer than 1048576 bytes"})
    EXPECT_NE(found[0].message(Lang::En).find(words), std::string::npos) << found[0].message(Lang::En);
  EXPECT_EQ(read.dataset.stage_facts.size(), 5U);
}

}  // namespace
}  // namespace junheng::ingest
