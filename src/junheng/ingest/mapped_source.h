#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "junheng/ingest/mapping_file.h"
#include "junheng/ingest/row_source.h"

namespace junheng::ingest {

/// One of our columns with the positions of the source columns it is made of.
struct BoundColumn {
  const MappedColumn* column = nullptr;
  std::vector<std::uint32_t> fields;
};

struct BoundFilter {
  const RowFilter* filter = nullptr;
  std::uint32_t field = 0;
};

/// A table of another layout, read as one of ours. `source` and the mapping file outlive it.
///
/// Sum and factor need plain numbers: a source cell that is none is handed on as it is, so that the ordinary reader refuses it with its
/// place. An empty cell of a sum makes the sum empty: missing is not zero.
class MappedSource final : public RowSource {
 public:
  MappedSource(std::shared_ptr<const RowSource> source, std::vector<BoundColumn> columns, std::vector<BoundFilter> filters, bool is_distinct);

  [[nodiscard]] const std::vector<std::string>& header() const override { return header_; }
  [[nodiscard]] std::size_t chunk_count() const override { return is_distinct_ ? 1 : source_->chunk_count(); }
  [[nodiscard]] std::size_t row_bound(std::size_t chunk) const override;
  [[nodiscard]] Result<void> read_chunk(std::size_t chunk, const std::function<void(const SourceRow&)>& visit) const override;
  [[nodiscard]] std::string file() const override { return source_->file(); }
  [[nodiscard]] std::string sheet() const override { return source_->sheet(); }
  [[nodiscard]] std::string encoding() const override { return source_->encoding(); }
  /// The source column of a field; the first one where it is made of several.
  [[nodiscard]] std::optional<Location> locate(std::uint32_t row_number, std::size_t field) const override;
  [[nodiscard]] bool is_line_by_line() const override { return true; }
  [[nodiscard]] std::vector<Issue> findings() const override { return source_->findings(); }

 private:
  [[nodiscard]] bool is_kept(const SourceRow& row) const;
  Result<void> read_plain(std::size_t chunk, const std::function<void(const SourceRow&)>& visit) const;

  std::shared_ptr<const RowSource> source_;
  std::vector<BoundColumn> columns_;
  std::vector<BoundFilter> filters_;
  bool is_distinct_;
  std::vector<std::string> header_;
};

}  // namespace junheng::ingest
