#pragma once

#include <string>
#include <vector>

#include "junheng/monitor/unit_sample.h"

namespace junheng::monitor {

/// Values that the areas of `unit_level` report in area_facts: `measure`, or `measure` / `per` with the weight `per`. Areas of other levels
/// are not in it: a country or region would count its parts twice.
///
/// An area of the level without the measure or the denominator, or with a denominator of 0, is in `without_value`. Linear in the areas, but
/// for the order. Requires: unit_level. Errors: AreasTooFew (none has a value); NegativeWeight (a denominator below 0).
[[nodiscard]] Result<UnitSample> area_sample(const SampleRequest& request);

/// The lowest level of which two areas or more have a value in the year. `unit_level` of the request is not read. Errors: AreasTooFew.
[[nodiscard]] Result<model::AreaLevel> reporting_level(const SampleRequest& request);

/// Years in which an area of the level reports the measure, in their order.
[[nodiscard]] std::vector<SchoolYear> reported_years(const SampleRequest& request);

/// Too few areas for a comparison, with the levels and years in which how many report it. `unit_level` nullopt: of no level.
[[nodiscard]] Error areas_too_few(const SampleRequest& request, std::size_t count);

/// Ids of the area measures that areas report, in the order of the format.
[[nodiscard]] std::vector<std::string> reported_area_measures(const model::Dataset& dataset);

/// Years in which areas report any measure, in their order.
[[nodiscard]] std::vector<SchoolYear> area_years(const model::Dataset& dataset);

}  // namespace junheng::monitor
