#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "junheng/core/rng.h"

namespace junheng::synth {

/// County (县), county-level city (县级市), urban district (市辖区).
enum class CountyType : std::uint8_t { County, City, District };

/// What a school has per pupil. Its amounts follow from these and its pupils.
enum class Resource : std::uint8_t {
  AboveRequired,  ///< teachers above the required degree per 100
  Backbone,       ///< backbone teachers per 100
  PeArts,         ///< teachers of PE, music and art per 100
  TeachingArea,   ///< m2 of teaching rooms without indoor sports
  SportsArea,     ///< m2 of sports grounds and indoor sports
  Equipment,      ///< yuan
  Multimedia,     ///< rooms per 100
  Computers,      ///< per 100
  Books,          ///< volumes
};
inline constexpr std::size_t kResourceCount = 9;

[[nodiscard]] constexpr std::size_t position(Resource resource) { return static_cast<std::size_t>(resource); }

/// Where a county stands and how it differs from the others.
struct CountyTraits {
  /// 0, 1, ...: place in the generated country.
  std::size_t number = 0;
  CountyType type = CountyType::County;
  /// 0 (far from balance) ... 1 (ready for recognition); drives the rest.
  double maturity = 0.5;
  /// Share of schools that have been brought up to the standard in everything.
  double compliance = 0.8;
  /// Factor on the differences between schools of one size.
  double spread = 1;
  /// Wealth, and how much better small schools are furnished than big ones, as factors by resource.
  std::array<double, kResourceCount> level{};
  std::array<double, kResourceCount> slope{};
  /// Chance of a big town school to have classes above the limit.
  double crowding = 0.1;
  /// Pupils of the largest town schools.
  int largest_school = 2000;
  double lon = 0;
  double lat = 0;
};

/// Depends on the seed and the county's number only.
[[nodiscard]] CountyTraits draw_traits(std::uint64_t seed, std::size_t county);

/// A generator for one purpose inside one county; purposes are told apart by their first number.
[[nodiscard]] inline Rng county_stream(std::uint64_t seed, std::size_t county, std::initializer_list<std::uint64_t> purpose) {
  Rng base = Rng::stream(seed, {county});
  return Rng::stream(base.next(), purpose);
}

/// Country, province and city of a county, with codes in the form of GB/T 2260. The codes use city numbers that the standard does
/// not give out (71-80), so no generated county carries the code of a real one.
struct CountyPlace {
  std::string province_code;
  std::string province_name;
  std::string city_code;
  std::string city_name;
  std::string county_code;
  std::string county_name;
  bool is_first_of_province = false;
  bool is_first_of_city = false;
  /// 1-based number of the county in its province.
  int number_in_province = 1;
};

inline constexpr std::size_t kCountiesPerCity = 10;
inline constexpr std::size_t kCountiesPerProvince = 94;
inline constexpr std::size_t kProvinces = 31;
/// About as many as China has.
inline constexpr std::size_t kMostCounties = kProvinces * kCountiesPerProvince;

[[nodiscard]] CountyPlace place_of(std::size_t county);
[[nodiscard]] CountyType type_of(std::size_t county);

}  // namespace junheng::synth
