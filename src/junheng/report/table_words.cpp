#include "junheng/report/table_words.h"

#include <fmt/format.h>

#include "junheng/core/catalogue.h"

namespace junheng::report {

std::string as_head(std::string words) {
  const std::string_view first = std::string_view(words).substr(0, words.find(' '));
  const bool is_lower = !words.empty() && words.front() >= 'a' && words.front() <= 'z';
  if (is_lower && first.find('_') == std::string_view::npos) words.front() = static_cast<char>(words.front() - 'a' + 'A');
  return words;
}

std::string next_year_digits(SchoolYear year) {
  constexpr int kCentury = 100;
  return fmt::format("{:02}", (year.first + 1) % kCentury);
}

std::string school_year_words(SchoolYear year, Lang lang) {
  return text("table.school_year", lang, {{"year", std::to_string(year.first)}, {"next", next_year_digits(year)}});
}

std::string name_with_id(std::string_view name, std::string_view id, Lang lang) {
  if (name.empty() || name == id) return std::string(id);
  return text("table.name_with_id", lang, {{"name", std::string(name)}, {"id", std::string(id)}});
}

}  // namespace junheng::report
