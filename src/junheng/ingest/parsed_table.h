#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/ingest/row_source.h"
#include "junheng/model/column.h"
#include "junheng/model/origin.h"
#include "junheng/model/schema.h"

namespace junheng::ingest {

/// What the text of a column stands for.
enum class Reading : std::uint8_t { Id, Text, Number, Count, Year, Flag, SchoolYear, Code, Word, Stage, Grade, School, Area };

/// How the values of a column are kept until the table is put together.
enum class Keeping : std::uint8_t {
  Nothing,  ///< checked, then forgotten
  Numbers,
  Texts,
  Codes,  ///< school years, positions in a code list, stages, grades, positions of schools and areas
};

inline constexpr std::uint32_t kNoCode = 0xFFFFFFFF;

/// A school of a row that is there but was itself rejected: its position among the rejected schools.
[[nodiscard]] constexpr std::uint32_t rejected_school_code(std::size_t position) {
  return 0x80000000U | static_cast<std::uint32_t>(position);
}
[[nodiscard]] constexpr bool is_rejected_school(std::uint32_t code) { return code != kNoCode && (code & 0x80000000U) != 0; }
[[nodiscard]] constexpr std::size_t rejected_school_position(std::uint32_t code) { return code & 0x7FFFFFFFU; }

/// In place of the number of decimals, where the cell does not say how its number was typed.
inline constexpr std::uint8_t kDecimalsUnknown = 0xFF;

struct ColumnLayout {
  const model::ColumnSpec* spec = nullptr;
  Reading reading = Reading::Text;
  Keeping keeping = Keeping::Nothing;
  /// Also how many decimals each number was typed with.
  bool keeps_decimals = false;
};

struct ParsedColumn {
  ColumnLayout layout;
  model::NumberColumn numbers;
  model::TextColumn texts;
  std::vector<std::uint32_t> codes;
  /// One per number where the layout keeps them.
  std::vector<std::uint8_t> decimals;

  void append(ParsedColumn&& chunk);
  void keep_rows(const std::vector<std::uint8_t>& rejected);
};

/// The rows of one table with their cells read, in the order of the sources; rejected rows are marked and still take a place.
struct ParsedTable {
  /// The rows of one source, and the field of each column in it.
  struct Part {
    const RowSource* rows = nullptr;
    std::vector<std::optional<std::uint32_t>> fields;
    std::size_t end = 0;
  };

  const model::TableSpec* spec = nullptr;
  std::vector<ParsedColumn> columns;
  std::vector<std::uint32_t> row_numbers;
  std::vector<std::uint8_t> rejected;
  std::vector<Part> parts;

  [[nodiscard]] std::size_t size() const { return row_numbers.size(); }
  [[nodiscard]] ParsedColumn* find(std::string_view column_id);
  [[nodiscard]] const ParsedColumn* find(std::string_view column_id) const;
  [[nodiscard]] const Part& part_of(std::size_t row) const;
  [[nodiscard]] bool has_rejected_rows() const;

  /// Where a value stands; without a column, its row.
  [[nodiscard]] Location locate(std::size_t row, std::string_view column_id = {}) const;
  /// Rejects the row for a finding about one of its cells.
  void reject(std::size_t row, std::string_view column_id, Code code, std::string value, Params params, std::vector<Issue>& issues);

  /// Takes the rejected rows out. Positions of rows change.
  void drop_rejected();
  /// Where the rows come from, for the dataset.
  [[nodiscard]] model::TableOrigin origin() const;
};

}  // namespace junheng::ingest
