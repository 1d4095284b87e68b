#pragma once

#include "junheng/forecast/needs.h"
#include "junheng/standards/standard.h"

namespace junheng::app {

/// What a standard's items and entry rules say of the size of classes and schools: the limits of class_size and school_size. As marks of
/// planning, the size below which a school is funded as a larger one, and that from which a teaching point is assessed. kNone where it says
/// nothing.
[[nodiscard]] forecast::NeedLimits need_limits(const standards::Standard& standard);

/// Class sizes that forecasts of classes go by: the dataset's own, but no larger than the standard's limit; where the data have no classes,
/// the limit. kNone where neither is known.
[[nodiscard]] forecast::GradeArray planned_class_sizes(const forecast::NeedLimits& limits, const forecast::GradeArray& own);

}  // namespace junheng::app
