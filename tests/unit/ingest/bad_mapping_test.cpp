// Every file of tests/bad/mapping breaks one rule of mapping files.
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "junheng/core/catalogue.h"
#include "junheng/core/codes.h"
#include "junheng/ingest/mapping.h"
#include "junheng/ingest/mapping_file.h"
#include "support/bad_file.h"
#include "support/file_text.h"

namespace junheng::ingest {
namespace {

std::vector<Issue> findings(const std::filesystem::path& path) {
  std::vector<Issue> issues;
  (void)read_mapping(testing::file_text(path), path.filename().string(), issues);
  return issues;
}

TEST(BadMapping, FileGivesOneErrorWithItsWordsAndLine) {
  for (const auto& path : testing::bad_files("mapping")) {
    SCOPED_TRACE(path.filename().string());
    const auto expected = testing::expected_finding(testing::file_text(path));
    const auto issues = findings(path);
    std::string all;
    for (const Issue& issue : issues) all += describe(issue.where, Lang::En) + ": " + issue.message(Lang::En) + "\n";
    ASSERT_EQ(issues.size(), 1U) << all;
    const std::string said = issues[0].message(Lang::En) + " " + issues[0].hint(Lang::En);
    for (const std::string& words : expected.words)
      EXPECT_NE(said.find(words), std::string::npos) << "'" << words << "' is not in: " << said;
    EXPECT_EQ(issues[0].where.file, path.filename().string());
    EXPECT_EQ(issues[0].where.row, expected.line) << said;
    EXPECT_EQ(issues[0].severity, Severity::Error);
    EXPECT_FALSE(issues[0].hint(Lang::Zh).empty());
  }
}

TEST(BadMapping, EveryRuleHasItsFile) {
  // Found where a mapping meets a dataset, not in the mapping: plain_mapping_test, export_mapping_test, form_mapping_test.
  constexpr std::array kOfDatasets = {Code::MappingRejected,      Code::MappingNoSource,
                                      Code::MappingHeaderMissing, Code::MappingHeaderAmbiguous,
                                      Code::MappingHeadMissing,   Code::MappingFileAmbiguous,
                                      Code::MappingFileUnread,    Code::MappingHeaderAbsent,
                                      Code::MappingSourceMissing, Code::MappingYearConflict,
                                      Code::MappingHeaderLikely,  Code::MappingRowLeftOut,
                                      Code::FormMissing,          Code::FormTwice,
                                      Code::FormWithoutCodes,     Code::FormRowMissing,
                                      Code::FormColumnMissing,    Code::FormColumnAmbiguous,
                                      Code::FormUnitMissing,      Code::FormSchoolIdMissing,
                                      Code::FormYearMissing,      Code::FormNoStage,
                                      Code::MappingEntryUnread,   Code::MappingFolderUnread,
                                      Code::FormSchoolTwice,      Code::MappingChoiceIncomplete,
                                      Code::FormFounderMissing,   Code::FormSchoolUnknown,
                                      Code::FormTableGiven,       Code::FormBlockMissing,
                                      Code::MappingTableMade,     Code::MappingFolderIdle};
  constexpr std::uint16_t kFirst = 2201;
  constexpr std::uint16_t kEnd = 2270;
  std::set<std::string> seen;
  for (const auto& path : testing::bad_files("mapping"))
    for (const Issue& issue : findings(path)) seen.insert(issue.id());
  for (const Code code : kOfDatasets) seen.insert(std::string(code_entry(code).name));
  for (const auto& entry : detail::code_entries()) {
    const auto id = static_cast<std::uint16_t>(entry.code);
    EXPECT_TRUE(id < kFirst || id >= kEnd || seen.contains(std::string(entry.name))) << entry.name << " has no file in tests/bad/mapping";
  }
}

TEST(BadMapping, ErrorNamesFileAndCountAndFinding) {
  const auto path = std::filesystem::path(JUNHENG_SOURCE_DIR) / "tests/bad/mapping/column_unknown.toml";
  const auto read = map_dataset(JUNHENG_SOURCE_DIR, path.string());
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, Code::MappingRejected);
  const std::string said = read.error().message(Lang::En);
  for (const std::string_view words : {"column_unknown.toml", "has 1 error: ", "row 16", "no column 'pupil'"})
    EXPECT_NE(said.find(words), std::string::npos) << said;
}

}  // namespace
}  // namespace junheng::ingest
