#include "junheng/report/chart_map.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include <fmt/format.h>

namespace junheng::report {

namespace {

constexpr double kWidth = 480;
constexpr double kMargin = 16;
constexpr double kLeastHeight = 240;
constexpr double kMostHeight = 520;
/// Room below the schools for the scale bar.
constexpr double kFoot = 30;
constexpr double kKmPerDegree = 111.195;  // of a great circle: 2 pi x 6371.0088 km / 360
constexpr double kLargestRadius = 8;
constexpr double kSmallestRadius = 2.4;
constexpr double kNameSize = 12;

struct Box {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;

  [[nodiscard]] bool touches(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
};

/// Kilometres east and north of the south-west corner, and how they come onto the page.
struct Frame {
  double west = 0;
  double south = 0;
  double km_per_lon = 1;
  double width_km = 0;
  double height_km = 0;
  double scale = 1;
  double height = kLeastHeight;

  [[nodiscard]] Point at(const MapSchool& school) const {
    const double east_km = (school.lon - west) * km_per_lon;
    const double north_km = (school.lat - south) * kKmPerDegree;
    return {kWidth / 2 + (east_km - width_km / 2) * scale, (height - kFoot) / 2 - (north_km - height_km / 2) * scale};
  }
};

Frame framed(const std::vector<MapSchool>& schools) {
  const auto [west, east] = std::ranges::minmax(schools, {}, &MapSchool::lon);
  const auto [south, north] = std::ranges::minmax(schools, {}, &MapSchool::lat);
  Frame frame;
  frame.west = west.lon;
  frame.south = south.lat;
  frame.km_per_lon = kKmPerDegree * std::cos((south.lat + north.lat) / 2 * std::numbers::pi / 180);
  // Schools at one place still need a scale.
  frame.width_km = std::max((east.lon - west.lon) * frame.km_per_lon, 0.01);
  frame.height_km = std::max((north.lat - south.lat) * kKmPerDegree, 0.01);
  const double room = kWidth - 2 * kMargin;
  const double wanted = room * frame.height_km / frame.width_km + 2 * kMargin + kFoot;
  frame.height = std::clamp(wanted, kLeastHeight, kMostHeight);
  frame.scale = std::min(room / frame.width_km, (frame.height - kFoot - 2 * kMargin) / frame.height_km);
  return frame;
}

/// A round length (1, 2 or 5 times a power of ten) that takes at most a third of the width.
void add_scale_bar(SvgChart& chart, const Frame& frame) {
  const double most_km = kWidth / 3 / frame.scale;
  const double power = std::pow(10.0, std::floor(std::log10(most_km)));
  const double multiple = most_km / power;
  const double km = power * (multiple >= 5 ? 5 : multiple >= 2 ? 2 : 1);
  const double y = frame.height - 12;
  const double end = kMargin + km * frame.scale;
  chart.line({kMargin, y}, {end, y}, "scale");
  chart.line({kMargin, y - 4}, {kMargin, y + 4}, "scale");
  chart.line({end, y - 4}, {end, y + 4}, "scale");
  chart.text({end + 6, y + 4}, km >= 1 ? fmt::format("{:g} km", km) : fmt::format("{:g} m", km * 1000), "t-tick");
  chart.text({kWidth - kMargin, y + 4}, "N ↑", "t-tick t-end");
}

struct DrawnSchool {
  Point at;
  double radius = 0;
};

/// Where a name fits beside its school, right or left, without covering another school or name.
void add_names(SvgChart& chart, const std::vector<MapSchool>& schools, const std::vector<DrawnSchool>& drawn, const Frame& frame) {
  std::vector<Box> taken;
  for (const DrawnSchool& school : drawn)
    taken.push_back({school.at.x - school.radius, school.at.y - school.radius, school.at.x + school.radius, school.at.y + school.radius});
  for (std::size_t i = 0; i < schools.size(); ++i) {
    if (schools[i].name.empty()) continue;
    const std::string name = fitted(schools[i].name, 12);
    const double width = text_ems(name) * kNameSize;
    for (const bool is_right : {true, false}) {
      const double gap = drawn[i].radius + 3;
      const double left = is_right ? drawn[i].at.x + gap : drawn[i].at.x - gap - width;
      const Box box{left, drawn[i].at.y - kNameSize * 0.6, left + width, drawn[i].at.y + kNameSize * 0.6};
      const bool is_inside = box.left >= 0 && box.right <= kWidth && box.top >= 0 && box.bottom <= frame.height - kFoot / 2;
      if (!is_inside || std::ranges::any_of(taken, [&](const Box& other) { return box.touches(other); })) continue;
      chart.text({box.left, drawn[i].at.y + 4}, name, "t-name");
      taken.push_back(box);
      break;
    }
  }
}

}  // namespace

std::string school_map(const std::vector<MapSchool>& schools, const std::string& label) {
  if (schools.empty()) return {};
  const Frame frame = framed(schools);
  SvgChart chart({kWidth, frame.height}, label);
  chart.rect({0.5, 0.5}, {kWidth - 1, frame.height - 1}, "frame");
  double most_pupils = 0;
  for (const MapSchool& school : schools) most_pupils = std::max(most_pupils, school.pupils);
  const double largest = kLargestRadius * std::min(1.0, std::sqrt(150.0 / static_cast<double>(schools.size())));
  std::vector<DrawnSchool> drawn;
  for (const MapSchool& school : schools) {
    const double radius = most_pupils > 0 ? std::max(kSmallestRadius, largest * std::sqrt(school.pupils / most_pupils)) : 4;
    drawn.push_back({frame.at(school), radius});
  }
  std::vector<std::size_t> order(schools.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  // Small dots over large ones, so that none disappears.
  std::ranges::stable_sort(order, std::greater<>{}, [&](std::size_t i) { return drawn[i].radius; });
  for (const std::size_t i : order) chart.symbol(schools[i].symbol, drawn[i].at, drawn[i].radius, schools[i].title);
  add_names(chart, schools, drawn, frame);
  add_scale_bar(chart, frame);
  return chart.svg();
}

}  // namespace junheng::report
