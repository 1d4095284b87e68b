#pragma once

#include <cstdint>
#include <vector>

#include "junheng/report/area_view.h"

namespace junheng::report {

/// A unit of a school, with the stage's result in its area.
struct SchoolUnit {
  const assess::StageResult* stage = nullptr;
  std::uint32_t unit = 0;
  bool enters = false;
};

/// The units of a school in the area of the view, in the order of the stages; none of a campus, which is assessed with its school.
[[nodiscard]] std::vector<SchoolUnit> units_of(const AreaViewInput& in, SchoolIndex school);

}  // namespace junheng::report
