// Every view is what api/openapi.yaml says of it, whole and with small counts hidden, in both languages.
#include <gtest/gtest.h>

#include <fstream>

#include "junheng/report/county_lacks.h"
#include "support/process.h"
#include "support/scratch_folder.h"
#include "unit/report/view_scene.h"

namespace junheng::report {
namespace {

struct Written {
  const char* schema;
  std::string text;
};

std::vector<Written> views_of(const ViewScene& scene) {
  const AreaNode node{"330182", "青溪县", "county", "3301", true};
  ChildView child{{"330182001", "山镇", "township", "330182", false}, std::nullopt, 4, std::nullopt};
  ChildView city{{"3301", "山市", "city", "33", true}, std::nullopt, 9, ChildView::Counties{1, 2, 3}};
  SchoolPageInput page{scene.input(), &scene.scene->assessor->campuses(), SchoolIndex(0), ViewScene::run(), node, {node}, {}};
  page.history = {school_history_json(scene.input(), page.school, 7), ""};
  const SchoolLacksInput lacks{scene.input(), &scene.scene->assessor->campuses(), SchoolIndex(0), {}};
  const LeagueRow row{&scene.scene->area(), "330182", "青溪县", "山市", 5};
  return {{"Overview", overview_json({scene.input(), ViewScene::run(), node, {node}, {child, city}})},
          {"SchoolResults", school_rows_json(school_rows(scene.input()), 7, "330182")},
          {"Inputs", inputs_json(scene.input())},
          {"Lacks", county_lacks_json(scene.input())},
          {"SchoolPage", school_page_json(page)},
          {"WhatIfResult", what_if_json({scene.input(), scene.input()})},
          {"WhatIfResult", what_if_json({scene.input(), scene.input(), &lacks})},
          {"League", league_json({scene.scene->assessment.get(), ViewScene::run(), "county", scene.lang}, std::span(&row, 1))},
          {"CountyFailings", county_failings_json({scene.scene->assessment.get(), ViewScene::run(), "county", scene.lang},
                                                  std::span(&row, 1), Masking::SmallCountsHidden)},
          {"Trend", trend_json("330182", "cn.quality-2017", std::vector{trend_year_json(*scene.scene->assessment, scene.scene->area(), 7)},
                               std::vector{YearOfOtherForm{SchoolYear{2023}, 6}})}};
}

TEST(Views, AgreeWithTheSchemas) {
  const testing::ScratchFolder folder;
  testing::ProcessRequest check;
  check.argv = {"/usr/bin/env", "python3", JUNHENG_SOURCE_DIR "/tests/support/openapi_check.py", JUNHENG_SOURCE_DIR "/api/openapi.yaml"};
  int number = 0;
  for (const char* standard : {"cn.quality-2017", "cn.basic-2012", "generic.resources"}) {
    for (const auto& [masking, lang] : {std::pair{Masking::Full, Lang::Zh}, {Masking::SmallCountsHidden, Lang::En}}) {
      for (const bool is_small : {false, true}) {
        const ViewScene scene(scene_of(is_small ? county_with_pupils(100, 200, 4) : small_county(), standard), masking, lang);
        for (const Written& view : views_of(scene)) {
          const auto path = folder.path() / (std::to_string(++number) + "-" + standard + ".json");
          std::ofstream(path) << view.text;
          check.argv.insert(check.argv.end(), {view.schema, path.string()});
        }
      }
    }
  }
  const testing::ProcessResult result = testing::run_process(check);
  if (result.exit_code == 77) GTEST_SKIP() << "python3-jsonschema and python3-yaml are not installed: " << result.output;
  EXPECT_EQ(result.exit_code, 0) << result.output << result.errors;
}

}  // namespace
}  // namespace junheng::report
