#include "junheng/report/school_units.h"

namespace junheng::report {

std::vector<SchoolUnit> units_of(const AreaViewInput& in, SchoolIndex school) {
  std::vector<SchoolUnit> found;
  for (const assess::StageResult& stage : in.area->stages) {
    const assess::UnitTable& units = in.assessment->units.of(stage.stage);
    const auto& group = units.groups[stage.group];
    for (std::uint32_t unit = group.begin; unit < group.end; ++unit)
      if (units.schools[unit] == school) found.push_back({&stage, unit, unit < group.entered_end});
  }
  return found;
}

}  // namespace junheng::report
