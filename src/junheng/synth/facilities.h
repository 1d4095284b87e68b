#pragma once

#include <cstdint>
#include <vector>

#include "junheng/synth/staff.h"

namespace junheng::synth {

enum class RoomKind : std::uint8_t { Music, Art };

struct Room {
  RoomKind kind = RoomKind::Music;
  int area_m2 = 0;
  int built_year = 0;
};

/// Buildings, grounds and equipment of a stage of a school, or of a whole through-school.
struct Facilities {
  /// Indoor sports rooms included, as in the returns.
  int teaching_m2 = 0;
  int indoor_sports_m2 = 0;
  int sports_ground_m2 = 0;
  std::int64_t equipment_yuan = 0;
  int computers = 0;
  int books = 0;
  int multimedia_rooms = 0;
  std::vector<Room> rooms;

  [[nodiscard]] int rooms_of(RoomKind kind, int least_m2) const;
};

struct FacilitiesOfTwoYears {
  Facilities now;
  Facilities before;
};

/// The stages that share these facilities: one, or all of a through-school that pools them.
[[nodiscard]] FacilitiesOfTwoYears draw_facilities(const CountyTraits& traits, const SchoolPlan& school, const SchoolStanding& standing,
                                                   const std::vector<const Cohorts*>& stages, Rng& rng);

}  // namespace junheng::synth
