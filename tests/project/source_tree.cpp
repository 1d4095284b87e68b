#include "project/source_tree.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <functional>

#include "support/file_text.h"

namespace junheng::project {

namespace {

namespace fs = std::filesystem;

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::size_t after(std::string_view code, std::string_view ending, std::size_t from) {
  const auto found = code.find(ending, from);
  return found == std::string_view::npos ? code.size() : found + ending.size();
}

/// End of a quoted literal that opens at `at`.
std::size_t quoted_end(std::string_view code, std::size_t at) {
  const char quote = code[at];
  for (++at; at < code.size() && code[at] != quote && code[at] != '\n'; ++at)
    if (code[at] == '\\') ++at;
  return std::min(code.size(), at + 1);
}

/// End of the comment or literal that opens at `at`, and which of the two it is; Code if neither opens there.
std::pair<Part, std::size_t> part_at(std::string_view code, std::size_t at) {
  const std::string_view rest = code.substr(at);
  if (rest.starts_with("//")) return {Part::Comment, std::min(code.find('\n', at), code.size())};
  if (rest.starts_with("/*")) return {Part::Comment, after(code, "*/", at + 2)};
  if (rest.starts_with("R\"") && (at == 0 || !is_word(code[at - 1]))) {
    const auto open = code.find('(', at);
    if (open != std::string_view::npos)
      return {Part::Literal, after(code, ")" + std::string(code.substr(at + 2, open - at - 2)) + "\"", open)};
  }
  // A quote between digits separates thousands.
  if (rest[0] == '"' || (rest[0] == '\'' && (at == 0 || !is_word(code[at - 1])))) return {Part::Literal, quoted_end(code, at)};
  return {Part::Code, at + 1};
}

void for_each_part(std::string_view code, const std::function<void(Part, std::size_t, std::size_t)>& visit) {
  for (std::size_t at = 0; at < code.size();) {
    const auto [part, end] = part_at(code, at);
    visit(part, at, end);
    at = end;
  }
}

bool is_wanted(const std::string& name, std::initializer_list<std::string_view> endings) {
  return endings.size() == 0 || std::ranges::any_of(endings, [&](std::string_view ending) { return name.ends_with(ending); });
}

}  // namespace

std::string_view SourceFile::module() const {
  constexpr std::string_view kModules = "src/junheng/";
  if (!path.starts_with(kModules)) return {};
  const std::string_view rest = std::string_view(path).substr(kModules.size());
  const auto slash = rest.find('/');
  return slash == std::string_view::npos ? std::string_view{} : rest.substr(0, slash);
}

std::vector<SourceFile> source_files(std::initializer_list<std::string_view> folders, std::initializer_list<std::string_view> endings) {
  const fs::path root = JUNHENG_SOURCE_DIR;
  std::vector<SourceFile> out;
  for (const std::string_view folder : folders) {
    if (!fs::exists(root / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder))
      if (entry.is_regular_file() && is_wanted(entry.path().filename().string(), endings))
        out.push_back({entry.path().lexically_relative(root).generic_string(), testing::file_text(entry.path())});
  }
  std::ranges::sort(out, {}, &SourceFile::path);
  return out;
}

std::string without(std::string_view code, std::initializer_list<Part> parts) {
  std::string out(code);
  for_each_part(code, [&](Part part, std::size_t begin, std::size_t end) {
    if (std::ranges::count(parts, part) == 0) return;
    for (std::size_t at = begin; at < end; ++at)
      if (out[at] != '\n') out[at] = ' ';
  });
  return out;
}

std::vector<std::string> string_literals(std::string_view code) {
  std::vector<std::string> out;
  for_each_part(code, [&](Part part, std::size_t begin, std::size_t end) {
    if (part != Part::Literal || code[begin] == '\'') return;
    const auto open = code.find(code[begin] == 'R' ? '(' : '"', begin) + 1;
    const auto close = code.substr(0, end).rfind(code[begin] == 'R' ? ')' : '"');
    if (close >= open) out.emplace_back(code.substr(open, close - open));
  });
  return out;
}

std::size_t line_at(std::string_view text, std::size_t position) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, position), '\n'));
}

}  // namespace junheng::project
