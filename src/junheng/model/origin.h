#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "junheng/core/ids.h"
#include "junheng/core/issue.h"

namespace junheng::model {

/// A file or sheet that rows of a table come from: which of our columns stands under which header.
struct OriginFile {
  std::string file;
  std::string sheet;
  struct Header {
    std::string column_id;
    std::string header;
    std::uint32_t position = 0;
  };
  std::vector<Header> headers;
};

/// Where the rows of one table come from, so that every number can be traced to its cell.
class TableOrigin {
 public:
  std::uint16_t add_file(OriginFile file);
  void add_row(std::uint16_t file, std::uint32_t row_number);
  /// A value that does not stand in its row's own line (forms, where each value has a cell of its own).
  void set_cell(RowIndex row, std::string_view column_id, Location where);

  [[nodiscard]] std::size_t row_count() const { return row_numbers_.size(); }
  /// The cell of a value; without a column id, the row.
  [[nodiscard]] Location locate(RowIndex row, std::string_view column_id = {}) const;
  [[nodiscard]] const std::vector<OriginFile>& files() const { return files_; }
  /// The file of a row, a position in files(), and the number of the row there.
  struct RowPlace {
    std::uint16_t file = 0;
    std::uint32_t row_number = 0;
  };
  [[nodiscard]] RowPlace place(RowIndex row) const { return {file_of_row_[row.value], row_numbers_[row.value]}; }
  /// A value that does not stand in its row's own line. Lives as long as the origin.
  struct OwnCell {
    RowIndex row;
    std::string_view column_id;
    const Location* where = nullptr;
  };
  /// Ordered by row and column id.
  [[nodiscard]] std::vector<OwnCell> own_cells() const;

  void append(const TableOrigin& chunk);
  /// The origin of a table that keeps only these rows, in this order. Rows that are not known here are left out.
  [[nodiscard]] TableOrigin select(const std::vector<std::uint32_t>& rows) const;

 private:
  std::vector<OriginFile> files_;
  std::vector<std::uint16_t> file_of_row_;
  std::vector<std::uint32_t> row_numbers_;
  std::unordered_map<std::string, Location> cells_;
};

}  // namespace junheng::model
