#pragma once

#include <span>
#include <string>
#include <string_view>

#include "junheng/core/ids.h"
#include "junheng/core/lang.h"

namespace junheng::model {
struct Dataset;
}

namespace junheng::report {

/// Adds a name to a list in words: "a、b" in Chinese, "a, b" in English.
void append_listed(std::string& list, std::string_view name, Lang lang);

/// All of them as such a list.
[[nodiscard]] std::string listed(std::span<const std::string> names, Lang lang);

/// The names of areas, codes where they have none, as such a list.
[[nodiscard]] std::string area_names(const model::Dataset& dataset, std::span<const AreaIndex> areas, Lang lang);

}  // namespace junheng::report
