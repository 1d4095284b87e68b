#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "junheng/core/issue.h"
#include "junheng/formats/xlsx_reader.h"
#include "junheng/ingest/form_mapping.h"
#include "junheng/ingest/school_list.h"
#include "junheng/ingest/source_set.h"

namespace junheng::ingest {

/// What the workbooks of one folder share.
struct FormSchools {
  /// Name of the folder: its leading digits are the area code where no form tells it.
  std::string folder;
  SchoolList list = {};
  /// Where the code of each school stands.
  std::map<std::string, Location> places = {};
  std::size_t without_founder = 0;
};

/// Schools are missing of which nothing is known: findings are shown even if nothing else can be read, and no verdict is met.
void lose_schools(SourceSet& set);

/// Adds the tables that the mapping makes of one school's workbook of returns.
///
/// A form that the workbook does not have is a note: its measures were not collected. A row or column that a form lacks is an error, and
/// its value stays out; of a stage that the school does not teach nothing need be there. A school that an earlier workbook holds is an
/// error, and nothing of this one is taken.
void add_form_workbook(const FormMapping& mapping, const formats::Workbook& workbook, FormSchools& schools, SourceSet& set);

}  // namespace junheng::ingest
