#include "junheng/server/engine.h"

#include <array>
#include <utility>

#include <sys/random.h>
#include <sys/resource.h>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/server/connection.h"

namespace junheng::server {

namespace {

constexpr int kBacklog = 4096;
constexpr std::chrono::milliseconds kAcceptPause{100};
/// Files besides connections: the store, uploads, the log.
constexpr std::size_t kOtherFiles = 256;

/// Told before a connection that finds no room is closed; the same shape as every error.
constexpr std::string_view kNoRoom = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 5\r\nConnection: close\r\n\r\n";

/// A start of request ids that differs from server to server, so that two logs can be told apart.
std::string random_prefix() {
  std::uint32_t number = 0;
  if (::getrandom(&number, sizeof number, 0) != static_cast<ssize_t>(sizeof number)) return "0";
  return fmt::format("{:08x}", number);
}

/// Raises the number of files that the process may hold as far as it may; returns it.
std::size_t raise_file_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  ::getrlimit(RLIMIT_NOFILE, &limit);
  return static_cast<std::size_t>(limit.rlim_cur);
}

ServerOptions with_possible_limits(ServerOptions options) {
  const std::size_t files = raise_file_limit();
  options.connection_limit = std::min(options.connection_limit, files > 2 * kOtherFiles ? files - kOtherFiles : files / 2);
  return options;
}

}  // namespace

Engine::Engine(ServerOptions server_options, Router routes, FindSession find, Surroundings around, Metrics& counters)
    : options(with_possible_limits(std::move(server_options))),
      router(std::move(routes)),
      find_session(std::move(find)),
      surroundings(std::move(around)),
      metrics(counters),
      admission(router, find_session, options),
      steps(router, admission, surroundings),
      id_prefix_(random_prefix()),
      workers_(options.workers, options.queue_limit) {}

Engine::~Engine() {
  workers_.stop();
  stream_thread.join();
}

Engine::Membership::Membership(Engine& engine, Connection& connection) : engine_(engine) {
  place_ = engine.busy_.insert(engine.busy_.end(), &connection);
  ++engine.metrics.connections;
}

Engine::Membership::~Membership() {
  (is_idle_ ? engine_.idle_ : engine_.busy_).erase(place_);
  --engine_.metrics.connections;
  engine_.end_if_empty();
}

void Engine::Membership::set_idle() {
  // Again at the end of the list: idle since now.
  engine_.idle_.splice(engine_.idle_.end(), is_idle_ ? engine_.idle_ : engine_.busy_, place_);
  is_idle_ = true;
}

void Engine::Membership::set_busy() {
  if (is_idle_) engine_.busy_.splice(engine_.busy_.end(), engine_.idle_, place_);
  is_idle_ = false;
}

Result<void> Engine::open() {
  if (options.tls)
    if (auto opened = open_tls(); !opened) return opened;
  const Params where = {{"address", options.bind}, {"port", std::to_string(options.port)}};
  const auto refused = [&](const beast::error_code& error) {
    Params params = where;
    params.emplace_back("reason", error.message());
    return fail(Code::CannotListen, std::move(params));
  };
  beast::error_code error;
  const auto address = net::ip::make_address(options.bind, error);
  if (error) return refused(error);
  const tcp::endpoint endpoint(address, options.port);
  acceptor_.open(endpoint.protocol(), error);
  if (error) return refused(error);
  acceptor_.set_option(net::socket_base::reuse_address(true), error);
  acceptor_.bind(endpoint, error);
  if (error == net::error::address_in_use) return fail(Code::PortTaken, where);
  if (error) return refused(error);
  acceptor_.listen(kBacklog, error);
  if (error == net::error::address_in_use) return fail(Code::PortTaken, where);
  if (error) return refused(error);
  port_ = acceptor_.local_endpoint(error).port();
  return {};
}

Result<void> Engine::open_tls() {
  tls_.emplace(net::ssl::context::tls_server);
  beast::error_code error;
  const auto refused = [&] {
    return fail(Code::TlsUnusable, {{"certificate", options.tls->certificate}, {"key", options.tls->key}, {"reason", error.message()}});
  };
  using Context = net::ssl::context;
  tls_->set_options(Context::default_workarounds | Context::no_sslv2 | Context::no_sslv3 | Context::no_tlsv1 | Context::no_tlsv1_1, error);
  // An encrypted key would else make OpenSSL ask on the terminal.
  tls_->set_password_callback([](std::size_t, Context::password_purpose) { return std::string(); }, error);
  tls_->use_certificate_chain_file(options.tls->certificate, error);
  if (error) return refused();
  tls_->use_private_key_file(options.tls->key, Context::pem, error);
  if (error) return refused();
  return {};
}

std::string Engine::address() const {
  const bool is_everywhere = options.bind == "0.0.0.0" || options.bind == "::";
  std::string host = is_everywhere ? "127.0.0.1" : options.bind;
  if (host.find(':') != std::string::npos) host = "[" + host + "]";
  return fmt::format("{}://{}:{}/", options.tls ? "https" : "http", host, port_);
}

void Engine::run(std::stop_token stop) {
  is_running_ = true;
  guard_.emplace(io.get_executor());
  accept();
  const std::stop_callback on_stop(stop, [this] { net::post(io, [this] { begin_stop(); }); });
  for (;;) {
    try {
      io.run();
      break;
    } catch (const std::exception& fault) {
      surroundings.log(fmt::format("error: {}", fault.what()));
    }
  }
  is_running_ = false;
  abandon.request_stop();
  workers_.stop();
}

void Engine::accept() {
  acceptor_.async_accept([this](beast::error_code error, tcp::socket socket) {
    if (is_stopping_) return;
    if (!error) {
      take(std::move(socket));
      return accept();
    }
    // Out of files or memory: a moment later some may be free again.
    pause_.expires_after(kAcceptPause);
    pause_.async_wait([this](beast::error_code cancelled) {
      if (!cancelled && !is_stopping_) accept();
    });
  });
}

void Engine::take(tcp::socket socket) {
  beast::error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  const auto remote = socket.remote_endpoint(ignored);
  std::string client = ignored ? "-" : remote.address().to_string();
  if (idle_.size() + busy_.size() >= options.connection_limit) {
    metrics.count_rejected("connection_limit");
    if (idle_.empty()) {
      socket.write_some(net::buffer(kNoRoom), ignored);
      return;
    }
    // Its handlers run later and then destroy it; until then it would be found again.
    Connection* oldest = idle_.front();
    idle_.splice(idle_.end(), idle_, idle_.begin());
    oldest->close_now();
  }
  std::shared_ptr<Connection> connection;
  if (tls_) {
    connection = std::make_shared<StreamConnection<TlsStream>>(*this, std::move(client), std::move(socket), *tls_);
  } else {
    connection = std::make_shared<StreamConnection<PlainStream>>(*this, std::move(client), std::move(socket));
  }
  connection->start();
}

bool Engine::post_to_worker(std::function<void()> task) {
  const bool is_taken = workers_.try_post(std::move(task));
  metrics.queue_length = workers_.waiting();
  return is_taken;
}

std::string Engine::next_request_id() { return fmt::format("{}-{:x}", id_prefix_, ++request_count_); }

bool Engine::enter_stream() {
  if (metrics.event_streams >= options.event_stream_limit) return false;
  ++metrics.event_streams;
  return true;
}

void Engine::leave_stream() { --metrics.event_streams; }

void Engine::begin_stop() {
  is_stopping_ = true;
  beast::error_code ignored;
  acceptor_.close(ignored);
  pause_.cancel();
  for (Connection* connection : idle_) connection->close_now();
  for (Connection* connection : busy_) connection->end_stream();
  stop_deadline_.expires_after(options.stop_timeout);
  stop_deadline_.async_wait([this](beast::error_code cancelled) {
    if (!cancelled) io.stop();
  });
  end_if_empty();
}

void Engine::end_if_empty() {
  if (!is_running_ || !is_stopping_ || !idle_.empty() || !busy_.empty()) return;
  stop_deadline_.cancel();
  guard_.reset();
}

Server::Server(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::listen(ServerOptions options, Router router, FindSession find_session, Surroundings surroundings,
                                               Metrics& metrics) {
  auto engine = std::make_unique<Engine>(std::move(options), std::move(router), std::move(find_session), std::move(surroundings), metrics);
  if (auto opened = engine->open(); !opened) return fail(opened.error());
  return std::unique_ptr<Server>(new Server(std::move(engine)));
}

std::uint16_t Server::port() const { return engine_->port(); }

std::string Server::address() const { return engine_->address(); }

void Server::run(std::stop_token stop) { engine_->run(std::move(stop)); }

}  // namespace junheng::server
