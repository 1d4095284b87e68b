#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/error.h"

namespace junheng::formats {

enum class Encoding { Utf8, Utf8Bom, Gb18030 };

[[nodiscard]] std::string_view to_string(Encoding encoding);

/// What stands between the columns unless said otherwise.
inline constexpr char kComma = ',';

struct CsvLimits {
  std::size_t max_file_bytes = std::size_t{4} << 30;
  std::size_t max_cell_bytes = std::size_t{1} << 20;
  /// Size from which a chunk is cut at the next record end.
  std::size_t chunk_bytes = std::size_t{4} << 20;
};

/// One data row: its number as a spreadsheet shows it (blank lines count, line breaks in quotes do not) and its fields.
/// The views live until the visitor returns.
struct CsvRow {
  std::uint32_t number = 0;
  std::span<const std::string_view> fields;
};

/// A CSV file in memory (RFC 4180 but for the separator, header row first), read in chunks that can be parsed on several threads.
/// The chunks are cut at record ends and depend on the file only; chunk i holds the rows before those of chunk i + 1.
/// Spaces and tabs around a field are dropped unless they stand in quotes. Rows may have more or fewer fields than the header.
/// Memory: the file's bytes, half as much again while GB18030 is decoded, and one row per running read_chunk.
class CsvFile {
 public:
  /// Errors: CannotReadFile; CsvTooLarge; CsvEmpty (no header); CsvDelimiter (separated by something else than commas), CsvSeparatorOther
  /// (than the `separator` asked for: one byte); with the cell: CsvEncoding (neither UTF-8 nor GB18030), CsvUtf16, CsvNulByte,
  /// CsvUnclosedQuote, CsvStrayQuote, CsvCellTooLong.
  [[nodiscard]] static Result<CsvFile> open(const std::string& path, const CsvLimits& limits = {}, char separator = kComma);
  /// The same for bytes that are already in memory; `name` stands for the path in messages.
  [[nodiscard]] static Result<CsvFile> from_bytes(std::string bytes, std::string name, const CsvLimits& limits = {},
                                                  char separator = kComma);

  CsvFile(CsvFile&&) noexcept;
  CsvFile& operator=(CsvFile&&) noexcept;
  ~CsvFile();

  [[nodiscard]] Encoding encoding() const;
  [[nodiscard]] char separator() const;
  [[nodiscard]] const std::vector<std::string>& header() const;
  [[nodiscard]] std::size_t chunk_count() const;
  /// An upper bound of the rows in a chunk, for reserving.
  [[nodiscard]] std::size_t row_bound(std::size_t chunk) const;
  /// Calls `visit` for each row of the chunk that is not wholly blank. Safe to call for different chunks at the same time.
  /// Errors: CsvCellTooLong.
  [[nodiscard]] Result<void> read_chunk(std::size_t chunk, const std::function<void(const CsvRow&)>& visit) const;

 private:
  struct State;
  explicit CsvFile(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace junheng::formats
