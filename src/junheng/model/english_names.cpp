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
    {"boarders_without_bed", "boarders without a bed of their own"},
    {"civil_servant_pay_yuan", "average yearly pay of civil servants"},
    {"class_bands", "classes by size"},
    {"closed_year", "year of closing"},
    {"compulsory_classes", "classes of compulsory education"},
    {"compulsory_schools", "schools of compulsory education"},
    {"counties_basic_accredited", "counties recognised as basically balanced, to date"},
    {"counties_basic_accredited_centre", "of these in the centre"},
    {"counties_basic_accredited_east", "of these in the east"},
    {"counties_basic_accredited_west", "of these in the west"},
    {"counties_basic_growth_percent", "growth of counties recognised (basic), period on period"},
    {"counties_basic_in_period", "counties recognised in the plan period (basic)"},
    {"counties_basic_in_year", "counties recognised in the year (basic)"},
    {"counties_basic_pending", "counties not yet recognised (basic)"},
    {"counties_basic_pending_centre", "counties not yet recognised in the centre (basic)"},
    {"counties_basic_pending_west", "counties not yet recognised in the west (basic)"},
    {"counties_basic_share_percent", "share of counties recognised (basic)"},
    {"counties_quality_accredited", "counties recognised for high-quality balance, to date"},
    {"counties_quality_growth_percent", "growth of counties recognised (quality), period on period"},
    {"counties_quality_in_period", "counties recognised in the plan period (quality)"},
    {"counties_quality_in_year", "counties recognised in the year (quality)"},
    {"counties_quality_share_percent", "share of counties recognised (quality)"},
    {"disabled_children", "disabled children of school age"},
    {"disabled_enrolled", "disabled children enrolled"},
    {"enrolment_published", "pupils published"},
    {"equipment_value_yuan", "value of teaching equipment"},
    {"fiscal_revenue_per_head_yuan", "fiscal revenue per head"},
    {"floor_area_built_m2", "floor area built in the plan period"},
    {"floor_area_m2", "floor area of all buildings"},
    {"founder", "founder"},
    {"gdp_per_head_yuan", "GDP per head"},
    {"grade_facts", "data by grade"},
    {"income_per_head_yuan", "disposable income per head"},
    {"income_rural_per_head_yuan", "income per head of farmers"},
    {"income_urban_per_head_yuan", "disposable income per head of town dwellers"},
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
    {"large_class_share_percent", "share of large classes"},
    {"large_classes", "large classes (56 pupils or more)"},
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
    {"places_added", "school places added in the plan period"},
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
    {"retention_junior_3y_percent", "three-year junior retention rate"},
    {"retention_nine_year_percent", "nine-year retention rate"},
    {"retention_primary_6y_percent", "six-year primary retention rate"},
    {"rural_population", "rural population"},
    {"school_facts", "reports of schools"},
    {"school_id", "school id"},
    {"school_rebuilding_projects", "school projects of rebuilding and extension in the plan period"},
    {"schools_built_or_relocated", "schools built or relocated in the plan period"},
    {"schools_over_2000", "schools with more than 2,000 pupils"},
    {"schools_over_2000_share_percent", "share of schools with more than 2,000 pupils"},
    {"schools_over_3000", "schools with more than 3,000 pupils"},
    {"schools_over_3000_share_percent", "share of schools with more than 3,000 pupils"},
    {"setting", "urban or rural setting"},
    {"shared_platform_beds", "beds on shared sleeping platforms"},
    {"site_area_m2", "site area"},
    {"staff", "staff (all)"},
    {"stage_facts", "data by stage"},
    {"subject_staff", "teachers by subject"},
    {"subject_teacher_shortage", "subject teachers lacking"},
    {"subject_teacher_shortage_counties", "counties for which the lack of subject teachers is told"},
    {"teacher_pay_yuan", "average yearly pay of teachers"},
    {"teachers", "full-time teachers"},
    {"teachers_above_required", "teachers above the required degree"},
    {"teachers_added", "teachers added in the plan period"},
    {"teachers_added_generalist_scarce", "of these generalist primary and scarce-subject teachers"},
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
    {"teachers_sent_rural", "teachers sent to rural schools in the plan period"},
    {"teachers_trained_360h", "teachers with 360 hours of training in five years"},
    {"teachers_upper_secondary", "teachers with upper secondary education"},
    {"training_funds_budget_yuan", "training funds, budget"},
    {"training_funds_final_yuan", "training funds, final account"},
    {"training_funds_national_yuan", "funds of the national training programme"},
    {"training_funds_period_growth_percent", "growth of national training funds, period on period"},
    {"training_funds_period_yuan", "national training funds of the plan period"},
    {"unit_costs", "unit costs"},
    {"very_large_class_share_percent", "share of very large classes"},
    {"very_large_classes", "very large classes (66 pupils or more)"},
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
