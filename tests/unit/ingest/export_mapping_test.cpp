// The wide school export (mappings/cn-export.toml): workbooks made by hand, with the header over three merged lines under a title.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "junheng/formats/xlsx_writer.h"
#include "junheng/ingest/cell_parser.h"
#include "junheng/ingest/label_names.h"
#include "mapping_folder.h"

namespace junheng::ingest {
namespace {

using Line = std::vector<std::string>;

constexpr std::uint32_t kTitleRow = 1;
constexpr std::uint32_t kFirstHeaderRow = 2;
constexpr std::uint32_t kHeaderRows = 3;

/// Headers as paths, lines parted by '/': who a school is, then the figures.
const Line kWho = {"机构名称",     "机构编码",   "办学类型码", "举办者类型码",   "城乡类型码",    "是否计校数",
                   "是否上年撤销", "主校标识码", "所在地编码", "所在地区划一级", "所在地区划三级"};
const Line kPrimaryFigures = {"在校生数/合计",
                              "在校生数/#女",
                              "在校生数/一年级",
                              "在校生数/二年级",
                              "在校生数/三年级",
                              "在校生数/四年级",
                              "在校生数/五年级",
                              "在校生数/六年级",
                              "专任教师/合计",
                              "专任教师/#按学历分/硕士研究生",
                              "专任教师/#按学历分/本科",
                              "专任教师/#按授课课程分/体育与健康",
                              "专任教师/#按授课课程分/艺术",
                              "县级以上骨干教师(小学)",
                              "本学年校舍建筑面积/教学及辅助用房",
                              "本学年校舍建筑面积/室内体育用房",
                              "教学仪器设备资产值(万元)"};
const Line kJuniorFigures = {"在校生数/合计",
                             "在校生数/七年级",
                             "在校生数/八年级",
                             "在校生数/九年级",
                             "专任教师/合计",
                             "县级以上骨干教师(初中)",
                             "本学年校舍建筑面积/教学及辅助用房",
                             "本学年校舍建筑面积/室内体育用房",
                             "教学仪器设备资产值(万元)"};

Line operator+(Line a, const Line& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

/// Writes a sheet; equal neighbours in a header line are merged, and a header without further lines goes down to the last one.
void add_sheet(formats::XlsxWriter& writer, std::string_view name, const Line& headers, const std::vector<Line>& schools,
               std::string_view title) {
  writer.add_sheet(name);
  writer.text(kTitleRow, 1, title);
  std::vector<Line> paths;
  for (const std::string& header : headers) paths.push_back(split(header, '/'));
  const auto columns = static_cast<std::uint32_t>(headers.size());
  for (std::uint32_t level = 0; level < kHeaderRows; ++level)
    for (std::uint32_t first = 0; first < columns;) {
      std::uint32_t last = first;
      if (level >= paths[first].size()) {
        ++first;
        continue;
      }
      const Line path(paths[first].begin(), paths[first].begin() + level + 1);
      const auto is_under = [&](const Line& other) { return other.size() > level && std::equal(path.begin(), path.end(), other.begin()); };
      while (last + 1 < columns && is_under(paths[last + 1])) ++last;
      const bool is_lowest = paths[first].size() == level + 1;
      const std::uint32_t end_row = is_lowest ? kFirstHeaderRow + kHeaderRows - 1 : kFirstHeaderRow + level;
      if (last > first || end_row > kFirstHeaderRow + level)
        writer.merge(kFirstHeaderRow + level, first + 1, end_row, last + 1, path.back());
      else writer.text(kFirstHeaderRow + level, first + 1, path.back());
      first = last + 1;
    }
  for (std::uint32_t row = 0; row < schools.size(); ++row)
    for (std::uint32_t column = 0; column < schools[row].size(); ++column) {
      const std::string& text = schools[row][column];
      const auto number = plain_number(text);
      const std::uint32_t at = kFirstHeaderRow + kHeaderRows + row;
      if (number && column >= kWho.size()) writer.number(at, column + 1, *number);
      else if (!text.empty()) writer.text(at, column + 1, text);
    }
}

const Line kNorth = {"城关小学", "2134000001", "211", "831", "111", "是", "否", "", "341881001001", "安徽省", "宁国市"};
const Line kCampus = {"城关小学东校区", "2134000002", "211", "831", "111", "否", "否", "2134000001", "341881001002", "安徽省", "宁国市"};
const Line kHill = {"山门学校", "2134000004", "312", "999", "220", "是", "否", "", "341881003001", "安徽省", "宁国市"};
const Line kClosed = {"旧村小学", "2134000005", "211", "831", "220", "是", "是", "", "341881004001", "安徽省", "宁国市"};

const Line kNorthPrimary = {"60", "28", "12", "11", "10", "9", "9", "9", "6", "1", "4", "1", "1", "2", "420.5", "20.5", "12.34"};
const Line kCampusPrimary = {"6", "3", "6", "0", "0", "0", "0", "0", "1", "0", "1", "0", "0", "0", "80", "0", "1"};
const Line kHillPrimary = {"12", "5", "2", "2", "2", "2", "2", "2", "3", "0", "3", "1", "0", "0", "300", "50", "8"};
const Line kHillJunior = {"15", "5", "5", "5", "4", "1", "300", "50", "8"};

/// A folder "2023学年" with 小学.xlsx and 初中.xlsx.
class Export {
 public:
  Export& primary(const Line& headers, const std::vector<Line>& schools, std::string_view file = "小学.xlsx") {
    return write(file, headers, schools);
  }
  Export& junior(const Line& headers, const std::vector<Line>& schools) { return write("初中.xlsx", headers, schools); }
  [[nodiscard]] std::filesystem::path folder() const { return scratch_ / folder_; }
  [[nodiscard]] Result<Import> import() const { return MappingFolder::import_path_with(folder(), "cn-export"); }
  Export& in_folder(std::string_view name) {
    folder_ = name;
    return *this;
  }
  Export& write(std::string_view file, const Line& headers, const std::vector<Line>& schools) {
    std::filesystem::create_directory(folder());
    formats::XlsxWriter writer((folder() / file).string());
    add_sheet(writer, "Sheet1", headers, schools, "宁国市学校数据");
    EXPECT_TRUE(writer.close());
    return *this;
  }

 private:
  testing::ScratchFolder scratch_;
  std::string folder_ = "2023学年";
};

/// A school with a campus, a nine-year school and a closed one.
class WholeCounty : public Export {
 public:
  WholeCounty() {
    primary(kWho + kPrimaryFigures, {kNorth + kNorthPrimary, kCampus + kCampusPrimary, kHill + kHillPrimary, kClosed});
    junior(kWho + kJuniorFigures, {kHill + kHillJunior});
  }
};

TEST(ExportMapping, SchoolsComeWithTheirCodesAndAreas) {
  const auto read = WholeCounty().import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(count_issues(read->issues).errors, 0U) << shown(read->issues);
  EXPECT_EQ(count_issues(read->issues).warnings, 0U) << shown(read->issues);
  const auto& schools = read->dataset.schools;
  ASSERT_EQ(schools.size(), 3U) << "the nine-year school stands in two files, the closed one is left out";
  const auto& areas = read->dataset.areas;
  ASSERT_EQ(areas.size(), 2U);
  const auto county_area = areas.find("341881");
  ASSERT_TRUE(county_area);
  EXPECT_EQ(areas.names.at(county_area->value), "宁国市");
  EXPECT_EQ(areas.levels[county_area->value], model::AreaLevel::County);
  ASSERT_TRUE(areas.parents[county_area->value]);
  EXPECT_EQ(areas.names.at(areas.parents[county_area->value]->value), "安徽省");
  for (std::size_t row = 0; row < schools.size(); ++row) {
    const bool is_hill = schools.ids.at(row) == "2134000004";
    EXPECT_EQ(schools.kinds[row], is_hill ? 312 : 211);
    EXPECT_EQ(schools.founders[row], is_hill ? 10 : 7) << "999 is 民办, 831 县级教育部门";
    EXPECT_EQ(schools.settings[row], is_hill ? 220 : 111);
    EXPECT_EQ(schools.is_counted[row], schools.ids.at(row) != "2134000002");
    EXPECT_EQ(schools.areas[row], *county_area);
    EXPECT_EQ(schools.parents[row].has_value(), schools.ids.at(row) == "2134000002");
  }
}

TEST(ExportMapping, FiguresOfTheStageAndOfTheWholeSchoolAreKeptApart) {
  const auto read = WholeCounty().import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(stage_value(*read, "2134000001", Stage::Primary, "pupils"), 60);
  EXPECT_EQ(stage_value(*read, "2134000001", Stage::Primary, "teachers"), 6);
  EXPECT_EQ(stage_value(*read, "2134000001", Stage::Primary, "teachers_master"), 1);
  EXPECT_EQ(stage_value(*read, "2134000001", Stage::Primary, "teachers_bachelor"), 4);
  EXPECT_EQ(stage_value(*read, "2134000001", Stage::Primary, "teachers_pe_arts"), 2);
  EXPECT_EQ(stage_value(*read, "2134000001", Stage::Primary, "teachers_backbone"), 2);
  EXPECT_EQ(stage_value(*read, "2134000001", Stage::All, "area_teaching_m2"), 420.5);
  EXPECT_EQ(stage_value(*read, "2134000001", Stage::All, "area_indoor_sports_m2"), 20.5);
  EXPECT_EQ(stage_value(*read, "2134000001", Stage::All, "equipment_value_yuan"), 123400) << "12.34 万元";
  EXPECT_EQ(stage_value(*read, "2134000004", Stage::Primary, "pupils"), 12);
  EXPECT_EQ(stage_value(*read, "2134000004", Stage::Junior, "pupils"), 15);
  EXPECT_EQ(stage_value(*read, "2134000004", Stage::Junior, "teachers_backbone"), 1);
  EXPECT_EQ(stage_value(*read, "2134000004", Stage::All, "area_teaching_m2"), 300);
  EXPECT_EQ(stage_value(*read, "2134000001", Stage::Primary, "books"), std::nullopt) << "no such column";
  EXPECT_EQ(read->dataset.stage_facts.years.at(0), 2023) << "from the name of the folder";
}

TEST(ExportMapping, GradesBecomeRows) {
  const auto read = WholeCounty().import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  const auto& grades = read->dataset.grade_facts;
  // Three schools with six grades, one with three more.
  ASSERT_EQ(grades.size(), 21U) << shown(read->issues);
  double pupils = 0;
  for (std::size_t row = 0; row < grades.size(); ++row) pupils += grades.column("pupils")->get(row).value_or(0);
  EXPECT_EQ(pupils, 60 + 6 + 12 + 15);
}

TEST(ExportMapping, ValueKeepsItsCell) {
  const auto read = WholeCounty().import();
  ASSERT_TRUE(read);
  const auto& facts = read->dataset.stage_facts;
  for (std::size_t row = 0; row < facts.size(); ++row) {
    if (read->dataset.schools.ids.at(facts.schools[row].value) != "2134000001" ||
        facts.parts[row] != static_cast<std::uint8_t>(Stage::Primary))
      continue;
    // Eleven columns say who the school is; a title and three lines of header stand above the first school.
    EXPECT_EQ(facts.origin.locate(RowIndex(row), "pupils"), (Location{"小学.xlsx", "Sheet1", 5, 12, "在校生数/合计"}));
  }
}

TEST(ExportMapping, ClosedSchoolIsListed) {
  const auto read = WholeCounty().import();
  ASSERT_TRUE(read);
  const auto notes = with_id(read->issues, "mapping_row_left_out");
  ASSERT_EQ(notes.size(), 1U) << shown(read->issues);
  EXPECT_EQ(notes[0].where, (Location{"小学.xlsx", "Sheet1", 8, 7, "是否上年撤销"}));
}

TEST(ExportMapping, CampusWithoutItsSchoolHasNoParentGuessed) {
  Line campus = kCampus;
  campus[7] = "";
  Export out;
  out.primary(kWho + kPrimaryFigures, {kNorth + kNorthPrimary, campus + kCampusPrimary});
  const auto read = out.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  for (const auto& parent : read->dataset.schools.parents) EXPECT_FALSE(parent);
}

TEST(ExportMapping, CampusOfAnUnknownSchoolIsAnError) {
  Line campus = kCampus;
  campus[7] = "2134000077";
  Export out;
  out.primary(kWho + kPrimaryFigures, {kNorth + kNorthPrimary, campus + kCampusPrimary});
  const auto read = out.import();
  ASSERT_TRUE(read);
  const auto errors = with_id(read->issues, "parent_school_unknown");
  ASSERT_EQ(errors.size(), 1U) << shown(read->issues);
  EXPECT_EQ(errors[0].where, (Location{"小学.xlsx", "Sheet1", 6, 8, "主校标识码"}));
}

TEST(ExportMapping, RowsOfOneSchoolThatDifferBetweenFilesAreAnError) {
  Line junior = kHillJunior;
  junior[6] = "301";
  Export out;
  out.primary(kWho + kPrimaryFigures, {kHill + kHillPrimary}).junior(kWho + kJuniorFigures, {kHill + junior});
  const auto read = out.import();
  ASSERT_TRUE(read);
  EXPECT_EQ(with_id(read->issues, "duplicate_key").size(), 1U) << shown(read->issues);
}

TEST(ExportMapping, TitleAndNameThatDisagreeOnTheYearAreNamed) {
  testing::ScratchFolder scratch;
  const auto path = scratch / "2023学年小学.xlsx";
  formats::XlsxWriter writer(path.string());
  add_sheet(writer, "小学", kWho + kPrimaryFigures, {kHill + kHillPrimary}, "宁国市2022/2023学年小学数据");
  ASSERT_TRUE(writer.close());
  const auto read = MappingFolder::import_path_with(path, "cn-export");
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  const auto conflicts = with_id(read->issues, "mapping_year_conflict");
  ASSERT_EQ(conflicts.size(), 1U) << shown(read->issues);
  const std::string said = conflicts[0].message(Lang::En);
  for (const char* words : {"2022-2023", "2023-2024", "2023学年小学.xlsx"}) EXPECT_NE(said.find(words), std::string::npos) << said;
  EXPECT_EQ(read->dataset.stage_facts.years.at(0), 2022);
}

TEST(ExportMapping, SheetsOfOneWorkbookAreTakenByTheirNames) {
  testing::ScratchFolder scratch;
  const auto path = scratch / "2023学年导出.xlsx";
  formats::XlsxWriter writer(path.string());
  add_sheet(writer, "小学", kWho + kPrimaryFigures, {kHill + kHillPrimary}, "数据");
  add_sheet(writer, "初中", kWho + kJuniorFigures, {kHill + kHillJunior}, "数据");
  writer.add_sheet("说明");
  writer.text(1, 1, "按学段导出");
  ASSERT_TRUE(writer.close());
  const auto read = MappingFolder::import_path_with(path, "cn-export");
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(count_issues(read->issues).errors, 0U) << shown(read->issues);
  EXPECT_EQ(stage_value(*read, "2134000004", Stage::Primary, "pupils"), 12);
  EXPECT_EQ(stage_value(*read, "2134000004", Stage::Junior, "pupils"), 15);
}

TEST(ExportMapping, WorkbookOfSheetsWithoutTheHeaderIsNotPassedOver) {
  Line who = kWho;
  who[1] = "机构编号";
  Export out;
  out.junior(kWho + kJuniorFigures, {kHill + kHillJunior});
  formats::XlsxWriter writer((out.folder() / "小学.xlsx").string());
  writer.add_sheet("说明");
  writer.text(1, 1, "按学段导出");
  add_sheet(writer, "数据", who + kPrimaryFigures, {kHill + kHillPrimary}, "数据");
  ASSERT_TRUE(writer.close());
  const auto read = out.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  const auto errors = with_id(read->issues, "mapping_head_missing");
  ASSERT_EQ(errors.size(), 1U) << shown(read->issues);
  EXPECT_EQ(errors[0].where.file, "小学.xlsx");
}

TEST(ExportMapping, FileWithoutACodeColumnIsNamedWithTheNearestHeader) {
  Line who = kWho;
  who[1] = "机构编号";
  Export out;
  out.primary(who + kPrimaryFigures, {kNorth + kNorthPrimary});
  const auto read = out.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  ASSERT_EQ(read->issues.size(), 1U) << shown(read->issues);
  EXPECT_EQ(read->issues[0].id(), "mapping_head_missing");
  EXPECT_EQ(read->issues[0].where, (Location{"小学.xlsx", "Sheet1", 0, 0, ""}));
  EXPECT_NE(read->issues[0].hint(Lang::Zh).find("机构编号"), std::string::npos);
}

TEST(ExportMapping, TwoColumnsOfOneNameAreNotGuessed) {
  Export out;
  out.primary(kWho + kPrimaryFigures + Line{"上学年/在校生数/合计"}, {kNorth + kNorthPrimary + Line{"58"}});
  const auto read = out.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  const auto errors = with_id(read->issues, "mapping_header_ambiguous");
  ASSERT_EQ(errors.size(), 1U) << shown(read->issues);
  EXPECT_EQ(errors[0].value, "在校生数");
}

TEST(ExportMapping, YearThatNothingTellsIsAskedFor) {
  Export out;
  out.in_folder("数据").primary(kWho + kPrimaryFigures, {kNorth + kNorthPrimary});
  const auto read = out.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  const auto errors = with_id(read->issues, "form_year_missing");
  ASSERT_EQ(errors.size(), 1U) << shown(read->issues);
  EXPECT_EQ(errors[0].where.file, "小学.xlsx");
}

TEST(ExportMapping, FlatHeaderOfACsvFileIsReadToo) {
  testing::ScratchFolder scratch;
  testing::write_file_text(
      scratch / "2023学年小学.csv",
      "机构名称,机构编码,办学类型,举办者类型,是否计校数,所在地区编码,所在地区划一级,所在地区划三级,在校生数,网络多媒体教室\n"
      "城关小学,2134000001,小学,县级教育部门,1,341881001001,安徽省,宁国市,60,3\n");
  const auto read = MappingFolder::import_path_with(scratch / "2023学年小学.csv", "cn-export");
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(count_issues(read->issues).errors, 0U) << shown(read->issues);
  EXPECT_EQ(read->dataset.schools.kinds.at(0), 211);
  EXPECT_EQ(read->dataset.schools.founders.at(0), 7);
  EXPECT_EQ(stage_value(*read, "2134000001", Stage::Primary, "pupils"), 60);
  EXPECT_EQ(stage_value(*read, "2134000001", Stage::All, "multimedia_rooms"), 3);
}

/// What a file with these columns of teachers gives for teachers_pe_arts, and what is said about it.
Result<Import> subjects(std::string_view headers, std::string_view figures) {
  testing::ScratchFolder scratch;
  testing::write_file_text(scratch / "2023学年小学.csv",
                           "机构名称,机构编码,办学类型码,是否计校数,所在地区编码,所在地区划一级,所在地区划三级,在校生数," +
                               std::string(headers) + "\n城关小学,2134000001,211,是,341881001001,安徽省,宁国市,60," + std::string(figures) +
                               "\n");
  return MappingFolder::import_path_with(scratch / "2023学年小学.csv", "cn-export");
}

TEST(ExportMapping, ArtsTeachersAreTheLargerOfBothReadings) {
  struct Case {
    std::string_view headers;
    std::string_view figures;
    std::optional<double> expected;
  };
  const std::vector<Case> cases = {{"体育与健康,艺术,音乐,美术", "4,3,2,1", 7},
                                   {"体育与健康,艺术,音乐,美术", "4,0,2,2", 8},
                                   {"体育与健康,艺术,音乐,美术", "4,,2,2", 8},
                                   {"体育与健康,艺术,音乐,美术", "4,3,2,", 7},
                                   // The fine arts alone are more than what the arts say.
                                   {"体育与健康,艺术,音乐,美术", "1,1,,4", std::nullopt},
                                   {"体育与健康,艺术,音乐,美术", ",3,2,1", std::nullopt},
                                   {"体育与健康,音乐,美术", "4,2,2", 8},
                                   {"体育与健康,音乐,美术", "4,2,", std::nullopt},
                                   {"体育与健康,艺术", "4,3", 7},
                                   {"体育与健康,语文", "4,9", std::nullopt},
                                   {"体育与健康,音乐", "4,2", std::nullopt}};
  for (const Case& each : cases) {
    const auto read = subjects(each.headers, each.figures);
    ASSERT_TRUE(read) << read.error().message(Lang::En);
    EXPECT_EQ(stage_value(*read, "2134000001", Stage::Primary, "teachers_pe_arts"), each.expected) << each.headers << ": " << each.figures;
    EXPECT_EQ(count_issues(read->issues).errors, 0U) << shown(read->issues);
  }
}

TEST(ExportMapping, TextAmongTheArtsTeachersIsRefusedWithItsPlace) {
  const auto read = subjects("体育与健康,艺术,音乐,美术", "4,3,两人,1");
  ASSERT_TRUE(read);
  const auto errors = with_id(read->issues, "number_text");
  ASSERT_EQ(errors.size(), 1U) << shown(read->issues);
  EXPECT_EQ(errors[0].where, (Location{"2023学年小学.csv", "", 2, 11, "音乐"}));
}

TEST(ExportMapping, FineArtsAloneAreNotOfferedAsArts) {
  const auto read = subjects("体育与健康,美术", "4,2");
  ASSERT_TRUE(read);
  EXPECT_TRUE(with_id(read->issues, "mapping_header_likely").empty()) << shown(read->issues);
  const auto warnings = with_id(read->issues, "mapping_choice_incomplete");
  ASSERT_EQ(warnings.size(), 1U) << shown(read->issues);
  EXPECT_EQ(warnings[0].value, "美术");
  EXPECT_NE(warnings[0].message(Lang::En).find("艺术 / 音乐 + 美术"), std::string::npos) << warnings[0].message(Lang::En);
}

TEST(ExportMapping, NothingInTheFolderIsPassedOver) {
  Export out;
  out.primary(kWho + kPrimaryFigures, {kHill + kHillPrimary}, "小学.XLSX");
  std::filesystem::create_directories(out.folder() / "乡镇");
  testing::write_file_text(out.folder() / "乡镇/初中.csv", "机构编码\n");
  std::filesystem::create_directories(out.folder() / "照片");
  testing::write_file_text(out.folder() / "读我.txt", "");
  testing::write_file_text(out.folder() / "schools.csv", "school_id,founder\n2134000001,7\n");
  testing::write_file_text(out.folder() / "学生.csv", "机构编码\n");
  testing::write_file_text(out.folder() / "~$小学.xlsx", "");
  const auto read = out.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(read->dataset.schools.size(), 1U) << shown(read->issues);
  EXPECT_EQ(with_id(read->issues, "mapping_folder_unread").size(), 1U) << shown(read->issues);
  ASSERT_EQ(with_id(read->issues, "mapping_entry_unread").size(), 1U) << shown(read->issues);
  EXPECT_EQ(with_id(read->issues, "mapping_entry_unread")[0].value, "读我.txt");
  ASSERT_EQ(with_id(read->issues, "mapping_file_unread").size(), 1U) << shown(read->issues);
  EXPECT_EQ(with_id(read->issues, "mapping_file_unread")[0].value, "学生.csv");
  EXPECT_TRUE(read->dataset.lost_unplaced_rows);
  ASSERT_EQ(with_id(read->issues, "mapping_folder_idle").size(), 1U) << shown(read->issues);
  EXPECT_EQ(with_id(read->issues, "mapping_folder_idle")[0].value, "照片/");
  // A table of the dataset format that the mapping makes of its own files is not to be renamed to one of them.
  const auto made = with_id(read->issues, "mapping_table_made");
  ASSERT_EQ(made.size(), 1U) << shown(read->issues);
  EXPECT_EQ(made[0].value, "schools.csv");
  EXPECT_NE(made[0].hint(Lang::Zh).find("不要改名"), std::string::npos) << made[0].hint(Lang::Zh);
}

}  // namespace
}  // namespace junheng::ingest
