#include "junheng/monitor/review_items.h"

#include <algorithm>
#include <array>

namespace junheng::monitor {

namespace {

using enum Course;
using enum ItemKind;

constexpr auto kItems = std::to_array<ReviewItem>({
    {"counties", None, Amount},
    {"counties_basic_in_year", Up, Amount, {}, {}, false, true},
    {"counties_basic_in_period", Up, Total},
    {"counties_basic_accredited", Up, Amount},
    {"counties_basic_share_percent", Up, Share, "counties_basic_accredited", "counties"},
    {"counties_basic_growth_percent", Up, Growth},
    {"counties_basic_pending", Down, Amount},
    {"counties_quality_in_year", Up, Amount, {}, {}, false, true},
    {"counties_quality_in_period", Up, Total},
    {"counties_quality_accredited", Up, Amount},
    {"counties_quality_share_percent", Up, Share, "counties_quality_accredited", "counties"},
    {"counties_quality_growth_percent", Up, Growth},
    {"retention_nine_year_percent", Up, Share},
    {"retention_primary_6y_percent", Up, Share},
    {"retention_junior_3y_percent", Up, Share},
    {"pupils", None, Amount},
    {"compulsory_schools", None, Amount},
    {"compulsory_classes", None, Amount},
    {"large_classes", Down, Amount, {}, {}, true},
    {"large_class_share_percent", Down, Share, "large_classes", "compulsory_classes"},
    {"very_large_classes", Down, Amount, {}, {}, true},
    {"very_large_class_share_percent", Down, Share, "very_large_classes", "compulsory_classes"},
    {"schools_over_2000", Down, Amount, {}, {}, true},
    {"schools_over_2000_share_percent", Down, Share, "schools_over_2000", "compulsory_schools"},
    {"schools_over_3000", Down, Amount, {}, {}, true},
    {"schools_over_3000_share_percent", Down, Share, "schools_over_3000", "compulsory_schools"},
    {"boarders_without_bed", Down, Amount, {}, {}, true},
    {"subject_teacher_shortage", Down, Amount},
    {"teachers_added", Up, Total},
    {"teachers_added_generalist_scarce", Up, Total},
    {"teachers_sent_rural", Up, Total},
    {"training_funds_national_yuan", Up, Amount},
    {"training_funds_period_yuan", Up, Total},
    {"training_funds_period_growth_percent", Up, Growth},
    {"schools_built_or_relocated", Up, Total},
    {"school_rebuilding_projects", Up, Total},
    {"floor_area_built_m2", Up, Total},
    {"places_added", Up, Total},
});

}  // namespace

std::string_view to_string(Course course) {
  switch (course) {
    case Course::Up: return "higher_is_better";
    case Course::Down: return "lower_is_better";
    case Course::None: return "none";
  }
  return "none";
}

std::span<const ReviewItem> review_items() { return kItems; }

const ReviewItem* find_review_item(std::string_view id) {
  const auto found = std::ranges::find(kItems, id, &ReviewItem::id);
  return found == kItems.end() ? nullptr : &*found;
}

}  // namespace junheng::monitor
