#pragma once

#include <set>
#include <string>

#include "junheng/core/error.h"
#include "junheng/ingest/mapping_file.h"
#include "junheng/ingest/source_set.h"

namespace junheng::ingest {

/// Adds the tables that a mapping of kind "forms" makes of a workbook, or of those of a folder. A list of schools beside them
/// (schools.csv) completes what the forms say. Each workbook that cannot be read, each school that stands in two of them and everything
/// else in the folder is an Issue; `read_elsewhere` are the paths of which something else takes care.
/// Errors: CannotReadFile (the folder).
[[nodiscard]] Result<void> add_forms(const FormMapping& mapping, const std::string& path, const std::set<std::string>& read_elsewhere,
                                     SourceSet& set);

}  // namespace junheng::ingest
