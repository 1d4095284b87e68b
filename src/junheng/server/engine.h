#pragma once

// Asio of Boost 1.74 uses std::exchange without its header.
#include <utility>

#include <atomic>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>

#include "junheng/server/exchange.h"
#include "junheng/server/server.h"
#include "junheng/server/worker_pool.h"

namespace junheng::server {

namespace net = boost::asio;
namespace beast = boost::beast;
using tcp = net::ip::tcp;

/// What the engine knows of a connection, whatever its transport. Used on the thread of the sockets only.
class Connection {
 public:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;
  virtual void start() = 0;
  /// Drops the connection without a word.
  virtual void close_now() = 0;
  /// Ends a stream of events, which nothing else would end.
  virtual void end_stream() = 0;
};

/// What all connections share.
class Engine {
 public:
  Engine(ServerOptions server_options, Router routes, FindSession find, Surroundings around, Metrics& counters);
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  ~Engine();

  [[nodiscard]] Result<void> open();
  void run(std::stop_token stop);
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string address() const;

  /// A connection enters when it is made and leaves when it is destroyed. While it is idle it stands among those that may make room.
  class Membership {
   public:
    Membership(Engine& engine, Connection& connection);
    Membership(const Membership&) = delete;
    Membership& operator=(const Membership&) = delete;
    ~Membership();
    void set_idle();
    void set_busy();
    [[nodiscard]] bool is_idle() const { return is_idle_; }

   private:
    Engine& engine_;
    std::list<Connection*>::iterator place_;
    bool is_idle_ = false;
  };

  [[nodiscard]] bool post_to_worker(std::function<void()> task);
  [[nodiscard]] std::string next_request_id();
  [[nodiscard]] bool is_stopping() const { return is_stopping_; }
  /// False where as many streams are open as may be.
  [[nodiscard]] bool enter_stream();
  void leave_stream();

  const ServerOptions options;
  const Router router;
  const FindSession find_session;
  const Surroundings surroundings;
  Metrics& metrics;
  const Admission admission;
  const ExchangeSteps steps;

  /// Bodies that are being written to files.
  std::size_t uploads = 0;

 private:
  // Before the sockets: a connection that is destroyed with them still leaves its list.
  std::list<Connection*> idle_;
  std::list<Connection*> busy_;
  bool is_running_ = false;
  bool is_stopping_ = false;

 public:
  net::io_context io{1};
  /// Polls the event streams.
  net::thread_pool stream_thread{1};
  /// Requested when the server does not wait for handlers any longer.
  std::stop_source abandon;

 private:
  [[nodiscard]] Result<void> open_tls();
  void accept();
  void take(tcp::socket socket);
  void begin_stop();
  void end_if_empty();

  tcp::acceptor acceptor_{io};
  std::optional<net::ssl::context> tls_;
  std::uint16_t port_ = 0;
  std::string id_prefix_;
  std::uint64_t request_count_ = 0;
  net::steady_timer pause_{io};
  net::steady_timer stop_deadline_{io};
  std::optional<net::executor_work_guard<net::io_context::executor_type>> guard_;
  // Last: its threads end first.
  WorkerPool workers_;
};

}  // namespace junheng::server
