#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "junheng/ingest/mapping_file.h"
#include "junheng/ingest/row_source.h"

namespace junheng::ingest {

/// One of our columns with the positions of the source columns it is made of.
struct MadeColumn {
  const MappedColumn* column = nullptr;
  ColumnPlaces fields;
  /// Those of column->larger_of that the source has.
  std::vector<ColumnPlaces> choices = {};
};

struct MadeFilter {
  const RowFilter* filter = nullptr;
  std::uint32_t field = 0;
};

class MappedSource;

/// What a MappedSource reads and makes.
struct MappedRows {
  /// Holds what the columns and filters point to.
  std::shared_ptr<const MappingFile> mapping;
  std::shared_ptr<const RowSource> source;
  std::vector<MadeColumn> columns;
  std::vector<MadeFilter> filters;
  /// The school year of all rows, as a column of its own.
  std::optional<std::string> year;
  /// Equal rows become one, also those that `earlier` sources of the same table have; these are read again for it.
  bool is_distinct = false;
  /// Position of the column that tells which rows are equal; nullopt: all do.
  std::optional<std::size_t> distinct_field = {};
  std::vector<const MappedSource*> earlier;
};

/// A table of another layout, read as one of ours.
///
/// Sum and factor need plain numbers: a source cell that is none is handed on as it is, so that the ordinary reader refuses it with its
/// place. An empty part makes a sum or a joined text empty: missing is not zero, and half a key is none.
class MappedSource final : public RowSource {
 public:
  explicit MappedSource(MappedRows rows);

  [[nodiscard]] const std::vector<std::string>& header() const override { return header_; }
  [[nodiscard]] std::size_t chunk_count() const override { return rows_.is_distinct ? 1 : rows_.source->chunk_count(); }
  [[nodiscard]] std::size_t row_bound(std::size_t chunk) const override;
  [[nodiscard]] Result<void> read_chunk(std::size_t chunk, const std::function<void(const SourceRow&)>& visit) const override;
  [[nodiscard]] std::string file() const override { return rows_.source->file(); }
  [[nodiscard]] std::string sheet() const override { return rows_.source->sheet(); }
  [[nodiscard]] std::string encoding() const override { return rows_.source->encoding(); }
  [[nodiscard]] char separator() const override { return rows_.source->separator(); }
  [[nodiscard]] DecimalMark decimal_mark() const override { return rows_.mapping->decimal_mark; }
  /// The source column of a field: of a sum that could not be formed the one that is no number, else of several the first, with all
  /// their headers.
  [[nodiscard]] std::optional<Location> locate(std::uint32_t row_number, std::size_t field) const override;
  [[nodiscard]] bool is_line_by_line() const override { return true; }
  [[nodiscard]] std::vector<Issue> findings() const override { return rows_.source->findings(); }

 private:
  using SeenRows = std::set<std::vector<std::string>>;

  void note_fault(std::uint32_t row_number, std::size_t field, std::uint32_t column) const;
  [[nodiscard]] bool is_kept(const SourceRow& row) const;
  Result<void> read_plain(std::size_t chunk, const std::function<void(const SourceRow&)>& visit) const;
  Result<void> read_distinct(SeenRows& seen, const std::function<void(const SourceRow&)>& visit) const;

  MappedRows rows_;
  std::vector<std::string> header_;
  /// Source columns that kept a sum from being formed, by row and field; noted while reading, by several threads.
  mutable std::mutex faults_guard_;
  mutable std::map<std::pair<std::uint32_t, std::size_t>, std::uint32_t> faults_;
};

/// A note for every row that a filter with is_noted leaves out. Errors: those of reading the source.
[[nodiscard]] Result<std::vector<Issue>> note_rows_left_out(const RowSource& source, const std::vector<MadeFilter>& filters);

}  // namespace junheng::ingest
