// What a school lacks in real units, by hand.
#include "junheng/report/shortfall_text.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "junheng/standards/loader.h"
#include "unit/report/county_scene.h"

namespace junheng::report {
namespace {

std::string amount_of(const testing::Scene& scene, std::string_view indicator, Lang lang) {
  const assess::StageRules& rules = scene.assessment->rules_of(Stage::Primary);
  for (const assess::Shortfall& shortfall : assess::shortfalls(*scene.assessment, Stage::Primary, 0))
    if (rules.indicators[shortfall.indicator].indicator->id == indicator)
      return shortfall_amount(*scene.assessment, Stage::Primary, shortfall, lang);
  return "lacks nothing";
}

TEST(ShortfallText, LessIsBetterLacksWhatSharesIt) {
  struct Case {
    double pupils;
    double staff;
    double classes;
    const char* indicator;
    const char* zh;
    const char* en;
  };
  // Limits of rural primary schools: 23 pupils for each member of staff, 45 for each class.
  for (const Case& one :
       {Case{1472, 61, 40, "N4", "教职工 3 人（在校生数多出 69）", "staff (all): 3 persons (pupils: 69 too many)"},
        // 1473 / 23 = 64.04: one more.
        Case{1473, 61, 40, "N4", "教职工 4 人（差 3.1；在校生数多出 70）", "staff (all): 4 persons (short by 3.1; pupils: 70 too many)"},
        Case{1472, 64, 40, "N4", "lacks nothing", "lacks nothing"},
        // 1440 / 45 = 32 classes; 31 x 45 = 1395.
        Case{1440, 70, 31, "N8", "班级数 1 班（在校生数多出 45）", "1 class (pupils: 45 too many)"},
        Case{1472, 70, 31, "N8", "班级数 2 班（差 1.8；在校生数多出 77）", "2 classes (short by 1.8; pupils: 77 too many)"}}) {
    testing::DatasetBuilder data;
    data.county("330182").school("2133000001", 211).setting(210).stage(Stage::Primary);
    data.set("pupils", one.pupils).set("staff", one.staff).set("classes", one.classes);
    const auto scene = scene_of(data.build(), "cn.shaanxi-basic");
    EXPECT_EQ(amount_of(*scene, one.indicator, Lang::Zh), one.zh);
    EXPECT_EQ(amount_of(*scene, one.indicator, Lang::En), one.en);
  }
}

TEST(ShortfallText, MissingSettingIsNamedWhereTheLimitDependsOnIt) {
  testing::DatasetBuilder data;
  data.county("330182").school("2133000001", 211).stage(Stage::Primary);
  // 22 pupils for one: enough outside cities (23), not in one (21).
  data.set("pupils", 44).set("staff", 2);
  const auto scene = scene_of(data.build(), "cn.shaanxi-basic");
  EXPECT_EQ(amount_of(*scene, "N4", Lang::Zh), "标准因城乡而异，没有填城乡分类");
  EXPECT_EQ(amount_of(*scene, "N4", Lang::En), "the standard differs by setting, and the setting is not given");
}

TEST(ShortfallText, LessOfAHundredIsTooManyNotTooFewOfTheRest) {
  const char* text = R"([pack]
id = "test.boarders"
title = { zh = "甲", en = "A" }
[[indicator]]
id = "K1"
title = { zh = "寄宿生比例", en = "Boarders in a hundred" }
numerator = ["boarders"]
denominator = ["pupils"]
scale = 100
unit = "percent"
direction = "lower"
[[indicator.limit]]
kind = "standard"
from = 2010-01-01
value = 30
source = { document = "D", clause = "1" }
[[school.limit]]
kind = "at_least"
from = 2010-01-01
value = 1
source = { document = "D", clause = "2" }
)";
  const standards::Library library = standards::load_packs({standards::PackFile{"a.toml", text}}, Date{2024, 9, 1});
  ASSERT_NE(library.find("test.boarders"), nullptr);
  auto standard = standards::resolve(*library.find("test.boarders"), Date{2024, 9, 1}, {});
  ASSERT_TRUE(standard);
  testing::DatasetBuilder data;
  data.county("330182").school("2133000001", 211).stage(Stage::Primary).set("pupils", 500).set("boarders", 170);
  const auto scene = testing::assess_scene(data.build(), std::make_shared<const standards::Standard>(std::move(*standard)));
  // 30 % of 500 are 150.
  EXPECT_EQ(amount_of(*scene, "K1", Lang::Zh), "多出 20 人");
  EXPECT_EQ(amount_of(*scene, "K1", Lang::En), "20 persons too many");
}

}  // namespace
}  // namespace junheng::report
