#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/ids.h"
#include "junheng/core/stage.h"
#include "junheng/model/column.h"
#include "junheng/model/interned_column.h"
#include "junheng/model/origin.h"
#include "junheng/model/row_lists.h"

namespace junheng::model {

/// establishment: approved posts (编制) of a school, or of an area as a whole.
struct Establishment {
  struct Entry {
    std::optional<AreaIndex> area;
    std::optional<SchoolIndex> school;
    std::int16_t year = 0;
    /// nullopt: not given, of every stage.
    std::optional<Stage> stage;
    Quantity posts;
  };
  std::vector<Entry> entries;
  TableOrigin origin;
};

/// targets: what an item is to reach in an area in a year.
struct Targets {
  std::vector<AreaIndex> areas;
  std::vector<std::int16_t> years;
  /// Measures and items of packs by their id, others as written.
  InternedColumn items;
  NumberColumn targets;
  TableOrigin origin;

  [[nodiscard]] std::size_t size() const { return areas.size(); }
  /// Rows of an area, in the order of the file.
  [[nodiscard]] std::span<const std::uint32_t> rows_of(AreaIndex area) const { return by_area_.of(area.value); }
  /// kNoRow if there is none.
  [[nodiscard]] std::uint32_t find(AreaIndex area, int year, std::string_view item) const;
  void build_index(std::size_t area_count);

 private:
  RowLists by_area_;
};

enum class EventKind : std::uint8_t {
  Open,      ///< a new school takes pupils over from others
  Close,     ///< a school ends: its pupils go to another one, or to the others of its county that run the grade
  Merge,     ///< a school becomes part of another
  Boundary,  ///< a part of a school's catchment goes to another one
  Housing,   ///< pupils come with new housing
};

/// events: what changes in the network of schools. Schools are named by id: they may be of another year.
struct Events {
  struct Entry {
    std::string id;
    /// The first school year that counts it: of the day's year up to September, of the next from October on.
    std::int16_t school_year = 0;
    EventKind kind = EventKind::Close;
    std::string school_id;
    std::string other_id;
    Quantity pupils;
    /// Bit g: grade g is named; 0: none is.
    std::uint16_t grades = 0;
  };
  std::vector<Entry> entries;
  TableOrigin origin;
};

/// settlements: where pupils live, and how many.
struct Settlements {
  static constexpr std::size_t kAges = 15;

  TextColumn ids;
  TextColumn names;
  std::vector<AreaIndex> areas;
  NumberColumn lon;
  NumberColumn lat;
  NumberColumn pupils_primary;
  NumberColumn pupils_junior;
  /// By age, 0 to 14.
  std::array<NumberColumn, kAges> children;
  TableOrigin origin;

  [[nodiscard]] std::size_t size() const { return areas.size(); }
};

}  // namespace junheng::model
