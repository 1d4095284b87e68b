#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/catalogue.h"

namespace junheng::standards {

/// Parameters {known} (the names that could stand there) and {likely_zh}, {likely_en} ("Did you mean ...? " or nothing) of a hint.
[[nodiscard]] Params suggestion(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace junheng::standards
