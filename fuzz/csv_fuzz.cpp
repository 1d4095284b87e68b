#include <utility>
#include <vector>

#include "fuzz/findings.h"
#include "fuzz/targets.h"
#include "junheng/core/text.h"
#include "junheng/formats/csv_reader.h"

namespace junheng::fuzz {

namespace {

/// Small, so that inputs of a few kilobytes reach the limits.
constexpr formats::CsvLimits kLimits = {.max_file_bytes = 1 << 20, .max_cell_bytes = 512, .chunk_bytes = 1 << 20};

struct Rows {
  std::vector<std::string> header;
  std::vector<std::pair<std::uint32_t, std::vector<std::string>>> rows;
  bool is_utf8 = true;
  bool is_within_bounds = true;

  friend bool operator==(const Rows&, const Rows&) = default;
};

Result<Rows> read_all(std::string_view bytes, std::size_t chunk_bytes) {
  formats::CsvLimits limits = kLimits;
  limits.chunk_bytes = chunk_bytes;
  const auto file = formats::CsvFile::from_bytes(std::string(bytes), "input.csv", limits);
  if (!file) return fail(file.error());
  Rows all;
  all.header = file->header();
  for (std::size_t chunk = 0; chunk < file->chunk_count(); ++chunk) {
    std::size_t count = 0;
    const auto take = [&](const formats::CsvRow& row) {
      ++count;
      for (const std::string_view field : row.fields) all.is_utf8 = all.is_utf8 && is_utf8(field);
      all.rows.emplace_back(row.number, std::vector<std::string>(row.fields.begin(), row.fields.end()));
    };
    if (auto read = file->read_chunk(chunk, take); !read) return fail(std::move(read.error()));
    all.is_within_bounds = all.is_within_bounds && count <= file->row_bound(chunk);
  }
  return all;
}

Fault faults_of(const Rows& rows) {
  if (!rows.is_utf8) return "a field is not UTF-8";
  if (!rows.is_within_bounds) return "a chunk holds more rows than its bound";
  for (std::size_t i = 1; i < rows.rows.size(); ++i)
    if (rows.rows[i - 1].first >= rows.rows[i].first) return "row numbers do not rise";
  return std::nullopt;
}

}  // namespace

Fault try_csv(std::string_view bytes) {
  const auto whole = read_all(bytes, kLimits.chunk_bytes);
  const auto cut = read_all(bytes, 16);
  if (whole.has_value() != cut.has_value()) return "refused in chunks of one size only";
  if (!whole) {
    if (whole.error().code != cut.error().code) return "refused for different reasons in chunks of different sizes";
    return wording_fault(whole.error());
  }
  if (!(*whole == *cut)) return "the rows depend on where the file is cut";
  return faults_of(*whole);
}

}  // namespace junheng::fuzz
