#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/formats/xlsx_reader.h"
#include "junheng/ingest/form_mapping.h"

namespace junheng::ingest {

/// True if the text names the form: "教基3112", "3112_小学". "1102续" is another form than "1102".
[[nodiscard]] bool names_form(std::string_view text, std::string_view form);

/// True if the sheet's name, or a cell in its heading, names the form.
[[nodiscard]] bool is_form(const formats::Sheet& sheet, std::string_view form);

/// One sheet of a return, with its columns known by header and its rows by code and label, wherever they stand.
///
/// The column headed 代码 holds the row codes; labels stand to its left, values to its right. The header is everything above the first
/// code; merged cells count for all columns and rows that they cover.
class FormSheet {
 public:
  FormSheet(const formats::Sheet& sheet, const std::vector<std::string>& blocks);

  [[nodiscard]] const formats::Sheet& sheet() const { return *sheet_; }
  /// False if there is no column of codes: nothing can be found.
  [[nodiscard]] bool has_codes() const { return !rows_.empty(); }
  [[nodiscard]] bool has_block(std::string_view block) const;
  /// The spreadsheet row that a cell of the mapping means.
  [[nodiscard]] std::optional<std::uint32_t> find_row(const FormCell& cell) const;

  struct ColumnMatch {
    /// nullopt: none, or several.
    std::optional<std::uint32_t> column;
    bool is_ambiguous = false;
  };
  /// The column with one of the names; without names the first column of values.
  [[nodiscard]] ColumnMatch find_column(const LabelNames& names) const;
  /// The header of a column as it stands there: the lowest text.
  [[nodiscard]] std::string header_of(std::uint32_t column) const;
  /// All headers and labels, for naming the one nearest to what is missing.
  [[nodiscard]] std::vector<std::string> headers() const;
  [[nodiscard]] std::vector<std::string> labels() const;
  /// 1 or 10,000 where label, unit, header or unit line say 元 or 万元; nullopt where nothing does.
  [[nodiscard]] std::optional<double> yuan_per_unit(std::uint32_t row, std::uint32_t column) const;

 private:
  struct CodedRow {
    std::uint32_t row = 0;
    std::string code;
    /// Left to right, blank ones left out.
    std::vector<std::string> labels;
    std::string block;
  };

  void spread_merged_cells();
  void find_codes();
  void read_rows(std::uint32_t first_row);
  void find_blocks(const std::vector<std::string>& blocks);
  void read_headers();
  [[nodiscard]] std::string_view text(std::uint32_t row, std::uint32_t column) const;
  /// Which lines of a column's header are looked at.
  enum class HeaderLines { Lowest, All };
  [[nodiscard]] bool has_header(std::uint32_t column, std::string_view folded, HeaderLines lines) const;

  const formats::Sheet* sheet_;
  /// What covers each cell, row by row: the cell's own text, or that of the merged range it is in.
  std::vector<std::vector<std::string_view>> texts_;
  std::uint32_t code_column_ = 0;
  std::uint32_t first_row_ = 0;
  std::vector<CodedRow> rows_;
  /// Per column (from 0), top to bottom.
  std::vector<std::vector<std::string>> headers_;
};

}  // namespace junheng::ingest
