#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "junheng/ingest/row_source.h"
#include "junheng/ingest/table_head.h"

namespace junheng::ingest {

/// The rows of one sheet of a workbook, blank rows left out: headers in row 1, or a head of several rows, where cells may be merged.
class SheetSource final : public RowSource {
 public:
  /// `name` is the workbook as messages name it; `sheet` belongs to it.
  SheetSource(std::shared_ptr<const formats::Workbook> workbook, const formats::Sheet& sheet, std::string name);
  SheetSource(std::shared_ptr<const formats::Workbook> workbook, const formats::Sheet& sheet, std::string name, const TableHead& head);

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
  void find_merged_header(const formats::CellRange& range);
  [[nodiscard]] std::uint32_t first_row(std::size_t chunk) const;

  std::shared_ptr<const formats::Workbook> workbook_;
  const formats::Sheet& sheet_;
  std::string name_;
  std::vector<std::string> header_;
  std::uint32_t header_rows_ = 1;
  /// Only a head that was looked for may have merged cells.
  bool may_merge_header_ = false;
  std::vector<Issue> findings_;
  /// Per row number: cells are merged there.
  std::vector<bool> is_merged_;
};

/// The rows of a sheet among which its head stands.
[[nodiscard]] HeadRows head_rows(const formats::Sheet& sheet);

}  // namespace junheng::ingest
