// A server with made-up routes and sessions, for tests of the engine that need no store. Prints its address, then serves until SIGTERM.
// fixture_server UPLOAD_FOLDER [name=milliseconds-or-number]...
#include <charconv>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>

#include "junheng/core/codes.h"
#include "junheng/formats/file.h"
#include "junheng/formats/json_reader.h"
#include "junheng/server/gzip.h"
#include "junheng/server/routes_server.h"
#include "junheng/server/server.h"

namespace junheng::server {
namespace {

std::int64_t number(std::string_view text) {
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size()) throw std::invalid_argument(std::string(text));
  return out;
}

void set_option(ServerOptions& options, std::string_view argument) {
  const std::size_t equals = argument.find('=');
  const std::string_view name = argument.substr(0, equals);
  const std::string_view value = argument.substr(equals + 1);
  if (name == "certificate") return void(options.tls = TlsFiles{std::string(value), options.tls ? options.tls->key : ""});
  if (name == "key") return void(options.tls = TlsFiles{options.tls ? options.tls->certificate : "", std::string(value)});
  const std::map<std::string_view, std::chrono::milliseconds*> times = {
      {"header_timeout", &options.header_timeout}, {"body_timeout", &options.body_timeout},   {"upload_timeout", &options.upload_timeout},
      {"idle_timeout", &options.idle_timeout},     {"write_timeout", &options.write_timeout}, {"stop_timeout", &options.stop_timeout},
      {"heartbeat", &options.heartbeat_interval},  {"poll", &options.poll_interval}};
  const std::map<std::string_view, std::size_t*> sizes = {{"queue", &options.queue_limit},
                                                          {"connections", &options.connection_limit},
                                                          {"streams", &options.event_stream_limit},
                                                          {"uploads", &options.upload_limit}};
  if (const auto time = times.find(name); time != times.end()) {
    *time->second = std::chrono::milliseconds(number(value));
  } else if (const auto size = sizes.find(name); size != sizes.end()) {
    *size->second = static_cast<std::size_t>(number(value));
  } else if (name == "workers") {
    options.workers = static_cast<unsigned>(number(value));
  } else {
    throw std::invalid_argument(std::string(argument));
  }
}

/// Opened once for all waiting handlers.
class Gate {
 public:
  void open() {
    const std::lock_guard lock(mutex_);
    is_open_ = true;
    changed_.notify_all();
  }
  void wait(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, stop, [this] { return is_open_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool is_open_ = false;
};

/// Three steps of progress, one at each call; then the end.
EventStream three_steps() {
  return {[step = 0]() mutable {
    ++step;
    const std::string payload = "{\"step\":" + std::to_string(step) + "}";
    if (step < 4) return EventBatch{{{"progress", payload}}, false};
    return EventBatch{{{"end", payload}}, true};
  }};
}

std::vector<Route> fixture_routes(Gate& gate) {
  const auto echo = [](const Request& request) -> Result<Reply> {
    return text_reply(
        request.path + "|" + (request.query.empty() ? "" : request.query[0].first + "=" + request.query[0].second) + "|" + request.body,
        "text/plain");
  };
  std::vector<Route> routes;
  routes.push_back({Method::Get, "/api/echo", "-", OpenHandler(echo)});
  routes.push_back({Method::Post, "/api/echo", "-", OpenHandler(echo), BodyKind::Json});
  routes.push_back({Method::Get, "/api/things/{id}", "-", OpenHandler([](const Request& request) -> Result<Reply> {
                      const auto id = request.integer_param("id");
                      if (!id) return fail(id.error());
                      return json_reply("{\"id\":" + std::to_string(*id) + "}");
                    })});
  routes.push_back({Method::Post, "/api/json", "-", OpenHandler([](const Request& request) -> Result<Reply> {
                      auto body = formats::JsonReader::parse(request.body);
                      if (!body) return fail(body.error());
                      const std::string name = body->text("name", {.min = 1, .max = 5});
                      const double count = body->number("count", {.min = 0});
                      if (auto sound = body->finish(); !sound) return fail(sound.error());
                      return json_reply("{\"name\":\"" + name + "\",\"count\":" + std::to_string(static_cast<int>(count)) + "}");
                    }),
                    BodyKind::Json});
  routes.push_back({Method::Get, "/api/stored", "-", OpenHandler([](const Request&) -> Result<Reply> {
                      static const auto bytes = std::make_shared<const std::string>(gzip("{\"text\":\"" + std::string(5000, 'x') + "\"}"));
                      return stored_reply({bytes, true}, std::string(kJson), "tag-1");
                    })});
  routes.push_back({Method::Get, "/api/large", "-", OpenHandler([](const Request&) -> Result<Reply> {
                      return text_reply(std::string(std::size_t{16} << 20U, 'y'), "application/octet-stream");
                    })});
  routes.push_back({Method::Get, "/api/wait", "-", OpenHandler([&gate](const Request& request) -> Result<Reply> {
                      gate.wait(request.stop);
                      return text_reply("waited", "text/plain");
                    })});
  routes.push_back({Method::Get, "/api/open-gate", "-", OpenHandler([&gate](const Request&) -> Result<Reply> {
                      gate.open();
                      return empty_reply();
                    })});
  routes.push_back({Method::Get, "/api/throw", "-",
                    OpenHandler([](const Request&) -> Result<Reply> { throw std::runtime_error("secret of the inside"); })});
  routes.push_back({Method::Get, "/api/internal", "-", OpenHandler([](const Request&) -> Result<Reply> {
                      return fail(Code::CannotWriteFile, {{"path", "/secret/place"}, {"reason", "disk full"}});
                    })});
  routes.push_back({Method::Get, "/api/events", "login",
                    Handler([](const Request&, const app::Access&) -> Result<Reply> { return event_reply(three_steps()); })});
  routes.push_back({Method::Get, "/api/silent-events", "-",
                    OpenHandler([](const Request&) -> Result<Reply> { return event_reply({[] { return EventBatch{}; }}); })});
  routes.push_back({Method::Get, "/api/me", "login", Handler([](const Request&, const app::Access& access) -> Result<Reply> {
                      return text_reply(access.login, "text/plain");
                    })});
  routes.push_back({Method::Post, "/api/runs", "run:create", Handler([](const Request&, const app::Access& access) -> Result<Reply> {
                      return json_reply("{\"by\":\"" + access.login + "\"}", 201);
                    }),
                    BodyKind::Json});
  routes.push_back(
      {Method::Post, "/api/uploads", "snapshot:import", Handler([](const Request& request, const app::Access&) -> Result<Reply> {
         const auto bytes = formats::read_file(request.body_file);
         if (!bytes) return fail(bytes.error());
         return json_reply("{\"size\":" + std::to_string(request.body_size) + ",\"checksum\":" + std::to_string(checksum(*bytes)) + "}",
                           202);
       }),
       BodyKind::File, std::uint64_t{8} << 20U});
  return routes;
}

/// The token names the role; its CSRF token is "csrf-" and the role.
Result<std::optional<LoginState>> find_session(std::string_view token) {
  constexpr std::string_view kPrefix = "session-";
  const std::map<std::string, app::Role> roles = {{"viewer", app::Role::Viewer},
                                                  {"editor", app::Role::Editor},
                                                  {"planner", app::Role::Planner},
                                                  {"inspector", app::Role::Inspector},
                                                  {"admin", app::Role::Admin}};
  for (const auto& [name, role] : roles) {
    if (token != std::string(kPrefix) + name) continue;
    app::Access access;
    access.account_id = 1;
    access.login = name;
    access.role = role;
    return std::optional(LoginState{access, "csrf-" + name});
  }
  return std::optional<LoginState>();
}

int run(int argc, char** argv) {
  sigset_t awaited;
  sigemptyset(&awaited);
  sigaddset(&awaited, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &awaited, nullptr);
  std::stop_source stop;
  ServerOptions options;
  options.port = 0;
  options.upload_folder = argv[1];
  for (int i = 2; i < argc; ++i) set_option(options, argv[i]);
  Gate gate;
  Metrics metrics;
  std::vector<Route> routes = fixture_routes(gate);
  add_server_routes(routes, metrics,
                    {[] { return Result<void>(); }, "sqlite", 1,
                     [] {
                       return JobCounts{{"running", 0}};
                     },
                     [] { return true; }});
  const Surroundings surroundings{[](std::string_view line) { std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data()); },
                                  [] { return std::chrono::system_clock::now(); }};
  auto server = Server::listen(options, Router(std::move(routes)), find_session, surroundings, metrics);
  if (!server) {
    std::fprintf(stderr, "%s\n", server.error().message(Lang::En).c_str());
    return 1;
  }
  std::printf("%s\n", (*server)->address().c_str());
  std::fflush(stdout);
  std::jthread waiter([&] {
    int signal = 0;
    sigwait(&awaited, &signal);
    stop.request_stop();
  });
  (*server)->run(stop.get_token());
  return 0;
}

}  // namespace
}  // namespace junheng::server

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  return junheng::server::run(argc, argv);
}
