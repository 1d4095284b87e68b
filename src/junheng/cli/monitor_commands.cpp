#include <memory>

#include "junheng/app/monitor_case.h"
#include "junheng/cli/commands.h"

namespace junheng::cli {

void add_monitor_command(CLI::App& parser, Invocation& invocation) {
  struct Options {
    app::MonitorRequest request;
    std::string level;
    int year = 0;
  };
  const auto help = [&](std::string_view key) { return std::string(text(key, invocation.session.lang)); };
  CLI::App* command = add_command(parser, invocation, "monitor");
  const auto options = std::make_shared<Options>();
  app::MonitorRequest& request = options->request;
  command->add_option("DATASET", request.dataset, help("cli.dataset"))->required();
  command->add_option("--what", request.what, help("cli.monitor_what"))->delimiter(',')->allow_extra_args(false)->option_text("ID,...");
  command->add_option("--curriculum", request.curriculum, help("cli.monitor_curriculum"))->option_text("ID|FILE.toml");
  command->add_option("--loads", request.loads, help("cli.monitor_loads"))->option_text("ID|FILE.toml");
  command->add_option("--year", options->year, help("cli.year"))->check(CLI::Range(1900, 2100))->option_text("Y");
  command->add_option("--level", options->level, help("cli.monitor_level"))
      ->check(CLI::IsMember({"county", "city", "province", "country"}).description(""))
      ->option_text("county|city|province|country");
  command->add_option("--area", request.area, help("cli.area"))->option_text("CODE|NAME");
  command->add_option("--map", request.mapping, help("cli.map"))->option_text("M");
  add_output(*command, invocation, {&request.format, &request.out_path, ".html|.xlsx|.csv|.json"});
  command->add_flag("--accept-partial", request.accept_partial, help("cli.accept_partial"));
  command->callback([&invocation, options] {
    invocation.action = [&invocation, options] {
      options->request.level = model::parse_area_level(options->level);
      if (options->year != 0) options->request.year = options->year;
      return app::run_monitor(options->request, invocation.session);
    };
  });
}

}  // namespace junheng::cli
