#pragma once

#include <string>
#include <vector>

#include "junheng/report/svg_chart.h"

namespace junheng::report {

/// A school at its coordinates (WGS 84, degrees).
struct MapSchool {
  double lon = 0;
  double lat = 0;
  double pupils = 0;
  Symbol symbol = Symbol::Neutral;
  /// What the pointer reads: name, verdict, pupils.
  std::string title;
  /// Written beside it where there is room; empty: not.
  std::string name;
};

/// Schools without a base map: equirectangular about the middle latitude, north at the top, with a scale bar. Names are written in the
/// order of the schools as long as they cover nothing. Empty without schools.
[[nodiscard]] std::string school_map(const std::vector<MapSchool>& schools, const std::string& label);

}  // namespace junheng::report
