#pragma once

#include "junheng/server/engine.h"

#include <limits>

#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include "junheng/core/codes.h"
#include "junheng/server/delivery.h"
#include "junheng/server/http_message.h"
#include "junheng/server/sse_text.h"

namespace junheng::server {

namespace http = beast::http;

using PlainStream = beast::tcp_stream;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

/// One connection: reads a request, has it carried out by workers, writes the reply, and begins again. Every member runs on the thread of
/// the sockets; only an Exchange goes to a worker and comes back.
template <typename Stream>
class StreamConnection final : public Connection, public std::enable_shared_from_this<StreamConnection<Stream>> {
 public:
  template <typename... Args>
  explicit StreamConnection(Engine& engine, std::string client, Args&&... args)
      : engine_(engine), stream_(std::forward<Args>(args)...), client_(std::move(client)), membership_(engine, *this), timer_(engine.io) {}

  ~StreamConnection() override {
    if (is_upload_) --engine_.uploads;
    if (is_stream_) engine_.leave_stream();
  }

  void start() override {
    membership_.set_idle();
    deadline(engine_.options.header_timeout);
    if constexpr (kIsTls) {
      stream_.async_handshake(net::ssl::stream_base::server, [self = self()](beast::error_code error) {
        if (error) return self->cut_off("handshake");
        self->await_request();
      });
    } else {
      await_request();
    }
  }

  void close_now() override {
    timer_.cancel();
    socket().close();
  }

  void end_stream() override {
    if (is_stream_) close_now();
  }

 private:
  static constexpr bool kIsTls = std::is_same_v<Stream, TlsStream>;
  static constexpr std::size_t kPieceBytes = 64UL * 1024;

  auto self() { return this->shared_from_this(); }
  beast::tcp_stream& socket() { return beast::get_lowest_layer(stream_); }
  void deadline(std::chrono::milliseconds from_here) { socket().expires_after(from_here); }

  /// The other side has gone, or was too slow: nothing can be answered.
  void cut_off(std::string_view reason) {
    engine_.metrics.count_rejected(reason);
    close_now();
  }

  void await_request() {
    exchange_.reset();
    head_.reset();
    if (engine_.is_stopping()) return close_now();
    membership_.set_idle();
    if (buffer_.size() > 0) return read_head();
    if (is_used_) deadline(engine_.options.idle_timeout);
    stream_.async_read_some(buffer_.prepare(kFirstReadBytes), [self = self()](beast::error_code error, std::size_t count) {
      if (error) return self->close_now();
      self->buffer_.commit(count);
      self->read_head();
    });
  }

  void read_head() {
    // A connection whose headers trickle in may still make room for another.
    if (is_used_) deadline(engine_.options.header_timeout);
    is_used_ = true;
    head_.emplace();
    head_->header_limit(engine_.options.header_limit_bytes);
    // What the route allows is known later. Boost 1.74 takes "none" for a limit of nothing.
    head_->body_limit(std::numeric_limits<std::uint64_t>::max());
    http::async_read_header(stream_, buffer_, *head_, [self = self()](beast::error_code error, std::size_t) { self->on_head(error); });
  }

  void on_head(beast::error_code error) {
    membership_.set_busy();
    if (error == http::error::end_of_stream) return close_now();
    if (error == beast::error::timeout) return cut_off("header_timeout");
    if (error && !is_fault_of_sender(error)) return close_now();
    exchange_ = std::make_shared<Exchange>();
    exchange_->begin = std::chrono::steady_clock::now();
    exchange_->request.id = engine_.next_request_id();
    exchange_->request.client = client_;
    exchange_->request.is_secure = kIsTls;
    exchange_->request.stop = engine_.abandon.get_token();
    if (error) return refuse(head_error(error, engine_.options));
    if (auto filled = fill_request(head_->get(), exchange_->request); !filled) return refuse(filled.error());
    is_http_10_ = head_->get().version() < 11;
    exchange_->must_close = !head_->keep_alive();
    exchange_->has_body = head_->chunked() || head_->content_length().value_or(0) > 0;
    carry_out(
        [](const ExchangeSteps& steps, Exchange& exchange) {
          // Without a body there is nothing to wait for: one turn on a worker does it all.
          if (steps.admit(exchange) && !exchange.has_body) steps.handle(exchange);
        },
        &StreamConnection::after_admission);
  }

  using Step = void (*)(const ExchangeSteps&, Exchange&);
  using Next = void (StreamConnection::*)();

  /// Runs the step on a worker, then goes on here.
  void carry_out(Step step, Next next) {
    const bool is_taken = engine_.post_to_worker([self = self(), step, next]() mutable {
      step(self->engine_.steps, *self->exchange_);
      net::io_context& io = self->engine_.io;
      net::post(io, [self = std::move(self), next] { ((*self).*next)(); });
    });
    if (is_taken) return;
    engine_.metrics.count_rejected("queue_full");
    exchange_->must_close = exchange_->must_close || exchange_->has_body;
    exchange_->reply = deliver(error_reply({Code::ServerBusy, {}, {}}, exchange_->request), exchange_->request);
    write_reply();
  }

  void refuse(const Error& error) {
    exchange_->must_close = true;
    engine_.steps.refuse(*exchange_, error);
    write_reply();
  }

  void after_admission() {
    if (!exchange_->admitted || !exchange_->has_body) return write_reply();
    const auto expect = exchange_->request.header("expect");
    if (!expect) return read_body();
    if (*expect != "100-continue")
      return refuse({Code::BadHeader, {{"name", "Expect"}, {"value", std::string(*expect)}, {"form", "100-continue"}}, {}});
    deadline(engine_.options.write_timeout);
    net::async_write(stream_, net::buffer(kContinue), [self = self()](beast::error_code error, std::size_t) {
      if (error) return self->close_now();
      self->read_body();
    });
  }

  void read_body() {
    if (exchange_->admitted->route->body == BodyKind::File) return open_upload();
    text_body_.emplace(std::move(*head_));
    text_body_->body_limit(exchange_->admitted->body_limit_bytes);
    deadline(engine_.options.body_timeout);
    http::async_read(stream_, buffer_, *text_body_, [self = self()](beast::error_code error, std::size_t) {
      if (self->is_body_broken(error)) return;
      self->exchange_->request.body = std::move(self->text_body_->get().body());
      self->exchange_->request.body_size = self->exchange_->request.body.size();
      self->text_body_.reset();
      self->handle();
    });
  }

  void open_upload() {
    if (engine_.uploads >= engine_.options.upload_limit) return refuse({Code::ServerBusy, {}, {}});
    ++engine_.uploads;
    is_upload_ = true;
    file_body_.emplace(std::move(*head_));
    file_body_->body_limit(exchange_->admitted->body_limit_bytes);
    std::string path = engine_.options.upload_folder + "/incoming-" + exchange_->request.id;
    beast::error_code error;
    file_body_->get().body().open(path.c_str(), beast::file_mode::write_new, error);
    if (error) return refuse(upload_error(error, engine_.options));
    exchange_->request.body_file = std::move(path);
    upload_deadline_ = std::chrono::steady_clock::now() + engine_.options.upload_timeout;
    read_upload();
  }

  /// Piece by piece, so that a slow but steady client is not cut off by the limit for a pause.
  void read_upload() {
    deadline(engine_.options.body_timeout);
    http::async_read_some(stream_, buffer_, *file_body_, [self = self()](beast::error_code error, std::size_t) {
      if (!error && !self->file_body_->is_done()) {
        if (std::chrono::steady_clock::now() < self->upload_deadline_) return self->read_upload();
        error = beast::error::timeout;
      }
      if (error == boost::system::errc::no_space_on_device) return self->refuse(upload_error(error, self->engine_.options));
      if (self->is_body_broken(error)) return;
      self->exchange_->request.body_size = self->file_body_->get().body().file().size(error);
      self->file_body_->get().body().close();
      self->end_upload();
      self->handle();
    });
  }

  void end_upload() {
    file_body_.reset();
    if (is_upload_) --engine_.uploads;
    is_upload_ = false;
  }

  /// True where the body did not come whole: the connection then ends, after an answer if the sender can still be told.
  bool is_body_broken(beast::error_code error) {
    if (!error) return false;
    if (error == beast::error::timeout) {
      cut_off("body_timeout");
    } else if (error == http::error::body_limit) {
      refuse({Code::BodyTooLarge, {{"limit", std::to_string(exchange_->admitted->body_limit_bytes)}}, {}});
    } else if (is_fault_of_sender(error)) {
      refuse(head_error(error, engine_.options));
    } else {
      cut_off("body_cut_off");
    }
    return true;
  }

  void handle() {
    carry_out([](const ExchangeSteps& steps, Exchange& exchange) { steps.handle(exchange); }, &StreamConnection::write_reply);
  }

  void write_reply() {
    end_upload();
    text_body_.reset();
    const bool is_head = exchange_->request.method == Method::Head;
    if (auto* events = std::get_if<EventStream>(&exchange_->reply.body); events != nullptr && !is_head)
      return begin_stream(std::move(*events));
    if (const auto* file = std::get_if<FileBody>(&exchange_->reply.body)) {
      auto message = file_message(exchange_->reply, file->path);
      if (!message) return refuse(message.error());
      return write_message(std::move(*message), is_head);
    }
    write_message(span_message(exchange_->reply), is_head);
  }

  template <typename Body>
  void write_message(std::shared_ptr<http::response<Body>> message, bool is_head) {
    exchange_->must_close = exchange_->must_close || engine_.is_stopping();
    set_general_headers(*message, engine_.surroundings, exchange_->must_close);
    auto serializer = std::make_shared<http::response_serializer<Body>>(*message);
    serializer->split(is_head);
    bytes_sent_ = 0;
    write_piece(std::move(message), std::move(serializer), is_head);
  }

  /// Piece by piece: the time-out is for a pause of the reader, not for the whole of a large file.
  template <typename Body>
  void write_piece(std::shared_ptr<http::response<Body>> message, std::shared_ptr<http::response_serializer<Body>> serializer,
                   bool is_head) {
    deadline(engine_.options.write_timeout);
    auto* const at = serializer.get();
    http::async_write_some(stream_, *at,
                           [self = self(), message = std::move(message), serializer = std::move(serializer), is_head](
                               beast::error_code error, std::size_t count) mutable {
                             self->bytes_sent_ += count;
                             if (error) {
                               self->engine_.metrics.count_rejected("reply_cut_off");
                               return self->close_now();
                             }
                             if (serializer->is_done() || (is_head && serializer->is_header_done())) return self->after_reply();
                             self->write_piece(std::move(message), std::move(serializer), is_head);
                           });
  }

  void after_reply() {
    count_reply();
    remove_sent_file(exchange_->reply);
    if (exchange_->must_close) return close_gently();
    await_request();
  }

  void count_reply() {
    const auto* const route = exchange_->admitted ? exchange_->admitted->route : nullptr;
    engine_.metrics.count_request(route == nullptr ? "" : route->pattern, exchange_->reply.status,
                                  std::chrono::steady_clock::now() - exchange_->begin);
    engine_.steps.log(*exchange_, bytes_sent_);
  }

  /// What the client still sends is read for a while: closing on unread bytes would make TCP throw the reply away.
  void close_gently() {
    exchange_.reset();
    membership_.set_idle();
    deadline(kLingerTime);
    if constexpr (kIsTls) {
      stream_.async_shutdown([self = self()](beast::error_code) { self->close_now(); });
    } else {
      beast::error_code ignored;
      socket().socket().shutdown(tcp::socket::shutdown_send, ignored);
      linger(0);
    }
  }

  void linger(std::size_t taken) {
    buffer_.clear();
    if (taken > kLingerBytes) return close_now();
    stream_.async_read_some(buffer_.prepare(kPieceBytes / 2), [self = self(), taken](beast::error_code error, std::size_t count) {
      if (error) return self->close_now();
      self->linger(taken + count);
    });
  }

  void begin_stream(EventStream events) {
    if (!engine_.enter_stream()) {
      engine_.metrics.count_rejected("stream_limit");
      const Error error{Code::TooManyStreams, {{"limit", std::to_string(engine_.options.event_stream_limit)}}, {}};
      exchange_->reply = deliver(error_reply(error, exchange_->request), exchange_->request);
      return write_reply();
    }
    is_stream_ = true;
    exchange_->must_close = true;
    events_ = std::move(events);
    outgoing_ = stream_head(exchange_->reply, engine_.surroundings, is_http_10_);
    socket().expires_never();
    buffer_.clear();
    watch_client();
    write_outgoing();
  }

  /// Nothing is expected from the client any more; the end of its side ends the stream.
  void watch_client() {
    stream_.async_read_some(buffer_.prepare(kFirstReadBytes), [self = self()](beast::error_code error, std::size_t) {
      if (error) return self->close_now();
      self->watch_client();
    });
  }

  void write_outgoing() {
    deadline(engine_.options.write_timeout);
    last_write_ = std::chrono::steady_clock::now();
    net::async_write(stream_, net::buffer(outgoing_), [self = self()](beast::error_code error, std::size_t count) {
      self->bytes_sent_ += count;
      if (!error && !self->is_stream_over_) return self->await_events();
      self->count_reply();
      self->close_now();
    });
  }

  void await_events() {
    timer_.expires_after(engine_.options.poll_interval);
    timer_.async_wait([self = self()](beast::error_code error) mutable {
      // Cancelled when the connection was closed.
      if (error) return self->count_reply();
      net::thread_pool& pool = self->engine_.stream_thread;
      net::post(pool, [self = std::move(self)]() mutable {
        EventBatch batch = next_events(self->events_, self->engine_.surroundings);
        net::io_context& io = self->engine_.io;
        net::post(io, [self = std::move(self), batch = std::move(batch)] { self->on_events(batch); });
      });
    });
  }

  void on_events(const EventBatch& batch) {
    if (!socket().socket().is_open()) return count_reply();
    std::string text;
    for (const Event& event : batch.events) text += sse_text(event);
    if (text.empty() && std::chrono::steady_clock::now() - last_write_ >= engine_.options.heartbeat_interval) text = kHeartbeat;
    is_stream_over_ = batch.is_last;
    if (text.empty() && !is_stream_over_) return await_events();
    outgoing_ = stream_piece(text, is_http_10_, is_stream_over_);
    write_outgoing();
  }

  static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
  static constexpr std::size_t kFirstReadBytes = 4096;
  static constexpr std::size_t kLingerBytes = std::size_t{64} << 20U;
  static constexpr std::chrono::milliseconds kLingerTime{5000};

  Engine& engine_;
  Stream stream_;
  std::string client_;
  Engine::Membership membership_;
  beast::flat_buffer buffer_{kPieceBytes};
  std::optional<http::request_parser<http::empty_body>> head_;
  std::optional<http::request_parser<http::string_body>> text_body_;
  std::optional<http::request_parser<http::file_body>> file_body_;
  std::shared_ptr<Exchange> exchange_;
  std::uint64_t bytes_sent_ = 0;
  bool is_used_ = false;
  bool is_http_10_ = false;
  bool is_upload_ = false;
  std::chrono::steady_clock::time_point upload_deadline_;

  net::steady_timer timer_;
  EventStream events_;
  std::string outgoing_;
  std::chrono::steady_clock::time_point last_write_;
  bool is_stream_ = false;
  bool is_stream_over_ = false;
};

}  // namespace junheng::server
