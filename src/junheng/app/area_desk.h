#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "junheng/assess/assess.h"
#include "junheng/model/dataset.h"
#include "junheng/report/area_view.h"
#include "junheng/standards/standard.h"

namespace junheng::app {

/// An area of a run, loaded and assessed: what the pages of an area, its schools and its what-if questions are made from.
/// Not moved once made: everything points into the dataset.
struct AreaDesk {
  model::Dataset dataset;
  std::shared_ptr<const standards::Standard> standard;
  std::optional<assess::Assessor> assessor;
  assess::Assessment assessment;
  report::RunView run;

  /// The result of the area itself.
  [[nodiscard]] const assess::AreaResult& area() const { return assessment.areas.front(); }
};

/// About what a dataset takes in memory.
[[nodiscard]] std::size_t approximate_bytes(const model::Dataset& dataset);

}  // namespace junheng::app
