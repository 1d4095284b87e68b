#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "clean_county.h"

namespace junheng::testing {

/// One thing wrong in an otherwise clean county, and the finding that it must give, alone.
struct Fault {
  std::string_view check;
  std::function<void(DatasetBuilder&)> put;
  /// Where the finding stands and which value it names.
  std::string_view file;
  std::uint32_t row = 0;
  std::string_view header;
  std::string_view value;
};

// In the clean county the schools stand in rows 2 to 11, their rows of stage_facts in 2 to 21 (two years), of grade_facts in 2 to 61,
// of class_bands in 2 to 11; areas in 2 and 3; area_facts in 2 to 9; quality_results and survey in 2.
[[nodiscard]] std::vector<Fault> pupil_faults();
[[nodiscard]] std::vector<Fault> teacher_faults();
[[nodiscard]] std::vector<Fault> facility_faults();
[[nodiscard]] std::vector<Fault> school_faults();
[[nodiscard]] std::vector<Fault> county_faults();

}  // namespace junheng::testing
