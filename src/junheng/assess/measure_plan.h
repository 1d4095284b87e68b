#pragma once

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/assess/units.h"

namespace junheng::assess {

/// The measures that a standard's indicators, items and tolerances use.
struct NeededMeasures {
  /// By stage, without pupils, which every unit has.
  std::set<MeasureKey> of_stage;
  /// For whole schools, without pupils and classes of the compulsory stages.
  std::set<WholeKey> of_whole;
};

/// What a ratio over whole schools counts: the persons of the compulsory stages where schools add up to one ratio; all of a school where
/// each school is held to it (its funds are one).
[[nodiscard]] Part part_of(const standards::ItemClause& clause);

[[nodiscard]] NeededMeasures needed_measures(const standards::Standard& standard);

/// A measure by name, with the dataset's columns of that name; null where there is none.
struct MeasureColumn {
  MeasureColumn(const model::Dataset& dataset, std::string_view measure);

  std::string_view id;
  const model::NumberColumn* column = nullptr;
  /// In grade_facts, for what a school may give by grade (pupils, classes).
  const model::NumberColumn* by_grade = nullptr;
};

/// A measure to fill: its columns in the dataset and, where the standard derives it, the terms of its sum by stage.
struct MeasurePlan {
  MeasureKey key;
  MeasureColumn given;
  struct Term {
    MeasureColumn given;
    double sign = 1;
  };
  std::array<std::vector<Term>, kCompulsoryStages.size()> derived;
};

/// Binds measures to the columns of the dataset; pointers and names are into the arguments.
[[nodiscard]] std::vector<MeasurePlan> plan_measures(const model::Dataset& dataset, const standards::Standard& standard,
                                                     const std::set<MeasureKey>& keys);

}  // namespace junheng::assess
