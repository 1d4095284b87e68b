// A school that misses every limit that may hold, without the setting that says which does: standards.md 1.5, cn.shaanxi-basic, N4: 21
// pupils per staff in cities, 23 elsewhere.
#include "junheng/report/limit_words.h"

#include <gtest/gtest.h>

#include "junheng/report/text_report.h"
#include "junheng/report/xlsx_report.h"
#include "support/scratch_folder.h"
#include "unit/report/county_scene.h"
#include "unit/report/written_workbook.h"

namespace junheng::report {
namespace {

/// 24 pupils per staff.
model::Dataset school_without_setting() {
  testing::DatasetBuilder data;
  data.county("610102", "甲县").school("P1", 211, "甲校").founder(7).stage(Stage::Primary).set("pupils", 48).set("staff", 2);
  return data.build();
}

TEST(OpenLimit, SchoolThatMissesEachIsUnmetByAtLeastTheMildest) {
  const auto scene = scene_of(school_without_setting(), "cn.shaanxi-basic");
  const junheng::testing::ScratchFolder folder;
  const std::string path = (folder / "report.xlsx").string();
  ASSERT_TRUE(write_assessment_xlsx(SceneReport{scene.get(), {}, false, Lang::En}.input(), path));
  const WrittenWorkbook book(path);
  bool is_found = false;
  for (const std::string& name : book.sheet_names()) {
    const formats::Sheet& sheet = book.sheet(name);
    for (std::uint32_t row = 1; row <= sheet.row_count(); ++row) {
      const auto texts = row_texts(sheet, row);
      if (texts.empty() || !texts[0].starts_with("N4 ") || texts.size() < 9) continue;
      is_found = true;
      EXPECT_TRUE(holds(texts[2], "23") && holds(texts[2], "21")) << texts[2];
      // 48 / 23 - 2 = 2 / 23 of a person.
      EXPECT_TRUE(holds(texts[8], "at least")) << texts[8];
      EXPECT_FALSE(holds(texts[8], "present")) << texts[8];
    }
  }
  EXPECT_TRUE(is_found);
}

TEST(OpenLimit, CsvHasACodeInPlaceOfTheStandard) {
  const auto scene = scene_of(school_without_setting(), "cn.shaanxi-basic");
  const std::string csv = assessment_csv(SceneReport{scene.get(), {}, false, Lang::En}.input());
  EXPECT_TRUE(holds(csv, ",N4,24,,,unmet,48,2,setting_not_given,")) << csv;
  const std::string chinese = assessment_csv(SceneReport{scene.get(), {}, false, Lang::Zh}.input());
  EXPECT_TRUE(holds(chinese, ",没有填城乡分类,"));
}

TEST(OpenLimit, ReasonIsTheSettingWhereTheValueIsThere) {
  const auto scene = scene_of(school_without_setting(), "cn.shaanxi-basic");
  const std::size_t n4 = scene->assessment->rules_of(Stage::Primary).find("N4").value();
  EXPECT_TRUE(is_limit_several(*scene->assessment, Stage::Primary, 0, n4));
  EXPECT_EQ(unjudged_reason(*scene->assessment, Stage::Primary, 0, n4, Lang::En),
            "the standard differs by setting, and the setting is not given");
}

}  // namespace
}  // namespace junheng::report
