#include "junheng/cli/commands.h"

#include <memory>

#include "junheng/app/toolbox_case.h"
#include "junheng/app/version.h"
#include "junheng/cli/help_formatter.h"
#include "junheng/core/codes.h"

namespace junheng::cli {

using app::Outcome;
using app::OutputFormat;

CLI::App* add_sub(CLI::App& parent, Invocation& invocation, const std::string& name, std::string_view key) {
  const Lang lang = invocation.session.lang;
  CLI::App* command = parent.add_subcommand(name, std::string(text(key, lang)));
  command->set_help_flag("-h,--help", std::string(text("cli.help", lang)));
  command->add_option("--lang", invocation.lang_name, std::string(text("cli.lang", lang)))
      ->check(CLI::IsMember({"zh", "en"}))
      ->option_text("zh|en");
  return command;
}

CLI::App* add_command(CLI::App& parser, Invocation& invocation, const std::string& name) {
  const Lang lang = invocation.session.lang;
  CLI::App* command = parser.add_subcommand(name, std::string(text("cli." + name, lang)));
  command->set_help_flag("-h,--help", std::string(text("cli.help", lang)));
  command->add_option("--lang", invocation.lang_name, std::string(text("cli.lang", lang)))
      ->check(CLI::IsMember({"zh", "en"}))
      ->option_text("zh|en");
  command->add_option("--threads", invocation.session.threads, std::string(text("cli.threads", lang)))
      ->check(CLI::Range(1U, 256U))
      ->option_text("N");
  const std::string example = "cli." + name + ".example";
  if (has_text(example)) command->footer(std::string(text("cli.example", lang)) + "\n  " + std::string(text(example, lang)));
  return command;
}

CLI::Option* add_format(CLI::App& command, Invocation& invocation, OutputFormat& format, bool with_csv) {
  std::map<std::string, OutputFormat> names = {{"text", OutputFormat::Text}, {"json", OutputFormat::Json}};
  if (with_csv) names.emplace("csv", OutputFormat::Csv);
  return command.add_option("--format", format, std::string(text(with_csv ? "cli.format_csv" : "cli.format", invocation.session.lang)))
      ->transform(CLI::CheckedTransformer(names).description(""))
      ->option_text("text|json" + std::string(with_csv ? "|csv" : ""));
}

void add_output(CLI::App& command, Invocation& invocation, const OutputOptions& output) {
  const CLI::Option* asked = add_format(command, invocation, *output.format, true);
  command.add_option("--out", *output.path, std::string(text("cli.out", invocation.session.lang)))
      ->option_text("FILE" + output.types)
      ->each([asked, format = output.format](const std::string& /*path*/) {
        if (asked->empty()) *format = OutputFormat::Summary;
      });
}

void add_standard_options(CLI::App& command, Invocation& invocation, StandardOptions& options) {
  const Lang lang = invocation.session.lang;
  command.add_option("--standard", options.standard, std::string(text("cli.standard_id", lang)))->required()->option_text("ID");
  command.add_option("--tolerance", options.tolerance, std::string(text("cli.tolerance", lang)))->option_text("none|in-force|ID,...");
  command.add_option("--on", options.on, std::string(text("cli.on", lang)))->option_text("YYYY-MM-DD");
}

standards::ToleranceChoice StandardOptions::choice() const {
  using Mode = standards::ToleranceChoice::Mode;
  if (tolerance.empty() || tolerance == "none") return {};
  if (tolerance == "in-force") return {Mode::InForce, {}};
  standards::ToleranceChoice choice{Mode::Named, {}};
  for (std::size_t at = 0; at <= tolerance.size();) {
    const auto comma = std::min(tolerance.find(',', at), tolerance.size());
    choice.ids.push_back(tolerance.substr(at, comma - at));
    at = comma + 1;
  }
  return choice;
}

Result<std::optional<Date>> StandardOptions::date() const {
  if (on.empty()) return std::optional<Date>();
  const auto day = parse_date(on);
  if (!day) return fail(Code::WrongUsage, {{"what", "--on " + on}, {"advice", "--on 2024-09-01"}});
  return std::optional(*day);
}

std::string exit_codes_text(Lang lang) {
  std::string out;
  for (const char* code : {"0", "1", "2", "3", "4", "5", "6", "70", "130"})
    out += std::string(code) + std::string(4 - std::string_view(code).size(), ' ') + std::string(text(std::string("exit.") + code, lang)) +
           "\n";
  return out;
}

namespace {

void add_help_command(CLI::App& parser, Invocation& invocation) {
  CLI::App* command = add_command(parser, invocation, "help");
  const auto topic = std::make_shared<std::string>();
  command->add_option("TOPIC", *topic, std::string(text("cli.topic", invocation.session.lang)));
  command->callback([&parser, &invocation, topic] {
    invocation.action = [&parser, &invocation, topic]() -> Result<Outcome> {
      if (*topic == "exit-codes") return Outcome{exit_codes_text(invocation.session.lang), 0};
      if (topic->empty()) return Outcome{parser.help(), 0};
      for (const CLI::App* each : parser.get_subcommands([](const CLI::App*) { return true; }))
        if (each->get_name() == *topic) return Outcome{each->help(), 0};
      return fail(Code::WrongUsage, {{"what", *topic}, {"advice", "junheng --help"}});
    };
  });
}

}  // namespace

void add_commands(CLI::App& parser, Invocation& invocation) {
  const Lang lang = invocation.session.lang;
  parser.require_subcommand(1);
  parser.set_help_flag("-h,--help", std::string(text("cli.help", lang)));
  parser.add_option("--lang", invocation.lang_name, std::string(text("cli.lang", lang)))
      ->check(CLI::IsMember({"zh", "en"}))
      ->option_text("zh|en");
  parser.formatter(std::make_shared<HelpFormatter>(lang));
  parser.set_version_flag("--version", "junheng " + std::string(app::kVersion), std::string(text("cli.version", lang)));
  parser.footer(std::string(text("cli.footer", lang)));
  add_check_command(parser, invocation);
  add_assess_command(parser, invocation);
  add_explain_command(parser, invocation);
  add_compare_command(parser, invocation);
  add_inequality_command(parser, invocation);
  add_index_command(parser, invocation);
  add_review_command(parser, invocation);
  add_monitor_command(parser, invocation);
  add_forecast_command(parser, invocation);
  add_import_command(parser, invocation);
  add_serve_command(parser, invocation);
  add_config_command(parser, invocation);
  add_toolbox_commands(parser, invocation);
  add_store_commands(parser, invocation);
  add_help_command(parser, invocation);
}

}  // namespace junheng::cli
