#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "junheng/ingest/row_source.h"

namespace junheng::ingest {

/// A value taken out of a form, with the cell where it stands there.
struct FormValue {
  std::string text;
  formats::CellKind kind = formats::CellKind::Text;
  std::optional<Location> place;
};

/// Rows of one of our tables, put together from cells of one workbook of forms. Rows are numbered from 1; each value has a place of its
/// own.
class FormSource final : public RowSource {
 public:
  FormSource(std::string file, std::vector<std::string> header) : file_(std::move(file)), header_(std::move(header)) {}

  /// Values in the order of the header.
  void add(std::vector<FormValue> row) { rows_.push_back(std::move(row)); }

  [[nodiscard]] const std::vector<std::string>& header() const override { return header_; }
  [[nodiscard]] std::size_t chunk_count() const override { return 1; }
  [[nodiscard]] std::size_t row_bound(std::size_t) const override { return rows_.size(); }
  [[nodiscard]] Result<void> read_chunk(std::size_t chunk, const std::function<void(const SourceRow&)>& visit) const override;
  [[nodiscard]] std::string file() const override { return file_; }
  /// The cell of a value; for one that stands in no cell, the workbook.
  [[nodiscard]] std::optional<Location> locate(std::uint32_t row_number, std::size_t field) const override;

 private:
  std::string file_;
  std::vector<std::string> header_;
  std::vector<std::vector<FormValue>> rows_;
};

}  // namespace junheng::ingest
