#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "junheng/core/catalogue.h"
#include "junheng/core/codes.h"
#include "junheng/formats/file.h"
#include "junheng/standards/library.h"
#include "support/bad_file.h"

// Every file of tests/bad/standards breaks one rule. Its first line says what the finding must contain and where it must stand:
// "# expect: words; words; line N".

namespace junheng::standards {
namespace {

constexpr Date kToday{2026, 11, 23};

std::vector<std::filesystem::path> bad_files() { return testing::bad_files("standards"); }

/// What the file alone is found guilty of, beside the built-in packs (which it may extend).
std::vector<Issue> findings(const std::string& name, const std::string& text) {
  auto files = built_in_packs();
  files.push_back({name, text});
  std::vector<Issue> own;
  for (const Issue& issue : load_packs(files, kToday).issues)
    if (issue.where.file == name) own.push_back(issue);
  return own;
}

TEST(Lint, BadFileGivesOneFindingWithItsWordsAndLine) {
  for (const auto& path : bad_files()) {
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

/// A {name} that no parameter has filled; the braces of TOML examples have a space after them.
bool has_placeholder(std::string_view said) {
  for (std::size_t open = said.find('{'); open != std::string_view::npos; open = said.find('{', open + 1)) {
    const std::size_t close = said.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", open + 1);
    if (close != std::string_view::npos && close > open + 1 && said[close] == '}') return true;
  }
  return false;
}

TEST(Lint, FindingsAreCompleteSentencesInBothLanguages) {
  for (const auto& path : bad_files()) {
    for (const Issue& issue : findings(path.filename().string(), formats::read_file(path.string()).value()))
      for (const Lang lang : {Lang::Zh, Lang::En}) {
        const std::string said = issue.message(lang) + issue.hint(lang);
        EXPECT_FALSE(has_placeholder(said)) << path.filename() << ": " << said;
        EXPECT_FALSE(issue.hint(lang).empty()) << path.filename();
      }
  }
}

// parent_rejected needs a second bad file: inheritance_test.cpp.
TEST(Lint, EveryRuleHasItsBadFile) {
  std::set<std::string> seen = {"parent_rejected"};
  for (const auto& path : bad_files())
    for (const Issue& issue : findings(path.filename().string(), formats::read_file(path.string()).value())) seen.insert(issue.id());
  constexpr auto kFirstLintRule = static_cast<std::uint16_t>(Code::DuplicatePack);
  constexpr std::uint16_t kEndOfBlock = 4050;
  for (const auto& entry : detail::code_entries()) {
    const auto id = static_cast<std::uint16_t>(entry.code);
    const bool is_lint_rule = id >= kFirstLintRule && id < kEndOfBlock;
    EXPECT_TRUE(!is_lint_rule || seen.contains(std::string(entry.name))) << entry.name << " has no bad file";
  }
}

TEST(Lint, WarningLeavesThePackUsable) {
  const std::string text = R"([pack]
id = "old"
title = { zh = "旧", en = "Old" }
last_checked_on = 2023-11-22
)";
  const Library library = load_packs({{"old.toml", text}}, kToday);
  ASSERT_EQ(library.issues.size(), 1U);
  EXPECT_EQ(library.issues[0].severity, Severity::Warning);
  EXPECT_NE(library.find("old"), nullptr);
}

TEST(Lint, ThreeYearsToTheDayIsNotOld) {
  const std::string text = "[pack]\nid = \"a\"\ntitle = { zh = \"甲\", en = \"A\" }\nlast_checked_on = 2023-11-23\n";
  EXPECT_TRUE(load_packs({{"a.toml", text}}, kToday).issues.empty());
}

TEST(Lint, ManyOldDatesAreOneWarningAtTheOldest) {
  const std::string text = R"([pack]
id = "a"
title = { zh = "甲", en = "A" }
[[composite.limit]]
kind = "cv"
from = 2020-01-01
value = 0.6
source = { document = "D", clause = "1", last_checked_on = 2019-03-01 }
[[composite.limit]]
kind = "cv"
from = 2021-01-01
value = 0.5
source = { document = "D", clause = "1", last_checked_on = 2018-03-01 }
)";
  const Library library = load_packs({{"a.toml", text}}, kToday);
  ASSERT_EQ(library.issues.size(), 1U);
  EXPECT_EQ(library.issues[0].where.row, 9U);
  EXPECT_NE(library.issues[0].message(Lang::En).find("2 such dates"), std::string::npos);
}

TEST(Lint, EmptyFileLacksItsHead) {
  const Library library = load_packs({{"empty.toml", ""}}, kToday);
  ASSERT_EQ(library.issues.size(), 1U);
  EXPECT_EQ(library.issues[0].id(), "toml_missing_key");
  EXPECT_TRUE(library.packs.empty());
}

TEST(Lint, AllFindingsOfAFileAreReportedAtOnceInOrder) {
  const std::string text = R"([pack]
id = "a"
title = { zh = "甲", en = "A" }

[[indicator]]
id = "X1"
title = { zh = "甲", en = "A" }
numerator = ["+nothing"]
denominator = ["pupils"]
unit = "furlong"
scale = 0
)";
  const auto issues = findings("a.toml", text);
  ASSERT_EQ(issues.size(), 3U);
  EXPECT_EQ(issues[0].id(), "unknown_unit");
  EXPECT_EQ(issues[1].id(), "scale_not_positive");
  EXPECT_EQ(issues[2].id(), "unknown_measure");
}

TEST(Lint, LimitsOfDifferentStagesOrVariantsDoNotOverlap) {
  const std::string text = R"([pack]
id = "a"
title = { zh = "甲", en = "A" }
[[item]]
id = "Y1"
title = { zh = "规模", en = "Size" }
source = { document = "D", clause = "1" }
[[item.clause]]
rule = "school_size"
direction = "lower"
[[item.clause.limit]]
from = 2020-01-01
value = 2000
source = { document = "D", clause = "1" }
[[item.clause.limit]]
stage = "junior"
from = 2020-01-01
value = 1800
source = { document = "D", clause = "1" }
[[item.clause.limit]]
variant = "through_school"
from = 2020-01-01
value = 2500
source = { document = "D", clause = "1" }
)";
  EXPECT_TRUE(findings("a.toml", text).empty());
}

TEST(Lint, TouchingPeriodsDoNotOverlap) {
  const std::string text = R"([pack]
id = "a"
title = { zh = "甲", en = "A" }
[[composite.limit]]
from = 2020-01-01
until = 2021-01-01
value = 0.6
source = { document = "D", clause = "1" }
[[composite.limit]]
from = 2021-01-01
value = 0.5
source = { document = "D", clause = "1" }
)";
  EXPECT_TRUE(findings("a.toml", text).empty());
}

}  // namespace
}  // namespace junheng::standards
