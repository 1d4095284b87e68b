#include "junheng/model/plan_tables.h"

namespace junheng::model {

void Targets::build_index(std::size_t area_count) {
  by_area_ = RowLists(size(), area_count, [&](std::size_t row) { return areas[row].value; });
}

std::uint32_t Targets::find(AreaIndex area, int year, std::string_view item) const {
  const auto code = items.find(item);
  if (!code) return kNoRow;
  for (const std::uint32_t row : rows_of(area))
    if (years[row] == year && items.code(row) == *code) return row;
  return kNoRow;
}

}  // namespace junheng::model
