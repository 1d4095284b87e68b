// Ctrl-C while the program runs: exit 130, words, and no file. A FIFO in place of a file that is read, the pack or the dataset's manifest,
// holds the program there until the signal has arrived: nothing depends on time.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "support/file_text.h"
#include "support/process.h"
#include "support/scratch_folder.h"

#ifdef JUNHENG_PROGRAM

namespace junheng::cli_test {
namespace {

namespace fs = std::filesystem;

// A shell starts background programs with Ctrl-C ignored; once this one has passed the first on, it takes the second as usual, and bit 2
// of the ignored signals is gone.
constexpr const char* kScript = R"(
mkfifo "$FIFO"
"$0" "$@" & program=$!
exec 3>"$FIFO"
kill -INT $program
while grep -q 'SigIgn:.*[2367abef]$' /proc/$program/status; do sleep 0.01; done
cat "$CONTENT" >&3
exec 3>&-
wait $program
)";

enum class HeldAt { Pack, Manifest };

testing::ProcessResult interrupted(const fs::path& folder, const std::string& report, HeldAt held_at) {
  const fs::path source(JUNHENG_SOURCE_DIR);
  fs::copy(source / "tests/cli/datasets/five-schools", folder / "county", fs::copy_options::recursive);
  const testing::ScratchFolder aside;
  const fs::path content = aside / "content.toml";
  if (held_at == HeldAt::Pack) {
    std::string pack = testing::file_text(source / "standards/cn.basic-2012.toml");
    const std::string id = "\nid = \"cn.basic-2012\"";
    pack.replace(pack.find(id), id.size(), "\nid = \"test.basic\"");
    testing::write_file_text(content, pack);
  } else {
    fs::rename(folder / "county/dataset.toml", content);
  }
  testing::ProcessRequest request;
  request.argv = {"/bin/sh", "-c",     kScript,      JUNHENG_PROGRAM,
                  "assess",  "county", "--standard", held_at == HeldAt::Pack ? "pack.toml" : "cn.basic-2012",
                  "--out",   report,   "--lang",     "en"};
  request.folder = folder;
  request.environment = {{"FIFO", held_at == HeldAt::Pack ? "pack.toml" : "county/dataset.toml"}, {"CONTENT", content.string()}};
  return testing::run_process(request);
}

void expect_nothing_written(const testing::ProcessResult& result) {
  EXPECT_FALSE(result.timed_out);
  EXPECT_EQ(result.exit_code, 130) << result.errors;
  EXPECT_NE(result.errors.find("nothing was written"), std::string::npos) << result.errors;
  EXPECT_EQ(result.output, "");
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(folder)) out.push_back(entry.path().filename().string());
  std::ranges::sort(out);
  return out;
}

TEST(Interrupt, ReportIsNotWritten) {
  for (const std::string report : {"report.json", "report.html", "report.xlsx", "report.csv"}) {
    const testing::ScratchFolder folder;
    expect_nothing_written(interrupted(folder.path(), report, HeldAt::Pack));
    EXPECT_EQ(names_in(folder.path()), (std::vector<std::string>{"county", "pack.toml"}));
  }
}

TEST(Interrupt, LoadingIsLeftWithoutAReport) {
  const testing::ScratchFolder folder;
  expect_nothing_written(interrupted(folder.path(), "report.html", HeldAt::Manifest));
  EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"county"});
}

TEST(Interrupt, OldReportStays) {
  const testing::ScratchFolder folder;
  testing::write_file_text(folder.path() / "report.json", "old");
  EXPECT_EQ(interrupted(folder.path(), "report.json", HeldAt::Pack).exit_code, 130);
  EXPECT_EQ(testing::file_text(folder.path() / "report.json"), "old");
}

}  // namespace
}  // namespace junheng::cli_test

#endif
