#pragma once

#include "junheng/core/error.h"
#include "junheng/ingest/import.h"
#include "junheng/ingest/source_set.h"

namespace junheng::ingest {

/// Reads, links and freezes the tables of a source set: what import_dataset does once the sources are open.
/// Errors: NoSchoolsTable; NoFactTable.
[[nodiscard]] Result<Import> load(SourceSet sources, const ImportOptions& options);

}  // namespace junheng::ingest
