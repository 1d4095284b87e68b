#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace junheng::model {

/// A measure of stage_facts that counts a part of what another counts: in one row it is not above it (checks/*.toml).
struct MeasurePart {
  std::string_view part;
  std::string_view whole;
};

inline constexpr auto kMeasureParts = std::to_array<MeasurePart>({
    {"teachers_phd", "teachers"},
    {"teachers_master", "teachers"},
    {"teachers_bachelor", "teachers"},
    {"teachers_college", "teachers"},
    {"teachers_upper_secondary", "teachers"},
    {"teachers_below", "teachers"},
    {"teachers_above_required", "teachers"},
    {"teachers_backbone", "teachers"},
    {"teachers_pe_arts", "teachers"},
    {"teachers_mid_title", "teachers"},
    {"teachers_certified", "teachers"},
    {"teachers_trained_360h", "teachers"},
    {"teachers_qualified", "teachers"},
    {"teachers_rotation_eligible", "teachers"},
    {"teachers_rotated", "teachers_rotation_eligible"},
    {"backbone_rotated", "teachers_rotated"},
    {"area_indoor_sports_m2", "area_teaching_m2"},
    {"area_teaching_m2", "floor_area_m2"},
    {"pupils_in_catchment", "pupils"},
    {"boarders", "pupils"},
    {"shared_platform_beds", "beds"},
    {"training_funds_budget_yuan", "public_funds_budget_yuan"},
    {"training_funds_final_yuan", "public_funds_final_yuan"},
});

/// The degrees of teachers, the highest first; in a row they add up to the teachers.
inline constexpr auto kTeacherDegrees = std::to_array<std::string_view>(
    {"teachers_phd", "teachers_master", "teachers_bachelor", "teachers_college", "teachers_upper_secondary", "teachers_below"});

/// What the measure is a part of; nullopt: of nothing.
[[nodiscard]] constexpr std::optional<std::string_view> whole_of(std::string_view measure) {
  const auto found = std::ranges::find(kMeasureParts, measure, &MeasurePart::part);
  return found == kMeasureParts.end() ? std::nullopt : std::optional(found->whole);
}

}  // namespace junheng::model
