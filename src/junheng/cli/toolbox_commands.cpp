#include <memory>

#include "junheng/app/toolbox_case.h"
#include "junheng/app/version.h"
#include "junheng/cli/commands.h"

namespace junheng::cli {

namespace {

std::string help(const Invocation& invocation, std::string_view key) { return std::string(text(key, invocation.session.lang)); }

void add_standards_command(CLI::App& parser, Invocation& invocation) {
  CLI::App* command = add_command(parser, invocation, "standards");
  command->require_subcommand(1);
  CLI::App* list = add_sub(*command, invocation, "list", "cli.standards.list");
  const auto format = std::make_shared<app::OutputFormat>(app::OutputFormat::Text);
  add_format(*list, invocation, *format, false);
  list->callback(
      [&invocation, format] { invocation.action = [&invocation, format] { return app::list_standards(*format, invocation.session); }; });
  CLI::App* show = add_sub(*command, invocation, "show", "cli.standards.show");
  const auto id = std::make_shared<std::string>();
  show->add_option("ID", *id, help(invocation, "cli.standard_id"))->required();
  show->callback([&invocation, id] { invocation.action = [&invocation, id] { return app::show_standard(*id, invocation.session); }; });
  CLI::App* lint = add_sub(*command, invocation, "lint", "cli.standards.lint");
  const auto files = std::make_shared<std::vector<std::string>>();
  lint->add_option("FILES", *files, help(invocation, "cli.pack_files"));
  lint->callback(
      [&invocation, files] { invocation.action = [&invocation, files] { return app::lint_standards(*files, invocation.session); }; });
}

void add_generate_command(CLI::App& parser, Invocation& invocation) {
  CLI::App* command = add_command(parser, invocation, "generate");
  const auto request = std::make_shared<app::GenerateRequest>();
  command->add_option("--counties", request->counties, help(invocation, "cli.counties"))->option_text("N");
  command->add_option("--schools", request->schools, help(invocation, "cli.schools"))->option_text("N");
  command->add_option("--seed", request->seed, help(invocation, "cli.seed"))
      ->check(CLI::NonNegativeNumber.description(""))
      ->option_text("S");
  command->add_option("--year", request->year, help(invocation, "cli.year_generated"))->option_text("Y");
  command->add_option("--years", request->years, help(invocation, "cli.years"))->option_text("N");
  command->add_flag("--no-detail", request->without_detail, help(invocation, "cli.no_detail"));
  command->add_flag("--teachers", request->with_teachers, help(invocation, "cli.with_teachers"));
  command->add_option("OUT", request->out_folder, help(invocation, "cli.out_folder"))->required();
  command->callback(
      [&invocation, request] { invocation.action = [&invocation, request] { return app::run_generate(*request, invocation.session); }; });
}

void add_template_command(CLI::App& parser, Invocation& invocation) {
  CLI::App* command = add_command(parser, invocation, "template");
  const auto request = std::make_shared<app::TemplateRequest>();
  command->add_option("--standard", request->standard, help(invocation, "cli.standard_id"))->required()->option_text("ID");
  command->add_flag("--force", request->replaces_file, help(invocation, "cli.force"));
  command->add_option("OUT", request->path, help(invocation, "cli.out_xlsx"))->required();
  command->callback(
      [&invocation, request] { invocation.action = [&invocation, request] { return app::write_template(*request, invocation.session); }; });
}

}  // namespace

void add_toolbox_commands(CLI::App& parser, Invocation& invocation) {
  add_standards_command(parser, invocation);
  add_template_command(parser, invocation);
  add_generate_command(parser, invocation);
  CLI::App* mappings = add_command(parser, invocation, "mappings");
  mappings->require_subcommand(0, 1);
  CLI::App* show = add_sub(*mappings, invocation, "show", "cli.mappings.show");
  const auto id = std::make_shared<std::string>();
  show->add_option("ID", *id, help(invocation, "cli.mapping_id"))->required();
  show->callback([&invocation, id] { invocation.action = [id] { return app::show_mapping(*id); }; });
  // Called after that of the subcommand.
  mappings->callback([&invocation, mappings] {
    if (mappings->get_subcommands().empty()) invocation.action = [&invocation] { return app::list_mappings(invocation.session); };
  });
  CLI::App* version = add_command(parser, invocation, "version");
  version->callback([&invocation] {
    invocation.action = []() -> Result<app::Outcome> { return app::Outcome{"junheng " + std::string(app::kVersion) + "\n", 0}; };
  });
}

}  // namespace junheng::cli
