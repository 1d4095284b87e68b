#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/ingest/cell_parser.h"
#include "junheng/ingest/wording.h"

namespace junheng::ingest {

namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2100;

std::optional<int> small_number(std::string_view text) {
  int value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size() || !(text.front() >= '0' && text.front() <= '9')) return std::nullopt;
  return value;
}

std::optional<int> year_number(std::string_view text) {
  if (text.size() != 4) return std::nullopt;
  const auto year = plain_count(text);
  return year >= kFirstYear && year <= kLastYear ? std::optional(static_cast<int>(year)) : std::nullopt;
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool take_suffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

/// 一 to 十二, or digits.
std::optional<int> grade_number(std::string_view text) {
  constexpr std::array<std::string_view, 12> kNumerals = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"};
  const auto numeral = std::ranges::find(kNumerals, text);
  if (numeral != kNumerals.end()) return static_cast<int>(numeral - kNumerals.begin()) + 1;
  return text.empty() ? std::nullopt : small_number(text);
}

struct SchoolSpan {
  std::string_view name;
  int grades_before;
  int grades;
};

/// Names under which grades are counted anew. The longer ones stand first.
constexpr std::array kSchoolSpans = {
    SchoolSpan{"小学", 0, 6}, SchoolSpan{"初中", 6, 3}, SchoolSpan{"高中", 9, 3}, SchoolSpan{"初", 6, 3}, SchoolSpan{"高", 9, 3},
};

std::optional<int> named_grade(std::string_view text) {
  SchoolSpan span{"", 0, 12};
  for (const SchoolSpan& candidate : kSchoolSpans) {
    if (take_prefix(text, candidate.name)) {
      span = candidate;
      break;
    }
  }
  const bool says_grade = take_suffix(text, "年级") || !span.name.empty();
  const auto number = grade_number(text);
  if (!says_grade || !number || *number < 1 || *number > span.grades) return std::nullopt;
  return span.grades_before + *number;
}

CellFault unknown_word(std::span<const model::CodeName> codes) { return {Code::WordUnknown, list_params("allowed", listed(codes))}; }

std::optional<std::size_t> position_of(std::string_view text, std::span<const model::CodeName> codes) {
  for (std::size_t i = 0; i < codes.size(); ++i)
    if (text == codes[i].code) return i;
  const std::string folded = fold_header(text);
  for (std::size_t i = 0; i < codes.size(); ++i)
    for (const std::string_view name : {codes[i].code, codes[i].zh, codes[i].en})
      if (folded == fold_header(name)) return i;
  return std::nullopt;
}

bool is_scientific(std::string_view text) {
  const std::size_t mark = text.find_first_of("eE");
  if (mark == std::string_view::npos || mark == 0 || mark + 2 >= text.size()) return false;
  const std::string_view exponent = text.substr(mark + 2);
  // "12E5" may be a code of somebody; what a spreadsheet writes has a sign.
  return plain_number(text.substr(0, mark)) && (text[mark + 1] == '+' || text[mark + 1] == '-') && plain_count(exponent) >= 0;
}

/// 2013-03-01, 2013/3/1.
bool is_date(std::string_view text) {
  const std::size_t first = text.find_first_of("-/");
  if (first != 4 || plain_count(text.substr(0, 4)) < 0) return false;
  const std::size_t second = text.find(text[4], 5);
  if (second == std::string_view::npos) return false;
  const auto month = plain_count(text.substr(5, second - 5));
  const auto day = plain_count(text.substr(second + 1));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && second - 5 <= 2 && text.size() - second - 1 <= 2;
}

}  // namespace

CellResult<bool> parse_flag(std::string_view text) {
  if (text == "1") return true;
  if (text == "0") return false;
  const std::string folded = fold_header(text);
  for (const std::string_view yes : {"1", "是", "yes", "true"})
    if (folded == yes) return true;
  for (const std::string_view no : {"0", "否", "no", "false"})
    if (folded == no) return false;
  return tl::unexpected(CellFault{Code::FlagUnknown, {}});
}

CellResult<int> parse_year(std::string_view text) {
  if (const auto year = year_number(text)) return *year;
  const std::string folded = fold_header(text);
  std::string_view digits = folded;
  take_suffix(digits, "年");
  const auto meant = year_number(digits);
  return tl::unexpected(CellFault{Code::YearUnknown, {{"plain", meant ? std::to_string(*meant) : "1998"}}});
}

CellResult<int> parse_school_year(std::string_view text) {
  if (const auto year = year_number(text)) return *year;
  const std::string folded = fold_header(text);
  std::string_view rest = folded;
  take_suffix(rest, "度");
  take_suffix(rest, "学年");
  const auto first = year_number(rest.substr(0, 4));
  if (first && rest.size() == 4) return *first;
  if (first) {
    rest.remove_prefix(4);
    for (const std::string_view dash : {"-", "–", "—", "~", "/", "至"}) {
      if (!take_prefix(rest, dash)) continue;
      if (year_number(rest) == *first + 1) return *first;
      break;
    }
  }
  return tl::unexpected(CellFault{Code::SchoolYearUnknown, {}});
}

CellResult<int> parse_grade(std::string_view text) {
  const auto digits = plain_count(text);
  if (digits >= 0 && digits <= 12) return static_cast<int>(digits);
  if (digits < 0) {
    if (const auto grade = named_grade(fold_header(text))) return *grade;
  }
  return tl::unexpected(CellFault{Code::GradeUnknown, {}});
}

CellResult<Stage> parse_stage_word(std::string_view text) {
  if (const auto stage = parse_stage(text)) return *stage;
  if (const auto stage = parse_stage(fold_header(text))) return *stage;
  static constexpr auto kStages = std::to_array<model::CodeName>(
      {{"preprimary", "学前", ""}, {"primary", "小学", ""}, {"junior", "初中", ""}, {"senior", "高中", ""}, {"all", "全校", ""}});
  return tl::unexpected(unknown_word(kStages));
}

CellResult<std::size_t> parse_word(std::string_view text, std::span<const model::CodeName> codes) {
  if (const auto position = position_of(text, codes)) return *position;
  return tl::unexpected(unknown_word(codes));
}

CellResult<std::uint32_t> parse_code(std::string_view text, std::span<const model::CodeName> codes, CodePolicy policy, std::uint32_t most) {
  const auto number = plain_count(text);
  if (policy == CodePolicy::Free) {
    if (number >= 0 && number <= most) return static_cast<std::uint32_t>(number);
    if (const auto named = number < 0 ? position_of(text, codes) : std::nullopt)
      return static_cast<std::uint32_t>(plain_count(codes[*named].code));
    return tl::unexpected(CellFault{Code::CodeNotKept, {}});
  }
  // Written with leading zeros a code is still the same number.
  const auto position = position_of(number >= 0 ? std::to_string(number) : std::string(text), codes);
  if (position) return static_cast<std::uint32_t>(plain_count(codes[*position].code));
  return tl::unexpected(CellFault{Code::CodeUnknown, likely_params(nearest_listed(text, codes))});
}

std::optional<CellFault> check_id(std::string_view text, formats::CellKind kind) {
  if (kind == formats::CellKind::Date) return CellFault{Code::IdIsDate, {}};
  if (kind == formats::CellKind::Number) {
    constexpr double kFirstInexact = 1e15;
    const auto whole = plain_number(text);
    if (!whole || *whole >= kFirstInexact) return CellFault{Code::IdDigitsLost, {}};
    return std::nullopt;
  }
  if (is_scientific(text)) return CellFault{Code::IdScientific, {}};
  if (is_date(text)) return CellFault{Code::IdIsDate, {}};
  return std::nullopt;
}

}  // namespace junheng::ingest
