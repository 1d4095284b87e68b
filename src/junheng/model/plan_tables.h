#pragma once

#include <cstdint>
#include <optional>
#include <span>
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

}  // namespace junheng::model
