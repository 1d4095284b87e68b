#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace junheng::monitor {

/// Which way an item should go.
enum class Course : std::uint8_t {
  Up,    ///< more is better
  Down,  ///< less is better
  None,  ///< neither: a size, not a success
};

[[nodiscard]] std::string_view to_string(Course course);

/// How the values of an item combine.
enum class ItemKind : std::uint8_t {
  Amount,  ///< stands at a year; counties add up
  Total,   ///< of the plan period that ends in the year; counties add up
  Share,   ///< a percentage: part over whole where both are known, else as it is reported
  Growth,  ///< a percentage of change, as it was published
};

/// What the review knows of an area item beside its name and unit (model::area_measures).
struct ReviewItem {
  std::string_view id;
  Course course = Course::None;
  ItemKind kind = ItemKind::Amount;
  /// Share only: the items it is made of; empty where it is only reported.
  std::string_view part = {};
  std::string_view whole = {};
  /// Has a schedule of elimination: so many are planned to remain in each year.
  bool is_eliminated = false;
  /// Counts what came in the one year: years add up, and the difference between two of them is no growth.
  bool is_of_one_year = false;
};

/// The items that have a course, and those from which these are computed, in the order in which a review shows them.
[[nodiscard]] std::span<const ReviewItem> review_items();
/// nullptr for an item that the review does not know.
[[nodiscard]] const ReviewItem* find_review_item(std::string_view id);

}  // namespace junheng::monitor
