#pragma once

#include "junheng/forecast/needs.h"
#include "junheng/standards/standard.h"

namespace junheng::app {

/// What a standard's items and entry rules say of the size of classes and schools: the limits of class_size and school_size. As marks of
/// planning, the size below which a school is funded as a larger one, and that from which a teaching point is assessed. kNone where it says
/// nothing.
[[nodiscard]] forecast::NeedLimits need_limits(const standards::Standard& standard);

}  // namespace junheng::app
