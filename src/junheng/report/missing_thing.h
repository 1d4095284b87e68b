#pragma once

#include <string>
#include <string_view>

#include "junheng/core/lang.h"

namespace junheng::report {

/// Name of a measure, item, table or column that a figure lacks, by its id; the id itself for what has no name.
[[nodiscard]] std::string missing_thing(std::string_view id, Lang lang);

}  // namespace junheng::report
