#pragma once

#include <string>
#include <string_view>

#include "junheng/model/dataset.h"

namespace junheng::testing {

/// A province and counties below it with values of area_facts. Areas are numbered as they are added.
class AreaFacts {
 public:
  AreaFacts& province() { return add(model::AreaLevel::Province); }
  AreaFacts& county() { return add(model::AreaLevel::County); }
  AreaFacts& value(std::size_t area, int year, std::string_view item, double value, std::string_view evidence = {}) {
    dataset_.area_items.entries.push_back(
        {AreaIndex(area), static_cast<std::int16_t>(year), std::string(item), model::Quantity::of(value), std::string(evidence)});
    return *this;
  }
  AreaFacts& recognised(std::size_t area, int year) {
    dataset_.accreditations.push_back({AreaIndex(area), model::AccreditationKind::Basic, year});
    return *this;
  }
  [[nodiscard]] model::Dataset build() {
    dataset_.build();
    return std::move(dataset_);
  }

 private:
  AreaFacts& add(model::AreaLevel level) {
    const std::size_t area = dataset_.areas.size();
    dataset_.areas.codes.push("A" + std::to_string(area));
    dataset_.areas.names.push("area " + std::to_string(area));
    dataset_.areas.levels.push_back(level);
    dataset_.areas.parents.push_back(area == 0 ? std::nullopt : std::optional(AreaIndex(std::size_t{0})));
    return *this;
  }

  model::Dataset dataset_;
};

}  // namespace junheng::testing
