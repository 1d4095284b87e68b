#pragma once

#include <optional>

#include "junheng/model/dataset.h"
#include "junheng/standards/pack.h"

namespace junheng::assess {

/// What the conditions of a tolerance look at, for one school.
struct ToleranceFacts {
  SchoolIndex school;
  model::Quantity pupils;
  /// Pupils of the largest class, where classes are listed or counted in bands.
  model::Quantity largest_class;
  /// Children of migrant workers / pupils.
  model::Quantity migrant_worker_share;
};

/// Whether a tolerance's conditions are known to hold. A condition whose value is missing does not hold: an easing is for schools that
/// show that they qualify.
[[nodiscard]] bool applies(const standards::Tolerance& tolerance, const model::Schools& schools, const ToleranceFacts& facts);

}  // namespace junheng::assess
