#pragma once

#include <cstddef>

#include "junheng/core/rng.h"
#include "junheng/synth/county_traits.h"

namespace junheng::synth {

/// How many schools of each kind a county has.
struct SchoolMix {
  std::size_t seat_primary = 0;
  std::size_t private_primary = 0;
  std::size_t central_primary = 0;
  std::size_t village_primary = 0;
  std::size_t teaching_points = 0;
  std::size_t nine_year = 0;
  std::size_t junior = 0;
  std::size_t complete_secondary = 0;
  std::size_t twelve_year = 0;
  std::size_t special = 0;
  std::size_t campuses = 0;

  [[nodiscard]] std::size_t total() const {
    return seat_primary + private_primary + central_primary + village_primary + teaching_points + nine_year + junior + complete_secondary +
           twelve_year + special + campuses;
  }
};

/// Shares out `count` schools by kind as counties, cities and districts have them; total() is `count`.
[[nodiscard]] SchoolMix draw_mix(CountyType type, std::size_t count, Rng& rng);

}  // namespace junheng::synth
