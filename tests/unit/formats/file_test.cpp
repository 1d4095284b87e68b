#include "junheng/formats/file.h"
#include "junheng/core/codes.h"
#include "junheng/formats/staged_file.h"

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "own_process.h"
#include "refusal.h"
#include "scratch_folder.h"

namespace junheng::formats {
namespace {

TEST(ReadFile, AbsentFileNamesThePath) {
  EXPECT_TRUE(refused(read_file("/no/such/schools.csv"), Code::PathMissing, {"/no/such/schools.csv", "no file"}));
}

TEST(ReadFile, FolderIsRefused) {
  const ScratchFolder folder;
  EXPECT_TRUE(refused(read_file(folder.file("")), Code::CannotReadFile, {"directory"}));
}

TEST(ReadFile, EmptyFileGivesEmptyText) {
  const ScratchFolder folder;
  ASSERT_TRUE(write_file(folder.file("empty"), ""));
  EXPECT_EQ(read_file(folder.file("empty")).value(), "");
}

TEST(WriteFile, BytesComeBackUnchanged) {
  const ScratchFolder folder;
  std::string bytes = "学校\r\n";
  bytes.append(300'000, '\0');
  ASSERT_TRUE(write_file(folder.file("a"), bytes));
  EXPECT_EQ(read_file(folder.file("a")).value(), bytes);
}

TEST(WriteFile, ReplacesAndLeavesNothingBeside) {
  const ScratchFolder folder;
  ASSERT_TRUE(write_file(folder.file("a"), "old and longer"));
  ASSERT_TRUE(write_file(folder.file("a"), "new"));
  EXPECT_EQ(read_file(folder.file("a")).value(), "new");
  EXPECT_EQ(folder.file_count(), 1U);
}

TEST(WriteFile, AbsentFolderIsRefused) {
  const ScratchFolder folder;
  EXPECT_TRUE(refused(write_file(folder.file("absent/a"), "x"), Code::FolderMissing, {"absent/a"}));
}

TEST(WriteFile, FolderAsTargetIsRefusedAndKept) {
  const ScratchFolder folder;
  std::filesystem::create_directory(folder.file("reports"));
  EXPECT_TRUE(refused(write_file(folder.file("reports"), "x"), Code::CannotWriteFile, {"reports", "directory"}));
  EXPECT_TRUE(std::filesystem::is_directory(folder.file("reports")));
  EXPECT_EQ(folder.file_count(), 1U);
}

TEST(WriteFile, SymbolicLinkIsFollowed) {
  const ScratchFolder folder;
  ASSERT_TRUE(write_file(folder.file("real"), "old"));
  std::filesystem::create_symlink(folder.file("real"), folder.file("link"));
  ASSERT_TRUE(write_file(folder.file("link"), "new"));
  EXPECT_TRUE(std::filesystem::is_symlink(folder.file("link")));
  EXPECT_EQ(read_file(folder.file("real")).value(), "new");
}

TEST(WriteFile, FullDiskLeavesTheOldFileAndNothingBeside) {
  const ScratchFolder folder;
  ASSERT_TRUE(write_file(folder.file("a"), "old"));
  const auto write_much = [&] {
    limit_file_size(1 << 16);
    return bool(refused(write_file(folder.file("a"), std::string(1 << 20, 'x')), Code::CannotWriteFile, {"/a", "File too large"}));
  };
  EXPECT_EQ(in_own_process(write_much), 0);
  EXPECT_EQ(read_file(folder.file("a")).value(), "old");
  EXPECT_EQ(folder.file_count(), 1U);
}

TEST(StagedFile, KilledWriterLeavesTheOldFileAndNothingBeside) {
  const ScratchFolder folder;
  ASSERT_TRUE(write_file(folder.file("a"), "old"));
  const auto die_half_way = [&] {
    StagedFile staged(folder.file("a"));
    if (!staged.create()) return false;
    std::ofstream(staged.path()) << "half of the ne" << std::flush;
    ::raise(SIGKILL);
    return false;
  };
  EXPECT_EQ(in_own_process(die_half_way), -SIGKILL);
  EXPECT_EQ(read_file(folder.file("a")).value(), "old");
  EXPECT_EQ(folder.file_count(), 1U);
}

TEST(StagedFile, WithoutCommitNothingIsKept) {
  const ScratchFolder folder;
  {
    StagedFile staged(folder.file("a"));
    ASSERT_TRUE(staged.create());
    std::ofstream(staged.path()) << "never committed";
  }
  EXPECT_EQ(folder.file_count(), 0U);
}

// /dev/shm is another kind of file system than that of most work trees.
TEST(StagedFile, EveryFileSystemGetsTheWholeFile) {
  const ScratchFolder folder;
  const std::string name = "junheng-staged-" + std::to_string(::getpid());
  for (const std::string& path : {folder.file(name), "/dev/shm/" + name}) {
    if (!std::filesystem::is_directory(std::filesystem::path(path).parent_path())) continue;
    ASSERT_TRUE(write_file(path, "whole")) << path;
    ASSERT_TRUE(write_file(path, "whole again")) << path;
    EXPECT_EQ(read_file(path).value(), "whole again");
    std::filesystem::remove(path);
  }
}

TEST(WriteFile, FileOfTheWorkingFolderNeedsNoPath) {
  const ScratchFolder folder;
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder.file(""));
  const bool is_written = write_file("report.json", "{}").has_value();
  std::filesystem::current_path(before);
  EXPECT_TRUE(is_written);
  EXPECT_EQ(read_file(folder.file("report.json")).value(), "{}");
}

TEST(WriteFile, DeviceIsWrittenAndKept) {
  ASSERT_TRUE(write_file("/dev/null", "x"));
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
}

}  // namespace
}  // namespace junheng::formats
