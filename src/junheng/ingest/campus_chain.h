#pragma once

#include <vector>

#include "junheng/model/dataset.h"

namespace junheng::ingest {

/// The schools that a school is a campus of, the nearest first: its figures are parts of theirs. Empty where it stands by itself.
[[nodiscard]] std::vector<SchoolIndex> schools_above(const model::Schools& schools, SchoolIndex school);

}  // namespace junheng::ingest
