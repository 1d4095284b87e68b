#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/core/issue.h"
#include "junheng/ingest/row_source.h"
#include "junheng/model/dataset.h"
#include "junheng/model/schema.h"

namespace junheng::ingest {

/// Everything that a dataset offers to be read: from a folder, a workbook, or a mapping.
struct SourceSet {
  /// The dataset as messages name it.
  std::string name;
  model::Manifest manifest;
  std::vector<SourceTable> tables;
  /// What was found while opening.
  std::vector<Issue> issues;
  /// Tables that stand there but could not be opened, or under another name; `issues` says why.
  std::vector<std::string> unreadable_tables;
  /// Names of the files or sheets that stand there, for messages.
  std::vector<std::string> found;
  /// The cell of a workbook where the default year is asked for, if it is empty.
  std::optional<Location> empty_year_cell;
};

/// Opens a folder of CSV files or an XLSX workbook in the dataset format. A file that cannot be opened is an Issue.
/// Errors: CannotReadFile; NotADataset; those of read_xlsx.
[[nodiscard]] Result<SourceSet> open_dataset(const std::string& path, unsigned threads);

/// The tables of a workbook that has been read; `name` stands for it in messages.
[[nodiscard]] SourceSet sources_of(formats::Workbook read, std::string name);

/// An Error about one file of several, as an Issue; a line that the error names becomes the row.
[[nodiscard]] Issue issue_of(const Error& error, Location where);

/// The table that a file or sheet of this name holds; nullptr if none.
[[nodiscard]] const model::TableSpec* table_named(std::string_view name);

/// The table that a CSV file of this name holds; nullptr if it is no CSV file, or of no table's name.
[[nodiscard]] const model::TableSpec* table_of_file(const std::string& path);

}  // namespace junheng::ingest
