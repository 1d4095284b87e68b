#include "junheng/synth/facilities.h"

#include <algorithm>
#include <cmath>

#include "junheng/synth/endowment.h"

namespace junheng::synth {

namespace {

/// Pupil weights by which pooled facilities are divided between stages (1 : 1.1 : 1.32; complete secondary 1 : 1.2): a pooled school
/// is furnished so that the divided amounts are plausible for each stage.
double weight_of(Stage stage, Kind kind) {
  if (kind == Kind::CompleteSecondary) return stage == Stage::Senior ? 1.2 : 1.0;
  if (stage == Stage::Junior) return 1.1;
  return stage == Stage::Senior ? 1.32 : 1.0;
}

/// Pupils in common units and the stage that asks most of a unit.
struct Users {
  double weighted_pupils = 0;
  int classes = 0;
  std::vector<std::pair<Stage, double>> stage_weights;
};

Users users_of(const std::vector<const Cohorts*>& stages, Kind kind) {
  Users users;
  for (const Cohorts* cohorts : stages) {
    const double weight = stages.size() == 1 ? 1.0 : weight_of(cohorts->stage, kind);
    users.weighted_pupils += weight * cohorts->pupils();
    users.classes += cohorts->classes();
    // Senior stages have no benchmark of their own here; one that stands alone does not occur.
    if (cohorts->stage != Stage::Senior) users.stage_weights.emplace_back(cohorts->stage, weight);
  }
  return users;
}

int draw_room_area(const CountyTraits& traits, RoomKind kind, int built_year, bool is_small_rural, Rng& rng) {
  const int full = kind == RoomKind::Music ? 96 : 90;
  const bool is_full = rng.chance(std::min(1.0, 0.75 + 0.4 * traits.maturity));
  const auto above = static_cast<int>(rng.whole(0, 24));
  if (is_full) return full + above;
  // Older buildings follow older norms, small village schools their own.
  if (is_small_rural) return 54 + above;
  return built_year <= 2016 ? (kind == RoomKind::Music ? 73 : 67) + above * 4 / 5 : full - 1 - above;
}

std::vector<Room> draw_rooms(const CountyTraits& traits, const SchoolPlan& school, int classes, Rng& rng) {
  constexpr int kClassesPerRoom = 12;
  const bool is_small_rural = school.location == Location::Village;
  std::vector<Room> rooms;
  for (const RoomKind kind : {RoomKind::Music, RoomKind::Art}) {
    int count = std::max(1, (classes + kClassesPerRoom - 1) / kClassesPerRoom);
    if (rng.chance(0.15)) ++count;
    if (rng.chance(0.12 * (0.7 - traits.maturity))) --count;
    for (int i = 0; i < count; ++i)
      rooms.push_back({kind, draw_room_area(traits, kind, school.built_year, is_small_rural, rng), school.built_year});
  }
  return rooms;
}

/// Part of the sports area that lies under a roof: gymnasiums stand in towns.
int draw_indoor_m2(const SchoolPlan& school, int sports_m2, Rng& rng) {
  const double chance = school.location == Location::Seat ? 0.45 : school.location == Location::TownshipCentre ? 0.12 : 0;
  const double share = rng.between(0.05, 0.14);
  return rng.chance(chance) ? static_cast<int>(std::lround(sports_m2 * share)) : 0;
}

/// The last one of anything is not taken away.
int less(int now, double share, Rng& rng) { return std::max(std::min(now, 1), now - static_cast<int>(rng.rounded(now * share))); }

/// Rooms of the building that stood there before, after the norms of its time.
void replace_by_older(std::vector<Room>& rooms, const SchoolPlan& school) {
  constexpr int kYearsOfABuilding = 25;
  constexpr int kLeastM2 = 54;
  for (Room& room : rooms) {
    room.built_year = std::max(school.opened_year, school.built_year - kYearsOfABuilding);
    room.area_m2 = std::min(room.area_m2, kLeastM2 + room.area_m2 % 19);
  }
}

}  // namespace

int Facilities::rooms_of(RoomKind kind, int least_m2) const {
  return static_cast<int>(std::ranges::count_if(rooms, [=](const Room& room) { return room.kind == kind && room.area_m2 >= least_m2; }));
}

Facilities draw_facilities(const CountyTraits& traits, const SchoolPlan& school, const SchoolStanding& standing,
                           const std::vector<const Cohorts*>& stages, Rng& rng) {
  const Users users = users_of(stages, school.kind);
  const auto amount = [&](Resource resource, double per) {
    const Typical* usual = nullptr;
    double benchmark = 0;
    for (const auto& [stage, weight] : users.stage_weights) {
      const Typical& own = typical(stage, resource);
      // A stage's share is weight x amount / weighted pupils, so the amount must serve the stage with the highest benchmark per weight.
      if (own.benchmark / weight <= benchmark) continue;
      usual = &own;
      benchmark = own.benchmark / weight;
    }
    return draw_endowment(traits, standing, *usual, resource, users.weighted_pupils, benchmark, rng) * users.weighted_pupils / per;
  };
  const auto whole = [](double value) { return static_cast<int>(std::ceil(value - 1e-9)); };

  Facilities now;
  const int teaching_net_m2 = whole(amount(Resource::TeachingArea, 1));
  const int sports_m2 = whole(amount(Resource::SportsArea, 1));
  now.indoor_sports_m2 = draw_indoor_m2(school, sports_m2, rng);
  now.teaching_m2 = teaching_net_m2 + now.indoor_sports_m2;
  now.sports_ground_m2 = sports_m2 - now.indoor_sports_m2;
  // Asset values are returned in units of 10,000 yuan with two decimals.
  constexpr std::int64_t kStepYuan = 100;
  now.equipment_yuan = static_cast<std::int64_t>(std::ceil(amount(Resource::Equipment, kStepYuan))) * kStepYuan;
  now.multimedia_rooms = whole(amount(Resource::Multimedia, 100));
  now.computers = whole(amount(Resource::Computers, 100));
  now.books = whole(amount(Resource::Books, 1));
  now.rooms = draw_rooms(traits, school, users.classes, rng);
  return now;
}

Facilities facilities_before(const Facilities& later, const SchoolPlan& school, int year, const FacilityPace& pace, Rng& rng) {
  Facilities earlier = later;
  const int rooms_m2 = later.teaching_m2 - later.indoor_sports_m2;
  if (rng.chance(0.12 * pace.buildings)) earlier.teaching_m2 -= static_cast<int>(std::lround(0.08 * rooms_m2));
  constexpr std::int64_t kStepYuan = 100;
  earlier.equipment_yuan =
      static_cast<std::int64_t>(static_cast<double>(later.equipment_yuan / kStepYuan) * std::pow(rng.between(0.88, 0.97), pace.equipment)) *
      kStepYuan;
  earlier.computers = less(later.computers, 0.05 * pace.equipment, rng);
  earlier.books = less(later.books, 0.025 * pace.equipment, rng);
  earlier.multimedia_rooms = less(later.multimedia_rooms, 0.05 * pace.equipment, rng);
  if (year == school.built_year - 1) {
    earlier.teaching_m2 -= static_cast<int>(std::lround(rng.between(0.08, 0.2) * rooms_m2));
    replace_by_older(earlier.rooms, school);
  }
  return earlier;
}

}  // namespace junheng::synth
