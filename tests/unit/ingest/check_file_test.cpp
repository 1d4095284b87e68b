#include "junheng/ingest/check_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "junheng/formats/file.h"
#include "support/bad_file.h"

// Every file of tests/bad/checks breaks one rule. Its first line says what the finding must contain and where it must stand:
// "# expect: words; words; line N".

namespace junheng::testing {

namespace {

using ingest::load_checks;

class BadCheckFile : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(BadCheckFile, IsReportedOnceWithItsLineAndLeftOut) {
  const auto text = formats::read_file(GetParam().string());
  ASSERT_TRUE(text);
  const ExpectedFinding expected = expected_finding(*text);
  const auto loaded = load_checks({{"bad.toml", *text}});
  ASSERT_EQ(loaded.issues.size(), 1U);
  const Issue& issue = loaded.issues[0];
  const std::string said = issue.message(Lang::En) + " " + issue.hint(Lang::En);
  for (const std::string& words : expected.words) EXPECT_NE(said.find(words), std::string::npos) << words << "\n" << said;
  EXPECT_EQ(issue.where.file, "bad.toml");
  EXPECT_EQ(issue.where.row, expected.line) << said;
  EXPECT_EQ(issue.severity, Severity::Error);
  // Of two checks with one id the first stays.
  const bool is_second = GetParam().stem() == "id_twice";
  EXPECT_EQ(loaded.checks.size(), is_second ? 1U : 0U);
}

/// "id_twice.toml" -> "IdTwice".
std::string test_name(const ::testing::TestParamInfo<std::filesystem::path>& info) {
  std::string name;
  bool is_first = true;
  for (const char c : info.param.stem().string()) {
    if (c != '_') name += is_first ? static_cast<char>(c - 'a' + 'A') : c;
    is_first = c == '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Each, BadCheckFile, ::testing::ValuesIn(bad_files("checks")), test_name);

TEST(LoadChecks, NoFilesGiveNoChecks) {
  const auto loaded = load_checks({});
  EXPECT_TRUE(loaded.checks.empty());
  EXPECT_TRUE(loaded.issues.empty());
}

TEST(LoadChecks, EveryFaultOfAFileIsReported) {
  const auto loaded = load_checks({{"bad.toml", "[[check]]\nid = \"a\"\n\n[[check]]\nid = \"b\"\nrule = \"range\"\n"}});
  // Both lack severity, level and texts; the first lacks its rule, the second table, columns and limits.
  EXPECT_GE(loaded.issues.size(), 10U);
  EXPECT_TRUE(loaded.checks.empty());
}

}  // namespace

}  // namespace junheng::testing
