// Every file of fuzz/corpus goes through its target in the ordinary build, so that what fuzzing has found stays found.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <vector>

#include "fuzz/targets.h"

namespace {

using junheng::fuzz::Fault;

struct Replay {
  std::string name;
  std::filesystem::path file;
  Fault (*target)(std::string_view) = nullptr;
};

void PrintTo(const Replay& replay, std::ostream* out) { *out << replay.file.filename().string(); }

std::vector<Replay> replays() {
  const std::filesystem::path corpus = std::filesystem::path(JUNHENG_SOURCE_DIR) / "fuzz" / "corpus";
  const std::pair<const char*, Fault (*)(std::string_view)> targets[] = {
      {"csv", junheng::fuzz::try_csv},         {"xlsx", junheng::fuzz::try_xlsx},         {"toml", junheng::fuzz::try_toml},
      {"mapping", junheng::fuzz::try_mapping}, {"scenario", junheng::fuzz::try_scenario}, {"request", junheng::fuzz::try_request}};
  std::vector<Replay> all;
  for (const auto& [name, target] : targets) {
    for (const auto& entry : std::filesystem::directory_iterator(corpus / name)) {
      std::string label = std::string(name) + "_" + entry.path().stem().string();
      std::ranges::replace_if(
          label, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
      all.push_back({std::move(label), entry.path(), target});
    }
  }
  std::ranges::sort(all, {}, &Replay::name);
  return all;
}

class Corpus : public testing::TestWithParam<Replay> {};

TEST_P(Corpus, InputHasNoFault) {
  std::ifstream file(GetParam().file, std::ios::binary);
  ASSERT_TRUE(file.good()) << GetParam().file;
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const Fault fault = GetParam().target(bytes);
  EXPECT_FALSE(fault.has_value()) << *fault;
}

INSTANTIATE_TEST_SUITE_P(Replay, Corpus, testing::ValuesIn(replays()), [](const auto& param) { return param.param.name; });

}  // namespace
