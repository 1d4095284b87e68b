#include <chrono>
#include <memory>

#include "junheng/app/import_case.h"
#include "junheng/cli/commands.h"
#include "junheng/cli/setting_flags.h"

namespace junheng::cli {

namespace {

UtcTime system_time() {
  return {std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()).time_since_epoch().count()};
}

}  // namespace

void add_import_command(CLI::App& parser, Invocation& invocation) {
  const auto help = [&](std::string_view key) { return std::string(text(key, invocation.session.lang)); };
  CLI::App* command = add_command(parser, invocation, "import");
  const auto request = std::make_shared<app::ImportRequest>();
  command->add_option("DATASET", request->dataset, help("cli.dataset"))->required();
  command->add_option("--into", request->into, help("cli.import_into"))->required()->option_text("DATA_DIR|postgresql://...");
  command->add_option("--name", request->name, help("cli.import_name"))->option_text("N");
  command->add_option("--standard", request->standards, help("cli.import_standard"))->option_text("ID ...");
  command->add_option("--map", request->mapping, help("cli.map"))->option_text("M");
  command->add_flag("--accept-partial", request->accept_partial, help("cli.accept_partial"));
  command->add_flag("--again", request->again, help("cli.import_again"));
  command->callback([&invocation, request] {
    request->settings = setting_sources(request->into, "", {});
    invocation.action = [&invocation, request] { return app::run_import(*request, invocation.session, system_time); };
  });
}

}  // namespace junheng::cli
