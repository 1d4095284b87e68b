#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "junheng/server/admission.h"
#include "junheng/server/reply.h"
#include "junheng/server/request.h"

namespace junheng::server {

/// One request with its reply, from the end of its headers to the last byte of the answer.
struct Exchange {
  Exchange() = default;
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;
  /// Removes the file of the body, unless the handler has moved it away.
  ~Exchange();

  Request request;
  std::optional<Admitted> admitted;
  Reply reply;
  std::chrono::steady_clock::time_point begin;
  bool has_body = false;
  /// The body, or the rest of the request, was not read: the connection cannot go on.
  bool must_close = false;
};

/// The steps of an exchange that run on a worker. None of them throws: what goes wrong becomes the reply.
class ExchangeSteps {
 public:
  /// All of them must outlive this.
  ExchangeSteps(const Router& router, const Admission& admission, const Surroundings& surroundings);

  /// Decides on the headers. False: the reply stands, and the body is not wanted.
  [[nodiscard]] bool admit(Exchange& exchange) const;
  /// Runs the handler, then makes its reply fit for the request.
  void handle(Exchange& exchange) const;
  /// An error as the reply; what the client does not see of it goes to the log.
  void refuse(Exchange& exchange, const Error& error) const;
  /// One line of the log: method, path, status, duration, request id, account, client. Queries and headers are never in it.
  void log(const Exchange& exchange, std::uint64_t bytes_sent) const;

 private:
  void log_fault(const Exchange& exchange, std::string_view what) const;

  const Router* router_;
  const Admission* admission_;
  const Surroundings* surroundings_;
};

}  // namespace junheng::server
