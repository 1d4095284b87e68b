#include "junheng/geo/great_circle.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace junheng::geo {

bool is_valid(Position position) {
  // A comparison with NaN is false.
  return std::fabs(position.latitude) <= 90 && std::fabs(position.longitude) <= 180;
}

double great_circle_m(Position from, Position to) {
  constexpr double kRadian = std::numbers::pi / 180;
  const double across = std::sin((to.latitude - from.latitude) * kRadian / 2);
  const double along = std::sin((to.longitude - from.longitude) * kRadian / 2);
  const double haversine = across * across + std::cos(from.latitude * kRadian) * std::cos(to.latitude * kRadian) * along * along;
  return 2 * kEarthRadiusM * std::asin(std::min(1.0, std::sqrt(haversine)));
}

}  // namespace junheng::geo
