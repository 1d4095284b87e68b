#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "junheng/formats/xlsx_writer.h"

namespace junheng::report {

/// What the fill of a cell says. The words beside it say the same: colour is never the only signal.
enum class Mark : std::uint8_t {
  None,
  Near,     ///< below the standard, not below the floor
  Bad,      ///< fails
  Unknown,  ///< a value is missing
  Hint,     ///< given by the form, e.g. the row of the standards
};

/// Size of the letters in tables; column widths are about one letter of this size.
inline constexpr double kTableSize = 10;

[[nodiscard]] formats::CellStyle title_style();
[[nodiscard]] formats::CellStyle line_style();
/// Lines that must not be overlooked: synthetic data, partial results.
[[nodiscard]] formats::CellStyle alert_style();
[[nodiscard]] formats::CellStyle header_style();
[[nodiscard]] formats::CellStyle text_style(Mark mark, formats::Align align);
/// Number format of a spreadsheet with thousands set apart: "#,##0.00".
[[nodiscard]] std::string number_pattern(int decimals);
/// A limit with all its decimals between a sign and a unit, which the number format adds: the cell can be calculated with.
[[nodiscard]] formats::CellStyle limit_style(Mark mark, int decimals, std::string_view sign, std::string_view unit, formats::Align align);
/// Decimals are shown, not cut off: the cell keeps the whole number.
[[nodiscard]] formats::CellStyle number_style(Mark mark, int decimals, formats::Align align);

}  // namespace junheng::report
