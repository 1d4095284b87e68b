#include "junheng/server/exchange.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/server/delivery.h"

namespace junheng::server {

namespace {

constexpr int kFirstServerFault = 500;

}  // namespace

Exchange::~Exchange() {
  if (request.body_file.empty()) return;
  std::error_code ignored;
  std::filesystem::remove(request.body_file, ignored);
}

ExchangeSteps::ExchangeSteps(const Router& router, const Admission& admission, const Surroundings& surroundings)
    : router_(&router), admission_(&admission), surroundings_(&surroundings) {}

bool ExchangeSteps::admit(Exchange& exchange) const try {
  Request& request = exchange.request;
  if (request.method == Method::Options) {
    if (const auto allowed = router_->find(request.method, request.path).allowed; !allowed.empty()) {
      exchange.reply = deliver(empty_reply().with_header("Allow", allow_header(allowed)), request);
      exchange.must_close = exchange.has_body;
      return false;
    }
  }
  auto admitted = admission_->admit(request);
  if (!admitted) {
    refuse(exchange, admitted.error());
    exchange.must_close = exchange.has_body;
    return false;
  }
  exchange.admitted = std::move(*admitted);
  return true;
} catch (const std::exception& fault) {
  refuse(exchange, {Code::ServerFault, {{"what", fault.what()}}, {}});
  exchange.must_close = exchange.has_body;
  return false;
}

void ExchangeSteps::handle(Exchange& exchange) const try {
  const Request& request = exchange.request;
  const auto& handler = exchange.admitted->route->handler;
  const auto* open = std::get_if<OpenHandler>(&handler);
  auto reply = open != nullptr ? (*open)(request) : std::get<Handler>(handler)(request, exchange.admitted->access);
  if (!reply) {
    refuse(exchange, reply.error());
    return;
  }
  exchange.reply = deliver(std::move(*reply), request);
} catch (const std::exception& fault) {
  refuse(exchange, {Code::ServerFault, {{"what", fault.what()}}, {}});
}

void ExchangeSteps::refuse(Exchange& exchange, const Error& error) const {
  if (code_entry(error.code).http >= kFirstServerFault) {
    std::string what = error.message(Lang::En);
    for (const auto& [name, value] : error.params) what += fmt::format(" {}={}", name, value);
    log_fault(exchange, what);
  }
  exchange.reply = deliver(error_reply(error, exchange.request), exchange.request);
}

void ExchangeSteps::log(const Exchange& exchange, std::uint64_t bytes_sent) const {
  const Request& request = exchange.request;
  const double duration_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - exchange.begin).count();
  const bool has_account = exchange.admitted && exchange.admitted->access.account_id != 0;
  surroundings_->log(fmt::format("{} {} {} {:.1f} ms {} B id={} account={} client={}", method_name(request.method), request.path,
                                 exchange.reply.status, duration_ms, bytes_sent, request.id,
                                 has_account ? exchange.admitted->access.login : "-", request.client));
}

void ExchangeSteps::log_fault(const Exchange& exchange, std::string_view what) const {
  surroundings_->log(
      fmt::format("error id={} {} {}: {}", exchange.request.id, method_name(exchange.request.method), exchange.request.path, what));
}

}  // namespace junheng::server
