#include <memory>

#include "junheng/app/index_case.h"
#include "junheng/cli/commands.h"

namespace junheng::cli {

void add_index_command(CLI::App& parser, Invocation& invocation) {
  struct Options {
    app::IndexRequest request;
    int year = 0;
  };
  const auto help = [&](std::string_view key) { return std::string(text(key, invocation.session.lang)); };
  CLI::App* command = add_command(parser, invocation, "index");
  const auto options = std::make_shared<Options>();
  app::IndexRequest& request = options->request;
  command->add_option("DATASET", request.dataset, help("cli.dataset"))->required();
  command->add_option("--spec", request.spec, help("cli.index_spec"))->required()->option_text("FILE.toml");
  command->add_flag("--all", request.with_all, help("cli.index_all"));
  command->add_option("--area", request.area, help("cli.area"))->option_text("CODE|NAME");
  command->add_option("--seed", request.seed, help("cli.resample_seed"))->check(CLI::NonNegativeNumber.description(""))->option_text("N");
  command->add_option("--year", options->year, help("cli.year"))->check(CLI::Range(1900, 2100))->option_text("Y");
  command->add_option("--map", request.mapping, help("cli.map"))->option_text("M");
  add_output(*command, invocation, {&request.format, &request.out_path, ".html|.xlsx|.csv|.json"});
  command->add_flag("--accept-partial", request.accept_partial, help("cli.accept_partial_sample"));
  command->callback([&invocation, options] {
    invocation.action = [&invocation, options]() -> Result<app::Outcome> {
      if (options->year != 0) options->request.year = options->year;
      return app::run_index(options->request, invocation.session);
    };
  });
}

}  // namespace junheng::cli
