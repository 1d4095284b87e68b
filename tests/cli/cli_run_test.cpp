// The runner itself, on cases and outcomes made by hand and on /bin/sh.
#include "cli/cli_run.h"

#include <gtest/gtest.h>

#include "support/file_text.h"
#include "support/scratch_folder.h"

namespace junheng::cli_test {
namespace {

using Faults = std::vector<std::string>;

constexpr std::string_view kWholeCase = R"(
suite = "Assess"
[[test]]
name = "EverythingSet"
argv = ["assess", "county"]
before = [{ argv = ["generate", "county"] }]
stdin = "in"
interrupt_once_exists = "half"
env = { NO_COLOR = "1" }
files = { "map.toml" = "a = 1" }
copies = { county = "tests/golden" }
exit = 3
stdout_contains = ["a"]
stdout_not_contains = ["b"]
stderr_contains = ["c"]
stderr_not_contains = ["d"]
stdout_equals = "e"
files_exist = ["f"]
files_missing = ["g"]
json_file = "h.json"
golden = "i.txt"
json = [
  { pointer = "/a", equals = "met" },
  { pointer = "/b", near = 0.5, tolerance = 0.1 },
  { pointer = "/c", type = "null" },
  { pointer = "/d", size = 2 },
]
)";

TEST(CliCaseFile, EveryKeyIsRead) {
  Faults faults;
  const auto cases = parse_cases(kWholeCase, "a.toml", faults);
  EXPECT_EQ(faults, Faults{});
  ASSERT_EQ(cases.size(), 1U);
  const CliCase& test = cases[0];
  EXPECT_EQ(test.suite + "." + test.name, "Assess.EverythingSet");
  EXPECT_EQ(test.line, 3U);
  EXPECT_EQ(test.argv, (Faults{"assess", "county"}));
  EXPECT_EQ(test.before, (std::vector<Faults>{{"generate", "county"}}));
  EXPECT_EQ(test.input, "in");
  EXPECT_EQ(test.interrupt_once_exists, "half");
  EXPECT_EQ(test.environment, (std::map<std::string, std::string>{{"NO_COLOR", "1"}}));
  EXPECT_EQ(test.files.at(0).second, "a = 1");
  EXPECT_EQ(test.copies.at(0).second, "tests/golden");
  EXPECT_EQ(test.exit, 3);
  EXPECT_EQ(test.stderr_not_contains, Faults{"d"});
  EXPECT_EQ(test.stdout_equals, "e");
  EXPECT_EQ(test.json.size(), 4U);
  EXPECT_EQ(test.json[1].tolerance, 0.1);
  EXPECT_EQ(test.golden, "i.txt");
}

TEST(CliCaseFile, FaultsHaveLines) {
  const auto faults_of = [](std::string_view text) {
    Faults faults;
    static_cast<void>(parse_cases(text, "a.toml", faults));
    return faults;
  };
  EXPECT_EQ(faults_of("suite = \"A\""), Faults{"a.toml:1: there is no [[test]]"});
  EXPECT_EQ(faults_of("suite = \"A\"\n[[test]]\nname = \"B_c\"\nargv = []\nexit = 0"),
            Faults{"a.toml:3: 'B_c' must be letters and digits only"});
  EXPECT_EQ(faults_of("suite = \"A\"\n[[test]]\nname = \"B\"\nargv = []"), Faults{"a.toml:2: 'exit' is missing"});
  EXPECT_EQ(faults_of("suite = \"A\"\n[[test]]\nname = \"B\"\nargv = []\nexit = 0\njson = [{ pointer = \"/a\" }]"),
            Faults{"a.toml:6: give one of equals, near, type and size"});
  EXPECT_EQ(faults_of("suite = \"A\"\n[[test]]\nname = \"B\"\nargv = []\nexit = 0\nstdout_contain = [\"a\"]").size(), 1U) << "unknown key";
  EXPECT_EQ(faults_of("suite = ").size(), 1U) << "no TOML";
}

Faults faults_for(const CliCase& test, int exit_code, std::string output, std::string errors = "") {
  const testing::ScratchFolder folder;
  return outcome_faults(test, {exit_code, false, std::move(output), std::move(errors)}, folder.path());
}

TEST(CliOutcome, ExitCodeAndWords) {
  CliCase test;
  test.exit = 2;
  test.stdout_contains = {"met"};
  test.stdout_not_contains = {"error"};
  test.stderr_contains = {"hint"};
  EXPECT_EQ(faults_for(test, 2, "met", "a hint"), Faults{});
  EXPECT_EQ(faults_for(test, 0, "error", "met"),
            (Faults{"exit code is 0, not 2", "stdout lacks: met", "stdout must not have: error", "stderr lacks: hint"}));
}

TEST(CliOutcome, WholeOutput) {
  CliCase test;
  test.stdout_equals = "a\nb\n";
  EXPECT_EQ(faults_for(test, 0, "a\nb\n"), Faults{});
  EXPECT_EQ(faults_for(test, 0, "a\nc\n"), Faults{"stdout: line 2 is\n  c\nnot\n  b"});
  EXPECT_EQ(faults_for(test, 0, "a\nb"), Faults{"stdout: the last line end differs"});
}

TEST(CliOutcome, TimeLimitIsAFault) { EXPECT_EQ(outcome_faults({}, {137, true, "", ""}, "."), Faults{"the time limit passed"}); }

TEST(CliOutcome, Files) {
  const testing::ScratchFolder folder;
  testing::write_file_text(folder / "out/a.html", "");
  CliCase test;
  test.files_exist = {"out/a.html", "b"};
  test.files_missing = {"c", "out/a.html"};
  EXPECT_EQ(outcome_faults(test, {}, folder.path()), (Faults{"there is no file b", "there is a file out/a.html"}));
}

Faults json_faults(std::string_view expectation, std::string document) {
  Faults faults;
  const auto cases = parse_cases(
      "suite = \"A\"\n[[test]]\nname = \"B\"\nargv = []\nexit = 0\njson = [{ " + std::string(expectation) + " }]", "a.toml", faults);
  EXPECT_EQ(faults, Faults{});
  return faults_for(cases.at(0), 0, std::move(document));
}

TEST(CliJson, Equals) {
  EXPECT_EQ(json_faults("pointer = \"/a/0\", equals = \"met\"", R"({"a":["met"]})"), Faults{});
  EXPECT_EQ(json_faults("pointer = \"/a/0\", equals = \"met\"", R"({"a":["unmet"]})"), Faults{"/a/0 is \"unmet\", not \"met\""});
  EXPECT_EQ(json_faults("pointer = \"\", equals = [1, 2.5, true, { a = \"b\" }]", R"([1, 2.5, true, {"a": "b"}])"), Faults{});
  EXPECT_EQ(json_faults("pointer = \"/b\", equals = 1", R"({"a": 1})"), Faults{"/b is not in the JSON"});
}

TEST(CliJson, NearTypeAndSize) {
  EXPECT_EQ(json_faults("pointer = \"/a\", near = 0.5, tolerance = 0.01", R"({"a": 0.505})"), Faults{});
  EXPECT_EQ(json_faults("pointer = \"/a\", near = 0.5, tolerance = 0.01", R"({"a": 0.52})"), Faults{"/a is 0.52, not 0.5 +- 0.01"});
  EXPECT_EQ(json_faults("pointer = \"/a\", near = 0.5", R"({"a": null})"), Faults{"/a is null, not 0.5 +- 0.0"});
  EXPECT_EQ(json_faults("pointer = \"/a\", type = \"null\"", R"({"a": null})"), Faults{});
  EXPECT_EQ(json_faults("pointer = \"/a\", type = \"text\"", R"({"a": []})"), Faults{"/a is array, not text"});
  EXPECT_EQ(json_faults("pointer = \"/a\", size = 2", R"({"a": [1]})"), Faults{"/a has 1 members, not 2"});
}

TEST(CliJson, NoJsonIsAFault) { EXPECT_EQ(json_faults("pointer = \"/a\", equals = 1", "met"), Faults{"stdout is not JSON"}); }

TEST(CliGolden, DiffersAndMissing) {
  const testing::ScratchFolder folder;
  testing::write_file_text(folder / "a.txt", "x\n");
  EXPECT_EQ(golden_faults("x\n", folder / "a.txt"), Faults{});
  EXPECT_EQ(golden_faults("y\n", folder / "a.txt"), Faults{"stdout is not tests/golden/a.txt: line 1 is\n  y\nnot\n  x"});
  EXPECT_EQ(golden_faults("y\n", folder / "b.txt").size(), 1U);
}

TEST(CliRunner, CaseRunsInItsFolderWithItsInput) {
  const testing::ScratchFolder folder;
  CliCase test;
  test.argv = {"-c", "cat; cat in/a.txt made; echo $COLOR $JUNHENG_LANG >&2; exit 3"};
  test.before = {{"-c", "echo prepared > made"}};
  test.input = "typed\n";
  test.files = {{"in/a.txt", "given\n"}};
  test.environment = {{"COLOR", "red"}};
  const CliRun run = run_case(test, "/bin/sh", folder.path());
  EXPECT_EQ(run.faults, Faults{});
  EXPECT_EQ(run.result.exit_code, 3);
  EXPECT_EQ(run.result.output, "typed\ngiven\nprepared\n");
  EXPECT_EQ(run.result.errors, "red\n");
}

TEST(CliRunner, CaseIsInterruptedOnceItsFileExists) {
  CliCase test;
  test.argv = {"-c", "trap 'exit 7' INT; : > half; while :; do sleep 0.05; done"};
  test.interrupt_once_exists = "half";
  test.exit = 7;
  const testing::ScratchFolder folder;
  EXPECT_EQ(outcome_faults(test, run_case(test, "/bin/sh", folder.path()).result, folder.path()), Faults{});
  test.argv = {"-c", "exit 7"};
  const testing::ScratchFolder empty;
  EXPECT_EQ(outcome_faults(test, run_case(test, "/bin/sh", empty.path()).result, empty.path()),
            Faults{"it ended before half was seen, so it was not interrupted"});
}

TEST(CliRunner, FailedPreparationIsAFault) {
  const testing::ScratchFolder folder;
  CliCase test;
  test.argv = {"-c", "true"};
  test.before = {{"-c", "echo why >&2; exit 5"}};
  EXPECT_EQ(run_case(test, "/bin/sh", folder.path()).faults, Faults{"before: -c ended with 5: why\n"});
}

}  // namespace
}  // namespace junheng::cli_test
