#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace junheng::monitor {

/// Urban and rural by the classification of the Bureau of Statistics (GB/T 33782): 11x urban areas, 12x towns, 2xx villages.
enum class Setting : std::uint8_t { City, Town, Village, NotGiven };
/// Those that are given.
inline constexpr std::size_t kSettings = 3;

/// NotGiven for 0 and for every code of no setting.
[[nodiscard]] Setting setting_of(int code);
[[nodiscard]] std::string_view to_string(Setting setting);

}  // namespace junheng::monitor
