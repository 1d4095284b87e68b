#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace junheng::monitor {

/// Adds what is missing (the id of a measure, item or table), each once.
inline void name_missing(std::vector<std::string_view>& missing, std::string_view what) {
  if (std::ranges::find(missing, what) == missing.end()) missing.push_back(what);
}

}  // namespace junheng::monitor
