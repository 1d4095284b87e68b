#include "junheng/monitor/monitored_items.h"

#include <algorithm>
#include <array>

namespace junheng::monitor {

namespace {

constexpr auto kItems = std::to_array<MonitoredItem>({
    {"compulsory_classes", "classes", "total"},
    {"large_classes", "classes", "large"},
    {"very_large_classes", "classes", "very_large"},
    {"large_class_share_percent", "classes", "large_share"},
    {"very_large_class_share_percent", "classes", "very_large_share"},
    {"compulsory_schools", "schools", "schools"},
    {"schools_over_2000", "schools", "over_2000"},
    {"schools_over_3000", "schools", "over_3000"},
    {"schools_over_2000_share_percent", "schools", "over_2000_share"},
    {"schools_over_3000_share_percent", "schools", "over_3000_share"},
    {"boarders_without_bed", "beds", "boarders_without_bed"},
    {"retention_nine_year_percent", "retention", "nine_year"},
    {"retention_primary_6y_percent", "retention", "primary_6y"},
    {"retention_junior_3y_percent", "retention", "junior_3y"},
});

}  // namespace

std::span<const MonitoredItem> monitored_items() { return kItems; }

const MonitoredItem* find_monitored_item(std::string_view item) {
  const auto found = std::ranges::find(kItems, item, &MonitoredItem::item);
  return found == kItems.end() ? nullptr : &*found;
}

}  // namespace junheng::monitor
