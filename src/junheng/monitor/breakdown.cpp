#include "junheng/monitor/breakdown.h"

#include <algorithm>

namespace junheng::monitor {

std::string_view to_string(RowPart part) {
  switch (part) {
    case RowPart::Stage: return "stage";
    case RowPart::Kind: return "kind";
    case RowPart::Setting: return "setting";
    case RowPart::Indicator: return "indicator";
    case RowPart::PupilGroup: return "group";
  }
  return "stage";
}

const BreakdownRow* Breakdown::find(const std::vector<std::string>& codes) const {
  const auto found = std::ranges::find(rows, codes, &BreakdownRow::codes);
  return found == rows.end() ? nullptr : &*found;
}

std::optional<std::size_t> Breakdown::column(std::string_view column_id) const {
  const auto found = std::ranges::find(columns, column_id, &BreakdownColumn::id);
  return found == columns.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - columns.begin()));
}

}  // namespace junheng::monitor
