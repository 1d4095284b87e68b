#pragma once

#include "junheng/formats/json_writer.h"
#include "junheng/report/area_view.h"

namespace junheng::report {

/// The member `first_schools`: of each stage the schools to put right first (assess::priorities), ten at most, each with the indicator to
/// which it adds most and the county items that it keeps from being met. Without those that are hidden; none for areas that pool counties.
void write_first_schools(formats::JsonWriter& json, const AreaViewInput& input);

}  // namespace junheng::report
