// Registers one test per [[test]] of tests/cli/*.toml, which run the real program, beside the tests of the runner itself.
#include <algorithm>
#include <filesystem>
#include <iostream>

#include <gtest/gtest.h>

#include "cli/cli_case.h"
#include "cli/cli_run.h"
#include "support/scratch_folder.h"

namespace junheng::cli_test {
namespace {

#ifdef JUNHENG_PROGRAM

std::string shown(std::string_view stream, const std::string& text) {
  constexpr std::size_t kLimit = 4000;
  return "\n--- " + std::string(stream) + "\n" + text.substr(0, kLimit) + (text.size() > kLimit ? "\n[...]" : "");
}

class CliTest : public ::testing::Test {
 public:
  explicit CliTest(CliCase test) : test_(std::move(test)) {}

  void TestBody() override {
    const testing::ScratchFolder folder;
    const CliRun run = run_case(test_, JUNHENG_PROGRAM, folder.path());
    std::vector<std::string> faults = run.faults;
    std::ranges::copy(outcome_faults(test_, run.result, folder.path()), std::back_inserter(faults));
    if (!test_.golden.empty())
      std::ranges::copy(golden_faults(run.result.output, std::filesystem::path(JUNHENG_SOURCE_DIR) / "tests/golden" / test_.golden),
                        std::back_inserter(faults));
    for (const std::string& fault : faults) ADD_FAILURE_AT(test_.file.c_str(), static_cast<int>(test_.line)) << fault;
    if (faults.empty()) return;
    std::cout << "$ junheng";
    for (const std::string& argument : test_.argv) std::cout << " " << argument;
    std::cout << shown("stdout", run.result.output) << shown("stderr", run.result.errors) << "\n---\n";
  }

 private:
  CliCase test_;
};

#endif

/// A case file that cannot be read is a failed test of its own.
class BrokenFile : public ::testing::Test {
 public:
  explicit BrokenFile(std::vector<std::string> faults) : faults_(std::move(faults)) {}

  void TestBody() override {
    for (const std::string& fault : faults_) ADD_FAILURE() << fault;
  }

 private:
  std::vector<std::string> faults_;
};

void register_cases(const std::filesystem::path& path) {
  std::vector<std::string> faults;
  const auto cases = read_cases(path, faults);
  if (!faults.empty()) {
    const std::string name = path.filename().string();
    ::testing::RegisterTest("CliCaseFile", name.c_str(), nullptr, nullptr, path.c_str(), 1,
                            [faults]() -> ::testing::Test* { return new BrokenFile(faults); });
    return;
  }
#ifdef JUNHENG_PROGRAM
  for (const CliCase& test : cases)
    ::testing::RegisterTest(("Cli" + test.suite).c_str(), test.name.c_str(), nullptr, nullptr, path.c_str(), static_cast<int>(test.line),
                            [test]() -> ::testing::Test* { return new CliTest(test); });
#endif
}

}  // namespace
}  // namespace junheng::cli_test

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(JUNHENG_SOURCE_DIR "/tests/cli"))
    if (entry.path().extension() == ".toml") paths.push_back(entry.path());
  std::ranges::sort(paths);
  for (const auto& path : paths) junheng::cli_test::register_cases(path);
  return RUN_ALL_TESTS();
}
