#include "junheng/ingest/renamed_header.h"

#include <algorithm>
#include <utility>

#include "junheng/core/text.h"

namespace junheng::ingest {

namespace {

/// A source under another header; everything else is as it was.
class RenamedSource final : public RowSource {
 public:
  RenamedSource(std::unique_ptr<RowSource> rows, std::vector<std::string> header) : rows_(std::move(rows)), header_(std::move(header)) {}

  [[nodiscard]] const std::vector<std::string>& header() const override { return header_; }
  [[nodiscard]] std::size_t chunk_count() const override { return rows_->chunk_count(); }
  [[nodiscard]] std::size_t row_bound(std::size_t chunk) const override { return rows_->row_bound(chunk); }
  [[nodiscard]] Result<void> read_chunk(std::size_t chunk, const std::function<void(const SourceRow&)>& visit) const override {
    return rows_->read_chunk(chunk, visit);
  }
  [[nodiscard]] std::string file() const override { return rows_->file(); }
  [[nodiscard]] std::string sheet() const override { return rows_->sheet(); }
  [[nodiscard]] std::string encoding() const override { return rows_->encoding(); }
  [[nodiscard]] char separator() const override { return rows_->separator(); }
  [[nodiscard]] DecimalMark decimal_mark() const override { return rows_->decimal_mark(); }
  [[nodiscard]] std::optional<Location> locate(std::uint32_t row, std::size_t field) const override { return rows_->locate(row, field); }
  [[nodiscard]] bool is_line_by_line() const override { return rows_->is_line_by_line(); }
  [[nodiscard]] std::vector<Issue> findings() const override { return rows_->findings(); }

 private:
  std::unique_ptr<RowSource> rows_;
  std::vector<std::string> header_;
};

}  // namespace

void rename_headers(std::vector<SourceTable>& tables, const std::vector<HeaderRename>& renames) {
  for (SourceTable& source : tables) {
    std::vector<std::string> header = source.rows->header();
    bool is_changed = false;
    for (std::string& name : header) {
      const auto rename =
          std::ranges::find_if(renames, [&](const HeaderRename& each) { return each.table == source.table && each.header == trim(name); });
      if (rename == renames.end()) continue;
      name = rename->column_id;
      is_changed = true;
    }
    if (is_changed) source.rows = std::make_unique<RenamedSource>(std::move(source.rows), std::move(header));
  }
}

}  // namespace junheng::ingest
