#pragma once

#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "junheng/assess/assess.h"
#include "junheng/standards/library.h"

namespace junheng::testing {

/// A built-in standard on a day of a school year.
inline std::shared_ptr<const standards::Standard> built_in_standard(const std::string& id,
                                                                    const standards::ToleranceChoice& tolerances = {},
                                                                    Date on = {2024, 9, 1}) {
  const standards::Library library = standards::load_packs(standards::built_in_packs(), on);
  const standards::Pack* pack = library.find(id);
  if (pack == nullptr) throw std::logic_error("no built-in pack " + id);
  auto standard = standards::resolve(*pack, on, tolerances);
  if (!standard) throw std::logic_error(standard.error().message(Lang::En));
  return std::make_shared<const standards::Standard>(std::move(*standard));
}

/// A list of names of a result, to be compared with a vector.
inline std::vector<std::string_view> names(std::span<const std::string_view> list) { return {list.begin(), list.end()}; }

/// A dataset with its assessment; both live as long as the scene.
struct Scene {
  model::Dataset dataset;
  std::unique_ptr<assess::Assessor> assessor;
  std::unique_ptr<assess::Assessment> assessment;

  [[nodiscard]] const assess::AreaResult& area() const { return assessment->areas.front(); }
  [[nodiscard]] const assess::StageResult& stage(Stage stage) const { return area().stages[assess::Assessment::slot(stage)]; }
  [[nodiscard]] const assess::IndicatorSummary& summary(Stage which, const std::string& id) const {
    return stage(which).indicators[assessment->rules_of(which).find(id).value()];
  }
  [[nodiscard]] const assess::IndicatorColumn& column(Stage which, const std::string& id) const {
    return assessment->schools_of(which).indicators.at(assessment->rules_of(which).find(id).value());
  }
  [[nodiscard]] const assess::ItemResult& item(const std::string& id) const {
    for (const auto& item : area().items)
      if (item.item->id == id) return item;
    throw std::logic_error("no item " + id);
  }
};

inline std::unique_ptr<Scene> assess_scene(model::Dataset dataset, std::shared_ptr<const standards::Standard> standard,
                                           assess::AssessOptions options = {SchoolYear{2024}, model::AreaLevel::County, {}}) {
  auto scene = std::make_unique<Scene>();
  scene->dataset = std::move(dataset);
  auto assessor = assess::Assessor::create(scene->dataset, std::move(standard), std::move(options));
  if (!assessor) throw std::logic_error(assessor.error().message(Lang::En));
  scene->assessor = std::make_unique<assess::Assessor>(std::move(*assessor));
  scene->assessment = std::make_unique<assess::Assessment>(scene->assessor->assess());
  return scene;
}

}  // namespace junheng::testing
