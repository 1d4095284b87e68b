#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "junheng/ingest/row_source.h"

namespace junheng::ingest {

/// The rows of one sheet of a workbook: headers in row 1, data from row 2 on, blank rows left out.
class SheetSource final : public RowSource {
 public:
  /// `name` is the workbook as messages name it; `sheet` belongs to it.
  SheetSource(std::shared_ptr<const formats::Workbook> workbook, const formats::Sheet& sheet, std::string name);

  [[nodiscard]] const std::vector<std::string>& header() const override { return header_; }
  [[nodiscard]] std::size_t chunk_count() const override;
  [[nodiscard]] std::size_t row_bound(std::size_t chunk) const override;
  [[nodiscard]] Result<void> read_chunk(std::size_t chunk, const std::function<void(const SourceRow&)>& visit) const override;
  [[nodiscard]] std::string file() const override { return name_; }
  [[nodiscard]] std::string sheet() const override { return sheet_.name; }
  [[nodiscard]] bool is_line_by_line() const override { return true; }
  /// HeaderIsTitle (row 1); MergedCells, once per range.
  [[nodiscard]] std::vector<Issue> findings() const override { return findings_; }

 private:
  void find_merged_cells();
  [[nodiscard]] std::uint32_t first_row(std::size_t chunk) const;

  std::shared_ptr<const formats::Workbook> workbook_;
  const formats::Sheet& sheet_;
  std::string name_;
  std::vector<std::string> header_;
  std::vector<Issue> findings_;
  /// Per row number: cells are merged there.
  std::vector<bool> is_merged_;
};

}  // namespace junheng::ingest
