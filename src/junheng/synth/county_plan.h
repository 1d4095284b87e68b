#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "junheng/core/school_year.h"
#include "junheng/synth/county_traits.h"

namespace junheng::synth {

/// Codes of GB/T 33782 for the kinds of school that are generated.
enum class Kind : std::uint16_t {
  Primary = 211,
  TeachingPoint = 218,
  Junior = 311,
  NineYear = 312,
  CompleteSecondary = 341,
  TwelveYear = 345,
  Special = 514,
};

enum class Location : std::uint8_t { Seat, TownshipCentre, Village };

inline constexpr int kFounderCounty = 7;
inline constexpr int kFounderPrivate = 10;

/// One row of schools.csv with the size that is planned for it.
struct SchoolPlan {
  std::string id;
  std::string name;
  std::string area_code;
  Kind kind = Kind::Primary;
  Location location = Location::Seat;
  int founder = kFounderCounty;
  int setting = 121;
  double lon = 0;
  double lat = 0;
  bool is_boarding = false;
  /// Position of the main school, for a campus that is not counted as a school.
  std::optional<std::size_t> parent;
  int opened_year = 1980;
  int built_year = 2005;
  /// Planned pupils of the primary, junior and senior stage; 0: the school has no such stage.
  std::array<int, 3> pupils{};
  /// A through-school that records its facilities for the whole school.
  bool pools_facilities = false;

  [[nodiscard]] bool is_private() const { return founder == kFounderPrivate; }
};

struct TownshipPlan {
  std::string code;
  std::string name;
  bool is_town = true;
  double lon = 0;
  double lat = 0;
};

struct CountyPlan {
  CountyPlace place;
  /// The first is the county seat.
  std::vector<TownshipPlan> townships;
  std::vector<SchoolPlan> schools;
  int villages = 0;
};

/// Fewest schools from which a county can be made: a town and a township school, a junior school, two village schools.
inline constexpr std::size_t kFewestSchools = 5;
/// Most schools of one county: the last four digits of a school's code number them.
inline constexpr std::size_t kMostSchools = 9999;

/// How many schools of which kind the county has, where they stand and how large they are meant to be: `school_count` rows in all.
/// Requires: kFewestSchools <= school_count <= kMostSchools.
[[nodiscard]] CountyPlan plan_county(std::uint64_t seed, const CountyTraits& traits, std::size_t school_count, SchoolYear year);

}  // namespace junheng::synth
