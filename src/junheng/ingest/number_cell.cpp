#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/ingest/cell_parser.h"

namespace junheng::ingest {

namespace {

/// Beyond it a double no longer holds every whole number.
constexpr double kLargestNumber = 1e15;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

CellFault fault(Code code, std::string plain = {}) {
  CellFault out{code, {}};
  if (!plain.empty()) out.params.emplace_back("plain", std::move(plain));
  return out;
}

CellFault too_large() { return {Code::NumberTooLarge, {{"limit", "1000000000000000"}}}; }

std::optional<double> general_number(std::string_view text) {
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::general);
  if (failure != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// The number without its separators, if they part it in groups of three: "1,200", "12 345.6". Nothing else is guessed: 1,5 may be 1.5.
std::optional<std::string> without_separators(std::string_view text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string whole(text.substr(0, point));
  std::string plain;
  std::size_t group = 0;
  bool has_separator = false;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const char c = whole[i];
    if (is_digit(c)) {
      plain += c;
      ++group;
    } else if (c == '-' && i == 0) {
      plain += c;
    } else if (c == ',' || c == ' ' || c == '\'') {
      const bool is_full = has_separator ? group == 3 : group >= 1 && group <= 3;
      if (!is_full) return std::nullopt;
      has_separator = true;
      group = 0;
    } else {
      return std::nullopt;
    }
  }
  if (!has_separator || group != 3) return std::nullopt;
  plain += text.substr(point);
  return plain_number(plain) ? std::optional(plain) : std::nullopt;
}

/// Words after a number that say nothing but the unit in which the columns count, folded. Others may ask for a conversion: 亩, 公顷, 角.
constexpr auto kPlainUnits = std::to_array<std::string_view>(
    {"",        "元",     "圆",       "元整", "块",    "人民币", "yuan",    "rmb",      "cny",     "平方米",  "平米",
     "m2",      "m²",     "sqm",      "人",   "名",    "位",     "个",      "所",       "间",      "台",      "套",
     "册",      "本",     "张",       "班",   "个班",  "年",     "岁",      "床",       "厕位",    "学生",    "教师",
     "persons", "pupils", "students", "sets", "rooms", "books",  "volumes", "teachers", "classes", "children"});

/// Chinese words that multiply the number before them; the longer ones stand first.
struct Magnitude {
  std::string_view word;
  int zeros;
};
constexpr std::array kMagnitudes = {Magnitude{"万亿", 12}, Magnitude{"千万", 7}, Magnitude{"百万", 6}, Magnitude{"十万", 5},
                                    Magnitude{"亿", 8},    Magnitude{"万", 4},   Magnitude{"千", 3},   Magnitude{"百", 2}};

/// The digits with the point moved to the right: exact, where a product would show 892799.9999999999.
std::string with_zeros(std::string_view digits, int zeros) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string whole(digits.substr(0, point));
  std::string rest(point < digits.size() ? digits.substr(point + 1) : std::string_view{});
  const auto moved = static_cast<std::size_t>(zeros);
  rest.resize(std::max(rest.size(), moved), '0');
  whole += rest.substr(0, moved);
  rest.erase(0, moved);
  rest.erase(rest.find_last_not_of('0') + 1);
  const bool is_negative = whole.starts_with('-');
  whole.erase(0, std::min(whole.find_first_not_of("-0"), whole.size() - 1));
  return (is_negative ? "-" : "") + whole + (rest.empty() ? "" : "." + rest);
}

/// A number followed by a word: "312平方米" means 312, "89.28万元" 892800, and "12亩" something that is not for the program to say.
std::optional<CellFault> number_with_word(std::string_view text) {
  const std::size_t end = std::min(text.find_first_not_of("-.0123456789"), text.size());
  if (end == 0 || end == text.size()) return std::nullopt;
  const auto next = static_cast<unsigned char>(text[end]);
  const bool starts_word = next >= 0x80 || (next >= 'a' && next <= 'z');
  std::string number(text.substr(0, end));
  if (!starts_word || !plain_number(number)) return std::nullopt;
  std::string_view word = text.substr(end);
  const auto magnitude = std::ranges::find_if(kMagnitudes, [&](const Magnitude& each) { return word.starts_with(each.word); });
  if (magnitude != kMagnitudes.end()) {
    number = with_zeros(number, magnitude->zeros);
    word.remove_prefix(magnitude->word.size());
  }
  const bool is_plain = std::ranges::find(kPlainUnits, word) != kPlainUnits.end();
  return is_plain ? fault(Code::NumberUnit, std::move(number)) : fault(Code::NumberOtherUnit);
}

/// Says what is wrong with a text that is no plain number, and what it probably means.
CellFault explain(std::string_view text, NumberRule rule) {
  if (auto plain = without_separators(text)) return fault(Code::NumberSeparator, std::move(*plain));
  if (const auto number = general_number(text)) {
    if (std::abs(*number) > kLargestNumber) return too_large();
    return fault(Code::NumberScientific, fmt::format("{:.15g}", *number));
  }
  const std::string folded = fold_header(text);
  const bool was_folded = folded.size() != text.size();
  if (was_folded && plain_number(folded) && text.find(' ') == std::string_view::npos) return fault(Code::NumberFullWidth, folded);
  if (auto plain = without_separators(folded)) return fault(Code::NumberSeparator, std::move(*plain));
  if (folded.ends_with('%')) {
    const std::string plain = folded.substr(0, folded.size() - 1);
    const auto number = plain_number(plain);
    if (number && rule == NumberRule::Share) return CellFault{Code::NumberPercentShare, {{"share", fmt::format("{:.12g}", *number / 100)}}};
    if (number) return fault(Code::NumberPercent, plain);
  }
  if (auto with_word = number_with_word(folded)) return std::move(*with_word);
  return fault(Code::NumberText);
}

/// Points for commas and commas for points.
std::string with_marks_swapped(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c == '.') c = ',';
    else if (c == ',') c = '.';
  }
  return out;
}

/// The same for a file whose decimals have a comma; what is to be written instead has one too.
CellFault explain_with_comma(std::string_view text, NumberRule rule) {
  CellFault out = explain(with_marks_swapped(text), rule);
  if (out.code == Code::NumberText && plain_number(text)) return {Code::NumberDecimalPoint, {}};
  for (auto& [name, value] : out.params)
    if (name == "plain" || name == "share") value = with_mark(std::move(value), DecimalMark::Comma);
  return out;
}

/// I to V, as letters or as the one character that the form of quality monitoring prints; nullopt for anything else.
std::optional<double> roman_level(std::string_view text) {
  constexpr auto kNumerals = std::to_array<std::string_view>({"i", "ii", "iii", "iv", "v"});
  const auto numeral = std::ranges::find(kNumerals, fold_header(text));
  if (numeral == kNumerals.end()) return std::nullopt;
  return static_cast<double>(numeral - kNumerals.begin() + 1);
}

}  // namespace

NumberRule number_rule(const model::ColumnSpec& column) {
  if (column.type == model::ColumnType::Count) return NumberRule::Count;
  if (column.unit == "share") return NumberRule::Share;
  if (column.unit == "level") return NumberRule::Level;
  return column.unit == "degree" || column.unit == "any" ? NumberRule::Any : NumberRule::NotNegative;
}

std::optional<double> plain_number(std::string_view text) {
  const std::size_t start = text.starts_with('-') ? 1 : 0;
  // Without this from_chars would read "inf", "nan" and "-inf".
  if (start == text.size() || !(is_digit(text[start]) || text[start] == '.')) return std::nullopt;
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> plain_number(std::string_view text, DecimalMark mark) {
  if (mark == DecimalMark::Point || text.find_first_of(".,") == std::string_view::npos) return plain_number(text);
  return plain_number(with_marks_swapped(text));
}

std::string with_mark(std::string plain, DecimalMark mark) {
  if (mark == DecimalMark::Comma) std::ranges::replace(plain, '.', ',');
  return plain;
}

CellResult<double> parse_number(std::string_view text, NumberRule rule, Exponent exponent, DecimalMark mark) {
  auto value = plain_number(text, mark);
  if (!value && exponent == Exponent::Read) value = general_number(text);
  if (!value && rule == NumberRule::Level) value = roman_level(text);
  if (!value) return tl::unexpected(mark == DecimalMark::Comma ? explain_with_comma(text, rule) : explain(text, rule));
  if (rule != NumberRule::Any && *value < 0) return tl::unexpected(fault(Code::NumberNegative));
  if (std::abs(*value) > kLargestNumber) return tl::unexpected(too_large());
  if (rule == NumberRule::Count && *value != std::floor(*value)) return tl::unexpected(fault(Code::NumberNotWhole));
  return *value;
}

}  // namespace junheng::ingest
