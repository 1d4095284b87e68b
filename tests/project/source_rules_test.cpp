#include "project/source_rules.h"

#include <gtest/gtest.h>

namespace junheng::project {
namespace {

using Faults = std::vector<std::string>;

TEST(NameRule, EmptyWordsAreRefusedInFileAndFolder) {
  EXPECT_EQ(name_faults({"src/junheng/core/string_utils.cpp", ""}),
            (Faults{"src/junheng/core/string_utils.cpp: the name 'string_utils' says nothing"}));
  EXPECT_EQ(name_faults({"src/junheng/common/a.h", ""}).size(), 1U);
  EXPECT_EQ(name_faults({"tests/unit/data.cpp", ""}).size(), 1U);
}

TEST(NameRule, WordsThatOnlyContainThemAreFine) {
  EXPECT_EQ(name_faults({"src/junheng/assess/utilisation.cpp", ""}), Faults{});
  EXPECT_EQ(name_faults({"src/junheng/model/dataset.cpp", ""}), Faults{});
}

TEST(LengthRule, ProgramTextOverTheLimit) {
  EXPECT_EQ(length_faults({"a.cpp", std::string(kMaxLines, '\n')}), Faults{});
  EXPECT_EQ(length_faults({"a.cpp", std::string(kMaxLines + 1, '\n')}), (Faults{"a.cpp: 451 lines, limit 450"}));
  std::string rows;
  for (std::size_t i = 0; i <= kMaxLines; ++i) rows += "    {\"le25\", 25},\n";
  EXPECT_EQ(length_faults({"schema.cpp", rows}), Faults{}) << "rows of a table";
  EXPECT_EQ(length_faults({"errors.toml", std::string(kMaxLines + 1, '\n')}), Faults{}) << "data";
}

Faults library(std::string code) { return word_faults({"src/junheng/stats/cv.cpp", std::move(code)}); }

TEST(WordRule, LibrariesDoNotPrint) {
  EXPECT_EQ(library("int a;\nstd::cout << a;"), (Faults{"src/junheng/stats/cv.cpp:2: a library does not print"}));
  EXPECT_EQ(library("printf(\"\");").size(), 1U);
  EXPECT_EQ(library("fmt::print(\"\");").size(), 1U);
  EXPECT_EQ(library("// std::cout\nauto a = \"std::cout\";"), Faults{});
  EXPECT_EQ(word_faults({"src/junheng/cli/out.cpp", "std::cout << 1;"}), Faults{});
  EXPECT_EQ(word_faults({"apps/junheng/main.cpp", "std::cerr << 1;"}), Faults{});
}

TEST(WordRule, LibrariesDoNotEndTheProgramOrReadTheDate) {
  EXPECT_EQ(library("std::exit(1);").size(), 1U);
  EXPECT_EQ(library("  exit(1);").size(), 1U);
  EXPECT_EQ(library("loop.exit(1); int exit_code();"), Faults{});
  EXPECT_EQ(library("std::time(nullptr)").size(), 1U);
  EXPECT_EQ(library("std::chrono::system_clock::now()").size(), 1U);
  EXPECT_EQ(library("travel.time(); travel_time(0)"), Faults{});
}

TEST(WordRule, SwallowedExceptionsAreRefusedEverywhere) {
  EXPECT_EQ(word_faults({"apps/a.cpp", "try { f(); } catch (...) {\n}"}).size(), 1U);
  EXPECT_EQ(word_faults({"apps/a.cpp", "catch (const std::exception&) { /* nothing */ }"}).size(), 1U);
  EXPECT_EQ(word_faults({"apps/a.cpp", "catch (...) { failed = true; }"}), Faults{});
}

TEST(WordRule, LocaleDependentCallsAreRefused) {
  for (const char* call : {"std::stod(x)", "stoi (x)", "atof(x)", "strtod(x, &e)", "snprintf(b, 4, f)", "sprintf(b, f)"})
    EXPECT_EQ(word_faults({"tools/a.cpp", call}).size(), 1U) << call;
  EXPECT_EQ(word_faults({"tools/a.cpp", "std::from_chars(b, e, v); restock(x); std::to_string(x)"}), Faults{});
}

TEST(WordRule, UnseededRandomnessIsRefused) {
  EXPECT_EQ(library("int a = rand();").size(), 1U);
  EXPECT_EQ(library("std::random_device device;").size(), 1U);
  EXPECT_EQ(library("operand(1); std::mt19937_64 engine(seed);"), Faults{});
}

TEST(WordRule, UnfinishedWorkNamesItsIssue) {
  EXPECT_EQ(library("// TO"
                    "DO: later")
                .size(),
            1U);
  EXPECT_EQ(library("// TO"
                    "DO(17): rounding of table IV"),
            Faults{});
}

TEST(WordRule, TestsDoNotSleepAndHaveNamesWithoutUnderscore) {
  const auto test = [](std::string code) { return word_faults({"tests/unit/a_test.cpp", std::move(code)}); };
  EXPECT_EQ(test("std::this_thread::sleep_for(1s);").size(), 1U);
  EXPECT_EQ(test("TEST(Gini, All_Equal) {}").size(), 1U);
  EXPECT_EQ(test("TEST_F(Gini_Test, AllEqual) {}").size(), 1U);
  EXPECT_EQ(test("TEST(Gini, DISABLED_AllEqual) {}").size(), 1U);
  EXPECT_EQ(test("TEST(Gini, AllEqualIsZero) { EXPECT_TRUE(is_zero_); }"), Faults{});
  EXPECT_EQ(test("EXPECT_TRUE(true);").size(), 1U);
}

TEST(WordRule, HeadersBeginWithPragmaOnce) {
  EXPECT_EQ(word_faults({"src/junheng/core/a.h", "int a;"}), (Faults{"src/junheng/core/a.h: a header begins with #pragma once"}));
  EXPECT_EQ(word_faults({"src/junheng/core/a.h", "// What it is.\n#pragma once\n"}), Faults{});
}

TEST(PathRule, MachinePathsAreRefused) {
  const std::string root =
      "/ho"
      "me/";
  const std::string work =
      "/wo"
      "rk/";
  EXPECT_EQ(path_faults({"docs/a.md", "see\n" + root + "li/junheng"}), (Faults{"docs/a.md:2: a path of somebody's machine"}));
  EXPECT_EQ(path_faults({"docs/a.md", "$HOME" + root.substr(0, 5) + " out" + work + "a ." + work + "b"}), Faults{});
}

TEST(SourceRules, OfThisTreeAreKept) {
  const auto files =
      source_files({"src", "apps", "tests", "tools", "bench", "fuzz"}, {".h", ".cpp", ".js", ".css", ".html", ".mustache", ".cmake"});
  ASSERT_FALSE(files.empty());
  for (const SourceFile& file : files) {
    for (const auto& rule : {name_faults, length_faults})
      for (const std::string& fault : rule(file)) ADD_FAILURE() << fault;
    if (file.path.ends_with(".h") || file.path.ends_with(".cpp"))
      for (const std::string& fault : word_faults(file)) ADD_FAILURE() << fault;
  }
}

TEST(SourceRules, NoMachinePathsInAnyText) {
  for (const SourceFile& file :
       source_files({"src", "apps", "tests", "tools", "bench", "fuzz", "scripts", "docs", "cmake", "standards", "checks", "mappings"},
                    {".h", ".cpp", ".js", ".css", ".html", ".md", ".toml", ".cmake", ".txt", ".py", "bootstrap"}))
    for (const std::string& fault : path_faults(file)) ADD_FAILURE() << fault;
}

}  // namespace
}  // namespace junheng::project
