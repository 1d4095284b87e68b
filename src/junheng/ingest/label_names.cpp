#include "junheng/ingest/label_names.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "junheng/core/text.h"

namespace junheng::ingest {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) text.replace(at, what.size(), by);
}

bool drop_prefix(std::string& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.erase(0, prefix.size());
  return true;
}

}  // namespace

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    if (const auto part = trim(text.substr(begin, end - begin)); !part.empty()) out.emplace_back(part);
    begin = end + 1;
  }
  return out;
}

LabelNames names_in(std::string_view text) { return split(text, '|'); }

std::string fold_label(std::string_view text) {
  std::string out = fold_header(text);
  for (const std::string_view dash : {"～", "~", "—", "–", "至", "―"}) replace_all(out, dash, "-");
  for (bool is_cut = true; is_cut && !out.empty();) {
    is_cut = drop_prefix(out, "#") || drop_prefix(out, "其中:") || drop_prefix(out, "其中");
    for (const std::string_view number : {"一、", "二、", "三、", "四、", "五、", "六、", "七、", "八、", "九、", "十、"})
      is_cut |= drop_prefix(out, number);
  }
  return out;
}

bool is_total_word(std::string_view folded) {
  constexpr auto kWords = std::to_array<std::string_view>({"合计", "小计", "总计", "计"});
  return std::ranges::find(kWords, folded) != kWords.end();
}

std::optional<std::string> school_year_in(std::string_view text) {
  const std::string folded = fold_label(text);
  for (std::size_t at = folded.find("学年"); at != std::string::npos; at = folded.find("学年", at + 1)) {
    std::size_t begin = at;
    while (begin > 0 && (is_digit(folded[begin - 1]) || folded[begin - 1] == '/' || folded[begin - 1] == '-')) --begin;
    const std::string_view digits = std::string_view(folded).substr(begin);
    const std::string_view first = digits.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(digits, is_digit) - digits.begin()));
    int year = 0;
    std::from_chars(first.data(), first.data() + first.size(), year);
    if (first.size() == 4 && first.starts_with("20")) return std::string(first) + "-" + std::to_string(year + 1);
  }
  return std::nullopt;
}

}  // namespace junheng::ingest
