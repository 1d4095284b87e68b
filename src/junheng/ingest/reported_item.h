#pragma once

#include <cstdint>
#include <string>

namespace junheng::ingest {

/// What the standards take under an item's id in area_facts.
struct ReportedItem {
  enum class Kind : std::uint8_t {
    Answer,  ///< 1 or 0
    Step,    ///< a number from `low` to `high`, for which points are given
    Number,  ///< a number in `unit`: a percentage, a ratio, years
  };
  std::string id;
  Kind kind = Kind::Answer;
  std::string unit = {};
  double low = 0;
  double high = 1;
  /// What its number may be is known. A pack of the user's own may ask for any: a growth above 100 %, a share below 2 %.
  bool is_plausibility_known = true;
};

}  // namespace junheng::ingest
