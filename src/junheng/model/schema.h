#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

namespace junheng::model {

/// How the text of a cell is read.
enum class ColumnType : std::uint8_t {
  Id,  ///< code kept as text: leading zeros and length matter
  Text,
  Number,
  Count,  ///< whole number, not negative
  Year,   ///< calendar year, four digits
  SchoolYear,
  Flag,  ///< 1 / 0, 是 / 否, yes / no
  Code,  ///< number out of a code list
  Word,  ///< word out of a code list
  StageWord,
  Grade,
};

/// One entry of a code list: what may stand in a cell and how it is kept.
struct CodeName {
  std::string_view code;
  std::string_view zh;
  std::string_view en;
};

/// A word that clerks write although no list holds it, and the codes that it can mean.
struct CodeMeaning {
  std::string_view word;
  std::span<const std::string_view> codes;
};

struct ColumnSpec {
  std::string_view id;
  std::string_view zh;
  ColumnType type = ColumnType::Text;
  /// Unit of a number, as a key of the registry in units.h; empty for counts of persons and plain numbers.
  std::string_view unit = {};
  std::span<const CodeName> codes = {};
  bool is_required = false;
};

struct TableSpec {
  std::string_view id;
  std::string_view zh;
  std::span<const ColumnSpec> columns;
  /// Ids of the key columns.
  std::span<const std::string_view> key;
  /// Columns of measures, beside `columns`.
  std::span<const ColumnSpec> measures = {};

  [[nodiscard]] const ColumnSpec* column(std::string_view id_or_zh) const;
};

/// Every table of the dataset format, in the order of the format's description.
[[nodiscard]] std::span<const TableSpec> table_specs();
[[nodiscard]] const TableSpec* find_table(std::string_view id_or_zh);

/// Sheets that hold no data: a blank workbook explains its codes on one, a marked workbook lists its findings on the other.
inline constexpr std::string_view kCodeSheetZh = "代码表";
inline constexpr std::string_view kCodeSheetEn = "codes";
inline constexpr std::string_view kFindingsSheetZh = "问题清单";
inline constexpr std::string_view kFindingsSheetEn = "Findings";
[[nodiscard]] bool is_guide_sheet(std::string_view name);

/// Measures of stage_facts.
[[nodiscard]] std::span<const ColumnSpec> stage_measures();
/// Measures of area_facts, which stand in its column `item`.
[[nodiscard]] std::span<const ColumnSpec> area_measures();
[[nodiscard]] const ColumnSpec* find_stage_measure(std::string_view id);
[[nodiscard]] const ColumnSpec* find_area_measure(std::string_view id);

/// Code lists by name, for templates and checks.
[[nodiscard]] std::span<const CodeName> school_kinds();
[[nodiscard]] std::span<const CodeName> founder_kinds();
[[nodiscard]] std::span<const CodeName> setting_codes();
[[nodiscard]] std::span<const CodeName> area_levels();
[[nodiscard]] std::span<const CodeName> class_bands();
/// The words in use for the codes of a list; none for most lists.
[[nodiscard]] std::span<const CodeMeaning> meanings_of(std::span<const CodeName> list);

}  // namespace junheng::model
