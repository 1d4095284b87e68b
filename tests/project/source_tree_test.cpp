#include "project/source_tree.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace junheng::project {
namespace {

TEST(WithoutParts, LinesAndCodeStay) {
  EXPECT_EQ(without("a; // b\nc; /* d\ne */ f;", {Part::Comment}), "a;     \nc;     \n     f;");
  EXPECT_EQ(without("", {Part::Comment}), "");
}

TEST(WithoutParts, CommentMarksInLiteralsAreText) {
  EXPECT_EQ(without("f(\"//a\"); // b", {Part::Comment}), "f(\"//a\");     ");
  EXPECT_EQ(without("f('\"', \"a\\\"b\"); /*c*/", {Part::Comment}), "f('\"', \"a\\\"b\");      ");
  EXPECT_EQ(without("R\"x(/* )\" )x\" + 1", {Part::Comment}), "R\"x(/* )\" )x\" + 1");
}

TEST(WithoutParts, LiteralsAreBlankedIfAsked) {
  EXPECT_EQ(without("f(\"ab\", 'c')", {Part::Comment, Part::Literal}), "f(    ,    )");
  EXPECT_EQ(without("1'000 + 'c'", {Part::Comment, Part::Literal}), "1'000 +    ") << "a thousands separator opens no literal";
}

TEST(WithoutParts, CommentsStayIfAsked) { EXPECT_EQ(without("a(\"b\"); // c", {Part::Literal}), "a(   ); // c"); }

TEST(WithoutParts, UnclosedCommentRunsToTheEnd) { EXPECT_EQ(without("a /* b", {Part::Comment}), "a     "); }

TEST(StringLiterals, ContentsAsWritten) {
  EXPECT_EQ(string_literals("f(\"a\", 'b', \"\\n\", R\"(c\"d)\") // \"e\""), (std::vector<std::string>{"a", "\\n", "c\"d"}));
  EXPECT_EQ(string_literals("\"\""), (std::vector<std::string>{""}));
}

TEST(SourceFiles, ThisFileIsFound) {
  const auto files = source_files({"tests/project", "no/such/folder"}, {"_test.cpp"});
  EXPECT_TRUE(std::ranges::any_of(files, [](const SourceFile& file) { return file.path == "tests/project/source_tree_test.cpp"; }));
  EXPECT_TRUE(std::ranges::all_of(files, [](const SourceFile& file) { return file.path.ends_with("_test.cpp"); }));
}

TEST(SourceFile, ModuleIsTheFolder) {
  EXPECT_EQ((SourceFile{"src/junheng/core/text.cpp", ""}.module()), "core");
  EXPECT_EQ((SourceFile{"src/junheng/report/assets/page.css", ""}.module()), "report");
  EXPECT_EQ((SourceFile{"src/junheng/CMakeLists.txt", ""}.module()), "");
  EXPECT_EQ((SourceFile{"apps/junheng/main.cpp", ""}.module()), "");
}

TEST(LineAt, CountsFromOne) {
  EXPECT_EQ(line_at("a\nb\n", 0), 1U);
  EXPECT_EQ(line_at("a\nb\n", 2), 2U);
  EXPECT_EQ(line_at("a\nb\n", 4), 3U);
}

}  // namespace
}  // namespace junheng::project
