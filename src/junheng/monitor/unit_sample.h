#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/model/dataset.h"
#include "junheng/standards/pack.h"

namespace junheng::monitor {

/// Which value of which schools or areas.
struct SampleRequest {
  const model::Dataset* dataset = nullptr;
  /// How numbers of schools are read: derived measures, and which facilities of through-schools are divided between their stages. Its
  /// limits and its rules of entry do not matter here.
  const standards::Pack* pack = nullptr;
  SchoolYear year;
  /// Of schools; areas have none.
  Stage stage = Stage::Primary;
  std::string measure;
  /// The measure to divide by; empty: none.
  std::string per;
  /// Only schools and areas in this area or below it.
  std::optional<AreaIndex> within = {};
  /// Units are the areas of this level, and the measures those that areas report (area_facts); nullopt: schools.
  std::optional<model::AreaLevel> unit_level = {};
};

/// A school or area that has no value, and what is missing.
struct UnitWithoutValue {
  /// Index of the school, or of the area.
  std::uint32_t unit = 0;
  model::Absence absence = model::Absence::NotCollected;
  /// `measure` or `per` of the request.
  std::string measure;
};

/// One value per school or area, in ascending order of the values; equal ones in the order of the dataset.
struct UnitSample {
  /// Empty where units are areas.
  std::vector<SchoolIndex> schools;
  /// Per unit: the area itself, or that which the school is listed in.
  std::vector<AreaIndex> areas;
  std::vector<double> values;
  /// The measure itself, so that sums over units are exact: value x weight is not always what was divided.
  std::vector<double> amounts;
  /// The denominators, so that the weighted mean is total / total. Without `per`, empty: each unit counts 1.
  std::vector<double> weights;
  /// In the order of the dataset.
  std::vector<UnitWithoutValue> without_value;
  /// Schools of the stage that report 0 pupils; they are in none of the lists above.
  std::size_t without_pupils = 0;

  [[nodiscard]] std::size_t size() const { return values.size(); }
};

/// area_sample() where the request has a level of areas, else school_sample(). Errors: theirs.
[[nodiscard]] Result<UnitSample> unit_sample(const SampleRequest& request);

/// Years, in their order, in which schools have numbers by stage; of areas those in which one of the level reports the measure.
[[nodiscard]] std::vector<SchoolYear> sample_years(const SampleRequest& request);

/// The area is `top` or lies below it; nullopt: every area does.
[[nodiscard]] bool is_within(const model::Areas& areas, AreaIndex area, const std::optional<AreaIndex>& top);

/// Brings the units into the order of their values.
void sort_by_value(UnitSample& sample);

}  // namespace junheng::monitor
