#include "junheng/synth/stage_columns.h"

#include <array>

namespace junheng::synth {

namespace {

using Cell = std::optional<std::int64_t>;

template <int (Cohorts::*Sum)() const>
Cell of_cohorts(const StageRow& row) {
  return row.values != nullptr ? Cell((row.values->cohorts.*Sum)()) : std::nullopt;
}

template <int Staff::*Member>
Cell of_staff(const StageRow& row) {
  return row.values != nullptr ? Cell(row.values->staff.*Member) : std::nullopt;
}

template <std::int64_t Funds::*Member>
Cell of_funds(const StageRow& row) {
  return row.values != nullptr ? Cell(row.values->funds.*Member) : std::nullopt;
}

template <auto Member>
Cell of_facilities(const StageRow& row) {
  return row.facilities != nullptr ? Cell(row.facilities->*Member) : std::nullopt;
}

template <RoomKind Kind, int LeastM2>
Cell of_rooms(const StageRow& row) {
  return row.facilities != nullptr ? Cell(row.facilities->rooms_of(Kind, LeastM2)) : std::nullopt;
}

Cell of_beds(const StageRow& row) { return row.values != nullptr ? Cell(row.values->beds) : std::nullopt; }

Cell of_platform_beds(const StageRow& row) { return row.values != nullptr ? Cell(row.values->shared_platform_beds) : std::nullopt; }

Cell of_catchment(const StageRow& row) {
  return row.values != nullptr && row.values->pupils_in_catchment ? Cell(*row.values->pupils_in_catchment) : std::nullopt;
}

constexpr auto kColumns = std::to_array<StageColumn>({
    {"pupils", of_cohorts<&Cohorts::pupils>},
    {"classes", of_cohorts<&Cohorts::classes>},
    {"staff", of_staff<&Staff::staff>},
    {"teachers", of_staff<&Staff::teachers>},
    {"teachers_phd", of_staff<&Staff::phd>},
    {"teachers_master", of_staff<&Staff::master>},
    {"teachers_bachelor", of_staff<&Staff::bachelor>},
    {"teachers_college", of_staff<&Staff::college>},
    {"teachers_upper_secondary", of_staff<&Staff::upper_secondary>},
    {"teachers_below", of_staff<&Staff::below>},
    {"teachers_above_required", of_staff<&Staff::above_required>},
    {"teachers_backbone", of_staff<&Staff::backbone>},
    {"teachers_pe_arts", of_staff<&Staff::pe_arts>},
    {"teachers_mid_title", of_staff<&Staff::mid_title>},
    {"teachers_certified", of_staff<&Staff::certified>},
    {"teachers_trained_360h", of_staff<&Staff::trained_360h>},
    {"teachers_rotation_eligible", of_staff<&Staff::rotation_eligible>},
    {"teachers_rotated", of_staff<&Staff::rotated>},
    {"backbone_rotated", of_staff<&Staff::backbone_rotated>},
    {"area_teaching_m2", of_facilities<&Facilities::teaching_m2>},
    {"area_indoor_sports_m2", of_facilities<&Facilities::indoor_sports_m2>},
    {"area_sports_ground_m2", of_facilities<&Facilities::sports_ground_m2>},
    {"equipment_value_yuan", of_facilities<&Facilities::equipment_yuan>},
    {"computers", of_facilities<&Facilities::computers>},
    {"books", of_facilities<&Facilities::books>},
    {"multimedia_rooms", of_facilities<&Facilities::multimedia_rooms>},
    {"music_rooms", of_rooms<RoomKind::Music, 0>},
    {"music_rooms_96m2", of_rooms<RoomKind::Music, 96>},
    {"music_rooms_73m2", of_rooms<RoomKind::Music, 73>},
    {"music_rooms_61m2", of_rooms<RoomKind::Music, 61>},
    {"music_rooms_54m2", of_rooms<RoomKind::Music, 54>},
    {"art_rooms", of_rooms<RoomKind::Art, 0>},
    {"art_rooms_90m2", of_rooms<RoomKind::Art, 90>},
    {"art_rooms_67m2", of_rooms<RoomKind::Art, 67>},
    {"art_rooms_61m2", of_rooms<RoomKind::Art, 61>},
    {"art_rooms_54m2", of_rooms<RoomKind::Art, 54>},
    {"boarders", of_cohorts<&Cohorts::boarders>},
    {"beds", of_beds},
    {"public_funds_yuan", of_funds<&Funds::public_funds_yuan>},
    {"public_funds_budget_yuan", of_funds<&Funds::public_budget_yuan>},
    {"training_funds_budget_yuan", of_funds<&Funds::training_budget_yuan>},
    {"public_funds_final_yuan", of_funds<&Funds::public_final_yuan>},
    {"training_funds_final_yuan", of_funds<&Funds::training_final_yuan>},
    {"pupils_in_catchment", of_catchment},
    {"shared_platform_beds", of_platform_beds},
});
constexpr std::size_t kPlainColumns = kColumns.size() - 1;

}  // namespace

std::span<const StageColumn> stage_columns(Detail detail) {
  return detail == Detail::Full ? std::span(kColumns) : std::span(kColumns).first(kPlainColumns);
}

}  // namespace junheng::synth
