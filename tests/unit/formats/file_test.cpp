#include "junheng/core/codes.h"
#include "junheng/formats/file.h"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <filesystem>

#include "refusal.h"
#include "scratch_folder.h"

namespace junheng::formats {
namespace {

TEST(ReadFile, AbsentFileNamesThePath) {
  EXPECT_TRUE(refused(read_file("/no/such/schools.csv"), Code::CannotReadFile, {"/no/such/schools.csv", "No such file"}));
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
  EXPECT_TRUE(refused(write_file(folder.file("absent/a"), "x"), Code::CannotWriteFile, {"absent/a", "No such file"}));
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

TEST(WriteFile, DeviceIsWrittenAndKept) {
  ASSERT_TRUE(write_file("/dev/null", "x"));
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
}

}  // namespace
}  // namespace junheng::formats
