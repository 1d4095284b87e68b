#pragma once

#include <string>
#include <string_view>

#include "junheng/core/lang.h"

namespace junheng::report {

/// Where the data come from, as every output says it.
struct DataOrigin {
  /// Of the manifest; empty: not stated.
  std::string source;
  bool is_synthetic = false;
};

/// The source that a manifest states, as it stands there; that of generated data in the reader's words; "not stated" for none.
[[nodiscard]] std::string source_words(std::string_view source, Lang lang);

/// "Source: ...", and a second line where the data are made up.
[[nodiscard]] std::string origin_text(const DataOrigin& origin, Lang lang);

}  // namespace junheng::report
