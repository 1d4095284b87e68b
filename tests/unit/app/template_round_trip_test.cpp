// A blank workbook, filled in by hand, is read back as it stands: report writes it, ingest reads it.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "junheng/formats/xlsx_reader.h"
#include "junheng/formats/xlsx_writer.h"
#include "junheng/ingest/import.h"
#include "junheng/report/template_workbook.h"
#include "support/assess_scene.h"
#include "support/scratch_folder.h"

namespace junheng {
namespace {

using formats::CellKind;

/// Values of a new row by header.
using Row = std::map<std::string, std::string>;

/// What a clerk types into the sheets of a blank workbook.
struct Filling {
  /// By sheet: rows below what stands there.
  std::map<std::string, std::vector<Row>> rows;
  /// By sheet and the text of a row's first or second cell: the value of a column.
  std::map<std::string, std::map<std::string, Row>> completed;
};

void copy_sheet(const formats::Sheet& sheet, const Filling& filling, formats::XlsxWriter& writer) {
  writer.add_sheet(sheet.name);
  const auto type_in = [&](std::uint32_t row, const Row& values) {
    for (std::uint32_t column = 1; column <= sheet.column_count(); ++column) {
      const auto value = values.find(sheet.cell(1, column).text);
      if (value != values.end()) writer.text(row, column, value->second);
    }
  };
  const auto completed = filling.completed.find(sheet.name);
  for (std::uint32_t row = 1; row <= sheet.row_count(); ++row) {
    for (std::uint32_t column = 1; column <= sheet.column_count(); ++column)
      if (sheet.cell(row, column).kind != CellKind::Formula) writer.text(row, column, sheet.cell(row, column).text);
    if (completed == filling.completed.end()) continue;
    for (const std::uint32_t column : {1U, 2U}) {
      const auto values = completed->second.find(sheet.cell(row, column).text);
      if (values != completed->second.end()) type_in(row, values->second);
    }
  }
  const auto rows = filling.rows.find(sheet.name);
  if (rows == filling.rows.end()) return;
  std::uint32_t row = sheet.row_count();
  for (const Row& values : rows->second) type_in(++row, values);
}

ingest::Import filled_and_read(const Filling& filling, Lang lang) {
  const testing::ScratchFolder folder;
  const std::string blank = (folder / "blank.xlsx").string();
  const std::string filled = (folder / "filled.xlsx").string();
  EXPECT_TRUE(report::write_template(*testing::built_in_standard("cn.quality-2017"), lang, blank).has_value());
  const auto book = formats::read_xlsx(blank).value();
  formats::XlsxWriter writer(filled);
  for (const auto& sheet : book.sheets) copy_sheet(sheet, filling, writer);
  EXPECT_TRUE(writer.close().has_value());
  ingest::ImportOptions options;
  options.path = filled;
  return ingest::import_dataset(options).value();
}

/// The county values that are not reported stay without an area: they are deleted, as the guide says.
void expect_read(const ingest::Import& read) {
  for (const Issue& issue : read.issues) {
    const bool is_of_open_items = issue.where.sheet == "县级数据" || issue.where.sheet == "area_facts";
    EXPECT_TRUE(is_of_open_items || issue.severity == Severity::Info) << describe(issue.where, Lang::En) << ": " << issue.message(Lang::En);
  }
  const model::Dataset& data = read.dataset;
  EXPECT_EQ(data.manifest.default_year, SchoolYear{2024});
  EXPECT_EQ(data.manifest.source, "returns");
  EXPECT_FALSE(data.manifest.is_synthetic);
  EXPECT_EQ(data.manifest.country, "CN");
  ASSERT_EQ(data.schools.size(), 2U);
  EXPECT_EQ(data.schools.ids.at(0), "0012000001");
  EXPECT_EQ(data.schools.kinds, (std::vector<std::uint16_t>{211, 312}));
  EXPECT_EQ(data.schools.founders, (std::vector<std::uint8_t>{7, 10}));
  EXPECT_EQ(data.schools.settings, (std::vector<std::uint16_t>{121, 220}));
  EXPECT_EQ(data.schools.is_boarding.get(1), 1.0);
  ASSERT_EQ(data.stage_facts.size(), 2U);
  EXPECT_EQ(data.stage_facts.parts,
            (std::vector<std::uint8_t>{static_cast<std::uint8_t>(Stage::Primary), static_cast<std::uint8_t>(Stage::All)}));
  EXPECT_EQ(data.stage_facts.column("pupils")->get(0), 320.0);
  EXPECT_EQ(data.stage_facts.column("area_teaching_m2")->get(1), 1520.5);
  ASSERT_EQ(data.class_bands.size(), 1U);
  EXPECT_EQ(data.class_bands.column("classes")->get(0), 8.0);
  const AreaIndex county = data.areas.find("330182").value();
  EXPECT_EQ(data.area_items.get(county, SchoolYear{2024}, "resident_population").get(), 412345.0);
  EXPECT_EQ(data.area_items.get(county, SchoolYear{2024}, "G1").get(), 1.0);
  ASSERT_EQ(data.accreditations.size(), 1U);
  EXPECT_EQ(data.accreditations.front().year, 2017);
}

TEST(Template, FilledInChineseIsReadBack) {
  Filling filling;
  filling.completed["数据集说明"] = {{"来源", {{"内容", "returns"}}}, {"学年", {{"内容", "2024"}}}};
  filling.rows["行政区划"] = {{{"区划代码", "330182"}, {"名称", "青溪县"}, {"级别", "县"}}};
  filling.rows["学校"] = {{{"学校标识码", "0012000001"},
                           {"学校名称", "第一小学"},
                           {"区划代码", "330182"},
                           {"办学类型", "小学"},
                           {"举办者类型", "县级教育部门"},
                           {"城乡分类", "镇中心区"},
                           {"是否寄宿制", "否"}},
                          {{"学校标识码", "3133000002"},
                           {"学校名称", "西山学校"},
                           {"区划代码", "330182"},
                           {"办学类型", "九年一贯制学校"},
                           {"举办者类型", "民办"},
                           {"城乡分类", "村庄"},
                           {"是否寄宿制", "是"}}};
  filling.rows["学段数据"] = {{{"学校标识码", "0012000001"}, {"学段", "小学"}, {"在校生数", "320"}},
                              {{"学校标识码", "3133000002"}, {"学段", "全校"}, {"教学及辅助用房面积", "1520.5"}}};
  filling.rows["班额"] = {{{"学校标识码", "0012000001"}, {"学段", "小学"}, {"班额", "36-40人"}, {"班级数", "8"}}};
  filling.rows["认定"] = {{{"区划代码", "330182"}, {"类别", "基本均衡"}, {"年份", "2017"}}};
  filling.completed["县级数据"] = {{"常住人口", {{"区划代码", "330182"}, {"数值", "412345"}}},
                                   {"G1", {{"区划代码", "330182"}, {"数值", "1"}, {"依据", "县政发〔2024〕1号"}}}};
  expect_read(filled_and_read(filling, Lang::Zh));
}

TEST(Template, FilledInEnglishIsReadBack) {
  Filling filling;
  filling.completed["dataset"] = {{"source", {{"value", "returns"}}}, {"school_year", {{"value", "2024"}}}};
  filling.rows["areas"] = {{{"area_code", "330182"}, {"name", "Qingxi"}, {"level", "county"}}};
  filling.rows["schools"] = {{{"school_id", "0012000001"},
                              {"name", "First"},
                              {"area_code", "330182"},
                              {"kind", "primary school"},
                              {"founder", "county education department"},
                              {"setting", "town centre"},
                              {"is_boarding", "no"}},
                             {{"school_id", "3133000002"},
                              {"name", "West"},
                              {"area_code", "330182"},
                              {"kind", "nine-year school"},
                              {"founder", "private"},
                              {"setting", "village"},
                              {"is_boarding", "yes"}}};
  filling.rows["stage_facts"] = {{{"school_id", "0012000001"}, {"stage", "primary"}, {"pupils", "320"}},
                                 {{"school_id", "3133000002"}, {"stage", "all"}, {"area_teaching_m2", "1520.5"}}};
  filling.rows["class_bands"] = {{{"school_id", "0012000001"}, {"stage", "primary"}, {"band", "36_40"}, {"classes", "8"}}};
  filling.rows["accreditation"] = {{{"area_code", "330182"}, {"kind", "basic"}, {"year", "2017"}}};
  filling.completed["area_facts"] = {{"resident_population", {{"area_code", "330182"}, {"value", "412345"}}},
                                     {"G1", {{"area_code", "330182"}, {"value", "1"}}}};
  expect_read(filled_and_read(filling, Lang::En));
}

}  // namespace
}  // namespace junheng
