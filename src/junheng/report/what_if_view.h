#pragma once

#include <string>

#include "junheng/report/area_view.h"
#include "junheng/report/school_lacks.h"

namespace junheng::report {

struct WhatIfInput {
  /// The same area of the same dataset and standard, without and with the changes.
  AreaViewInput before;
  AreaViewInput after;
  /// Of the school that is being changed: what it lacks under the changes.
  const SchoolLacksInput* lacks = nullptr;
};

/// Schema WhatIfResult of api/openapi.yaml: both sides, the schools of which a value or the verdict differs, the items that changes of
/// the schools' figures do not reach, each with the reason, and what one school lacks, if it was asked for.
[[nodiscard]] std::string what_if_json(const WhatIfInput& input);

}  // namespace junheng::report
