#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/formats/xlsx_reader.h"
#include "junheng/formats/xlsx_writer.h"
#include "junheng/model/schema.h"

namespace junheng::report {

/// Findings of one file or sheet by row; row 0 holds those about the whole.
using RowFindings = std::map<std::uint32_t, std::vector<const Issue*>>;

/// Writes the rows of one input table, each in its own row, and marks the cells that findings name: filled by severity, with what is
/// wrong and what to do as a comment. A finding about a row marks all its cells, one about the table the first cell of the sheet.
class MarkedSheet {
 public:
  /// Excel becomes slow with more comments on a sheet; further cells are filled only.
  static constexpr std::size_t kMostComments = 5000;

  MarkedSheet(formats::XlsxWriter& writer, const RowFindings& findings, Lang lang) : writer_(writer), findings_(findings), lang_(lang) {}

  /// The header sets the widths of the columns.
  void header(std::span<const std::string_view> fields);
  /// `kinds` as in a workbook; empty for CSV, where a text that is a plain number becomes a number.
  void row(std::uint32_t number, std::span<const std::string_view> fields, std::span<const formats::CellKind> kinds = {});
  /// Gives the columns of a table of the format the drop-down lists and the notes on their headers that its blank workbook has; notes
  /// only where no finding has one. To be called last.
  void guide(const model::TableSpec& table, std::span<const std::string_view> header);
  /// Merges cells; to be called before the rows are written. Ranges that overlap earlier ones are left out.
  void merge(std::span<const formats::CellRange> ranges);
  /// A finding on a row that the table does not have (a blank line, a row beyond the end).
  void mark_rows_without_cells();

  [[nodiscard]] bool has_findings(std::uint32_t row) const { return findings_.contains(row); }
  [[nodiscard]] std::size_t cells_without_comment() const { return cells_without_comment_; }

 private:
  struct CellFindings {
    Severity severity = Severity::Info;
    std::string note;
  };

  [[nodiscard]] std::map<std::uint32_t, CellFindings> by_column(std::uint32_t row) const;
  void cell(std::uint32_t row, std::uint32_t column, std::string_view text, std::optional<formats::CellKind> kind,
            const formats::CellStyle& style);
  void comment(std::uint32_t row, std::uint32_t column, const std::string& note);

  formats::XlsxWriter& writer_;
  const RowFindings& findings_;
  Lang lang_;
  std::size_t comments_ = 0;
  std::size_t cells_without_comment_ = 0;
  std::vector<bool> written_rows_;
};

/// The number that a text of a CSV file stands for, if a spreadsheet shows it as it was typed: no leading zeros, no exponent, at most
/// 11 digits before the point (longer ones, such as codes, would be shown rounded).
[[nodiscard]] std::optional<double> plain_cell_number(std::string_view text);

}  // namespace junheng::report
