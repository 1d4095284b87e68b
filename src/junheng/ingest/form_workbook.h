#pragma once

#include "junheng/formats/xlsx_reader.h"
#include "junheng/ingest/form_mapping.h"
#include "junheng/ingest/source_set.h"

namespace junheng::ingest {

/// Adds the tables that the mapping makes of one school's workbook of returns. `folder` is the name of the folder that the workbook
/// stands in (empty if it was given alone): its leading digits are the area code where no form tells it.
///
/// A form that the workbook does not have is a note: its measures were not collected. A row or column that a form lacks is an error, and
/// its value stays out.
void add_form_workbook(const FormMapping& mapping, const formats::Workbook& workbook, const std::string& folder, SourceSet& set);

}  // namespace junheng::ingest
