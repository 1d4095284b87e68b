// Rule "coordinates": schools stand where their country and county are.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/formats/number_text.h"
#include "junheng/ingest/check_reader.h"
#include "junheng/ingest/median.h"

namespace junheng::ingest {

namespace {

/// WGS 84 degrees.
struct Place {
  double lon = 0;
  double lat = 0;
};

struct Box {
  double west = 0;
  double east = 0;
  double south = 0;
  double north = 0;

  [[nodiscard]] bool holds(const Place& place) const {
    return place.lon >= west && place.lon <= east && place.lat >= south && place.lat <= north;
  }
  [[nodiscard]] bool holds_swapped(const Place& place) const { return holds({place.lat, place.lon}); }
};

Box read_box(CheckReader& reader) {
  Box box{reader.toml().number("west"), reader.toml().number("east"), reader.toml().number("south"), reader.toml().number("north")};
  if (box.west > box.east)
    reader.toml().report(Code::CheckLimitsCrossed, formats::number_text(box.west), {{"max", formats::number_text(box.east)}}, "west");
  if (box.south > box.north)
    reader.toml().report(Code::CheckLimitsCrossed, formats::number_text(box.south), {{"max", formats::number_text(box.north)}}, "south");
  return box;
}

bool has_places(const CheckFrame& frame) { return frame.column("schools", "lon") != nullptr && frame.column("schools", "lat") != nullptr; }

bool is_given(const model::Schools& schools, std::size_t school) { return schools.lon.has(school) && schools.lat.has(school); }

Place place_of(const model::Schools& schools, std::size_t school) { return {schools.lon.at(school).value, schools.lat.at(school).value}; }

void add(const CheckFrame& frame, std::size_t school, Params params, Findings& findings) {
  const Place place = place_of(frame.dataset().schools, school);
  params.emplace_back("lon", formats::number_text(place.lon));
  params.emplace_back("lat", formats::number_text(place.lat));
  findings.add({"schools", school, "lon"}, formats::number_text(place.lon), std::move(params));
}

/// Inside the country, or outside only because longitude and latitude changed places.
class InBox : public CheckRule {
 public:
  enum class Reported : std::uint8_t { Outside, Swapped };

  InBox(Reported reported, CheckReader& reader) : reported_(reported), box_(read_box(reader)) {}

  [[nodiscard]] std::size_t unit_count(const CheckFrame& frame) const override {
    return has_places(frame) ? frame.dataset().schools.size() : 0;
  }

  void run(const CheckFrame& frame, UnitRange rows, Findings& findings) const override {
    const model::Schools& schools = frame.dataset().schools;
    for (std::size_t school = rows.begin; school < rows.end; ++school) {
      if (!is_given(schools, school)) continue;
      const Place place = place_of(schools, school);
      if (box_.holds(place) || box_.holds_swapped(place) != (reported_ == Reported::Swapped) || !findings.takes("schools", school))
        continue;
      add(frame, school, {}, findings);
    }
  }

  [[nodiscard]] std::vector<std::string_view> placeholders() const override { return {"lon", "lat"}; }

 private:
  Reported reported_;
  Box box_;
};

/// On a plane at the latitude between the two, which within a county is exact to far less than a kilometre.
double distance_km(const Place& a, const Place& b) {
  constexpr double kKmPerDegree = 111.2;
  const double shrink = std::cos((a.lat + b.lat) / 2 * std::numbers::pi / 180);
  return kKmPerDegree * std::hypot((a.lon - b.lon) * shrink, a.lat - b.lat);
}

/// Not far from the middle (median) of the county's schools.
class NearCounty : public CheckRule {
 public:
  explicit NearCounty(CheckReader& reader)
      : km_(reader.number_above("km", 0)),
        times_(reader.number_above("times", 1)),
        min_schools_(reader.number_above("min_schools", 2)),
        has_box_(reader.toml().has("west")),
        box_(has_box_ ? read_box(reader) : Box{}) {}

  [[nodiscard]] std::size_t unit_count(const CheckFrame& frame) const override { return has_places(frame) ? frame.county_count() : 0; }

  void run(const CheckFrame& frame, UnitRange counties, Findings& findings) const override {
    const model::Schools& schools = frame.dataset().schools;
    std::vector<std::uint32_t> placed;
    std::vector<double> values;
    for (std::size_t county = counties.begin; county < counties.end; ++county) {
      placed.clear();
      for (const std::uint32_t school : frame.schools_of(county)) {
        // What lies outside the country has its own finding.
        if (is_given(schools, school) && (!has_box_ || box_.holds(place_of(schools, school)))) placed.push_back(school);
      }
      if (static_cast<double>(placed.size()) < min_schools_) continue;
      const auto median_of = [&](const auto& value_of) {
        values.clear();
        for (const std::uint32_t school : placed) values.push_back(value_of(place_of(schools, school)));
        return upper_median(values);
      };
      const Place middle{median_of([](const Place& place) { return place.lon; }), median_of([](const Place& place) { return place.lat; })};
      const double usual = median_of([&](const Place& place) { return distance_km(place, middle); });
      const double limit = std::max(km_, times_ * usual);
      for (const std::uint32_t school : placed) {
        const double distance = distance_km(place_of(schools, school), middle);
        if (distance <= limit || !findings.takes("schools", school)) continue;
        add(frame, school, {{"distance", rounded_text(std::round(distance))}, {"limit", rounded_text(std::round(limit))}}, findings);
      }
    }
  }

  [[nodiscard]] bool is_doubt() const override { return true; }
  [[nodiscard]] std::vector<std::string_view> placeholders() const override { return {"lon", "lat", "distance", "limit"}; }

 private:
  double km_;
  /// Counties of the west are larger than any fixed distance: this many times the usual distance counts as far there.
  double times_;
  double min_schools_;
  bool has_box_;
  Box box_;
};

}  // namespace

std::unique_ptr<CheckRule> make_coordinates_rule(CheckReader& reader) {
  reader.fixed_table("schools");
  const std::string what = reader.word("what", {"outside", "swapped", "far"});
  if (what == "far") return std::make_unique<NearCounty>(reader);
  return std::make_unique<InBox>(what == "swapped" ? InBox::Reported::Swapped : InBox::Reported::Outside, reader);
}

}  // namespace junheng::ingest
