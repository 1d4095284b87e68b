// Ctrl-C while the program runs: exit 130, words, and no file. A FIFO in place of a pack holds the program until the signal has arrived.
#include <gtest/gtest.h>

#include <filesystem>

#include "support/file_text.h"
#include "support/process.h"
#include "support/scratch_folder.h"

#ifdef JUNHENG_PROGRAM

namespace junheng::cli_test {
namespace {

// A shell starts background programs with Ctrl-C ignored; once this one has passed the first on, it takes the second as usual, and bit 2
// of the ignored signals is gone.
constexpr const char* kScript = R"(
mkfifo pack.toml
"$0" "$@" & program=$!
exec 3>pack.toml
kill -INT $program
while grep -q 'SigIgn:.*[2367abef]$' /proc/$program/status; do sleep 0.01; done
sed 's/^id = "cn.basic-2012"/id = "test.basic"/' "$PACK" >&3
exec 3>&-
wait $program
)";

testing::ProcessResult interrupted(const std::filesystem::path& folder, const std::string& report) {
  const std::filesystem::path source(JUNHENG_SOURCE_DIR);
  std::filesystem::copy(source / "tests/cli/datasets/five-schools", folder / "county", std::filesystem::copy_options::recursive);
  testing::ProcessRequest request;
  request.argv = {"/bin/sh", "-c", kScript, JUNHENG_PROGRAM, "assess", "county", "--standard", "pack.toml", "--out", report, "--lang", "en"};
  request.folder = folder;
  request.environment = {{"PACK", (source / "standards/cn.basic-2012.toml").string()}};
  return testing::run_process(request);
}

TEST(Interrupt, ReportIsNotWritten) {
  for (const std::string report : {"report.json", "report.html", "report.xlsx", "report.csv"}) {
    const testing::ScratchFolder folder;
    const auto result = interrupted(folder.path(), report);
    EXPECT_FALSE(result.timed_out);
    EXPECT_EQ(result.exit_code, 130) << result.errors;
    EXPECT_NE(result.errors.find("nothing was written"), std::string::npos) << result.errors;
    EXPECT_EQ(result.output, "");
    const auto left = std::distance(std::filesystem::directory_iterator(folder.path()), std::filesystem::directory_iterator());
    EXPECT_EQ(left, 2) << "the dataset and the FIFO";
  }
}

TEST(Interrupt, OldReportStays) {
  const testing::ScratchFolder folder;
  testing::write_file_text(folder.path() / "report.json", "old");
  EXPECT_EQ(interrupted(folder.path(), "report.json").exit_code, 130);
  EXPECT_EQ(testing::file_text(folder.path() / "report.json"), "old");
}

}  // namespace
}  // namespace junheng::cli_test

#endif
