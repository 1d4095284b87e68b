#include "project/source_rules.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <regex>
#include <sstream>
#include <string_view>

#include "junheng/core/text.h"

namespace junheng::project {

namespace {

constexpr std::array<std::string_view, 7> kEmptyWords = {"util", "utils", "helper", "helpers", "common", "misc", "manager"};
/// Refused only as the whole name: "input_data" says more than "data".
constexpr std::array<std::string_view, 5> kEmptyNames = {"data", "info", "tmp", "stuff", "main2"};
constexpr std::array<std::string_view, 7> kProgramEndings = {".h", ".cpp", ".js", ".css", ".html", ".mustache", ".cmake"};

bool holds_empty_word(const std::string& name) {
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find_first_of("_-.", begin), name.size());
    if (std::ranges::count(kEmptyWords, std::string_view(name).substr(begin, end - begin)) > 0) return true;
    begin = end + 1;
  }
  return false;
}

/// Lines, less the rows of tables: lines that are one braced initialiser.
std::size_t program_lines(const std::string& text) {
  std::istringstream lines(text);
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line);) {
    const std::string_view content = trim(line);
    const bool is_table_row = content.starts_with('{') && (content.ends_with('}') || content.ends_with("},"));
    if (!is_table_row) ++count;
  }
  return count;
}

enum class Where { Everywhere, Libraries, Tests };

struct WordRule {
  Where where;
  const char* pattern;
  const char* fault;
};

constexpr std::array kWordRules = {
    WordRule{Where::Libraries, R"(std::(cout|cerr|clog)\b|\b(printf|fprintf|puts|putchar|fputs)\s*\(|fmt::print\b)",
             "a library does not print"},
    WordRule{Where::Libraries, R"((^|[^:\w.>])(std::)?(exit|quick_exit|_Exit)\s*\()", "a library does not end the program"},
    WordRule{Where::Libraries, R"(system_clock::now|(^|[^:\w.>])(std::)?time\s*\(\s*(nullptr|NULL|0)?\s*\))",
             "a library does not read the date"},
    WordRule{Where::Everywhere, R"(catch\s*\([^)]*\)\s*\{\s*\})", "an exception is swallowed"},
    WordRule{Where::Everywhere, R"(\busing\s+namespace\b)", "using namespace"},
    WordRule{Where::Everywhere,
             R"(\b(sto[ifdl]|stoll|stoul|stoull|stold|ato[ifl]|atoll|strto[dfl]|strtoull?|strtold|v?sn?printf|sscanf)\s*\()",
             "depends on the locale or the buffer's size: use std::from_chars, std::to_chars or fmt"},
    WordRule{Where::Everywhere, R"(\b(rand|srand|random_shuffle)\s*\(|\brandom_device\b)", "randomness without the user's seed"},
    WordRule{Where::Everywhere, R"(\.detach\s*\(\s*\))", "a detached thread"},
    WordRule{Where::Tests, R"(\b(sleep_for|sleep_until|usleep|nanosleep|sleep)\s*\()", "a test does not sleep"},
    WordRule{Where::Tests, R"(\bTEST(_F|_P)?\s*\(\s*(\w*_\w*\s*,|\w+\s*,\s*\w*_))", "a test's name holds an underscore"},
    WordRule{Where::Tests, R"((EXPECT|ASSERT)_TRUE\s*\(\s*true\s*\)|(EXPECT|ASSERT)_FALSE\s*\(\s*false\s*\))", "asserts nothing"},
};

bool applies(Where where, const SourceFile& file) {
  switch (where) {
    case Where::Everywhere: return true;
    case Where::Libraries: return !file.module().empty() && file.module() != "cli";
    case Where::Tests: return file.path.starts_with("tests/");
  }
  return true;
}

std::string at_line(const SourceFile& file, std::size_t position, std::string_view fault) {
  return file.path + ":" + std::to_string(line_at(file.text, position)) + ": " + std::string(fault);
}

void add_matches(std::vector<std::string>& faults, const SourceFile& file, const std::string& text, const WordRule& rule) {
  static std::map<std::string_view, std::regex> compiled;
  const std::regex& pattern = compiled.try_emplace(rule.pattern, rule.pattern).first->second;
  for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
    faults.push_back(at_line(file, static_cast<std::size_t>(at->position()), rule.fault));
}

}  // namespace

std::vector<std::string> name_faults(const SourceFile& file) {
  std::vector<std::string> faults;
  for (const auto& part : std::filesystem::path(file.path)) {
    const std::string name = part.stem().string();
    if (holds_empty_word(name) || std::ranges::count(kEmptyNames, name) > 0)
      faults.push_back(file.path + ": the name '" + name + "' says nothing");
  }
  return faults;
}

std::vector<std::string> length_faults(const SourceFile& file) {
  const bool is_program = std::ranges::any_of(kProgramEndings, [&](std::string_view ending) { return file.path.ends_with(ending); });
  const std::size_t lines = program_lines(file.text);
  if (!is_program || lines <= kMaxLines) return {};
  return {file.path + ": " + std::to_string(lines) + " lines, limit " + std::to_string(kMaxLines)};
}

std::vector<std::string> word_faults(const SourceFile& file) {
  std::vector<std::string> faults;
  const std::string bare = without(file.text, {Part::Comment, Part::Literal});
  for (const WordRule& rule : kWordRules)
    if (applies(rule.where, file)) add_matches(faults, file, bare, rule);
  add_matches(faults, file, without(file.text, {Part::Literal}),
              {Where::Everywhere, R"(\b(TODO|FIXME|XXX)\b(?!\())", "unfinished, and no issue says of what"});
  if (file.is_header() && !file.text.starts_with("#pragma once") && file.text.find("\n#pragma once") == std::string::npos)
    faults.push_back(file.path + ": a header begins with #pragma once");
  return faults;
}

std::vector<std::string> path_faults(const SourceFile& file) {
  static const std::regex machine_path(R"((?:^|[^\w.$}])(/(work|home|Users)/\w))");
  std::smatch found;
  if (!std::regex_search(file.text, found, machine_path)) return {};
  return {at_line(file, static_cast<std::size_t>(found.position(1)), "a path of somebody's machine")};
}

}  // namespace junheng::project
