#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/core/school_year.h"
#include "junheng/ingest/cell_parser.h"
#include "junheng/ingest/parsed_table.h"
#include "junheng/ingest/references.h"
#include "junheng/ingest/reported_item.h"

namespace junheng::ingest {

/// What reading the cells of any table depends on.
struct CellRules {
  const Registry& registry;
  /// For rows without a school year.
  std::optional<SchoolYear> default_year;
  /// How the standards take items: those that are no numbers are answered with yes or no.
  std::span<const ReportedItem> reported_items = {};
};

/// The rows of one chunk of one source.
struct RowChunk {
  std::vector<ParsedColumn> columns;
  std::vector<std::uint32_t> row_numbers;
  std::vector<std::uint8_t> rejected;
  std::vector<Issue> issues;
  /// Rows whose school or area was rejected: no findings of their own.
  std::vector<DependentRow> dependents;
  /// Findings to be reported once per column of the source: this chunk's first of each.
  struct Note {
    std::size_t column = 0;
    Issue issue;
  };
  std::vector<Note> notes;
};

/// Reads rows into columns: every cell is looked at, so that all errors of a row are found at once. One per chunk and thread.
/// A row with an error is marked as rejected and keeps its place, with what could be read of it.
class RowReader {
 public:
  RowReader(std::span<const ColumnLayout> layout, const ParsedTable::Part& part, const CellRules& rules, std::size_t row_bound);

  void add(const SourceRow& row);
  [[nodiscard]] RowChunk take() { return std::move(chunk_); }

 private:
  struct CellText {
    std::string_view text;
    formats::CellKind kind;
  };

  void read_cell(const SourceRow& row, std::size_t index);
  [[nodiscard]] bool repeats_header(const SourceRow& row) const;
  void read_what_is_there(const SourceRow& row);
  [[nodiscard]] CellText text_of(const SourceRow& row, std::uint32_t field) const;
  [[nodiscard]] std::optional<CellFault> check_kind(const CellText& cell, const ColumnLayout& layout) const;
  [[nodiscard]] std::optional<CellFault> read_value(const CellText& cell, ParsedColumn& column);
  [[nodiscard]] std::optional<CellFault> read_number(const CellText& cell, ParsedColumn& column) const;
  [[nodiscard]] std::optional<CellFault> read_code(std::string_view text, ParsedColumn& column);
  [[nodiscard]] CellResult<std::uint32_t> code_of(std::string_view text, const ColumnLayout& layout);
  /// The kind of the item of which the cell is the value, where 是 and 否 answer it.
  [[nodiscard]] std::optional<ReportedItem::Kind> answered_item(const SourceRow& row, const ColumnLayout& layout) const;
  [[nodiscard]] std::optional<CellFault> read_empty(ParsedColumn& column) const;
  [[nodiscard]] std::optional<RejectedOwner> rejected_owner(Code code, std::string_view text) const;
  void report(const SourceRow& row, std::size_t index, std::string_view text, CellFault fault);
  [[nodiscard]] std::shared_ptr<const Params> shared(std::size_t index, Params params);
  void note(const SourceRow& row, std::size_t index, Code code, std::string_view text);
  [[nodiscard]] Location where(std::uint32_t row_number, std::size_t index) const;

  const ParsedTable::Part& part_;
  const CellRules& rules_;
  SchoolLookup schools_;
  AreaLookup areas_;
  RowChunk chunk_;
  /// Of the last finding of each column.
  std::vector<std::shared_ptr<const Params>> last_params_;
  bool is_row_rejected_ = false;
};

}  // namespace junheng::ingest
