#pragma once

#include <optional>
#include <vector>

#include "junheng/app/import_case.h"
#include "junheng/app/upload_preview.h"
#include "junheng/core/lang.h"
#include "junheng/formats/json_writer.h"

namespace junheng::app {

// Members of schema Upload of api/openapi.yaml.

/// The member `counts`.
void write_counts(formats::JsonWriter& json, const IssueCounts& counts);
void write_tables(formats::JsonWriter& json, const std::vector<PreviewTable>& tables, Lang lang);
void write_unknown_headers(formats::JsonWriter& json, const std::vector<PreviewHeader>& headers, Lang lang);
void write_reconciliation(formats::JsonWriter& json, const std::optional<Reconciliation>& found);
/// `needs`: per standard what it lacks in the files.
void write_needs(formats::JsonWriter& json, const std::vector<PreviewNeeds>& needs, Lang lang);
/// `same_files`: null where none is.
void write_same_files(formats::JsonWriter& json, const std::optional<SameFiles>& found);

}  // namespace junheng::app
