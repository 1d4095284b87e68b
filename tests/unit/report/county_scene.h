#pragma once

#include <memory>
#include <string>
#include <vector>

#include "junheng/report/report_input.h"
#include "support/assess_scene.h"
#include "support/dataset_builder.h"

namespace junheng::report {

/// A county of three primary and one nine-year school. The first primary school meets every standard of 2017 exactly; the second lacks
/// 1.4 arts teachers (floor reached) and equipment (below the floor); the third has no number of multimedia rooms.
inline model::Dataset small_county(std::string_view code = "330182", std::string_view name = "青溪县") {
  testing::DatasetBuilder data;
  data.county(code, name);
  const auto school = [&](std::string_view id, int kind, std::string_view school_name) {
    data.school(id, kind, school_name).founder(7).setting(121);
  };
  const auto stage = [&](Stage which, double pupils) {
    data.stage(which).set("pupils", pupils).set("classes", pupils / 40).set("teachers", pupils / 16).set("staff", pupils / 15);
  };
  school("2133000001", 211, "第一小学");
  stage(Stage::Primary, 1000);
  data.set("teachers_above_required", 42).set("teachers_backbone", 10).set("teachers_pe_arts", 9).set("area_teaching_m2", 4700);
  data.set("area_indoor_sports_m2", 200)
      .set("area_sports_ground_m2", 7300)
      .set("equipment_value_yuan", 2000000)
      .set("multimedia_rooms", 23);
  for (int grade = 1; grade <= 6; ++grade) data.grade(grade).set("pupils", grade < 6 ? 167 : 165);
  school("2133000002", 211, "第二小学");
  stage(Stage::Primary, 600);
  data.set("teachers_above_required", 30).set("teachers_backbone", 7).set("teachers_pe_arts", 5).set("area_teaching_m2", 3000);
  data.set("area_indoor_sports_m2", 0).set("area_sports_ground_m2", 5000).set("equipment_value_yuan", 900000).set("multimedia_rooms", 15);
  school("2133000003", 211, "第三小学");
  stage(Stage::Primary, 400);
  data.set("teachers_above_required", 20).set("teachers_backbone", 5).set("teachers_pe_arts", 4).set("area_teaching_m2", 2000);
  data.set("area_indoor_sports_m2", 0).set("area_sports_ground_m2", 3200).set("equipment_value_yuan", 880000);
  school("3133000004", 312, "西山九年一贯制学校");
  stage(Stage::Primary, 300);
  data.set("teachers_above_required", 15).set("teachers_backbone", 4).set("teachers_pe_arts", 3).set("area_teaching_m2", 1500);
  data.set("area_indoor_sports_m2", 0).set("area_sports_ground_m2", 2400).set("equipment_value_yuan", 660000).set("multimedia_rooms", 8);
  stage(Stage::Junior, 200);
  data.set("teachers_above_required", 12).set("teachers_backbone", 3).set("teachers_pe_arts", 2).set("area_teaching_m2", 1300);
  data.set("area_indoor_sports_m2", 0).set("area_sports_ground_m2", 2200).set("equipment_value_yuan", 560000).set("multimedia_rooms", 5);
  school("2133000005", 218, "北坡教学点");
  stage(Stage::Primary, 30);
  data.item("resident_population", 412345)
      .item("townships", 12)
      .item("gdp_per_head_yuan", 86543.7)
      .item("G1", 1)
      .item("G2", 0)
      .item("V1", 0);
  data.item("junior_entrants_3y_ago", 500)
      .item("junior_final_grade_pupils", 480)
      .item("junior_in_3y", 30)
      .item("junior_out_3y", 42)
      .item("junior_deaths_3y", 1);
  data.accredited(model::AccreditationKind::Basic, 2017);
  for (std::uint32_t form = 0; form < 10; ++form) {
    const auto group = form < 6 ? model::Respondent::Parent : model::Respondent::Deputy;
    data.answer(form, group, form == 0 ? 3 : 5).answer(form, group, 4);
  }
  model::Dataset dataset = data.build();
  dataset.manifest.source = "教育局年报";
  return dataset;
}

inline std::unique_ptr<testing::Scene> scene_of(model::Dataset dataset, const std::string& standard) {
  assess::AssessOptions options;
  options.year = SchoolYear{2024};
  return testing::assess_scene(std::move(dataset), testing::built_in_standard(standard), std::move(options));
}

/// A report on a scene. The findings live as long as the report.
struct SceneReport {
  const testing::Scene* scene = nullptr;
  std::vector<Issue> issues = {};
  bool is_partial = false;
  Lang lang = Lang::Zh;

  [[nodiscard]] ReportInput input() const {
    return {scene->assessment.get(), &scene->dataset, &issues, is_partial, lang, "2026-11-23", "0.1.0"};
  }
};

}  // namespace junheng::report
