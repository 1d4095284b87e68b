#include <memory>

#include "junheng/app/review_case.h"
#include "junheng/cli/commands.h"

namespace junheng::cli {

void add_review_command(CLI::App& parser, Invocation& invocation) {
  const auto help = [&](std::string_view key) { return std::string(text(key, invocation.session.lang)); };
  CLI::App* command = add_command(parser, invocation, "review");
  const auto request = std::make_shared<app::ReviewRequest>();
  command->add_option("DATASET", request->dataset, help("cli.dataset"))->required();
  command->add_option("--periods", request->periods, help("cli.periods"))->option_text("A-B,C-D");
  command->add_option("--targets", request->targets, help("cli.targets"))->option_text("FILE.csv");
  command->add_option("--curriculum", request->curriculum, help("cli.monitor_curriculum"))->option_text("ID|FILE.toml");
  command->add_option("--loads", request->loads, help("cli.monitor_loads"))->option_text("ID|FILE.toml");
  command->add_option("--map", request->mapping, help("cli.map"))->option_text("M");
  add_output(*command, invocation, {&request->format, &request->out_path, ".html|.xlsx|.csv|.json"});
  command->add_flag("--accept-partial", request->accept_partial, help("cli.accept_partial_review"));
  command->callback(
      [&invocation, request] { invocation.action = [&invocation, request] { return app::run_review(*request, invocation.session); }; });
}

}  // namespace junheng::cli
