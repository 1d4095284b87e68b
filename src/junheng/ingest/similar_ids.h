#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace junheng::ingest {

/// The ids that exist and are one slip away from what was typed: a character changed, left out (a lost leading zero), added, or two
/// neighbours swapped. Tries the few hundred candidates instead of comparing with hundreds of thousands of ids.
[[nodiscard]] std::vector<std::string> ids_one_slip_away(std::string_view typed, const std::function<bool(std::string_view)>& exists);

}  // namespace junheng::ingest
