#pragma once

#include <string>

#include "junheng/report/area_view.h"

namespace junheng::report {

struct WhatIfInput {
  /// The same area of the same dataset and standard, without and with the changes.
  AreaViewInput before;
  AreaViewInput after;
};

/// Schema WhatIfResult of api/openapi.yaml: both sides, and the schools of which a value or the verdict differs.
[[nodiscard]] std::string what_if_json(const WhatIfInput& input);

}  // namespace junheng::report
