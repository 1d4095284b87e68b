#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "junheng/core/lang.h"

namespace junheng::cli {

/// The layout of --help in the reader's language: usage that begins with the program's name and shows what must be given, what stands on
/// its own, options with the required ones marked.
class HelpFormatter : public CLI::Formatter {
 public:
  explicit HelpFormatter(Lang lang);

  std::string make_usage(const CLI::App* app, std::string name) const override;
  std::string make_group(std::string group, bool is_positional, std::vector<const CLI::Option*> options) const override;
  std::string make_subcommands(const CLI::App* app, CLI::AppFormatMode mode) const override;
  std::string make_option_opts(const CLI::Option* option) const override;
  std::string make_option_desc(const CLI::Option* option) const override;

 private:
  Lang lang_;
};

/// "junheng standards show": a command with those above it.
[[nodiscard]] std::string command_path(const CLI::App& command);

}  // namespace junheng::cli
