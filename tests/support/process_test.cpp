#include "support/process.h"

#include <system_error>

#include <gtest/gtest.h>

#include "support/file_text.h"
#include "support/scratch_folder.h"

namespace junheng::testing {
namespace {

ProcessResult shell(std::string script, std::string input = "") {
  ProcessRequest request;
  request.argv = {"/bin/sh", "-c", std::move(script)};
  request.input = std::move(input);
  return run_process(request);
}

TEST(RunProcess, OutputsAndExitCode) {
  const auto result = shell("echo out; echo err >&2; exit 3");
  EXPECT_EQ(result.output, "out\n");
  EXPECT_EQ(result.errors, "err\n");
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_FALSE(result.timed_out);
}

TEST(RunProcess, InputLargerThanAPipe) {
  const std::string input(1 << 20, 'x');
  EXPECT_TRUE(shell("cat", input).output == input);
  EXPECT_EQ(shell("exit 0", input).exit_code, 0) << "left unread";
}

TEST(RunProcess, SignalCountsAsInAShell) { EXPECT_EQ(shell("kill -ABRT $$").exit_code, 134); }

TEST(RunProcess, InterruptReachesTheProgram) {
  ProcessRequest request;
  const ScratchFolder folder;
  request.folder = folder.path();
  request.argv = {"/bin/sh", "-c", "trap 'echo caught; exit 7' INT; : > ready; while :; do sleep 0.05; done"};
  request.interrupt_when = [&] { return std::filesystem::exists(folder / "ready"); };
  const auto result = run_process(request);
  EXPECT_EQ(result.output, "caught\n");
  EXPECT_EQ(result.exit_code, 7);
  EXPECT_FALSE(result.timed_out);
  EXPECT_TRUE(result.was_interrupted);
}

TEST(RunProcess, ProgramThatEndsFirstIsNotInterrupted) {
  ProcessRequest request;
  request.argv = {"/bin/sh", "-c", "exit 3"};
  request.interrupt_when = [] { return false; };
  const auto result = run_process(request);
  EXPECT_EQ(result.exit_code, 3);
  EXPECT_FALSE(result.was_interrupted);
}

TEST(RunProcess, TimeLimitKills) {
  ProcessRequest request;
  request.argv = {"/bin/sh", "-c", "echo begun; while :; do :; done"};
  request.time_limit = std::chrono::milliseconds(200);
  const auto result = run_process(request);
  EXPECT_TRUE(result.timed_out);
  EXPECT_EQ(result.output, "begun\n");
}

TEST(RunProcess, FolderAndEnvironment) {
  const ScratchFolder folder;
  ProcessRequest request;
  request.argv = {"/bin/sh", "-c", "pwd -P; echo ${FIRST-unset} ${HOME-unset}"};
  request.folder = folder.path();
  request.environment = {{"FIRST", "1"}, {"HOME", ""}};
  EXPECT_EQ(run_process(request).output, std::filesystem::canonical(folder.path()).string() + "\n1 unset\n");
}

TEST(RunProcess, MissingProgramThrows) {
  ProcessRequest request;
  request.argv = {"/no/such/program"};
  EXPECT_THROW(static_cast<void>(run_process(request)), std::system_error);
}

TEST(ScratchFolder, IsFreshAndGoesWithAllInIt) {
  std::filesystem::path path;
  {
    const ScratchFolder folder;
    path = folder.path();
    EXPECT_TRUE(std::filesystem::is_empty(path));
    write_file_text(folder / "a/b.txt", "x");
    EXPECT_EQ(file_text(folder / "a/b.txt"), "x");
    std::filesystem::permissions(path / "a", std::filesystem::perms::none);
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(FileText, MissingFileThrows) { EXPECT_THROW(static_cast<void>(file_text("/no/such/file")), std::runtime_error); }

}  // namespace
}  // namespace junheng::testing
