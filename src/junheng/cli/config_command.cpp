#include <unistd.h>

#include <chrono>
#include <memory>
#include <string_view>

#include "junheng/app/config_case.h"
#include "junheng/cli/commands.h"
#include "junheng/cli/setting_flags.h"

extern char** environ;

namespace junheng::cli {

namespace {

UtcTime now() { return {std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()).time_since_epoch().count()}; }

struct ConfigOptions {
  app::ConfigRequest request;
  std::string settings_file;
  bool shows_origin = false;
};

}  // namespace

app::SettingSources setting_sources(const std::string& folder, const std::string& named_file,
                                    const std::vector<std::pair<std::string, const CLI::Option*>>& flags) {
  app::SettingSources sources;
  sources.file = named_file.empty() ? app::settings_file_of(folder) : named_file;
  sources.file_is = named_file.empty() ? app::SettingSources::File::MayBeMissing : app::SettingSources::File::Named;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view pair(*entry);
    const std::size_t equals = pair.find('=');
    if (pair.starts_with("JUNHENG_") && equals != std::string_view::npos)
      sources.environment.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
  }
  for (const auto& [key, option] : flags)
    if (!option->empty()) sources.flags.emplace_back(key, option->results());
  return sources;
}

void add_config_command(CLI::App& parser, Invocation& invocation) {
  const auto help = [&](std::string_view key) { return std::string(text(key, invocation.session.lang)); };
  CLI::App* command = add_command(parser, invocation, "config");
  command->require_subcommand(1);
  CLI::App* show = add_sub(*command, invocation, "show", "cli.config.show");
  const auto options = std::make_shared<ConfigOptions>();
  options->request.folder = "junheng-data";
  show->add_option("DATA_DIR", options->request.folder, help("cli.serve.data_dir"));
  show->add_option("--settings", options->settings_file, help("cli.settings_file"))->option_text("FILE.toml");
  show->add_flag("--origin", options->shows_origin, help("cli.config.origin"));
  add_format(*show, invocation, options->request.format, false);
  show->callback([&invocation, options] {
    invocation.action = [&invocation, options] {
      options->request.sources = setting_sources(options->request.folder, options->settings_file, {});
      options->request.now = now();
      if (options->shows_origin) options->request.origins = app::ConfigRequest::Origins::Shown;
      return app::run_config_show(options->request, invocation.session);
    };
  });
  CLI::App* example = add_sub(*command, invocation, "example", "cli.config.print_example");
  example->callback([&invocation] {
    invocation.action = []() -> Result<app::Outcome> { return app::Outcome{app::example_settings(), 0}; };
  });
}

}  // namespace junheng::cli
