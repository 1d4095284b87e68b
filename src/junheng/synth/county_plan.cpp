#include "junheng/synth/county_plan.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "junheng/synth/names.h"
#include "junheng/synth/school_mix.h"

namespace junheng::synth {

namespace {

int category_of(Kind kind) {
  switch (kind) {
    case Kind::Primary:
    case Kind::TeachingPoint: return 21;
    case Kind::Junior:
    case Kind::NineYear: return 31;
    case Kind::CompleteSecondary:
    case Kind::TwelveYear: return 34;
    case Kind::Special: return 51;
  }
  return 21;
}

/// Uniform on a logarithmic scale: sizes of schools spread over factors, not differences.
int draw_size(Rng& rng, double low, double high) { return static_cast<int>(std::lround(low * std::pow(high / low, rng.unit()))); }

class CountyPlanner {
 public:
  CountyPlanner(std::uint64_t seed, const CountyTraits& traits, SchoolYear year)
      : traits_(traits), year_(year), rng_(county_stream(seed, traits.number, {2})) {}

  CountyPlan plan(std::size_t school_count) {
    plan_.place = place_of(traits_.number);
    const SchoolMix mix = draw_mix(traits_.type, school_count, rng_);
    plan_.schools.reserve(school_count);
    add_townships(mix);
    add_primary_schools(mix);
    add_junior_schools(mix);
    add_others(mix);
    return std::move(plan_);
  }

 private:
  static constexpr std::size_t kMostTownships = 200;

  [[nodiscard]] bool is_rural_county() const { return traits_.type != CountyType::District; }

  void add_townships(const SchoolMix& mix) {
    plan_.townships.push_back({fmt::format("{}100", plan_.place.county_code), seat_name(), true, traits_.lon, traits_.lat});
    const std::size_t outer = std::min(mix.central_primary, kMostTownships);
    int towns = 0;
    int others = 0;
    for (std::size_t i = 0; i < outer; ++i) {
      const bool is_town = rng_.chance(0.55);
      // Towns are numbered from 100, townships from 200.
      const int number = is_town ? 100 + ++towns : 200 + others++;
      const double angle = 6.283185307179586 * (static_cast<double>(i) + rng_.between(0.1, 0.9)) / static_cast<double>(outer);
      const double distance_deg = is_rural_county() ? rng_.between(0.045, 0.105) : rng_.between(0.03, 0.06);
      plan_.townships.push_back({fmt::format("{}{}", plan_.place.county_code, number), township_name(i, is_town), is_town,
                                 traits_.lon + distance_deg * std::cos(angle), traits_.lat + 0.85 * distance_deg * std::sin(angle)});
    }
    plan_.villages = static_cast<int>(std::lround(static_cast<double>(outer) * rng_.between(9, 16)));
  }

  int setting_of(Location location, const TownshipPlan& township) {
    switch (location) {
      case Location::Seat:
        if (traits_.type == CountyType::County) return rng_.chance(0.75) ? 121 : 122;
        return rng_.chance(0.75) ? 111 : 112;
      case Location::TownshipCentre: return township.is_town ? 121 : 210;
      case Location::Village: return 220;
    }
    return 220;
  }

  /// Adds a school with what follows from its kind and place; sizes are the caller's.
  SchoolPlan& add(Kind kind, Location location, std::size_t township_number, std::string name) {
    const TownshipPlan& township = plan_.townships.at(township_number);
    SchoolPlan school;
    school.id = fmt::format("{}{}{:06}", category_of(kind), plan_.place.province_code.substr(0, 2),
                            plan_.place.number_in_province * 10000 + static_cast<int>(plan_.schools.size()) + 1);
    school.name = std::move(name);
    school.area_code = township.code;
    school.kind = kind;
    school.location = location;
    school.setting = setting_of(location, township);
    const double scatter_deg = location == Location::Village ? 0.03 : location == Location::Seat ? 0.018 : 0.004;
    school.lon = township.lon + scatter_deg * rng_.between(-1, 1);
    school.lat = township.lat + scatter_deg * rng_.between(-1, 1);
    const int oldest = location == Location::Seat ? 1952 : 1960;
    school.opened_year = static_cast<int>(rng_.whole(oldest, 2012));
    // Many were rebuilt in the years before the county was recognised as balanced.
    school.built_year = rng_.chance(0.5) ? static_cast<int>(rng_.whole(2010, std::min(2019, year_.first - 2)))
                                         : static_cast<int>(rng_.whole(std::min(school.opened_year, 1995), 2012));
    school.built_year = std::max(school.built_year, school.opened_year);
    return plan_.schools.emplace_back(std::move(school));
  }

  /// The townships outside the seat, in turn.
  [[nodiscard]] std::size_t outer_township(std::size_t i) const { return 1 + i % (plan_.townships.size() - 1); }

  void add_primary_schools(const SchoolMix& mix) {
    const bool is_district = traits_.type == CountyType::District;
    for (std::size_t i = 0; i < mix.seat_primary; ++i) {
      SchoolPlan& school = add(Kind::Primary, Location::Seat, 0, seat_school_name(SeatName::Primary, i + 1));
      school.pupils[0] = draw_size(rng_, is_district ? 650 : 950, traits_.largest_school);
    }
    for (std::size_t i = 0; i < mix.private_primary; ++i) {
      SchoolPlan& school = add(Kind::Primary, Location::Seat, 0, seat_school_name(SeatName::PrivatePrimary, i + 1));
      school.founder = kFounderPrivate;
      school.pupils[0] = draw_size(rng_, 250, 900);
    }
    for (std::size_t i = 0; i < mix.central_primary; ++i) {
      const std::size_t township = outer_township(i);
      const std::size_t round = 1 + i / (plan_.townships.size() - 1);
      SchoolPlan& school = add(Kind::Primary, Location::TownshipCentre, township,
                               township_school_name(plan_.townships.at(township).name, TownshipName::CentralPrimary, round));
      school.pupils[0] = draw_size(rng_, 260, 900);
      school.is_boarding = rng_.chance(0.1);
    }
    std::vector<std::size_t> used(plan_.townships.size(), 0);
    const auto add_in_village = [&](Kind kind, std::size_t i, VillageName ending) -> SchoolPlan& {
      const std::size_t township = outer_township(i);
      return add(kind, Location::Village, township,
                 village_school_name(plan_.townships.at(township).name, township, used.at(township)++, ending));
    };
    for (std::size_t i = 0; i < mix.village_primary; ++i) {
      add_in_village(Kind::Primary, i, VillageName::Primary).pupils[0] = draw_size(rng_, 60, 300);
    }
    for (std::size_t i = 0; i < mix.teaching_points; ++i) {
      add_in_village(Kind::TeachingPoint, mix.village_primary + i, VillageName::TeachingPoint).pupils[0] = draw_size(rng_, 8, 70);
    }
  }

  void add_junior_schools(const SchoolMix& mix) {
    const double seat_share = traits_.type == CountyType::County ? 0.34 : traits_.type == CountyType::City ? 0.45 : 0.75;
    const auto in_seat = std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(seat_share * static_cast<double>(mix.junior))));
    for (std::size_t i = 0; i < mix.junior; ++i) {
      if (i < in_seat) {
        SchoolPlan& school = add(Kind::Junior, Location::Seat, 0, seat_school_name(SeatName::Junior, i + 1));
        school.pupils[1] = draw_size(rng_, 800, traits_.largest_school);
        continue;
      }
      const std::size_t township = outer_township(i - in_seat);
      const std::size_t round = 1 + (i - in_seat) / (plan_.townships.size() - 1);
      SchoolPlan& school = add(Kind::Junior, Location::TownshipCentre, township,
                               township_school_name(plan_.townships.at(township).name, TownshipName::Junior, round));
      school.pupils[1] = draw_size(rng_, 240, 850);
      school.is_boarding = rng_.chance(0.75);
    }
    add_nine_year_schools(mix.nine_year);
  }

  void add_nine_year_schools(std::size_t count) {
    const double seat_chance = traits_.type == CountyType::District ? 0.6 : 0.2;
    std::size_t in_seat = 0;
    std::size_t outside = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (rng_.chance(seat_chance)) {
        SchoolPlan& school = add(Kind::NineYear, Location::Seat, 0, seat_school_name(SeatName::NineYear, ++in_seat));
        if (rng_.chance(0.3)) school.founder = kFounderPrivate;
        school.pupils = {draw_size(rng_, 500, 1200), draw_size(rng_, 300, 650), 0};
        school.pools_facilities = true;
        continue;
      }
      // From the last township backwards, because the junior schools were dealt out from the first.
      const std::size_t townships = plan_.townships.size() - 1;
      const std::size_t township = townships - outside % townships;
      const std::size_t round = 1 + outside++ / townships;
      SchoolPlan& school = add(Kind::NineYear, Location::TownshipCentre, township,
                               township_school_name(plan_.townships.at(township).name, TownshipName::NineYear, round));
      school.pupils = {draw_size(rng_, 140, 600), draw_size(rng_, 90, 350), 0};
      school.is_boarding = rng_.chance(0.6);
      school.pools_facilities = rng_.chance(0.5);
    }
  }

  void add_others(const SchoolMix& mix) {
    for (std::size_t i = 0; i < mix.complete_secondary; ++i) {
      SchoolPlan& school = add(Kind::CompleteSecondary, Location::Seat, 0, seat_school_name(SeatName::CompleteSecondary, i + 1));
      school.pupils = {0, draw_size(rng_, 400, 900), draw_size(rng_, 1000, 2000)};
      school.is_boarding = true;
      school.pools_facilities = true;
    }
    for (std::size_t i = 0; i < mix.twelve_year; ++i) {
      SchoolPlan& school = add(Kind::TwelveYear, Location::Seat, 0, seat_school_name(SeatName::TwelveYear, i + 1));
      school.founder = kFounderPrivate;
      school.pupils = {draw_size(rng_, 500, 1100), draw_size(rng_, 350, 700), draw_size(rng_, 250, 600)};
      school.is_boarding = true;
      school.pools_facilities = true;
    }
    for (std::size_t i = 0; i < mix.special; ++i) {
      SchoolPlan& school = add(Kind::Special, Location::Seat, 0, seat_school_name(SeatName::Special, i + 1));
      school.pupils = {draw_size(rng_, 24, 70), draw_size(rng_, 9, 30), 0};
    }
    for (std::size_t i = 0; i < mix.campuses; ++i) {
      // The seat's primary schools come first; a campus and its main school together stay below the size of the largest.
      const std::size_t parent = i % mix.seat_primary;
      SchoolPlan& main = plan_.schools.at(parent);
      main.pupils[0] = std::min(main.pupils[0], traits_.largest_school * 7 / 10);
      const int room = traits_.largest_school - main.pupils[0];
      SchoolPlan& campus = add(Kind::Primary, Location::Seat, 0, campus_name(main.name, i / mix.seat_primary));
      campus.parent = parent;
      campus.pupils[0] = std::min(room, draw_size(rng_, 200, 600));
    }
  }

  const CountyTraits& traits_;
  SchoolYear year_;
  Rng rng_;
  CountyPlan plan_;
};

}  // namespace

CountyPlan plan_county(std::uint64_t seed, const CountyTraits& traits, std::size_t school_count, SchoolYear year) {
  return CountyPlanner(seed, traits, year).plan(school_count);
}

}  // namespace junheng::synth
