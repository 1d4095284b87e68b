#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "junheng/core/error.h"
#include "junheng/core/stage.h"
#include "junheng/formats/xlsx_reader.h"
#include "junheng/model/schema.h"

namespace junheng::ingest {

/// Why the text of a cell cannot be read; becomes an Issue where the cell stands.
struct CellFault {
  Code code;
  Params params;
};

template <typename T>
using CellResult = tl::expected<T, CellFault>;

/// Which numbers a column takes. A share is written from 0 to 1, which its checks look after; a level may be a Roman numeral too (Ⅲ, III).
enum class NumberRule : std::uint8_t { Any, NotNegative, Count, Share, Level };

[[nodiscard]] NumberRule number_rule(const model::ColumnSpec& column);

/// Reads digits with an optional leading '-' and '.'; nullopt for anything else (exponents, "inf", separators, blanks).
[[nodiscard]] std::optional<double> plain_number(std::string_view text);

/// The common case, up to 15 digits and nothing else; negative for any other text.
[[nodiscard]] inline std::int64_t plain_count(std::string_view text) {
  constexpr std::size_t kExactDigits = 15;
  if (text.empty() || text.size() > kExactDigits) return -1;
  std::int64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// Number cells of a workbook come in their shortest exact form, which may have an exponent; typed text may not.
enum class Exponent : std::uint8_t { Refused, Read };

/// What stands before the decimals: the point of the dataset format, or the comma where a mapping says so (`decimal_comma`).
enum class DecimalMark : std::uint8_t { Point, Comma };

/// As plain_number, with decimals behind the mark: "12,5" with Comma, which takes no point anywhere, is 12.5.
[[nodiscard]] std::optional<double> plain_number(std::string_view text, DecimalMark mark);
/// A number in digits and a point ("12.5"), written with the mark.
[[nodiscard]] std::string with_mark(std::string plain, DecimalMark mark);

/// Faults: NumberText, NumberSeparator, NumberUnit (with the number meant: "89.28万" is 892800), NumberOtherUnit, NumberPercent,
/// NumberPercentShare (Share), NumberFullWidth, NumberScientific, NumberNegative, NumberNotWhole, NumberTooLarge; with Comma
/// NumberDecimalPoint too. A point that parts thousands is a NumberSeparator there, as a comma is with Point: neither is guessed away.
[[nodiscard]] CellResult<double> parse_number(std::string_view text, NumberRule rule, Exponent exponent = Exponent::Refused,
                                              DecimalMark mark = DecimalMark::Point);

/// 1 or 0, 是 or 否, yes or no, true or false. Fault: FlagUnknown.
[[nodiscard]] CellResult<bool> parse_flag(std::string_view text);
/// 1900 to 2100. Fault: YearUnknown, with the year that "2015年" means.
[[nodiscard]] CellResult<int> parse_year(std::string_view text);
/// "2024", "2024-2025", "2024-2025学年": the first calendar year. Fault: SchoolYearUnknown.
[[nodiscard]] CellResult<int> parse_school_year(std::string_view text);
/// 1 to 12, 0 for the year before school (kindergarten), also 三年级, 小学三年级, 初一, 高二. Fault: GradeUnknown.
[[nodiscard]] CellResult<int> parse_grade(std::string_view text);
/// Fault: WordUnknown.
[[nodiscard]] CellResult<Stage> parse_stage_word(std::string_view text);
/// Position in the list of an entry given by its code or one of its names. Fault: WordUnknown.
[[nodiscard]] CellResult<std::size_t> parse_word(std::string_view text, std::span<const model::CodeName> codes);

enum class CodePolicy : std::uint8_t {
  Listed,  ///< only what the list holds
  Free,    ///< any number too: other countries have their own lists
};

/// The number of a code given as such or by its name. Faults: CodeUnknown (Listed); CodeNotKept (Free, not a number up to `most`).
[[nodiscard]] CellResult<std::uint32_t> parse_code(std::string_view text, std::span<const model::CodeName> codes, CodePolicy policy,
                                                   std::uint32_t most = std::numeric_limits<std::uint16_t>::max());

/// Looks for the marks that spreadsheets leave on codes: scientific notation, dates, lost digits.
/// Faults: IdScientific, IdIsDate, IdDigitsLost.
[[nodiscard]] std::optional<CellFault> check_id(std::string_view text, formats::CellKind kind);

}  // namespace junheng::ingest
