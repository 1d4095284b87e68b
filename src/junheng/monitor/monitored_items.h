#pragma once

#include <span>
#include <string_view>

namespace junheng::monitor {

/// An item of area_facts, which a review knows too, and the figure of a monitor that it is.
struct MonitoredItem {
  std::string_view item;
  std::string_view monitor;
  std::string_view figure;
};

/// In the order of monitors; shares after the counts that they are made of.
[[nodiscard]] std::span<const MonitoredItem> monitored_items();
/// nullptr for an item that no monitor has.
[[nodiscard]] const MonitoredItem* find_monitored_item(std::string_view item);

}  // namespace junheng::monitor
