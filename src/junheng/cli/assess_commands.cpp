#include <memory>

#include "junheng/app/assess_case.h"
#include "junheng/app/explain_case.h"
#include "junheng/cli/commands.h"

namespace junheng::cli {

namespace {

std::string help(const Invocation& invocation, std::string_view key) { return std::string(text(key, invocation.session.lang)); }

CLI::Option* add_dataset(CLI::App& command, const Invocation& invocation, std::string& path, const std::string& name = "DATASET") {
  return command.add_option(name, path, help(invocation, "cli.dataset"))->required();
}

void add_map(CLI::App& command, const Invocation& invocation, std::string& mapping) {
  command.add_option("--map", mapping, help(invocation, "cli.map"))->option_text("M");
}

std::optional<int> asked_year(int year) { return year == 0 ? std::nullopt : std::optional(year); }

void add_accept_partial(CLI::App& command, const Invocation& invocation, bool& accepts) {
  command.add_flag("--accept-partial", accepts, help(invocation, "cli.accept_partial"));
}

void add_year(CLI::App& command, const Invocation& invocation, const std::string& name, int& year) {
  command.add_option(name, year, help(invocation, "cli.year"))->check(CLI::Range(1900, 2100))->option_text("Y");
}

}  // namespace

void add_check_command(CLI::App& parser, Invocation& invocation) {
  CLI::App* command = add_command(parser, invocation, "check");
  const auto request = std::make_shared<app::CheckRequest>();
  const auto year = std::make_shared<int>(0);
  add_dataset(*command, invocation, request->dataset);
  command->add_option("--standard", request->standard, help(invocation, "cli.needed_by"))->option_text("ID");
  add_year(*command, invocation, "--year", *year);
  add_map(*command, invocation, request->mapping);
  add_format(*command, invocation, request->format, false);
  command->add_option("--marked", request->marked_path, help(invocation, "cli.marked"))->option_text("OUT.xlsx");
  CLI::Option* per_rule = command->add_option("--per-rule", request->per_rule, help(invocation, "cli.per_rule"))->option_text("N");
  command
      ->add_flag_callback(
          "--all", [request] { request->per_rule = 0; }, help(invocation, "cli.all_findings"))
      ->excludes(per_rule);
  command->callback([&invocation, request, year] {
    invocation.action = [&invocation, request, year] {
      request->year = asked_year(*year);
      return app::run_check(*request, invocation.session);
    };
  });
}

void add_assess_command(CLI::App& parser, Invocation& invocation) {
  struct Options {
    app::AssessRequest request;
    StandardOptions standard;
    std::string level = "county";
    int year = 0;
  };
  CLI::App* command = add_command(parser, invocation, "assess");
  const auto options = std::make_shared<Options>();
  app::AssessRequest& request = options->request;
  add_dataset(*command, invocation, request.dataset);
  add_standard_options(*command, invocation, options->standard);
  add_year(*command, invocation, "--year", options->year);
  command->add_option("--level", options->level, help(invocation, "cli.level"))
      ->check(CLI::IsMember({"county", "city", "province", "country"}).description(""))
      ->option_text("county|city|province|country");
  command->add_option("--area", request.area, help(invocation, "cli.area"))->option_text("CODE|NAME");
  add_map(*command, invocation, request.mapping);
  add_output(*command, invocation, {&request.format, &request.out_path, ".html|.xlsx|.csv|.json"});
  add_accept_partial(*command, invocation, request.accept_partial);
  command->add_flag("--fail-on-unmet", request.fail_on_unmet, help(invocation, "cli.fail_on_unmet"));
  command->callback([&invocation, options] {
    invocation.action = [&invocation, options]() -> Result<app::Outcome> {
      auto date = options->standard.date();
      if (!date) return fail(date.error());
      options->request.level = model::parse_area_level(options->level).value_or(model::AreaLevel::County);
      options->request.standard = options->standard.standard;
      options->request.tolerances = options->standard.choice();
      options->request.on = *date;
      options->request.year = asked_year(options->year);
      return app::run_assess(options->request, invocation.session);
    };
  });
}

void add_explain_command(CLI::App& parser, Invocation& invocation) {
  struct Options {
    app::ExplainRequest request;
    StandardOptions standard;
    std::string stage = "primary";
    int year = 0;
  };
  CLI::App* command = add_command(parser, invocation, "explain");
  const auto options = std::make_shared<Options>();
  app::ExplainRequest& request = options->request;
  add_dataset(*command, invocation, request.dataset);
  add_standard_options(*command, invocation, options->standard);
  add_year(*command, invocation, "--year", options->year);
  command->add_option("--area", request.area, help(invocation, "cli.area_explained"))->option_text("CODE|NAME");
  command->add_option("--stage", options->stage, help(invocation, "cli.stage"))
      ->check(CLI::IsMember({"primary", "junior", "小学", "初中"}).description(""))
      ->option_text("primary|junior");
  command->add_option("--indicator", request.clause, help(invocation, "cli.indicator"))->option_text("ID");
  command->add_option("--school", request.school, help(invocation, "cli.school"))->option_text("ID|NAME");
  command->add_flag("--all", request.lists_all, help(invocation, "cli.all"));
  add_map(*command, invocation, request.mapping);
  add_format(*command, invocation, request.format, false);
  add_accept_partial(*command, invocation, request.accept_partial);
  command->callback([&invocation, options] {
    invocation.action = [&invocation, options]() -> Result<app::Outcome> {
      auto date = options->standard.date();
      if (!date) return fail(date.error());
      options->request.stage = parse_stage(options->stage).value_or(Stage::Primary);
      options->request.standard = options->standard.standard;
      options->request.tolerances = options->standard.choice();
      options->request.on = *date;
      options->request.year = asked_year(options->year);
      return app::run_explain(options->request, invocation.session);
    };
  });
}

void add_compare_command(CLI::App& parser, Invocation& invocation) {
  struct Options {
    app::CompareRequest request;
    int year_a = 0;
    int year_b = 0;
  };
  CLI::App* command = add_command(parser, invocation, "compare");
  const auto options = std::make_shared<Options>();
  app::CompareRequest& request = options->request;
  add_dataset(*command, invocation, request.dataset_a, "DATASET_A");
  add_dataset(*command, invocation, request.dataset_b, "DATASET_B");
  command->add_option("--standard", request.standard_a, help(invocation, "cli.standard_id"))->required()->option_text("ID");
  command->add_option("--standard-b", request.standard_b, help(invocation, "cli.standard_b"))->option_text("ID");
  add_year(*command, invocation, "--year", options->year_a);
  add_year(*command, invocation, "--year-b", options->year_b);
  command->add_option("--area", request.area, help(invocation, "cli.area"))->option_text("CODE|NAME");
  add_map(*command, invocation, request.mapping);
  add_output(*command, invocation, {&request.format, &request.out_path, ".html|.xlsx|.csv|.json"});
  add_accept_partial(*command, invocation, request.accept_partial);
  command->callback([&invocation, options] {
    invocation.action = [&invocation, options] {
      options->request.year_a = asked_year(options->year_a);
      options->request.year_b = asked_year(options->year_b);
      return app::run_compare(options->request, invocation.session);
    };
  });
}

}  // namespace junheng::cli
