#include "junheng/geo/neighbours.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <utility>

#include "junheng/core/codes.h"

namespace junheng::geo {

namespace {

/// A neighbour found, in the order of the lists: by distance, then by number.
using Found = std::pair<double, std::uint32_t>;

Result<void> check(std::span<const Position> positions) {
  if (positions.empty()) return fail(Code::EmptyInput);
  for (std::size_t i = 0; i < positions.size(); ++i)
    if (!is_valid(positions[i]))
      return fail(Code::CoordinateInvalid, {{"row", fmt::format("{}", i + 1)},
                                            {"latitude", fmt::format("{}", positions[i].latitude)},
                                            {"longitude", fmt::format("{}", positions[i].longitude)}});
  return {};
}

/// The k nearest so far: a heap with the farthest on top.
class Nearest {
 public:
  explicit Nearest(std::size_t count) : count_(count) {}

  /// What lies farther than this is of no use.
  [[nodiscard]] double reach_m() const { return found_.size() < count_ ? std::numeric_limits<double>::infinity() : found_.front().first; }

  void take(Found candidate) {
    if (found_.size() == count_) {
      if (candidate >= found_.front()) return;
      std::ranges::pop_heap(found_);
      found_.pop_back();
    }
    found_.push_back(candidate);
    std::ranges::push_heap(found_);
  }

  [[nodiscard]] std::vector<Found> found() && { return std::move(found_); }

 private:
  std::size_t count_;
  std::vector<Found> found_;
};

class Within {
 public:
  explicit Within(double limit_m) : limit_m_(limit_m) {}

  [[nodiscard]] double reach_m() const { return limit_m_; }

  void take(Found candidate) {
    if (candidate.first <= limit_m_) found_.push_back(candidate);
  }

  [[nodiscard]] std::vector<Found> found() && { return std::move(found_); }

 private:
  double limit_m_;
  std::vector<Found> found_;
};

/// No great circle between two latitudes is shorter than this, less what rounding may add to it.
double least_distance_m(Position from, Position to) {
  constexpr double kMetresPerDegree = kEarthRadiusM * std::numbers::pi / 180 * (1 - 1e-9);
  return std::fabs(to.latitude - from.latitude) * kMetresPerDegree;
}

/// `search` starts empty for each position.
template <typename Search>
NeighbourLists neighbours_of_each(std::span<const Position> positions, const Search& empty) {
  std::vector<std::uint32_t> by_latitude(positions.size());
  std::iota(by_latitude.begin(), by_latitude.end(), std::uint32_t{0});
  std::ranges::stable_sort(by_latitude, {}, [&](std::uint32_t i) { return positions[i].latitude; });
  NeighbourLists out(positions.size());
  for (std::size_t place = 0; place < by_latitude.size(); ++place) {
    const std::uint32_t own = by_latitude[place];
    const Position from = positions[own];
    Search search = empty;
    // Both ways by turns, the nearer latitude first, so that the reach shrinks early.
    std::size_t above = place + 1;
    std::size_t below = place;
    while (above < by_latitude.size() || below > 0) {
      constexpr double kNone = std::numeric_limits<double>::infinity();
      const double up_m = above < by_latitude.size() ? least_distance_m(from, positions[by_latitude[above]]) : kNone;
      const double down_m = below > 0 ? least_distance_m(from, positions[by_latitude[below - 1]]) : kNone;
      if (std::min(up_m, down_m) > search.reach_m()) break;
      const std::uint32_t other = up_m <= down_m ? by_latitude[above++] : by_latitude[--below];
      search.take({great_circle_m(from, positions[other]), other});
    }
    std::vector<Found> found = std::move(search).found();
    std::ranges::sort(found);
    for (const Found& neighbour : found) out[own].push_back(neighbour.second);
  }
  return out;
}

}  // namespace

Result<NeighbourLists> k_nearest(std::span<const Position> positions, std::size_t count) {
  if (const auto checked = check(positions); !checked) return fail(checked.error());
  if (count == 0) return fail(Code::ParameterOutOfRange, {{"name", "count"}, {"value", "0"}, {"range", ">= 1"}});
  return neighbours_of_each(positions, Nearest(count));
}

Result<NeighbourLists> distance_band(std::span<const Position> positions, double limit_m) {
  if (const auto checked = check(positions); !checked) return fail(checked.error());
  if (!(limit_m >= 0 && std::isfinite(limit_m)))
    return fail(Code::ParameterOutOfRange, {{"name", "limit_m"}, {"value", fmt::format("{}", limit_m)}, {"range", ">= 0"}});
  return neighbours_of_each(positions, Within(limit_m));
}

Result<NeighbourWeights> inverse_distance_weights(std::span<const Position> positions, const NeighbourLists& neighbours) {
  if (const auto checked = check(positions); !checked) return fail(checked.error());
  constexpr double kMetresPerKm = 1000;
  NeighbourWeights out(neighbours.size());
  for (std::size_t i = 0; i < neighbours.size(); ++i)
    for (const std::uint32_t other : neighbours[i]) {
      const double distance_km = great_circle_m(positions[i], positions[other]) / kMetresPerKm;
      if (distance_km == 0)
        return fail(Code::PlacesCoincide,
                    {{"latitude", fmt::format("{}", positions[i].latitude)}, {"longitude", fmt::format("{}", positions[i].longitude)}});
      out[i].push_back(1 / distance_km);
    }
  return out;
}

double greatest_distance_m(std::span<const Position> positions) {
  double greatest = 0;
  for (std::size_t i = 0; i < positions.size(); ++i)
    for (std::size_t other = 0; other < i; ++other) greatest = std::max(greatest, great_circle_m(positions[i], positions[other]));
  return greatest;
}

}  // namespace junheng::geo
