// Every folder of tests/bad/dataset breaks one rule of the dataset format: its files replace those of tests/datasets/village, and its
// expect.toml lists every error that must be found, and no others, with the words that the English message or hint must contain, and
// every warning about rows that go with a rejected one.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "dataset_folder.h"
#include "junheng/formats/toml.h"

namespace junheng::ingest {
namespace {

namespace fs = std::filesystem;

struct Expected {
  std::string code;
  std::string file;
  std::uint32_t row = 0;
  std::string column;
  std::vector<std::string> words;
};

struct BrokenRule {
  std::string name;
  std::vector<std::string> without;
  std::optional<Expected> error;
  std::vector<Expected> issues;
  std::vector<Expected> warnings;
};

Expected read_expected(formats::TomlReader& reader) {
  Expected out;
  out.code = reader.text("code");
  out.file = reader.text_or("file", "");
  out.row = static_cast<std::uint32_t>(reader.integer_or("row", 0));
  out.column = reader.text_or("column", "");
  out.words = reader.texts("words");
  reader.finish();
  return out;
}

BrokenRule read_rule(const fs::path& folder) {
  BrokenRule out;
  out.name = folder.filename().string();
  const auto table = formats::read_toml((folder / "expect.toml").string()).value();
  std::vector<Issue> faults;
  formats::TomlReader reader(table, "expect.toml", faults);
  out.without = reader.texts_or_empty("without");
  if (auto error = reader.table("error")) out.error = read_expected(*error);
  for (formats::TomlReader& issue : reader.tables("issue")) out.issues.push_back(read_expected(issue));
  for (formats::TomlReader& warning : reader.tables("warning")) out.warnings.push_back(read_expected(warning));
  reader.finish();
  EXPECT_TRUE(faults.empty()) << out.name << "\n" << shown(faults);
  return out;
}

std::vector<BrokenRule> broken_rules() {
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(fs::path(JUNHENG_SOURCE_DIR) / "tests/bad/dataset")) folders.push_back(entry.path());
  std::ranges::sort(folders);
  std::vector<BrokenRule> out;
  for (const fs::path& folder : folders) out.push_back(read_rule(folder));
  return out;
}

bool has_words(const std::string& text, const std::vector<std::string>& words) {
  return std::ranges::all_of(words, [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

bool matches(const Issue& issue, const Expected& expected) {
  return issue.id() == expected.code && issue.where.file == expected.file && (expected.row == 0 || issue.where.row == expected.row) &&
         column_letters(issue.where.column) == expected.column &&
         has_words(issue.message(Lang::En) + " " + issue.hint(Lang::En), expected.words);
}

/// A placeholder that nothing filled.
bool has_gap(const std::string& text) { return text.find('{') != std::string::npos; }

class BrokenDataset : public ::testing::TestWithParam<BrokenRule> {};

TEST_P(BrokenDataset, EveryErrorIsFoundAndExplained) {
  const BrokenRule& rule = GetParam();
  VillageFolder village;
  for (const std::string& name : rule.without) village.remove(name);
  for (const auto& entry : fs::directory_iterator(fs::path(JUNHENG_SOURCE_DIR) / "tests/bad/dataset" / rule.name))
    if (entry.path().filename() != "expect.toml") village.put(entry.path().filename().string(), testing::file_text(entry.path()));

  const auto read = village.import();
  if (rule.error) {
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(code_entry(read.error().code).name, rule.error->code);
    const std::string said = read.error().message(Lang::En) + " " + read.error().hint(Lang::En);
    EXPECT_TRUE(has_words(said, rule.error->words)) << said;
    EXPECT_FALSE(has_gap(said + read.error().message(Lang::Zh) + read.error().hint(Lang::Zh))) << said;
    return;
  }
  ASSERT_TRUE(read.has_value()) << read.error().message(Lang::En);
  EXPECT_EQ(count_issues(read->issues).errors, rule.issues.size()) << shown(read->issues);
  const auto expect_each_once = [&](const std::vector<Expected>& all) {
    for (const Expected& expected : all)
      EXPECT_EQ(std::ranges::count_if(read->issues, [&](const Issue& issue) { return matches(issue, expected); }), 1)
          << expected.code << " in row " << expected.row << "\n"
          << shown(read->issues);
  };
  expect_each_once(rule.issues);
  expect_each_once(rule.warnings);
  const auto count = [&](std::string_view id) { return with_id(read->issues, id).size(); };
  EXPECT_EQ(count("rows_of_rejected_school") + count("rows_of_rejected_area") + count("rows_of_unlisted_area"), rule.warnings.size())
      << shown(read->issues);
  for (const Issue& issue : read->issues) {
    EXPECT_FALSE(has_gap(issue.message(Lang::En) + issue.hint(Lang::En))) << issue.id();
    EXPECT_FALSE(has_gap(issue.message(Lang::Zh) + issue.hint(Lang::Zh))) << issue.id();
  }
}

std::string pascal_case(std::string_view snake) {
  std::string out;
  bool is_start = true;
  for (const char c : snake) {
    if (c != '_') out += is_start && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    is_start = c == '_';
  }
  return out;
}

INSTANTIATE_TEST_SUITE_P(Rules, BrokenDataset, ::testing::ValuesIn(broken_rules()),
                         [](const auto& rule) { return pascal_case(rule.param.name); });

}  // namespace
}  // namespace junheng::ingest
