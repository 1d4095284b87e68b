#include "junheng/model/english_names.h"

#include <algorithm>
#include <array>

namespace junheng::model {

namespace {

struct EnglishName {
  std::string_view id;
  std::string_view name;
};

/// In the order of the ids.
constexpr auto kNames = std::to_array<EnglishName>({
    {"age_facts", "pupils by age"},
    {"area_code", "area code"},
    {"area_facts", "county data"},
    {"area_indoor_sports_m2", "area of indoor sports rooms"},
    {"area_sports_ground_m2", "area of sports grounds"},
    {"area_teaching_m2", "area of teaching and auxiliary rooms"},
    {"areas", "areas"},
    {"art_rooms", "fine-arts rooms"},
    {"art_rooms_54m2", "fine-arts rooms of at least 54 m²"},
    {"art_rooms_61m2", "fine-arts rooms of at least 61 m²"},
    {"art_rooms_67m2", "fine-arts rooms of at least 67 m²"},
    {"art_rooms_90m2", "fine-arts rooms of at least 90 m²"},
    {"backbone_rotated", "backbone teachers who rotated"},
    {"band", "class size"},
    {"between_school_share", "share of differences between schools"},
    {"boarders", "boarding pupils"},
    {"civil_servant_pay_yuan", "average yearly pay of civil servants"},
    {"class_bands", "classes by size"},
    {"closed_year", "year of closing"},
    {"disabled_children", "disabled children of school age"},
    {"disabled_enrolled", "disabled children enrolled"},
    {"equipment_value_yuan", "value of teaching equipment"},
    {"fiscal_revenue_per_head_yuan", "fiscal revenue per head"},
    {"founder", "founder"},
    {"gdp_per_head_yuan", "GDP per head"},
    {"grade_facts", "data by grade"},
    {"income_per_head_yuan", "disposable income per head"},
    {"is_boarding", "boarding school"},
    {"is_counted", "counted as a school"},
    {"is_dense_inner_city", "in a dense inner city"},
    {"item_title", "what the item is"},
    {"junior_deaths_3y", "junior deaths during three years"},
    {"junior_entrants_3y_ago", "junior entrants three years ago"},
    {"junior_final_grade_pupils", "pupils of the final junior grade"},
    {"junior_in_3y", "junior transfers in during three years"},
    {"junior_out_3y", "junior transfers out during three years"},
    {"kind", "kind"},
    {"lat", "latitude"},
    {"lon", "longitude"},
    {"migrant_eligible", "eligible migrant children"},
    {"migrant_public", "eligible migrant children in public schools"},
    {"migrant_purchased", "eligible migrant children in private schools on purchased places"},
    {"migrant_worker_pupils", "migrant workers' children"},
    {"multimedia_rooms", "networked multimedia rooms"},
    {"music_rooms", "music rooms"},
    {"music_rooms_54m2", "music rooms of at least 54 m²"},
    {"music_rooms_61m2", "music rooms of at least 61 m²"},
    {"music_rooms_73m2", "music rooms of at least 73 m²"},
    {"music_rooms_96m2", "music rooms of at least 96 m²"},
    {"opened_year", "year of opening"},
    {"parent_school_id", "id of the main school"},
    {"planned_built_year", "year in which planned and built"},
    {"public_funds_budget_yuan", "public funds, budget"},
    {"public_funds_final_yuan", "public funds, final account"},
    {"public_funds_quota_junior_yuan", "public-funds quota per junior pupil"},
    {"public_funds_quota_primary_yuan", "public-funds quota per primary pupil"},
    {"public_funds_yuan", "public funds"},
    {"pupils_in_catchment", "pupils who live in the catchment"},
    {"quality_results", "results of quality monitoring"},
    {"quality_senior_places", "places of good senior schools"},
    {"quality_senior_places_allocated", "places of good senior schools allocated to junior schools"},
    {"quality_senior_places_allocated_rural", "places of good senior schools allocated to rural junior schools"},
    {"resident_population", "resident population"},
    {"rural_population", "rural population"},
    {"school_facts", "reports of schools"},
    {"school_id", "school id"},
    {"setting", "urban or rural setting"},
    {"shared_platform_beds", "beds on shared sleeping platforms"},
    {"staff", "staff (all)"},
    {"stage_facts", "data by stage"},
    {"subject_staff", "teachers by subject"},
    {"teacher_pay_yuan", "average yearly pay of teachers"},
    {"teachers", "full-time teachers"},
    {"teachers_above_required", "teachers above the required degree"},
    {"teachers_bachelor", "teachers with a bachelor's degree"},
    {"teachers_backbone", "backbone teachers (county level or above)"},
    {"teachers_below", "teachers with less than upper secondary education"},
    {"teachers_certified", "teachers with a teaching certificate"},
    {"teachers_college", "teachers with a college diploma"},
    {"teachers_master", "teachers with a master's degree"},
    {"teachers_mid_title", "teachers of middle or higher title"},
    {"teachers_pe_arts", "PE, music and fine-arts teachers"},
    {"teachers_phd", "teachers with a doctorate"},
    {"teachers_qualified", "qualified teachers"},
    {"teachers_rotated", "teachers who rotated"},
    {"teachers_rotation_eligible", "teachers eligible for rotation"},
    {"teachers_trained_360h", "teachers with 360 hours of training in five years"},
    {"teachers_upper_secondary", "teachers with upper secondary education"},
    {"training_funds_budget_yuan", "training funds, budget"},
    {"training_funds_final_yuan", "training funds, final account"},
    {"training_funds_national_yuan", "funds of the national training programme"},
    {"unit_costs", "unit costs"},
});
static_assert(std::ranges::is_sorted(kNames, {}, &EnglishName::id));

const EnglishName* find_name(std::string_view id) {
  const auto found = std::ranges::lower_bound(kNames, id, {}, &EnglishName::id);
  return found != kNames.end() && found->id == id ? &*found : nullptr;
}

}  // namespace

std::string english_name(std::string_view id) {
  if (const EnglishName* entry = find_name(id)) return std::string(entry->name);
  std::string words(id);
  std::ranges::replace(words, '_', ' ');
  return words;
}

bool has_english_name(std::string_view id) { return find_name(id) != nullptr || id.find('_') == std::string_view::npos; }

}  // namespace junheng::model
