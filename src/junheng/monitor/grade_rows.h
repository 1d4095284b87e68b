#pragma once

#include <bitset>

#include "junheng/assess/units.h"
#include "junheng/model/dataset.h"

namespace junheng::monitor {

/// A set of grades, by their numbers.
using GradeSet = std::bitset<13>;

/// Grades of a compulsory stage of which a school should have a row of grade_facts in a year and has none: what it has there is not known.
///
/// A school owes the grades of a stage that it teaches in the year: by a row of stage_facts or of another grade, by its kind
/// (YearRows::untold_stages), or, a campus or a school whose kind does not tell, by its grade rows of other years. Grades without a row
/// have nobody where the rows that there are hold all pupils of the stage (or of the row `all`), and in a school that was not open. Without
/// such a number every grade is owed; of teaching points and of schools whose kind does not tell, those alone of which some year has a row,
/// since they need not have all. Campuses are looked at one by one.
[[nodiscard]] GradeSet lacking_grades(const model::Dataset& dataset, SchoolYear year, const assess::YearRows& rows, SchoolIndex school,
                                      Stage stage);

}  // namespace junheng::monitor
