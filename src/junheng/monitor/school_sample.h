#pragma once

#include <string>
#include <vector>

#include "junheng/monitor/unit_sample.h"

namespace junheng::monitor {

/// Values of all schools that have the stage and pupils, read as the assessment reads them: campuses merged, through-schools divided, rows
/// `all` used where they may be (assess::build_units). Private schools and teaching points are in, special-education schools are not.
///
/// A school without the measure or the denominator, or with a denominator of 0, is in `without_value`. Linear in the schools, but for the
/// order. Errors: StageWithoutSchools (no school of the stage has pupils in the year); MeasureWithoutValues (none of them has a value).
[[nodiscard]] Result<UnitSample> school_sample(const SampleRequest& request);

/// Whether the pack divides the measure of a through-school, given for the whole school only, between its stages (in any indicator).
[[nodiscard]] bool divides_by_stage(const standards::Pack& pack, const std::string& measure);

/// Ids of the measures of a dataset and of those that a pack derives, in the order of the format; then what only the data or the pack have.
[[nodiscard]] std::vector<std::string> known_measures(const model::Dataset& dataset, const standards::Pack& pack);

}  // namespace junheng::monitor
