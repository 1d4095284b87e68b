#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/ingest/mapped_source.h"
#include "junheng/ingest/mapping_file.h"
#include "junheng/ingest/source_files.h"

namespace junheng::ingest {

/// Finds the headers that a mapping names in one file or sheet. What is missing there is reported once, whatever number of columns needs
/// it: an error for a needed header, a warning for an optional one where a header like it is left over, one note for all the others.
class SourceHeaders {
 public:
  SourceHeaders(const MappingFile& mapping, const SourceFile& source);

  [[nodiscard]] const SourceFile& source() const { return *source_; }
  /// Columns and filters with their positions; optional ones that are missing are left out. `is_complete` turns false if a needed one is.
  [[nodiscard]] std::vector<MadeColumn> bind(const std::vector<MappedColumn>& columns, std::vector<Issue>& issues);
  [[nodiscard]] std::vector<MadeFilter> bind(const std::vector<RowFilter>& filters, std::vector<Issue>& issues);
  /// True until a needed header was missing.
  [[nodiscard]] bool is_complete() const { return is_complete_; }
  /// Begins a new table.
  void restart() { is_complete_ = true; }
  /// The note for the optional headers that are not there. Call last.
  void note_absent(std::vector<Issue>& issues) const;

 private:
  enum class Need { Required, Optional };

  [[nodiscard]] std::optional<std::uint32_t> position(const LabelNames& names, Need need, std::vector<Issue>& issues);
  /// Those of a column's choices that the file has whole.
  [[nodiscard]] std::vector<ColumnPlaces> choices(const MappedColumn& column, Need need, std::vector<Issue>& issues);
  void report(const LabelNames& names, Need need, bool is_ambiguous, std::vector<Issue>& issues);
  void find_left_over(const MappingFile& mapping);

  const SourceFile* source_;
  bool is_complete_ = true;
  std::set<std::string> reported_;
  std::vector<std::string> absent_;
  /// Headers that no column of the mapping names, whole and by their lowest line.
  std::vector<std::string> left_over_;
};

}  // namespace junheng::ingest
