#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "junheng/ingest/row_source.h"
#include "junheng/ingest/table_head.h"

namespace junheng::ingest {

/// The rows of one CSV file: headers in row 1, or a head of several rows.
class CsvSource final : public RowSource {
 public:
  /// `name` is the file as messages name it.
  CsvSource(formats::CsvFile file, std::string name) : csv_(std::move(file)), name_(std::move(name)), header_(csv_.header()) {}
  CsvSource(formats::CsvFile file, std::string name, const TableHead& head)
      : csv_(std::move(file)), name_(std::move(name)), header_(head.names()), header_rows_(head.rows) {}

  [[nodiscard]] const std::vector<std::string>& header() const override { return header_; }
  [[nodiscard]] std::size_t chunk_count() const override { return csv_.chunk_count(); }
  [[nodiscard]] std::size_t row_bound(std::size_t chunk) const override { return csv_.row_bound(chunk); }
  [[nodiscard]] Result<void> read_chunk(std::size_t chunk, const std::function<void(const SourceRow&)>& visit) const override;
  [[nodiscard]] std::string file() const override { return name_; }
  [[nodiscard]] std::string encoding() const override { return std::string(formats::to_string(csv_.encoding())); }
  [[nodiscard]] char separator() const override { return csv_.separator(); }
  [[nodiscard]] bool is_line_by_line() const override { return true; }

 private:
  formats::CsvFile csv_;
  std::string name_;
  std::vector<std::string> header_;
  std::uint32_t header_rows_ = 1;
};

/// The rows of a file among which its head stands. Errors: CsvCellTooLong.
[[nodiscard]] Result<HeadRows> head_rows(const formats::CsvFile& file);

}  // namespace junheng::ingest
