#pragma once

#include <functional>
#include <string_view>

namespace junheng {

/// Takes the pieces of a text that may be too large to be held.
using Sink = std::function<void(std::string_view)>;

}  // namespace junheng
