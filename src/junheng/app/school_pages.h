#pragma once

#include <string>

#include "junheng/app/area_case.h"
#include "junheng/report/school_table.h"

namespace junheng::app {

/// Schema SchoolResults with one page of the schools of an area, however large. The table behind it is put together once and held while it
/// is used. Errors: those of area_schools but SchoolsTooMany; BadQuery (sort or below that the run does not have).
[[nodiscard]] Result<StoredBody> area_school_page(Office& office, const Access& access, const AreaOfRun& at,
                                                  const report::SchoolPageQuery& query);

}  // namespace junheng::app
