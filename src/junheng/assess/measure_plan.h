#pragma once

#include <array>
#include <set>
#include <string>
#include <vector>

#include "junheng/assess/units.h"

namespace junheng::assess {

/// The measures that a standard's indicators, items and tolerances use.
struct NeededMeasures {
  /// By stage, without pupils, which every unit has.
  std::set<MeasureKey> of_stage;
  /// For whole schools, without pupils and classes.
  std::set<std::string> of_whole;
};

[[nodiscard]] NeededMeasures needed_measures(const standards::Standard& standard);

/// A measure to fill: its column in the dataset and, where the standard derives it, the terms of its sum by stage.
struct MeasurePlan {
  MeasureKey key;
  /// Null where the dataset has no such column.
  const model::NumberColumn* column = nullptr;
  struct Term {
    const model::NumberColumn* column = nullptr;
    const standards::SignedMeasure* measure = nullptr;
  };
  std::array<std::vector<Term>, kCompulsoryStages.size()> derived;
};

/// Binds measures to the columns of the dataset; pointers are into both arguments.
[[nodiscard]] std::vector<MeasurePlan> plan_measures(const model::Dataset& dataset, const standards::Standard& standard, const std::set<MeasureKey>& keys);

}  // namespace junheng::assess
