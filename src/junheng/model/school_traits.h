#pragma once

#include <span>

#include "junheng/core/stage.h"
#include "junheng/model/dataset.h"

namespace junheng::model {

/// The stages that a school of this kind (GB/T 33782) teaches, from primary on. Empty where the kind does not tell: special
/// education, kindergartens, a kind that is not given.
[[nodiscard]] std::span<const Stage> stages_of_kind(int kind);

/// A campus whose figures are parts of its school's. A teaching point (218) never is.
[[nodiscard]] inline bool is_campus(const Schools& schools, std::size_t school) {
  return !schools.is_counted[school] && schools.parents[school] && schools.kinds[school] != SchoolKind::kTeachingPoint;
}

/// The school that a campus is part of, through campuses of campuses; itself for one that is none.
[[nodiscard]] SchoolIndex whole_school(const Schools& schools, SchoolIndex school);

/// Whether a school was open in a year, as far as its years of opening and closing tell; open where they are not given.
[[nodiscard]] bool was_open(const Schools& schools, std::size_t school, SchoolYear year);

}  // namespace junheng::model
