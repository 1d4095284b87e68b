#pragma once

#include <optional>
#include <string>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/core/issue.h"
#include "junheng/formats/csv_reader.h"
#include "junheng/ingest/lost_row.h"
#include "junheng/ingest/renamed_header.h"
#include "junheng/ingest/reported_item.h"
#include "junheng/model/dataset.h"

namespace junheng::ingest {

struct ImportOptions {
  /// Folder of CSV files, XLSX workbook, or what the mapping expects (a CSV file, a folder of workbooks).
  std::string path;
  /// Id of a built-in mapping, or the path of a mapping file; empty: the dataset format itself.
  std::string mapping;
  unsigned threads = 1;
  /// Measures that the chosen standards add to those of the format.
  std::vector<std::string> added_measures;
  /// How the standards take the values in area_facts: 是 and 否 are answers to all items but those that are numbers.
  std::vector<ReportedItem> reported_items = {};
  /// Ids of the items of every standard that is known; empty: whatever looks like one.
  std::vector<std::string> items = {};
  /// Ids of these standards, for messages.
  std::string standards = {};
  /// A CSV file that takes the place of the dataset's table of targets; empty: none.
  std::string targets_file = {};
  /// Headers that the user has given other names.
  std::vector<HeaderRename> header_renames = {};
};

/// One file or sheet that was read, for the import report.
struct ImportedFile {
  std::string file;
  std::string sheet;
  std::string table;
  std::string encoding;
  std::size_t rows = 0;
  std::size_t rejected_rows = 0;
  /// Of a CSV file.
  char separator = formats::kComma;
};

/// A row of area_facts with an error: the item is not missing, its row is to be corrected. Without an area: of any.
struct RejectedItem {
  std::optional<AreaIndex> area;
  std::string item;
};

/// What reading gives: the rows without errors, and everything found. Rows with errors are listed in `issues`, counted in `files`,
/// recorded in dataset.lost_rows for the verdicts and in `lost_rows` for the checks.
struct Import {
  model::Dataset dataset;
  std::vector<Issue> issues;
  std::vector<ImportedFile> files;
  std::vector<LostRow> lost_rows = {};
  std::vector<RejectedItem> rejected_items = {};
  std::vector<RejectedFact> rejected_facts = {};
  /// Ids of tables of which a file or sheet stands there that could not be used; an issue says why.
  std::vector<std::string> unreadable_tables = {};
};

/// Reads a dataset. Findings about cells and rows are Issues; an Error means that nothing could be read.
/// Errors: those of formats; NotADataset (neither folder nor workbook); NoSchoolsTable; NoFactTable; mapping errors.
[[nodiscard]] Result<Import> import_dataset(const ImportOptions& options);

}  // namespace junheng::ingest
