#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/core/issue.h"
#include "junheng/core/lang.h"
#include "junheng/ingest/source_set.h"

namespace junheng::ingest {

/// A mapping that is compiled into the program.
struct MappingTitle {
  std::string id;
  Bilingual title;
};

/// Built-in mappings, by id.
[[nodiscard]] std::vector<MappingTitle> built_in_mappings();

/// The text of a built-in mapping. Errors: UnknownMapping (with the ids there are).
[[nodiscard]] Result<std::string_view> built_in_mapping(const std::string& id);

/// Opens the file, folder or workbook at `path` through a mapping (id of a built-in one, or the path of a mapping file): the tables of
/// the dataset format that it makes of other people's layout. A header that the mapping names and the file does not have is an Issue,
/// and the table is left out. CSV files of the folder that are named as tables of the dataset format, and which the mapping does not make,
/// are read as such; whatever else is not read is an Issue.
/// Errors: UnknownMapping (with the ids there are); MappingRejected (findings in the mapping file, all of them); MappingNoSource
/// (nothing at `path` that the mapping describes); those of formats.
[[nodiscard]] Result<SourceSet> map_dataset(const std::string& path, const std::string& mapping);

}  // namespace junheng::ingest
