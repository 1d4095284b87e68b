#include "junheng/app/output_path.h"

#include <filesystem>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "junheng/core/codes.h"
#include "junheng/formats/file.h"
#include "support/scratch_folder.h"

namespace junheng::app {

namespace {

namespace fs = std::filesystem;

/// A folder "county" with schools.csv, which is a link to "kept.csv" outside of it, and a workbook beside them.
class OutputPath : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::create_directory((folder_ / "county"));
    ASSERT_TRUE(formats::write_file((folder_ / "kept.csv").string(), "school_id\n"));
    ASSERT_TRUE(formats::write_file((folder_ / "filled.xlsx").string(), "book"));
    fs::create_symlink((folder_ / "kept.csv"), (folder_ / "county/schools.csv"));
    fs::create_symlink((folder_ / "filled.xlsx"), (folder_ / "link.xlsx"));
    fs::create_hard_link((folder_ / "filled.xlsx"), (folder_ / "second.xlsx"));
    fs::create_directory_symlink((folder_ / "county"), (folder_ / "shortcut"));
  }

  std::optional<Code> refusal(const std::string& path, const std::string& dataset) {
    const auto checked = check_output({(folder_ / path).string(), {".html", ".xlsx", ".csv"}, (folder_ / dataset).string()});
    return checked ? std::nullopt : std::optional(checked.error().code);
  }

  testing::ScratchFolder folder_;
};

TEST_F(OutputPath, FreeNameIsTaken) { EXPECT_EQ(refusal("report.xlsx", "filled.xlsx"), std::nullopt); }
TEST_F(OutputPath, InputItselfIsRefused) { EXPECT_EQ(refusal("filled.xlsx", "filled.xlsx"), Code::OutputIsInput); }
TEST_F(OutputPath, SymbolicLinkToTheInputIsRefused) { EXPECT_EQ(refusal("link.xlsx", "filled.xlsx"), Code::OutputIsInput); }
TEST_F(OutputPath, SecondNameOfTheInputIsRefused) { EXPECT_EQ(refusal("second.xlsx", "filled.xlsx"), Code::OutputIsInput); }
TEST_F(OutputPath, InputReadThroughALinkIsRefused) { EXPECT_EQ(refusal("filled.xlsx", "link.xlsx"), Code::OutputIsInput); }
TEST_F(OutputPath, FileBehindATableOfTheFolderIsRefused) { EXPECT_EQ(refusal("kept.csv", "county"), Code::OutputIsInput); }
TEST_F(OutputPath, TableInTheDataFolderIsRefused) { EXPECT_EQ(refusal("county/report.csv", "county"), Code::OutputAmongInput); }
TEST_F(OutputPath, DataFolderIsKnownThroughALink) { EXPECT_EQ(refusal("shortcut/report.xlsx", "county"), Code::OutputAmongInput); }
TEST_F(OutputPath, PageInTheDataFolderIsTaken) { EXPECT_EQ(refusal("county/report.html", "county"), std::nullopt); }

}  // namespace

}  // namespace junheng::app
