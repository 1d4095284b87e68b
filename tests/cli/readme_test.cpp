// The README shows what the program prints: each of its blocks that begin with "$ junheng" is run, in order, and compared. A line "…"
// stands for any number of lines; a block without a command shows more of what an earlier one printed.
#ifdef JUNHENG_PROGRAM

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "support/file_text.h"
#include "support/process.h"
#include "support/scratch_folder.h"

namespace junheng::cli_test {
namespace {

constexpr std::string_view kPrompt = "$ junheng ";
constexpr std::string_view kGap = "…";

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

/// Fenced blocks without a language, and indented ones that begin with a command.
std::vector<std::vector<std::string>> blocks_of(const std::vector<std::string>& lines) {
  std::vector<std::vector<std::string>> out;
  const std::string indent(4, ' ');
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::vector<std::string> block;
    if (lines[i].starts_with("```")) {
      const bool is_plain = lines[i] == "```";
      for (++i; i < lines.size() && lines[i] != "```"; ++i) block.push_back(lines[i]);
      if (is_plain) out.push_back(std::move(block));
    } else if (lines[i].starts_with(indent + std::string(kPrompt))) {
      for (; i < lines.size() && lines[i].starts_with(indent); ++i) block.push_back(lines[i].substr(indent.size()));
      out.push_back(std::move(block));
    }
  }
  return out;
}

std::string trimmed(const std::string& line) {
  const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
  return line.substr(begin, line.find_last_not_of(' ') + 1 - begin);
}

/// The first line shown that the output does not have in its place; empty if it has all.
std::string first_strange(const std::vector<std::string>& shown, std::size_t begin, const std::vector<std::string>& output,
                          bool starts_anywhere) {
  std::size_t at = 0;
  bool may_skip = starts_anywhere;
  for (std::size_t i = begin; i < shown.size(); ++i) {
    if (trimmed(shown[i]) == kGap) {
      may_skip = true;
      continue;
    }
    const auto from = output.begin() + static_cast<std::ptrdiff_t>(at);
    const auto found = may_skip ? std::find(from, output.end(), shown[i]) : from;
    if (found == output.end() || *found != shown[i]) return shown[i].empty() ? "(a blank line)" : shown[i];
    at = static_cast<std::size_t>(found - output.begin()) + 1;
    may_skip = false;
  }
  return {};
}

void expect_as_shown(const std::string& readme, const std::string& lang) {
  const testing::ScratchFolder folder;
  std::vector<std::vector<std::string>> outputs;
  std::size_t commands = 0;
  for (const auto& block : blocks_of(lines_of(testing::file_text(std::string(JUNHENG_SOURCE_DIR "/") + readme)))) {
    if (block.empty()) continue;
    if (!block.front().starts_with(kPrompt)) {
      const auto shows = [&](const std::vector<std::string>& output) { return first_strange(block, 0, output, true).empty(); };
      // What a faulty cell gives is shown too; CliCheck and CliHints look after it.
      if (block.front().starts_with("error") || block.front().starts_with("错误")) continue;
      EXPECT_TRUE(std::ranges::any_of(outputs, shows)) << readme << ": no command printed the block that begins with\n" << block.front();
      continue;
    }
    testing::ProcessRequest request;
    std::istringstream words(block.front().substr(kPrompt.size()));
    request.argv = {JUNHENG_PROGRAM};
    for (std::string word; words >> word;) request.argv.push_back(word);
    request.folder = folder.path();
    request.environment = {{"JUNHENG_LANG", lang}, {"LC_ALL", "C.UTF-8"}, {"NO_COLOR", ""}};
    const testing::ProcessResult result = testing::run_process(request);
    // A command that only writes files says so on stderr, which a terminal shows too.
    const bool only_talks = result.output.empty();
    EXPECT_TRUE(only_talks || result.errors.empty()) << block.front() << "\n" << result.errors;
    outputs.push_back(lines_of(only_talks ? result.errors : result.output));
    EXPECT_EQ(first_strange(block, 1, outputs.back(), false), "") << readme << ", after " << block.front();
    ++commands;
  }
  EXPECT_GE(commands, 8U) << readme;
}

/// The help of a command as docs/cli.md shows it: indented by four.
std::string indented_help(const std::vector<std::string>& command) {
  testing::ProcessRequest request;
  request.argv = {JUNHENG_PROGRAM};
  request.argv.insert(request.argv.end(), command.begin(), command.end());
  request.argv.insert(request.argv.end(), {"--help", "--lang", "en"});
  std::string out;
  for (const std::string& line : lines_of(testing::run_process(request).output)) out += (line.empty() ? "" : "    " + line) + "\n";
  return out;
}

TEST(CommandLineDocument, ShowsTheHelpOfEveryCommand) {
  const std::string document = testing::file_text(JUNHENG_SOURCE_DIR "/docs/cli.md");
  const std::vector<std::vector<std::string>> commands = {
      {"check"},    {"assess"},   {"explain"},     {"compare"},          {"standards"},     {"standards", "list"}, {"standards", "show"},
      {"template"}, {"generate"}, {"mappings"},    {"mappings", "show"}, {"index"},         {"inequality"},        {"monitor"},
      {"review"},   {"user"},     {"user", "add"}, {"user", "list"},     {"user", "reset"}, {"user", "disable"},   {"backup"},
      {"restore"},  {"doctor"},   {"audit"},       {"audit", "verify"},  {"serve"},         {"config"},           {"config", "show"},
      {"config", "example"}};
  for (const auto& command : commands) {
    const std::string help = indented_help(command);
    EXPECT_NE(document.find(help), std::string::npos) << "docs/cli.md lacks\n" << help;
  }
}

TEST(Readme, EnglishShowsWhatIsPrinted) { expect_as_shown("README.md", "en"); }

TEST(Readme, ChineseShowsWhatIsPrinted) { expect_as_shown("README.zh-CN.md", "zh"); }

}  // namespace
}  // namespace junheng::cli_test

#endif
