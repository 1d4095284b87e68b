#include "junheng/ingest/form_source.h"

namespace junheng::ingest {

Result<void> FormSource::read_chunk(std::size_t, const std::function<void(const SourceRow&)>& visit) const {
  std::uint32_t number = 0;
  std::vector<std::string_view> fields;
  std::vector<formats::CellKind> kinds;
  for (const auto& row : rows_) {
    fields.clear();
    kinds.clear();
    for (const FormValue& value : row) {
      fields.emplace_back(value.text);
      kinds.push_back(value.kind == formats::CellKind::Empty ? formats::CellKind::Text : value.kind);
    }
    visit({++number, fields, kinds, false});
  }
  return {};
}

std::optional<Location> FormSource::locate(std::uint32_t row_number, std::size_t field) const {
  if (row_number == 0 || row_number > rows_.size()) return std::nullopt;
  const auto& row = rows_[row_number - 1];
  if (row[field].place) return row[field].place;
  return Location{file_, "", 0, 0, header_[field]};
}

}  // namespace junheng::ingest
