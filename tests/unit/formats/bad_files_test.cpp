// The files of tests/bad: every one is refused with the code and the words that its folder's expected.toml names.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "junheng/formats/csv_reader.h"
#include "junheng/formats/toml.h"
#include "junheng/formats/xlsx_reader.h"
#include "refusal.h"

namespace junheng::formats {
namespace {

struct BadFile {
  std::string path;
  std::string code;
  std::vector<std::string> words;
};

/// The files that a folder lists. A file that stands there unlisted fails the test.
std::vector<BadFile> listed_files(const std::string& kind) {
  const std::filesystem::path folder = std::filesystem::path(JUNHENG_SOURCE_DIR) / "tests" / "bad" / kind;
  const TomlValue list = read_toml((folder / "expected.toml").string()).value();
  std::vector<Issue> issues;
  TomlReader root(list, "expected.toml", issues);
  std::vector<BadFile> files;
  std::set<std::string> names = {"expected.toml"};
  for (TomlReader& entry : root.tables("file")) {
    const std::string name = entry.text("name");
    names.insert(name);
    files.push_back({(folder / name).string(), entry.text("code"), entry.texts("words")});
    entry.finish();
  }
  root.finish();
  EXPECT_TRUE(issues.empty()) << issues.front().message(Lang::En);
  EXPECT_FALSE(files.empty());
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    EXPECT_TRUE(names.contains(entry.path().filename().string())) << entry.path();
  return files;
}

template <typename T>
void expect_refused(const Result<T>& result, const BadFile& file) {
  ASSERT_FALSE(result) << file.path << " was accepted";
  EXPECT_EQ(code_entry(result.error().code).name, file.code) << file.path;
  EXPECT_TRUE(refused(result, result.error().code, {std::filesystem::path(file.path).filename().string()})) << file.path;
  for (const std::string& word : file.words)
    EXPECT_NE(result.error().message(Lang::En).find(word), std::string::npos)
        << "'" << word << "' in: " << result.error().message(Lang::En);
  EXPECT_EQ(result.error().exit_code(), 3);
}

TEST(BadFiles, Csv) {
  for (const BadFile& file : listed_files("csv")) expect_refused(CsvFile::open(file.path), file);
}

TEST(BadFiles, Xlsx) {
  for (const BadFile& file : listed_files("xlsx")) expect_refused(read_xlsx(file.path), file);
}

}  // namespace
}  // namespace junheng::formats
