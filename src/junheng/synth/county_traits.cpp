#include "junheng/synth/county_traits.h"

#include <algorithm>

#include <fmt/format.h>

#include "junheng/synth/names.h"

namespace junheng::synth {

namespace {

// The municipalities stand last, because a county of villages under one of them would look odd in a small example.
constexpr std::array<int, kProvinces> kProvincePrefixes = {13, 14, 15, 21, 22, 23, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44,
                                                           45, 46, 51, 52, 53, 54, 61, 62, 63, 64, 65, 11, 12, 31, 50};

// Of ten counties in a city the first seven are counties, then comes one city and two districts: roughly China's proportions.
constexpr std::size_t kCityPlace = 7;

/// An invented country on a grid of degrees, well inside the range of Chinese coordinates.
struct Grid {
  double lon = 100;
  double lat = 24;
  double width = 18;
  double height = 16;
};

/// The cell of a grid of `columns` x `rows` inside `outer`.
Grid cell(const Grid& outer, std::size_t index, std::size_t columns, std::size_t rows) {
  const double width = outer.width / static_cast<double>(columns);
  const double height = outer.height / static_cast<double>(rows);
  return {outer.lon + width * static_cast<double>(index % columns), outer.lat + height * static_cast<double>(index / columns), width,
          height};
}

Grid county_cell(std::size_t county) {
  const std::size_t in_province = county % kCountiesPerProvince;
  const Grid province = cell({}, county / kCountiesPerProvince, 6, 6);
  const Grid city = cell(province, in_province / kCountiesPerCity, 4, 3);
  return cell(city, in_province % kCountiesPerCity, 4, 3);
}

}  // namespace

CountyType type_of(std::size_t county) {
  const std::size_t in_city = county % kCountiesPerProvince % kCountiesPerCity;
  if (in_city < kCityPlace) return CountyType::County;
  return in_city == kCityPlace ? CountyType::City : CountyType::District;
}

CountyPlace place_of(std::size_t county) {
  const std::size_t province = county / kCountiesPerProvince;
  const std::size_t in_province = county % kCountiesPerProvince;
  const std::size_t city = in_province / kCountiesPerCity;
  const std::size_t in_city = in_province % kCountiesPerCity;
  const int prefix = kProvincePrefixes.at(province);
  // GB/T 2260 numbers districts from 01, counties from 21 and county-level cities from 81.
  std::size_t last_digits = 21 + in_city;
  if (in_city == kCityPlace) {
    last_digits = 81;
  } else if (in_city > kCityPlace) {
    last_digits = in_city - kCityPlace;
  }
  CountyPlace place;
  place.province_code = fmt::format("{}0000", prefix);
  place.province_name = province_name(province);
  place.city_code = fmt::format("{}{}00", prefix, 71 + city);
  place.city_name = city_name(province, city);
  place.county_code = fmt::format("{}{}{:02}", prefix, 71 + city, last_digits);
  place.county_name = county_name(type_of(county), province, city, in_city);
  place.is_first_of_province = in_province == 0;
  place.is_first_of_city = in_city == 0;
  place.number_in_province = static_cast<int>(in_province) + 1;
  return place;
}

CountyTraits draw_traits(std::uint64_t seed, std::size_t county) {
  Rng rng = county_stream(seed, county, {1});
  CountyTraits traits;
  traits.number = county;
  traits.type = type_of(county);
  traits.maturity = rng.unit();
  const double backlog = 1 - traits.maturity;
  traits.compliance = std::min(1.0, 1.06 - 0.85 * backlog);
  traits.spread = rng.between(0.75, 1.05) * (0.82 + 0.46 * backlog);
  for (std::size_t i = 0; i < kResourceCount; ++i) {
    traits.level.at(i) = 0.94 + 0.10 * traits.maturity + 0.05 * rng.bell();
    traits.slope.at(i) = std::max(0.2, (0.80 + 0.54 * backlog) * (1 + 0.28 * rng.bell()));
  }
  traits.crowding = std::max(0.0, 0.5 * backlog - 0.08);
  traits.largest_school = traits.maturity > 0.6 ? 1880 : static_cast<int>(rng.whole(1900, 2900));
  const Grid home = county_cell(county);
  traits.lon = home.lon + home.width * rng.between(0.4, 0.6);
  traits.lat = home.lat + home.height * rng.between(0.4, 0.6);
  return traits;
}

}  // namespace junheng::synth
