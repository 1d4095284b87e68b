#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/ids.h"

namespace junheng::model {
struct Areas;
}

namespace junheng::store {

/// "/61/6101/610113/": the codes from the top down to the area, each behind a slash. A slash or percent sign in a code is written as
/// %2F, %25.
[[nodiscard]] std::string path_of(const model::Areas& areas, AreaIndex area);

/// The least text that is greater than every path in the subtree: paths p with path <= p < end. Empty for an empty path.
[[nodiscard]] std::string end_of_subtree(std::string_view path);

/// The paths of the areas above, from the top down: "/61/", "/61/6101/".
[[nodiscard]] std::vector<std::string> paths_above(std::string_view path);

}  // namespace junheng::store
