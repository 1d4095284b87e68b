#include "junheng/cli/run.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

#include "junheng/cli/commands.h"
#include "junheng/core/codes.h"
#include "junheng/core/parallel.h"
#include "junheng/core/text.h"

namespace junheng::cli {

namespace {

constexpr int kExitUsage = 2;

Date today() {
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
  return {static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())};
}

/// The help texts are needed before the command line is parsed, so the language is looked up first.
Lang language(int argc, const char* const* argv) {
  std::string name;
  if (const char* set = std::getenv("JUNHENG_LANG")) name = set;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--lang" && i + 1 < argc) name = argv[i + 1];
    if (argument.starts_with("--lang=")) name = argument.substr(7);
  }
  return name == "en" ? Lang::En : Lang::Zh;
}

void print_error(const std::string& message, const std::string& hint, Lang lang) {
  std::fputs((std::string(text("cli.error", lang)) + message + "\n" + (hint.empty() ? "" : "  → " + hint + "\n")).c_str(), stderr);
}

/// The last sub-command that was recognised: whose flags a slip should be compared with.
const CLI::App* deepest(const CLI::App* app) {
  while (!app->get_subcommands().empty()) app = app->get_subcommands().front();
  return app;
}

std::string slip_advice(const CLI::App& parser, const std::string& word, Lang lang) {
  std::vector<std::string> candidates;
  const CLI::App* at = deepest(&parser);
  if (word.starts_with("-")) {
    for (const CLI::Option* option : at->get_options()) candidates.push_back(option->get_name(false, true));
    for (std::string& names : candidates) names = names.substr(names.find("--") == std::string::npos ? 0 : names.find("--"));
  } else {
    for (const CLI::App* command : at->get_subcommands([](const CLI::App*) { return true; })) candidates.push_back(command->get_name());
  }
  const auto best = nearest(word, candidates);
  return best ? text("cli.did_you_mean", lang, {{"word", *best}}) : std::string(text("cli.see_help", lang));
}

/// The option that a fault of the parser names; nullptr if none does.
const CLI::Option* faulty_option(const CLI::App& app, const std::string& fault) {
  const CLI::Option* found = nullptr;
  std::size_t longest = 0;
  for (const CLI::Option* option : app.get_options()) {
    const std::string name = option->get_name();
    // "--year" stands in "--year-b" too: the longest name is meant.
    if (name.size() <= longest || fault.find(name) == std::string::npos) continue;
    found = option;
    longest = name.size();
  }
  return found;
}

/// What the parser says of two options, "--a excludes --b" or "--a requires --b", in the reader's language; empty for other faults.
std::string fault_of_two(const CLI::ParseError& failure, Lang lang) {
  const bool is_exclusion = dynamic_cast<const CLI::ExcludesError*>(&failure) != nullptr;
  if (!is_exclusion && dynamic_cast<const CLI::RequiresError*>(&failure) == nullptr) return {};
  const std::string words = failure.what();
  const std::string_view verb = is_exclusion ? " excludes " : " requires ";
  const std::size_t at = words.find(verb);
  if (at == std::string::npos) return {};
  return text(is_exclusion ? "cli.options_exclude" : "cli.option_requires", lang,
              {{"first", words.substr(0, at)}, {"second", words.substr(at + verb.size())}});
}

/// What is wrong with the command line, in the reader's language where the fault is a common one.
std::string usage_fault(const CLI::App& parser, const CLI::ParseError& failure, Lang lang) {
  if (std::string fault = fault_of_two(failure, lang); !fault.empty()) return fault;
  const CLI::Option* option = faulty_option(*deepest(&parser), failure.what());
  if (option == nullptr) return failure.what();
  if (dynamic_cast<const CLI::RequiredError*>(&failure) != nullptr)
    return text("cli.missing_option", lang, {{"option", option->get_name()}});
  const bool is_value =
      dynamic_cast<const CLI::ValidationError*>(&failure) != nullptr || dynamic_cast<const CLI::ConversionError*>(&failure) != nullptr;
  if (!is_value || option->results().empty()) return failure.what();
  const std::string words = "cli.value." + option->get_name();
  const std::string values = has_text(words) ? std::string(text(words, lang)) : option->get_option_text();
  return text("cli.wrong_value", lang, {{"option", option->get_name()}, {"value", option->results().back()}, {"values", values}});
}

int report_usage(const CLI::App& parser, const CLI::ParseError& failure, int argc, const char* const* argv, Lang lang) {
  const auto extras = parser.remaining(true);
  if (argc < 2) {
    print_error(std::string(text("cli.no_command", lang)), std::string(text("cli.see_help", lang)), lang);
  } else if (!extras.empty()) {
    print_error(text("cli.unknown_word", lang, {{"word", extras.front()}}), slip_advice(parser, extras.front(), lang), lang);
  } else if (parser.get_subcommands().empty()) {
    print_error(text("cli.unknown_word", lang, {{"word", argv[1]}}), slip_advice(parser, argv[1], lang), lang);
  } else {
    print_error(usage_fault(parser, failure, lang), std::string(text("cli.see_help", lang)), lang);
  }
  return kExitUsage;
}

int run_action(const Invocation& invocation) {
  const Lang lang = invocation.session.lang;
  const auto outcome = invocation.action();
  if (!outcome) {
    print_error(outcome.error().message(lang), outcome.error().hint(lang), lang);
    return outcome.error().exit_code();
  }
  bool is_written = true;
  const auto write = [&is_written](std::string_view piece) {
    is_written = is_written && std::fwrite(piece.data(), 1, piece.size(), stdout) == piece.size();
  };
  write(outcome->output);
  if (outcome->write_rest) outcome->write_rest(write);
  if (!is_written || std::fflush(stdout) != 0) {
    const Error error{Code::CannotWriteFile, {{"path", "stdout"}, {"reason", "write failed"}}, {}};
    print_error(error.message(lang), error.hint(lang), lang);
    return error.exit_code();
  }
  std::fputs(outcome->talk.c_str(), stderr);
  return outcome->exit_code;
}

}  // namespace

int run(int argc, const char* const* argv, std::stop_token stop, std::stop_token terminate) {
  Invocation invocation;
  invocation.session.lang = language(argc, argv);
  invocation.session.threads = default_thread_count();
  invocation.session.today = today();
  invocation.session.stop = std::move(stop);
  invocation.terminate = std::move(terminate);
  invocation.session.use_color = std::getenv("NO_COLOR") == nullptr && ::isatty(STDOUT_FILENO) == 1;
  const Lang lang = invocation.session.lang;

  CLI::App parser(std::string(text("cli.about", lang)), "junheng");
  add_commands(parser, invocation);
  try {
    parser.parse(argc, argv);
  } catch (const CLI::CallForVersion& version) {
    std::fputs((std::string(version.what()) + "\n").c_str(), stdout);
    return 0;
  } catch (const CLI::CallForHelp&) {
    const CLI::App* at = deepest(&parser);
    std::fputs(at->help().c_str(), stdout);
    return 0;
  } catch (const CLI::ParseError& failure) {
    return report_usage(parser, failure, argc, argv, lang);
  }
  try {
    return run_action(invocation);
  } catch (const std::exception& fault) {
    const Error error{Code::InternalFault, {{"what", fault.what()}}, {}};
    print_error(error.message(lang), error.hint(lang), lang);
    return error.exit_code();
  }
}

}  // namespace junheng::cli
