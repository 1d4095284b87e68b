#pragma once

#include <string>

#include "junheng/core/lang.h"

namespace junheng::report {

/// Where the data come from, as every output says it.
struct DataOrigin {
  /// Of the manifest; empty: not stated.
  std::string source;
  bool is_synthetic = false;
};

/// "Source: ...", and a second line where the data are made up.
[[nodiscard]] std::string origin_text(const DataOrigin& origin, Lang lang);

}  // namespace junheng::report
