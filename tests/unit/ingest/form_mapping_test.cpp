// The returns of one school, one workbook each, laid out as section 8.5 of the reference describes them.
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "dataset_folder.h"
#include "junheng/formats/xlsx_writer.h"
#include "junheng/model/dataset.h"

namespace junheng::ingest {
namespace {

using Lines = std::vector<std::vector<std::string>>;

bool is_number(const std::string& text) { return !text.empty() && text.find_first_not_of("0123456789.") == std::string::npos; }

double number_in(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// Workbooks of returns in a folder named by its county.
class Returns {
 public:
  Returns() { std::filesystem::create_directory(folder()); }

  [[nodiscard]] std::filesystem::path folder() const { return scratch_ / "341881 returns"; }

  /// One sheet of the workbook being written; blank texts are blank cells, row codes stay text.
  class Book {
   public:
    explicit Book(const std::filesystem::path& path) : writer_(path.string()) {}
    Book& sheet(std::string_view name, const Lines& lines, std::uint32_t down = 0, std::uint32_t right = 0) {
      writer_.add_sheet(name);
      for (std::uint32_t row = 0; row < lines.size(); ++row)
        for (std::uint32_t column = 0; column < lines[row].size(); ++column) {
          const std::string& text = lines[row][column];
          if (text.empty()) continue;
          const bool is_code = text.size() == 2 && text.front() == '0';
          if (is_number(text) && !is_code) writer_.number(row + down + 1, column + right + 1, number_in(text));
          else writer_.text(row + down + 1, column + right + 1, text);
        }
      return *this;
    }
    formats::XlsxWriter& writer() { return writer_; }
    void close() { ASSERT_TRUE(writer_.close()); }

   private:
    formats::XlsxWriter writer_;
  };

  [[nodiscard]] Book book(std::string_view name) const { return Book(folder() / name); }
  [[nodiscard]] Result<Import> import() const { return import_at(folder()); }
  [[nodiscard]] static Result<Import> import_at(const std::filesystem::path& path) {
    ImportOptions options;
    options.path = path.string();
    options.mapping = "cn-jiaoji-2021";
    return import_dataset(options);
  }

 private:
  testing::ScratchFolder scratch_;
};

const Lines kPrimaryPupils = {{"小学分类型学生数"},
                              {"2023/2024学年初", "", "", "教基3112"},
                              {"", "", "", "单位：人"},
                              {"指标名称", "代码", "毕业生数", "招生数", "在校生数", "#女", "一年级", "二年级", "三年级", "四年级", "五年级", "六年级"},
                              {"甲", "乙", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"},
                              {"总计", "01", "48", "52", "300", "140", "52", "51", "50", "49", "50", "48"},
                              {"  #女", "02", "20", "25", "140", "140", "25", "24", "23", "22", "24", "22"},
                              {"#寄宿生", "05", "", "", "31", "", "", "", "", "", "", ""}};
const Lines kJuniorPupils = {{"初中分类型学生数"},
                             {"2023/2024学年初", "", "", "教基3115"},
                             {"指标名称", "代码", "毕业生数", "招生数", "在校生数", "#女", "一年级", "二年级", "三年级", "四年级"},
                             {"甲", "乙", "1", "2", "3", "4", "5", "6", "7", "8"},
                             {"总计", "01", "60", "66", "190", "90", "66", "64", "60", "0"},
                             {"#女", "02", "30", "32", "90", "90", "32", "30", "28", "0"},
                             {"#寄宿生", "05", "", "", "120", "", "", "", "", ""}};

/// 4155 with the given figures in 合计, 体育与健康, 艺术, 音乐, 美术 of the first rows of 小学 and 初中.
Lines teachers(const std::vector<std::string>& primary, const std::vector<std::string>& junior) {
  Lines out = {{"义务教育阶段专任教师分课程、分学历情况"}, {"指标名称", "代码", "合计", "体育与健康", "艺术", "音乐", "美术"}, {"甲", "乙", "1", "2", "3", "4", "5"}};
  out.push_back({"总计", "01", "40"});
  const auto add = [&](std::string label, const std::vector<std::string>& values) {
    std::vector<std::string> line = {std::move(label), std::to_string(out.size() - 2)};
    line.insert(line.end(), values.begin(), values.end());
    out.push_back(std::move(line));
  };
  for (const bool is_primary : {true, false}) {
    add(is_primary ? "小学" : "初中", is_primary ? primary : junior);
    add("#女", {"9"});
    add("#少数民族", {"1"});
    add("博士研究生", {"0"});
    add("硕士研究生", {is_primary ? "2" : "4"});
    add("本科", {is_primary ? "17" : "12"});
    add("专科", {"1"});
    add("高中阶段", {"0"});
    add("高中阶段以下", {"0"});
  }
  return out;
}

const Lines kSchool = {{"学校（机构）基本情况"},
                       {"学校（机构）标识码", "01", "2134000007"},
                       {"学校（机构）名称", "02", "山门学校"},
                       {"区划代码：341881104"},
                       {"办学类型", "04", "九年一贯制学校（312）"}};

const Lines kAssets = {{"占地面积及其他办学条件"},
                       {"指标名称", "代码", "计量单位", "数量"},
                       {"甲", "乙", "丙", "1"},
                       {"运动场地面积", "02", "平方米", "4200"},
                       {"图书", "05", "册", "15230"},
                       {"数字终端数", "06", "台", "86"},
                       {"网络多媒体教室", "07", "间", "18"},
                       {"教学仪器设备资产值", "08", "万元", "123.45"}};

double value(const Import& read, std::size_t row, std::string_view column) {
  const auto* numbers = read.dataset.stage_facts.column(column);
  return numbers == nullptr || row >= numbers->size() ? -1 : numbers->get(row).value_or(-1);
}

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
  EXPECT_DOUBLE_EQ(value(*read, 2, "equipment_value_yuan"), 1234500);
  EXPECT_EQ(read->dataset.stage_facts.origin.locate(RowIndex(2), "equipment_value_yuan"), (Location{"a.xlsx", "教基5176", 8, 4, "数量"}));
  ASSERT_EQ(read->dataset.grade_facts.size(), 9U);
  EXPECT_EQ(read->dataset.grade_facts.column("pupils")->get(8), 60.0);
}

TEST(FormMapping, ShiftedRowsAndColumnsAreFoundByHeaderAndCode) {
  Returns returns;
  returns.book("2134000001_中心小学.xlsx").sheet("教基3112", kPrimaryPupils, 4, 3).close();
  const auto read = returns.import();
  ASSERT_TRUE(read);
  EXPECT_EQ(value(*read, 0, "pupils"), 300);
  EXPECT_EQ(read->dataset.stage_facts.origin.locate(RowIndex(0), "pupils"), (Location{"2134000001_中心小学.xlsx", "教基3112", 10, 8, "在校生数"}));
}

TEST(FormMapping, HeaderOverTwoMergedRowsIsRead) {
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

TEST(FormMapping, LabelsAndBandsAreReadWithTheirVariants) {
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
  EXPECT_EQ(value(*read, 0, "staff"), 25) << "a school of one stage has the whole school's staff on its row";
  ASSERT_EQ(read->dataset.stage_facts.size(), 1U);
  // 小学 without 县级及以上骨干教师 before it may count anything.
  EXPECT_EQ(value(*read, 0, "teachers_backbone"), -1);
}

TEST(FormMapping, MergedLabelBelongsToAllRowsThatItCovers) {
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

TEST(FormMapping, BackboneTeachersAreFoundInTheWordsOfNewAndOldForms) {
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

TEST(FormMapping, MissingColumnAndRowNameWorkbookSheetAndHeader) {
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
  for (const std::string_view word : {"2134000001_中心小学.xlsx", "教基3112", "招生数"}) EXPECT_NE(said.find(word), std::string::npos) << said;
  EXPECT_NE(columns[0].hint(Lang::En).find("新生数"), std::string::npos);
  const auto rows = with_id(read->issues, "form_row_missing");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].value, "寄宿生");
}

TEST(FormMapping, UnitThatIsNotStatedIsNotGuessed) {
  Returns returns;
  Lines assets = kAssets;
  assets[7][2] = "";
  returns.book("2134000001_中心小学.xlsx").sheet("教基3112", kPrimaryPupils).sheet("教基5176", assets).close();
  const auto read = returns.import();
  ASSERT_TRUE(read);
  EXPECT_EQ(with_id(read->issues, "form_unit_missing").size(), 1U) << shown(read->issues);
  EXPECT_EQ(value(*read, 0, "equipment_value_yuan"), -1);
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

TEST(FormMapping, CellThatIsNoNumberIsRefusedWithItsPlace) {
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

TEST(FormMapping, EmptyPartOfASumMakesItEmpty) {
  Returns returns;
  returns.book("2134000001_中心小学.xlsx").sheet("教基3112", kPrimaryPupils).sheet("教基4155", teachers({"20", "", "3", "2", "1"}, {"0", "0", "0", "0", "0"})).close();
  const auto read = returns.import();
  ASSERT_TRUE(read);
  EXPECT_EQ(value(*read, 0, "teachers"), 20);
  EXPECT_EQ(value(*read, 0, "teachers_pe_arts"), -1);
}

TEST(FormMapping, TwoSheetsOfOneFormAreReportedAndTheFirstIsRead) {
  Returns returns;
  Lines other = kPrimaryPupils;
  other[5][4] = "999";
  returns.book("2134000001_中心小学.xlsx").sheet("教基3112", kPrimaryPupils).sheet("3112（改）", other).close();
  const auto read = returns.import();
  ASSERT_TRUE(read);
  EXPECT_EQ(with_id(read->issues, "form_twice").size(), 1U);
  EXPECT_EQ(value(*read, 0, "pupils"), 300);
}

TEST(FormMapping, FormIsFoundByTheNumberInItsHeading) {
  Returns returns;
  returns.book("2134000001_中心小学.xlsx").sheet("Sheet1", kPrimaryPupils).close();
  const auto read = returns.import();
  ASSERT_TRUE(read) << read.error().message(Lang::En);
  EXPECT_EQ(value(*read, 0, "pupils"), 300);
}

TEST(FormMapping, WorkbookWithoutCodeYearOrPupilsIsRefused) {
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
  for (const auto& [id, file] : {std::pair("form_school_id_missing", "nobody.xlsx"), std::pair("form_year_missing", "2134000002_undated.xlsx"),
                                 std::pair("form_no_stage", "2134000003_empty.xlsx")}) {
    const auto found = with_id(read->issues, id);
    ASSERT_EQ(found.size(), 1U) << id << "\n" << shown(read->issues);
    EXPECT_EQ(found[0].where.file, file);
  }
}

TEST(FormMapping, SheetWithoutCodesIsReported) {
  Returns returns;
  returns.book("2134000001_中心小学.xlsx").sheet("教基3112", kPrimaryPupils).sheet("教基4149", {{"教职工数", "25"}}).close();
  const auto read = returns.import();
  ASSERT_TRUE(read);
  EXPECT_EQ(with_id(read->issues, "form_without_codes").size(), 1U) << shown(read->issues);
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
