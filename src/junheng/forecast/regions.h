#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/forecast/history.h"

namespace junheng::forecast {

/// Areas of a level above the county, and the counties of each.
struct Regions {
  /// By code. A county without an area of the level above stands for itself, so that all regions together are all counties.
  std::vector<HistoryArea> areas;
  /// By county: position in `areas`.
  std::vector<std::uint32_t> of_county;
  /// Counties that stand for themselves.
  std::vector<std::size_t> alone;
};

[[nodiscard]] Regions regions_of(const History& history, model::AreaLevel level);

/// The counties that an area is or holds; empty where it is neither a county of the history nor above one.
[[nodiscard]] std::vector<std::size_t> counties_in(const History& history, std::string_view area_code);

/// The history of some counties alone, in this order.
[[nodiscard]] History select_counties(const History& history, std::span<const std::size_t> counties);

/// Codes and names of counties, the first ten and a sign for more.
[[nodiscard]] std::string name_counties(const History& history, std::span<const std::size_t> counties);

}  // namespace junheng::forecast
