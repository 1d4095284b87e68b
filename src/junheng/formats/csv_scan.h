#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/formats/csv_reader.h"

namespace junheng::formats {

/// A run of whole records; `first_row` is the number of the first.
struct CsvChunk {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint32_t first_row = 1;
  std::uint32_t row_count = 0;
};

/// Cuts the text at record ends, one pass from the start, so that no quoted line break is ever taken for a record end.
/// A quote opens a field only at its start, as for spreadsheets: 5" pipe is plain text.
/// Errors: CsvUnclosedQuote, CsvStrayQuote (text after a closing quote), CsvCellTooLong (quoted cells).
[[nodiscard]] Result<std::vector<CsvChunk>> cut_into_chunks(std::string_view text, const std::string& name, const CsvLimits& limits,
                                                            char separator = kComma);

/// Row and column (both 1-based) of a byte.
struct CsvPosition {
  std::uint32_t row = 1;
  std::uint32_t column = 1;
};
[[nodiscard]] CsvPosition position_of(std::string_view text, std::size_t offset, char separator = kComma);

/// The parameters {path}, {row} and {cell} of an error.
[[nodiscard]] Params cell_params(const std::string& name, CsvPosition position);
[[nodiscard]] Error cell_too_long(const std::string& name, CsvPosition position, const CsvLimits& limits);

}  // namespace junheng::formats
