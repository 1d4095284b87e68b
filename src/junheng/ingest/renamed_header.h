#pragma once

#include <memory>
#include <string>
#include <vector>

#include "junheng/ingest/row_source.h"

namespace junheng::ingest {

/// A header of a file that stands for a column of the format, as the user has said; an empty column id leaves it out.
struct HeaderRename {
  /// Table id of the dataset format.
  std::string table;
  /// As it stands in the file.
  std::string header;
  std::string column_id;
};

/// Lets the sources be read as if their headers had the names that were given. Sources without such a header are left as they are.
void rename_headers(std::vector<SourceTable>& tables, const std::vector<HeaderRename>& renames);

}  // namespace junheng::ingest
