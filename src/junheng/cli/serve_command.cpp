#include <spawn.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <mutex>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "junheng/cli/commands.h"
#include "junheng/cli/setting_flags.h"
#include "junheng/server/serve.h"

extern char** environ;

namespace junheng::cli {

namespace {

constexpr int kExitInterrupted = 130;
constexpr std::uint64_t kBytesPerMb = 1024ULL * 1024;
/// Handlers mostly wait for the store, so there are more of them than cores.
constexpr unsigned kWorkersPerThread = 2;
constexpr unsigned kFewestWorkers = 4;

struct ServeOptions {
  server::ServeRequest request;
  /// Empty: the one in the folder of data, where it is.
  std::string settings_file;
  /// Keys of settings with their flags.
  std::vector<std::pair<std::string, const CLI::Option*>> flags;
  bool opens_browser = false;
};

/// Puts the settings where the server looks for them. Errors: those of Settings::read; WrongUsage.
Result<void> apply_settings(ServeOptions& options, const Invocation& invocation) {
  auto settings = app::Settings::read(setting_sources(options.request.site.folder, options.settings_file, options.flags));
  if (!settings) return fail(settings.error());
  server::ServeRequest& request = options.request;
  const std::string certificate = settings->text(app::kTlsCertificate);
  const std::string key = settings->text(app::kTlsKey);
  if (certificate.empty() != key.empty())
    return fail(Code::WrongUsage,
                {{"what", "--tls-cert, --tls-key"}, {"advice", std::string(text("cli.serve.both_tls", invocation.session.lang))}});
  if (!key.empty()) request.options.tls = server::TlsFiles{certificate, key};
  const std::int64_t threads = settings->number(app::kThreads);
  request.site.threads = threads == 0 ? invocation.session.threads : static_cast<unsigned>(threads);
  request.site.store_url = settings->text(app::kStoreUrl);
  request.options.bind = settings->text(app::kBind);
  request.options.port = static_cast<std::uint16_t>(settings->number(app::kPort));
  request.options.host_names = settings->texts(app::kHostNames);
  request.options.workers = std::max(kFewestWorkers, kWorkersPerThread * request.site.threads);
  // The others answer meanwhile.
  request.site.table_waiters = request.options.workers / 2;
  request.options.file_limit_bytes = static_cast<std::uint64_t>(settings->number(app::kBodyLimitMb)) * kBytesPerMb;
  request.site.settings = std::move(*settings);
  return {};
}

UtcTime now() { return {std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()).time_since_epoch().count()}; }

/// One line at a time on stderr, with the time unless the journal adds it.
void log_line(std::string_view line) {
  static std::mutex mutex;
  static const bool has_journal = std::getenv("JOURNAL_STREAM") != nullptr;
  const auto time = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  const std::string out = has_journal ? fmt::format("{}\n", line) : fmt::format("{:%Y-%m-%dT%H:%M:%SZ} {}\n", fmt::gmtime(time), line);
  const std::lock_guard lock(mutex);
  std::fputs(out.c_str(), stderr);
}

/// The desktop's program for links; a machine without desktop has none, which is no fault.
void open_browser(const std::string& address, Lang lang) {
  std::string program = "xdg-open";
  std::string argument = address;
  char* const arguments[] = {program.data(), argument.data(), nullptr};
  pid_t child = 0;
  if (::posix_spawnp(&child, program.c_str(), nullptr, nullptr, arguments, environ) != 0)
    std::fputs((std::string(text("cli.serve.no_browser", lang)) + "\n").c_str(), stderr);
}

bool is_loopback(const std::string& address) { return address.starts_with("127.") || address == "::1"; }

void announce(const server::Listening& listening, const ServeOptions& options, Lang lang) {
  const std::string page = listening.first_link.empty() ? listening.address : listening.address + listening.first_link.substr(1);
  std::string out = text("cli.serve.listening", lang,
                         {{"address", listening.address},
                          {"place", options.request.site.store_url.empty() ? options.request.site.folder : "PostgreSQL"}}) +
                    "\n";
  if (!listening.first_link.empty()) out += text("cli.serve.first_link", lang, {{"login", listening.first_login}, {"link", page}}) + "\n";
  out += std::string(text("cli.serve.stop", lang)) + "\n";
  std::fputs(out.c_str(), stdout);
  std::fflush(stdout);
  if (!is_loopback(options.request.options.bind) && !options.request.options.tls)
    std::fputs((text("cli.serve.open_network", lang, {{"address", options.request.options.bind}}) + "\n").c_str(), stderr);
  if (options.opens_browser) open_browser(page, lang);
}

Result<app::Outcome> run_serve(ServeOptions& options, const Invocation& invocation) {
  const Lang lang = invocation.session.lang;
  if (auto applied = apply_settings(options, invocation); !applied) return fail(applied.error());
  // What the server writes is for its own account only.
  ::umask(S_IRWXG | S_IRWXO);
  server::ServeRequest& request = options.request;
  request.site.clock = now;
  const server::ServeSurroundings surroundings{{log_line, [] { return std::chrono::system_clock::now(); }},
                                               [&](const server::Listening& listening) { announce(listening, options, lang); }};
  if (auto served = server::serve(request, surroundings, invocation.session.stop); !served) return fail(served.error());
  return app::Outcome{"", invocation.terminate.stop_requested() ? 0 : kExitInterrupted};
}

}  // namespace

void add_serve_command(CLI::App& parser, Invocation& invocation) {
  const auto help = [&](std::string_view key) { return std::string(text(key, invocation.session.lang)); };
  CLI::App* command = add_command(parser, invocation, "serve");
  const auto options = std::make_shared<ServeOptions>();
  options->request.site.folder = "junheng-data";
  command->add_option("DATA_DIR", options->request.site.folder, help("cli.serve.data_dir"));
  const auto add = [&](std::string_view key, const std::string& flag, std::string_view words) {
    CLI::Option* option = command->add_option(flag)->description(help(words));
    options->flags.emplace_back(key, option);
    return option;
  };
  add(app::kPort, "--port", "cli.serve.port")->check(CLI::Range(0, 65535))->option_text("P");
  add(app::kBind, "--bind", "cli.serve.bind")->option_text("ADDRESS");
  add(app::kHostNames, "--host-name", "cli.serve.host_name")->take_all()->delimiter(',')->allow_extra_args(false)->option_text("NAME,...");
  add(app::kStoreUrl, "--store", "cli.serve.store")->option_text("postgresql://...");
  add(app::kTlsCertificate, "--tls-cert", "cli.serve.tls_cert")->option_text("FILE.pem");
  add(app::kTlsKey, "--tls-key", "cli.serve.tls_key")->option_text("FILE.pem");
  add(app::kBodyLimitMb, "--body-limit-mb", "cli.serve.body_limit")->check(CLI::Range(1, 4096))->option_text("N");
  options->flags.emplace_back(app::kThreads, command->get_option("--threads"));
  command->add_option("--settings", options->settings_file, help("cli.settings_file"))->option_text("FILE.toml");
  command->add_flag("--open", options->opens_browser, help("cli.serve.open"));
  command->callback([&invocation, options] { invocation.action = [&invocation, options] { return run_serve(*options, invocation); }; });
}

}  // namespace junheng::cli
