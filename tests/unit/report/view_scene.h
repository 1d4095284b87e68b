#pragma once

#include <memory>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "junheng/report/area_view.h"
#include "junheng/report/county_failings.h"
#include "junheng/report/league_view.h"
#include "junheng/report/school_view.h"
#include "junheng/report/schools_view.h"
#include "junheng/report/shown_to_all.h"
#include "junheng/report/trend_view.h"
#include "junheng/report/what_if_view.h"
#include "unit/report/county_scene.h"

namespace junheng::report {

/// A scene with what is hidden of its first area.
struct ViewScene {
  explicit ViewScene(std::unique_ptr<testing::Scene> assessed, Masking masking = Masking::Full, Lang language = Lang::En)
      : scene(std::move(assessed)), small_counts(*scene->assessment, scene->area(), masking), lang(language) {
    if (masking == Masking::SmallCountsHidden) masked = mask_assessment(*scene->assessor, *scene->assessment);
  }

  [[nodiscard]] AreaViewInput input() const { return {scene->assessment.get(), &scene->area(), &small_counts, lang}; }
  /// What `write` (AreaViewInput -> text) makes of the area as the masking shows it.
  template <typename Write>
  [[nodiscard]] std::string shown(Write write) const {
    if (!masked) return write(input());
    const auto of = [&](const assess::Assessment& assessment) -> std::string {
      const SmallCounts hidden(assessment, assessment.areas.front(), small_counts.masking());
      return write(AreaViewInput{&assessment, &assessment.areas.front(), &hidden, lang});
    };
    return shown_of_sides(lang, [&](HiddenSide side) { return of(masked->of(side)); });
  }
  [[nodiscard]] nlohmann::json overview() const {
    return nlohmann::json::parse(shown([](const AreaViewInput& view) {
      return overview_json({view, run(), {"330182", "青溪县", "county", "", false}, {}, {}});
    }));
  }
  [[nodiscard]] nlohmann::json schools() const {
    return nlohmann::json::parse(shown([](const AreaViewInput& view) { return school_rows_json(school_rows(view), 7, "330182"); }));
  }
  [[nodiscard]] nlohmann::json inputs() const { return nlohmann::json::parse(shown(inputs_json)); }
  [[nodiscard]] nlohmann::json page(std::string_view school_id) const {
    SchoolPageInput page{
        {}, &scene->assessor->campuses(), *scene->dataset.schools.find(school_id), run(), {"330182", "青溪县", "county", "", false}, {},
        {}};
    return nlohmann::json::parse(shown([&](const AreaViewInput& view) {
      page.view = view;
      page.history = {school_history_json(view, page.school, 7)};
      return school_page_json(page);
    }));
  }
  static RunView run() {
    return {7,
            3,
            "年报",
            "cn.quality-2017",
            "优质均衡",
            2024,
            {},
            false,
            false,
            "0.1.0",
            "done",
            "current",
            "2026-11-27T12:00:00Z",
            "admin",
            "2026-11-27T12:00:01Z"};
  }

  std::unique_ptr<testing::Scene> scene;
  SmallCounts small_counts;
  std::optional<MaskedAssessment> masked;
  Lang lang;
};

/// Three primary schools with pupils; teachers are a tenth of the pupils, 3 for the last.
inline model::Dataset county_with_pupils(double first, double second, double third) {
  testing::DatasetBuilder data;
  data.county("330182", "青溪县");
  int number = 0;
  for (const double pupils : {first, second, third}) {
    ++number;
    data.school("213300000" + std::to_string(number), 211, "小学" + std::to_string(number)).founder(7).setting(121);
    data.stage(Stage::Primary).set("pupils", pupils).set("teachers_above_required", number == 3 ? 3 : pupils / 10).set("classes", 6);
    data.set("area_teaching_m2", pupils * 5).set("area_indoor_sports_m2", 0);
  }
  return data.build();
}

}  // namespace junheng::report
