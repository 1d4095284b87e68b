#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/core/issue.h"
#include "junheng/core/lang.h"
#include "junheng/ingest/row_source.h"
#include "junheng/model/dataset.h"

namespace junheng::ingest {

/// A mapping that is compiled into the program.
struct MappingTitle {
  std::string id;
  Bilingual title;
};

/// Built-in mappings, by id.
[[nodiscard]] std::vector<MappingTitle> built_in_mappings();

/// What a mapping makes of other people's files: rows of our tables and the manifest.
struct MappedDataset {
  model::Manifest manifest;
  std::vector<SourceTable> tables;
  std::vector<Issue> issues;
};

/// Reads the file, folder or workbook at `path` through a mapping (id of a built-in one, or the path of a mapping file).
/// Errors: UnknownMapping (with the nearest id); MappingRejected (lint errors of the mapping file, the first one named);
/// MappingNoSource (nothing at `path` that the mapping describes); those of formats.
[[nodiscard]] Result<MappedDataset> map_dataset(const std::string& path, const std::string& mapping);

}  // namespace junheng::ingest
