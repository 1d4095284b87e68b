#include "junheng/model/origin.h"

#include <algorithm>
#include <charconv>

namespace junheng::model {

namespace {

std::string cell_key(RowIndex row, std::string_view column_id) { return std::to_string(row.value) + "/" + std::string(column_id); }

struct CellPlace {
  std::uint32_t row = 0;
  std::string_view column_id;
};

/// The row and column of a cell_key(). Lives as long as the key.
CellPlace place_of(std::string_view key) {
  const auto slash = key.find('/');
  CellPlace place{0, key.substr(slash + 1)};
  std::from_chars(key.data(), key.data() + slash, place.row);
  return place;
}

}  // namespace

std::uint16_t TableOrigin::add_file(OriginFile file) {
  files_.push_back(std::move(file));
  return static_cast<std::uint16_t>(files_.size() - 1);
}

void TableOrigin::add_row(std::uint16_t file, std::uint32_t row_number) {
  file_of_row_.push_back(file);
  row_numbers_.push_back(row_number);
}

void TableOrigin::set_cell(RowIndex row, std::string_view column_id, Location where) {
  cells_[cell_key(row, column_id)] = std::move(where);
}

Location TableOrigin::locate(RowIndex row, std::string_view column_id) const {
  if (row.value >= row_numbers_.size()) return {};
  if (!cells_.empty() && !column_id.empty()) {
    const auto exact = cells_.find(cell_key(row, column_id));
    if (exact != cells_.end()) return exact->second;
  }
  const OriginFile& file = files_[file_of_row_[row.value]];
  Location where{file.file, file.sheet, row_numbers_[row.value], 0, std::string(column_id)};
  const auto header = std::ranges::find(file.headers, column_id, &OriginFile::Header::column_id);
  if (header != file.headers.end()) {
    where.column = header->position;
    where.header = header->header;
  }
  return where;
}

std::vector<TableOrigin::OwnCell> TableOrigin::own_cells() const {
  std::vector<OwnCell> out;
  out.reserve(cells_.size());
  for (const auto& [key, where] : cells_) {
    const CellPlace place = place_of(key);
    out.push_back({RowIndex(place.row), place.column_id, &where});
  }
  std::ranges::sort(out, {}, [](const OwnCell& cell) { return std::pair(cell.row, cell.column_id); });
  return out;
}

void TableOrigin::append(const TableOrigin& chunk) {
  const auto first_file = static_cast<std::uint16_t>(files_.size());
  const std::size_t first_row = row_numbers_.size();
  files_.insert(files_.end(), chunk.files_.begin(), chunk.files_.end());
  row_numbers_.insert(row_numbers_.end(), chunk.row_numbers_.begin(), chunk.row_numbers_.end());
  file_of_row_.reserve(row_numbers_.size());
  for (const std::uint16_t file : chunk.file_of_row_) file_of_row_.push_back(static_cast<std::uint16_t>(file + first_file));
  for (const auto& [key, where] : chunk.cells_) {
    const CellPlace place = place_of(key);
    cells_[cell_key(RowIndex(first_row + place.row), place.column_id)] = where;
  }
}

TableOrigin TableOrigin::select(const std::vector<std::uint32_t>& rows) const {
  TableOrigin out;
  out.files_ = files_;
  std::unordered_map<std::uint32_t, RowIndex> new_row;
  for (const std::uint32_t row : rows) {
    if (row >= row_numbers_.size()) continue;
    if (!cells_.empty()) new_row.emplace(row, RowIndex(out.row_numbers_.size()));
    out.add_row(file_of_row_[row], row_numbers_[row]);
  }
  for (const auto& [key, where] : cells_) {
    const CellPlace place = place_of(key);
    const auto kept = new_row.find(place.row);
    if (kept != new_row.end()) out.cells_[cell_key(kept->second, place.column_id)] = where;
  }
  return out;
}

}  // namespace junheng::model
