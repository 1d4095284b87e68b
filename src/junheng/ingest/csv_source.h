#pragma once

#include <memory>
#include <string>

#include "junheng/ingest/row_source.h"

namespace junheng::ingest {

/// The rows of one CSV file.
class CsvSource final : public RowSource {
 public:
  /// `name` is the file as messages name it.
  CsvSource(formats::CsvFile file, std::string name) : csv_(std::move(file)), name_(std::move(name)) {}

  [[nodiscard]] const std::vector<std::string>& header() const override { return csv_.header(); }
  [[nodiscard]] std::size_t chunk_count() const override { return csv_.chunk_count(); }
  [[nodiscard]] std::size_t row_bound(std::size_t chunk) const override { return csv_.row_bound(chunk); }
  [[nodiscard]] Result<void> read_chunk(std::size_t chunk, const std::function<void(const SourceRow&)>& visit) const override;
  [[nodiscard]] std::string file() const override { return name_; }
  [[nodiscard]] std::string encoding() const override { return std::string(formats::to_string(csv_.encoding())); }
  [[nodiscard]] bool is_line_by_line() const override { return true; }

 private:
  formats::CsvFile csv_;
  std::string name_;
};

}  // namespace junheng::ingest
