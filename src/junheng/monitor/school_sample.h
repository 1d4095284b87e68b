#pragma once

#include <optional>
#include <string>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/model/dataset.h"
#include "junheng/standards/pack.h"

namespace junheng::monitor {

/// Which value of which schools.
struct SampleRequest {
  const model::Dataset* dataset = nullptr;
  /// How numbers are read: derived measures, and which facilities of through-schools are divided between their stages. Its limits and its
  /// rules of entry do not matter here.
  const standards::Pack* pack = nullptr;
  SchoolYear year;
  Stage stage = Stage::Primary;
  std::string measure;
  /// The measure to divide by; empty: none.
  std::string per;
  /// Only schools in this area or below it.
  std::optional<AreaIndex> within = {};
};

/// A school of the stage that has no value, and what is missing.
struct SchoolWithoutValue {
  SchoolIndex school;
  model::Absence absence = model::Absence::NotCollected;
  /// `measure` or `per` of the request.
  std::string measure;
};

/// One value per school, in ascending order of the values; equal ones in the order of the dataset.
struct SchoolSample {
  std::vector<SchoolIndex> schools;
  std::vector<double> values;
  /// The measure itself, so that sums over schools are exact: value x weight is not always what was divided.
  std::vector<double> amounts;
  /// The denominators, so that the weighted mean is total / total. Without `per`, empty: each school counts 1.
  std::vector<double> weights;
  /// In the order of the dataset.
  std::vector<SchoolWithoutValue> without_value;
  /// Schools of the stage that report 0 pupils; they are in none of the lists above.
  std::size_t without_pupils = 0;
};

/// Values of all schools that have the stage and pupils, read as the assessment reads them: campuses merged, through-schools divided, rows
/// `all` used where they may be (assess::build_units). Private schools and teaching points are in, special-education schools are not.
///
/// A school without the measure or the denominator, or with a denominator of 0, is in `without_value`. Linear in the schools, but for the
/// order. Errors: StageWithoutSchools (no school of the stage has pupils in the year); MeasureWithoutValues (none of them has a value).
[[nodiscard]] Result<SchoolSample> school_sample(const SampleRequest& request);

/// Ids of the measures of a dataset and of those that a pack derives, in the order of the format; then what only the data or the pack have.
[[nodiscard]] std::vector<std::string> known_measures(const model::Dataset& dataset, const standards::Pack& pack);

}  // namespace junheng::monitor
