#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "junheng/core/catalogue.h"
#include "junheng/core/codes.h"
#include "junheng/formats/file.h"
#include "junheng/standards/curriculum.h"
#include "support/bad_file.h"

// Every file of tests/bad/curricula breaks one rule. Its first line says what the finding must contain and where it must stand.

namespace junheng::standards {
namespace {

/// What the file alone is found guilty of, beside the built-in files.
std::vector<Issue> findings(const std::string& name, const std::string& text) {
  auto files = built_in_curricula();
  files.push_back({name, text});
  std::vector<Issue> own;
  for (const Issue& issue : load_curricula(files).issues)
    if (issue.where.file == name) own.push_back(issue);
  return own;
}

TEST(CurriculumLint, BadFileGivesOneFindingWithItsWordsAndLine) {
  for (const auto& path : testing::bad_files("curricula")) {
    SCOPED_TRACE(path.filename().string());
    const auto text = formats::read_file(path.string());
    ASSERT_TRUE(text.has_value());
    const testing::ExpectedFinding expected = testing::expected_finding(*text);
    const auto issues = findings(path.filename().string(), *text);
    std::string all;
    for (const Issue& issue : issues) all += describe(issue.where, Lang::En) + ": " + issue.message(Lang::En) + "\n";
    ASSERT_EQ(issues.size(), 1U) << all;
    const std::string said = issues[0].message(Lang::En) + " " + issues[0].hint(Lang::En);
    for (const std::string& word : expected.words) EXPECT_NE(said.find(word), std::string::npos) << "'" << word << "' is not in: " << said;
    EXPECT_EQ(issues[0].where.row, expected.line) << said;
  }
}

TEST(CurriculumLint, EveryRuleHasItsBadFile) {
  std::set<std::string> seen;
  for (const auto& path : testing::bad_files("curricula"))
    for (const Issue& issue : findings(path.filename().string(), formats::read_file(path.string()).value())) seen.insert(issue.id());
  constexpr auto kFirstLintRule = static_cast<std::uint16_t>(Code::SubjectNotDefined);
  constexpr auto kLastLintRule = static_cast<std::uint16_t>(Code::CurriculumEmpty);
  for (const auto& entry : detail::code_entries()) {
    const auto id = static_cast<std::uint16_t>(entry.code);
    const bool is_lint_rule = id >= kFirstLintRule && id <= kLastLintRule;
    EXPECT_TRUE(!is_lint_rule || seen.contains(std::string(entry.name))) << entry.name << " has no bad file";
  }
}

TEST(CurriculumLint, BrokenFileIsLeftOutAndTheOthersStay) {
  auto files = built_in_curricula();
  files.push_back({"mine.toml", "[curriculum]\nid = \"mine\"\n"});
  const CurriculumLibrary library = load_curricula(files);
  EXPECT_EQ(library.find_curriculum("mine"), nullptr);
  EXPECT_NE(library.find_curriculum("cn.qingdao"), nullptr);
}

}  // namespace
}  // namespace junheng::standards
