#pragma once

namespace junheng::geo {

/// A place on the earth, in decimal degrees: latitude -90 to 90, longitude -180 to 180.
struct Position {
  double latitude = 0;
  double longitude = 0;
};

/// Mean radius of the earth (2 a + b) / 3 of the GRS 80 ellipsoid. Source: Moritz, Journal of Geodesy 74 (2000) 128-133.
inline constexpr double kEarthRadiusM = 6'371'008.7714;

/// Whether both coordinates are finite and in range.
[[nodiscard]] bool is_valid(Position position);

/// Great-circle distance in metres, on a sphere of radius kEarthRadiusM: up to about 0.6 % from the distance on the ellipsoid. As the crow
/// flies: no road is that short.
///
/// Definition: the haversine formula, 2 R asin(sqrt(sin^2(dlat / 2) + cos lat_1 cos lat_2 sin^2(dlon / 2))), which loses no digits for near
/// places. Symmetric to the last bit. Identical positions give exactly 0; opposite ones pi R.
/// Requires: valid positions. All positions must be of one datum: GCJ-02 and WGS 84 coordinates of a place lie hundreds of metres apart.
/// Source: Sinnott, Sky and Telescope 68 (1984) 159.
[[nodiscard]] double great_circle_m(Position from, Position to);

}  // namespace junheng::geo
