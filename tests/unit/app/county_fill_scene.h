#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "junheng/app/county_fill.h"
#include "unit/report/county_scene.h"

namespace junheng::app {

/// A county under cn.quality-2017 and what the fill makes of it.
struct FillScene {
  explicit FillScene(model::Dataset data, std::vector<assess::ValueChange> changes = {}, const std::string& standard = "cn.quality-2017")
      : scene(report::scene_of(std::move(data), standard)), asked(std::move(changes)) {
    refill();
  }

  void refill() {
    CountyFillInput input{scene->assessor.get(), scene->assessment.get(), scene->area().area};
    input.asked = asked;
    auto result = fill_county(input);
    if (!result) throw std::logic_error(result.error().message(Lang::En));
    filled = std::make_unique<FilledCounty>(std::move(*result));
  }

  [[nodiscard]] report::FactCell cell(const std::string& school, Stage stage, const std::string& measure) const {
    return {scene->dataset.schools.find(school).value(), stage, measure};
  }
  /// What the fill puts into a cell; nullopt: nothing.
  [[nodiscard]] std::optional<double> added(const std::string& school, const std::string& measure, Stage stage = Stage::Primary) const {
    const auto found = filled->ledger->added().find(cell(school, stage, measure));
    return found == filled->ledger->added().end() ? std::nullopt : std::optional(found->second.value);
  }
  [[nodiscard]] std::vector<std::string_view> ids(const std::string& school, const std::string& measure,
                                                  Stage stage = Stage::Primary) const {
    const auto found = filled->ledger->added().find(cell(school, stage, measure));
    return found == filled->ledger->added().end() ? std::vector<std::string_view>{} : found->second.ids;
  }
  [[nodiscard]] assess::Verdict item(const std::string& id) const {
    for (const auto& item : filled->after.areas.front().items)
      if (item.item->id == id) return item.verdict;
    throw std::logic_error("no item " + id);
  }

  std::unique_ptr<testing::Scene> scene;
  std::vector<assess::ValueChange> asked;
  std::unique_ptr<FilledCounty> filled;
};

/// A primary school of cn.quality-2017 that reaches every standard exactly: 4.2 teachers above the required degree, 1 backbone and 0.9 arts
/// teachers per 100 pupils, 4.5 m2 of rooms and 7.5 of grounds, 2,000 yuan and 2.3 multimedia rooms per 100. `pupils`: thousands.
inline testing::DatasetBuilder& add_good_school(testing::DatasetBuilder& data, std::string_view id, double thousands = 1) {
  data.school(id, 211, id).founder(7).setting(121).stage(Stage::Primary);
  const auto set = [&](std::string_view measure, double per_thousand) { data.set(measure, per_thousand * thousands); };
  set("pupils", 1000);
  set("teachers_above_required", 42);
  set("teachers_backbone", 10);
  set("teachers_pe_arts", 9);
  set("area_teaching_m2", 4500);
  set("area_indoor_sports_m2", 0);
  set("area_sports_ground_m2", 7500);
  set("equipment_value_yuan", 2000000);
  set("multimedia_rooms", 23);
  return data;
}

}  // namespace junheng::app
