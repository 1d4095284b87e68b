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

/// The stages that share these facilities: one, or all of a through-school that pools them.
[[nodiscard]] Facilities draw_facilities(const CountyTraits& traits, const SchoolPlan& school, const SchoolStanding& standing,
                                         const std::vector<const Cohorts*>& stages, Rng& rng);

/// How fast a school came forward in what it has: 1 for most, 0 for one that had everything already, 2 for one that lay far behind.
struct FacilityPace {
  double buildings = 1;
  double equipment = 1;
};

/// The facilities in the school year `year`, the one before that of `later`: equipment was bought since, rooms were built seldom. In the
/// years before the school was rebuilt its rooms were older and smaller.
[[nodiscard]] Facilities facilities_before(const Facilities& later, const SchoolPlan& school, int year, const FacilityPace& pace, Rng& rng);

}  // namespace junheng::synth
