#include "junheng/ingest/event_cells.h"

#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "junheng/core/school_year.h"
#include "junheng/core/text.h"

namespace junheng::ingest {

namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2100;
constexpr int kHighestGrade = 12;

std::optional<int> whole(std::string_view digits) {
  int number = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, failure] = std::from_chars(digits.data(), end, number);
  if (failure != std::errc{} || stop != end || number < 0) return std::nullopt;
  return number;
}

/// Puts `plain` in the place of every one of `marks`.
template <std::size_t N>
std::string with_plain_marks(std::string_view text, const std::array<std::string_view, N>& marks, char plain) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 0;
    for (const std::string_view mark : marks)
      if (text.substr(at).starts_with(mark)) length = mark.size();
    out += length > 0 ? plain : text[at];
    at += length > 0 ? length : 1;
  }
  return out;
}

std::vector<std::string_view> pieces(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(separator, at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

}  // namespace

std::optional<int> first_school_year(std::string_view date) {
  static constexpr std::array<std::string_view, 6> kMarks = {"/", ".", "年", "月", "日", "号"};
  std::string plain = with_plain_marks(trim(date), kMarks, '-');
  // A workbook may have a time behind its day.
  plain.resize(std::min(plain.find_first_of(" T"), plain.size()));
  if (plain.ends_with('-')) plain.pop_back();
  std::vector<int> numbers;
  for (const std::string_view piece : pieces(plain, '-')) {
    const auto number = whole(piece);
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  if (numbers.empty() || numbers.size() > 3 || numbers[0] < kFirstYear || numbers[0] > kLastYear) return std::nullopt;
  const Date day{numbers[0], numbers.size() > 1 ? static_cast<unsigned>(numbers[1]) : 9,
                 numbers.size() > 2 ? static_cast<unsigned>(numbers[2]) : 1};
  if (!parse_date(to_string(day))) return std::nullopt;
  return day.month <= SchoolYear{day.year}.start().month ? day.year : day.year + 1;
}

std::optional<std::uint16_t> grade_bits(std::string_view cell) {
  static constexpr std::array<std::string_view, 6> kSeparators = {",", ";", "、", "，", "；", "/"};
  std::uint16_t bits = 0;
  const std::string plain = with_plain_marks(cell, kSeparators, ' ');
  for (const std::string_view piece : pieces(plain, ' ')) {
    if (piece.empty()) continue;
    const auto ends = pieces(piece, '-');
    const auto first = whole(ends.front());
    const auto last = ends.size() == 2 ? whole(ends[1]) : first;
    if (ends.size() > 2 || !first || !last || *first > *last || *last > kHighestGrade) return std::nullopt;
    for (int grade = *first; grade <= *last; ++grade) bits = static_cast<std::uint16_t>(bits | (1U << static_cast<unsigned>(grade)));
  }
  return bits;
}

}  // namespace junheng::ingest
