#include "junheng/formats/xlsx_reader.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "junheng/core/codes.h"
#include "junheng/formats/file.h"
#include "junheng/formats/xlsx_package.h"
#include "junheng/formats/xlsx_sheet.h"
#include "junheng/formats/xml_reader.h"
#include "junheng/formats/zip_parts.h"

namespace junheng::formats {

namespace {

tl::unexpected<Error> file_too_large(const std::string& name) {
  return fail(Code::XlsxTooLarge, {{"path", name}, {"limit_zh", "文件大小"}, {"limit_en", "its size"}});
}

/// Reads the cells of every sheet in one pass over the archive; the sheets come in the order of the workbook.
Result<std::vector<Sheet>> read_sheets(ZipParts& zip, const XlsxPackage& package, const std::string& file, const XlsxLimits& limits) {
  std::vector<Sheet> sheets(package.sheets.size());
  std::map<std::string, Sheet*> by_part;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    sheets[i].name = package.sheets[i].name;
    sheets[i].is_hidden = package.sheets[i].is_hidden;
    if (!by_part.emplace(package.sheets[i].part, &sheets[i]).second)
      return fail(damaged_part(file, package.sheets[i].part, "two sheets share this part"));
  }
  XlsxBudget budget{limits.max_cells, limits.max_unpacked_bytes, limits.max_cell_bytes};
  const auto take = [&](const std::string& part, std::string content) -> Result<void> {
    const auto place = by_part.find(part);
    SheetVisitor visitor(*place->second, package.shared, budget, file, part);
    auto parsed = parse_xml(content, visitor, [&](std::string reason) { return damaged_part(file, part, std::move(reason)); });
    // A second part of that name would add its cells to the sheet.
    by_part.erase(place);
    return parsed;
  };
  auto read = zip.read([&](const std::string& part) { return by_part.contains(part); }, take);
  if (!read) return fail(std::move(read.error()));
  if (!by_part.empty()) return fail(damaged_part(file, by_part.begin()->first, "this part is missing"));
  return sheets;
}

}  // namespace

std::uint32_t Sheet::row_count() const { return static_cast<std::uint32_t>(rows_.size()); }

std::uint32_t Sheet::column_count() const { return columns_; }

const Cell& Sheet::cell(std::uint32_t row, std::uint32_t column) const {
  static const Cell kEmpty;
  if (row < 1 || row > rows_.size()) return kEmpty;
  const std::vector<Cell>& cells = rows_[row - 1];
  return column < 1 || column > cells.size() ? kEmpty : cells[column - 1];
}

Cell& Sheet::make_cell(std::uint32_t row, std::uint32_t column) {
  if (row > rows_.size()) rows_.resize(row);
  std::vector<Cell>& cells = rows_[row - 1];
  if (column > cells.size()) cells.resize(column);
  columns_ = std::max(columns_, column);
  return cells[column - 1];
}

void Sheet::add_row(std::uint32_t row, std::vector<Cell>& cells) {
  if (row > rows_.size()) rows_.resize(row);
  std::vector<Cell>& place = rows_[row - 1];
  // Exactly as much room as there are cells: growing a row cell by cell takes up to twice that.
  if (place.empty()) place.reserve(cells.size());
  if (place.size() < cells.size()) place.resize(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (cells[i].kind != CellKind::Empty) place[i] = std::move(cells[i]);
  columns_ = std::max(columns_, static_cast<std::uint32_t>(cells.size()));
}

const Sheet* Workbook::find(std::string_view name) const {
  const auto found = std::ranges::find(sheets, name, &Sheet::name);
  return found == sheets.end() ? nullptr : &*found;
}

Result<Workbook> read_xlsx(const std::string& path, const XlsxLimits& limits) {
  std::error_code failure;
  const auto size = std::filesystem::file_size(path, failure);
  if (!failure && size > limits.max_file_bytes) return file_too_large(path);
  const auto bytes = read_file(path);
  if (!bytes) return fail(bytes.error());
  return read_xlsx_bytes(*bytes, path, limits);
}

Result<Workbook> read_xlsx_bytes(std::string_view bytes, std::string name, const XlsxLimits& limits) {
  if (bytes.size() > limits.max_file_bytes) return file_too_large(name);
  if (auto checked = check_container(bytes, name); !checked) return fail(std::move(checked.error()));
  ZipParts zip(bytes, name, limits);
  auto package = read_package(zip, name);
  if (!package) return fail(std::move(package.error()));
  auto sheets = read_sheets(zip, *package, name, limits);
  if (!sheets) return fail(std::move(sheets.error()));
  return Workbook{std::move(name), std::move(*sheets)};
}

}  // namespace junheng::formats
