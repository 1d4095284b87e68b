#include <chrono>
#include <memory>

#include "junheng/app/forecast_case.h"
#include "junheng/cli/commands.h"
#include "junheng/cli/setting_flags.h"

namespace junheng::cli {

void add_forecast_command(CLI::App& parser, Invocation& invocation) {
  const auto help = [&](std::string_view key) { return std::string(text(key, invocation.session.lang)); };
  CLI::App* command = add_command(parser, invocation, "forecast");
  const auto request = std::make_shared<app::ForecastRequest>();
  command->add_option("DATASET", request->datasets, help("cli.forecast_datasets"))->required();
  command->add_option("--snapshot", request->snapshots, help("cli.forecast_snapshot"))->option_text("ID ...");
  command->add_option("--years", request->years, help("cli.forecast_years"))->check(CLI::Range(1, 30))->option_text("N");
  command->add_option("--scenario", request->scenario, help("cli.forecast_scenario"))->option_text("FILE.toml");
  command->add_option("--draws", request->draws, help("cli.forecast_draws"))->check(CLI::Range(20, 10000))->option_text("N");
  command->add_option("--seed", request->seed, help("cli.resample_seed"))->check(CLI::NonNegativeNumber.description(""))->option_text("N");
  command->add_option("--level", request->level, help("cli.forecast_level"))
      ->transform(CLI::CheckedTransformer(std::map<std::string, report::ForecastLevel>{{"school", report::ForecastLevel::School},
                                                                                       {"county", report::ForecastLevel::County},
                                                                                       {"city", report::ForecastLevel::City},
                                                                                       {"province", report::ForecastLevel::Province},
                                                                                       {"all", report::ForecastLevel::All}})
                      .description(""))
      ->option_text("school|county|city|province|all");
  command->add_option("--area", request->area, help("cli.forecast_area"))->option_text("CODE|NAME");
  command->add_option("--standard", request->standard, help("cli.forecast_standard"))->option_text("ID");
  command->add_option("--curriculum", request->staff.curriculum, help("cli.monitor_curriculum"))->option_text("ID|FILE.toml");
  command->add_option("--loads", request->staff.loads, help("cli.monitor_loads"))->option_text("ID|FILE.toml");
  command->add_option("--retirement", request->staff.retirement, help("cli.forecast_retirement"))->option_text("ID|FILE.toml");
  command->add_flag("--backtest", request->with_backtest, help("cli.forecast_backtest"));
  command->add_option("--map", request->mapping, help("cli.map"))->option_text("M");
  add_output(*command, invocation, {&request->format, &request->out_path, ".html|.xlsx|.csv|.json"});
  command->add_flag("--accept-partial", request->accept_partial, help("cli.accept_partial_sample"));
  command->callback([&invocation, request] {
    request->now = {std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()).time_since_epoch().count()};
    request->settings = [](const std::string& folder) { return setting_sources(folder, "", {}); };
    invocation.action = [&invocation, request] { return app::run_forecast(*request, invocation.session); };
  });
}

}  // namespace junheng::cli
