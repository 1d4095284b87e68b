#pragma once

#include <span>

#include "junheng/report/school_rows.h"

namespace junheng::report {

/// What tables of the same schools, made of the sides of what is hidden, have in common: as shown_to_all() (shown_to_all.h) of their JSON,
/// at the cost of the rows that differ. Requires: one side at least, all in `lang`, as school_rows() gives them.
[[nodiscard]] SchoolRows shown_school_rows(std::span<const SchoolRows> sides, Lang lang);

}  // namespace junheng::report
