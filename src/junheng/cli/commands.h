#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

#include "junheng/app/load.h"

namespace junheng::cli {

/// What parsing leaves behind: the session and the command to run.
struct Invocation {
  app::Session session;
  /// Requested by SIGTERM, beside the session's own token: an orderly end was asked for.
  std::stop_token terminate;
  std::string lang_name = "zh";
  std::function<Result<app::Outcome>()> action;
};

/// Adds every command to the parser. `invocation` must outlive the parser.
void add_commands(CLI::App& parser, Invocation& invocation);

void add_assess_command(CLI::App& parser, Invocation& invocation);
void add_check_command(CLI::App& parser, Invocation& invocation);
void add_explain_command(CLI::App& parser, Invocation& invocation);
void add_compare_command(CLI::App& parser, Invocation& invocation);
void add_index_command(CLI::App& parser, Invocation& invocation);
void add_inequality_command(CLI::App& parser, Invocation& invocation);
void add_review_command(CLI::App& parser, Invocation& invocation);
void add_monitor_command(CLI::App& parser, Invocation& invocation);
void add_forecast_command(CLI::App& parser, Invocation& invocation);
void add_import_command(CLI::App& parser, Invocation& invocation);
void add_serve_command(CLI::App& parser, Invocation& invocation);
void add_config_command(CLI::App& parser, Invocation& invocation);
void add_toolbox_commands(CLI::App& parser, Invocation& invocation);
/// user, backup, restore, doctor, audit.
void add_store_commands(CLI::App& parser, Invocation& invocation);

/// A sub-command with the options that every command has.
CLI::App* add_command(CLI::App& parser, Invocation& invocation, const std::string& name);

/// A command below another one, such as `standards list`, with --help and --lang; `key` is its text of the catalogue.
CLI::App* add_sub(CLI::App& parent, Invocation& invocation, const std::string& name, std::string_view key);

/// Adds --format with the given choices.
CLI::Option* add_format(CLI::App& command, Invocation& invocation, app::OutputFormat& format, bool with_csv);

/// Where a command puts its result.
struct OutputOptions {
  app::OutputFormat* format = nullptr;
  std::string* path = nullptr;
  /// Types of the file, as help shows them: ".html|.xlsx".
  std::string types;
};

/// Adds --format with CSV and --out. A file without a format that was asked for leaves the summary to be printed.
void add_output(CLI::App& command, Invocation& invocation, const OutputOptions& output);

/// Adds --standard, --tolerance, --on.
struct StandardOptions {
  std::string standard;
  std::string tolerance;
  std::string on;
  [[nodiscard]] standards::ToleranceChoice choice() const;
  [[nodiscard]] Result<std::optional<Date>> date() const;
};
void add_standard_options(CLI::App& command, Invocation& invocation, StandardOptions& options);

/// The table of exit codes.
[[nodiscard]] std::string exit_codes_text(Lang lang);

}  // namespace junheng::cli
