#include "junheng/cli/help_formatter.h"

#include <algorithm>

#include "junheng/core/catalogue.h"

namespace junheng::cli {

namespace {

std::string words(std::string_view key, Lang lang, const Params& params = {}) { return text(key, lang, params); }

bool has_subcommands(const CLI::App& app) {
  return !app.get_subcommands([](const CLI::App* command) { return !command->get_name().empty(); }).empty();
}

}  // namespace

HelpFormatter::HelpFormatter(Lang lang) : lang_(lang) {
  constexpr std::size_t kNameColumns = 34;
  column_width(kNameColumns);
  label("Positionals", words("cli.positionals", lang));
}

std::string HelpFormatter::make_usage(const CLI::App* app, std::string /*name*/) const {
  std::string out = words("cli.usage", lang_) + command_path(*app) + " [" + words("cli.options", lang_) + "]";
  for (const CLI::Option* option : app->get_options())
    if (option->nonpositional() && option->get_required()) out += " " + option->get_name(false, true) + make_option_opts(option);
  for (const CLI::Option* option : app->get_options())
    if (option->get_positional()) out += " " + make_option_usage(option);
  if (has_subcommands(*app)) out += " " + words("cli.command", lang_);
  return out + "\n";
}

std::string HelpFormatter::make_group(std::string group, bool is_positional, std::vector<const CLI::Option*> options) const {
  std::string out =
      "\n" + words("cli.heading", lang_, {{"name", group == "Options" ? words("cli.options", lang_) : std::move(group)}}) + "\n";
  for (const CLI::Option* option : options) out += make_option(option, is_positional);
  return out;
}

std::string HelpFormatter::make_subcommands(const CLI::App* app, CLI::AppFormatMode /*mode*/) const {
  if (!has_subcommands(*app)) return {};
  std::string out = "\n" + words("cli.heading", lang_, {{"name", words("cli.commands", lang_)}}) + "\n";
  for (const CLI::App* command : app->get_subcommands([](const CLI::App* each) { return !each->get_name().empty(); }))
    out += make_subcommand(command);
  return out;
}

std::string HelpFormatter::make_option_opts(const CLI::Option* option) const {
  return option->get_option_text().empty() ? std::string() : " " + option->get_option_text();
}

std::string HelpFormatter::make_option_desc(const CLI::Option* option) const {
  const bool is_marked = option->get_required() && option->nonpositional();
  return (is_marked ? words("cli.required", lang_) : std::string()) + option->get_description();
}

std::string command_path(const CLI::App& command) {
  std::string path = command.get_name();
  for (const CLI::App* above = command.get_parent(); above != nullptr; above = above->get_parent()) path = above->get_name() + " " + path;
  return path;
}

}  // namespace junheng::cli
