#include "junheng/synth/school_mix.h"

#include <algorithm>
#include <cmath>

namespace junheng::synth {

namespace {

struct Range {
  double low;
  double high;
};

/// Share of a county's schools by kind; what is left are village primary schools.
struct Shares {
  Range seat_primary;
  Range private_primary;
  Range central_primary;
  Range teaching_points;
  Range nine_year;
  Range junior;
};

constexpr Shares kCounty = {{0.07, 0.10}, {0.00, 0.03}, {0.14, 0.18}, {0.10, 0.20}, {0.05, 0.09}, {0.12, 0.16}};
constexpr Shares kCity = {{0.12, 0.18}, {0.01, 0.04}, {0.13, 0.17}, {0.05, 0.12}, {0.05, 0.09}, {0.13, 0.17}};
constexpr Shares kDistrict = {{0.36, 0.44}, {0.02, 0.05}, {0.08, 0.12}, {0.00, 0.03}, {0.06, 0.10}, {0.16, 0.20}};

const Shares& shares_of(CountyType type) {
  switch (type) {
    case CountyType::County: return kCounty;
    case CountyType::City: return kCity;
    case CountyType::District: return kDistrict;
  }
  return kCounty;
}

}  // namespace

SchoolMix draw_mix(CountyType type, std::size_t count, Rng& rng) {
  const Shares& shares = shares_of(type);
  const auto part = [&](Range range) {
    return static_cast<std::size_t>(std::lround(static_cast<double>(count) * rng.between(range.low, range.high)));
  };
  SchoolMix mix;
  mix.seat_primary = std::max<std::size_t>(1, part(shares.seat_primary));
  mix.central_primary = std::max<std::size_t>(1, part(shares.central_primary));
  mix.junior = std::max<std::size_t>(1, part(shares.junior));
  mix.teaching_points = part(shares.teaching_points);
  mix.nine_year = part(shares.nine_year);
  mix.private_primary = part(shares.private_primary);
  // One of these for a county of ordinary size, more in a very large one; a very small one has none.
  mix.complete_secondary = (count + 60) / 72;
  mix.twelve_year = count >= 30 && rng.chance(0.3) ? 1 : 0;
  mix.special = (count + 47) / 72;
  mix.campuses = count >= 20 && rng.chance(0.35) ? static_cast<std::size_t>(rng.whole(1, 2)) : 0;
  // At most nine tenths are taken up here in counties and cities of any size; districts fill up and keep the villages that are left.
  mix.village_primary = count - std::min(count, mix.total());
  while (mix.total() > count) --(mix.seat_primary > 1 ? mix.seat_primary : mix.central_primary);
  return mix;
}

}  // namespace junheng::synth
