#include "support/bad_file.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace junheng::testing {

ExpectedFinding expected_finding(std::string_view text) {
  constexpr std::string_view kMark = "# expect: ";
  constexpr std::string_view kPlace = "line ";
  constexpr std::string_view kBetween = "; ";
  std::string_view first = text.substr(0, text.find('\n'));
  if (!first.starts_with(kMark)) throw std::runtime_error("a bad file begins with '# expect: words; line N'");
  first.remove_prefix(kMark.size());
  ExpectedFinding out;
  for (std::size_t end = 0; (end = first.find(kBetween)) != std::string_view::npos; first.remove_prefix(end + kBetween.size()))
    out.words.emplace_back(first.substr(0, end));
  if (!first.starts_with(kPlace)) throw std::runtime_error("the expectation of a bad file ends with '; line N'");
  first.remove_prefix(kPlace.size());
  std::from_chars(first.data(), first.data() + first.size(), out.line);
  return out;
}

std::vector<std::filesystem::path> bad_files(std::string_view folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(JUNHENG_SOURCE_DIR) / "tests/bad" / folder))
    files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

}  // namespace junheng::testing
