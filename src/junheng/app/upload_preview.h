#pragma once

#include <string>
#include <vector>

#include "junheng/app/access.h"
#include "junheng/app/load.h"
#include "junheng/app/office.h"

namespace junheng::app {

/// A header of a file and the column that it was taken for; empty: none.
struct PreviewColumn {
  std::string header;
  std::string column_id;
  std::uint32_t position = 0;
};

struct PreviewTable {
  std::string table;
  std::string file;
  std::string sheet;
  std::size_t rows = 0;
  std::vector<PreviewColumn> columns;
};

struct PreviewHeader {
  std::string table;
  std::string file;
  std::string sheet;
  std::string header;
  std::uint32_t column = 0;
  /// Ids of columns that may be meant, the likeliest first.
  std::vector<std::string> suggestions;
};

struct SchoolDifference {
  std::string school_id;
  std::string name;
  std::string area_code;
  /// Name or area before; empty for one that came or went.
  std::string before;
};

/// Schools of an upload against those of a snapshot.
struct Reconciliation {
  std::int64_t previous_snapshot = 0;
  std::string previous_name;
  std::size_t schools_now = 0;
  std::size_t schools_before = 0;
  std::vector<SchoolDifference> added;
  std::vector<SchoolDifference> gone;
  std::vector<SchoolDifference> moved;
  std::vector<SchoolDifference> renamed;
};

/// What a standard lacks in an upload, in the year that would be shown first.
struct PreviewNeeds {
  std::string standard;
  /// Of it, however many notes are kept.
  std::size_t total = 0;
  /// As report::needed_notes by measure: missing columns and tables first, then county values, then empty cells; so many at most.
  std::vector<Issue> notes;

  static constexpr std::size_t kMostNotes = 200;
};

/// For every pack that judges. Empty where errors leave nothing to assess.
[[nodiscard]] std::vector<PreviewNeeds> preview_needs(const LoadedDataset& loaded, const standards::Library& library);

/// The files and sheets that were read, with their headers in the order of the file.
[[nodiscard]] std::vector<PreviewTable> preview_tables(const LoadedDataset& loaded);
/// Headers that no column has, from the findings, each once, with up to five columns of the table that may be meant: a likely slip, and
/// those of which one name holds the other.
[[nodiscard]] std::vector<PreviewHeader> unknown_headers(const LoadedDataset& loaded);

/// Against the snapshot asked for, else the newest that the account sees and that has the county of the upload's first school, with
/// schools; nullopt where there is none. Errors: NoSuchSnapshot; those of the store.
[[nodiscard]] Result<std::optional<Reconciliation>> reconcile(Office& office, const Access& access, const model::Dataset& dataset,
                                                              std::optional<std::int64_t> previous);

/// Areas of the dataset, with schools or not, that an account of one area may not import: those neither in its own area nor above it,
/// schools above it, and those that lie elsewhere by the snapshots that AreaPaths trusts. Empty where it may import all. Errors: those of
/// the store.
[[nodiscard]] Result<std::vector<std::string>> areas_outside(Office& office, const model::Dataset& dataset, const Access& access);

}  // namespace junheng::app
