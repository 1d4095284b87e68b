#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace junheng::formats {

/// First day of the serial numbers. Old workbooks from a Macintosh use the second.
enum class DateSystem : std::uint8_t { From1900, From1904 };

/// True for the numbers of built-in date and time formats, those of Chinese Excel included.
[[nodiscard]] bool is_date_format(std::uint32_t builtin_id);

/// True if a custom number format shows a date or time: it holds y, m, d, h or s outside quotes, escapes and brackets
/// ([h], [m] and [s] count).
[[nodiscard]] bool is_date_format(std::string_view code);

/// "2024-09-01"; "2024-09-01T08:30:00" where there is a time of day; "08:30:00" below one day. nullopt for what no spreadsheet shows
/// as a date: negative, past the year 9999, and the 29 February 1900 that the serial numbers count but that never was.
[[nodiscard]] std::optional<std::string> serial_to_iso(double serial, DateSystem system);

}  // namespace junheng::formats
