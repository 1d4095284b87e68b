#include "junheng/server/http_message.h"

#include <algorithm>
#include <filesystem>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/server/delivery.h"
#include "junheng/server/target.h"

namespace junheng::server {

namespace beast = boost::beast;
namespace http = beast::http;

namespace {

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

void set_reply_headers(http::response_header<>& head, const Reply& reply) {
  head.version(11);
  head.result(static_cast<unsigned>(reply.status));
  if (!reply.content_type.empty()) head.set(http::field::content_type, reply.content_type);
  for (const auto& [name, value] : reply.headers) head.insert(name, value);
}

}  // namespace

Result<void> fill_request(const http::request_header<>& head, Request& request) {
  std::size_t hosts = 0;
  for (const auto& field : head) {
    std::string name = lower_ascii(view(field.name_string()));
    if (name == "host") ++hosts;
    request.headers.emplace_back(std::move(name), std::string(view(field.value())));
  }
  request.lang = preferred_lang(request.header("accept-language").value_or("")).value_or(Lang::Zh);
  auto target = parse_target(view(head.target()));
  if (!target) return fail(Code::BadTarget);
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  if (const auto lang = request.query_text("lang"); lang == "zh" || lang == "en") request.lang = *lang == "zh" ? Lang::Zh : Lang::En;
  if (hosts != 1) return fail(Code::MalformedRequest, {{"what", "Host"}});
  const auto method = method_of(view(head.method_string()));
  constexpr std::size_t kShownCharacters = 20;
  if (!method)
    return fail(Code::MethodNotAllowed, {{"path", request.path},
                                         {"method", abbreviate(view(head.method_string()), kShownCharacters)},
                                         {"allowed", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"}});
  request.method = *method;
  return {};
}

bool is_fault_of_sender(beast::error_code error) {
  const beast::error_code any = http::error::bad_method;
  return error && error.category() == any.category() && error != http::error::partial_message && error != http::error::end_of_stream;
}

Error head_error(beast::error_code error, const ServerOptions& options) {
  if (error == http::error::header_limit || error == http::error::buffer_overflow)
    return {Code::HeadersTooLarge, {{"limit", std::to_string(options.header_limit_bytes)}}, {}};
  return {Code::MalformedRequest, {{"what", error.message()}}, {}};
}

Error upload_error(beast::error_code error, const ServerOptions& options) {
  if (error == boost::system::errc::no_space_on_device) return {Code::StoreFull, {{"place", options.upload_folder}}, {}};
  return {Code::CannotWriteFile, {{"path", options.upload_folder}, {"reason", error.message()}}, {}};
}

std::shared_ptr<http::response<http::span_body<const char>>> span_message(const Reply& reply) {
  auto message = std::make_shared<http::response<http::span_body<const char>>>();
  set_reply_headers(*message, reply);
  std::string_view bytes;
  if (const auto* text = std::get_if<std::string>(&reply.body)) bytes = *text;
  if (const auto* shared = std::get_if<SharedBody>(&reply.body)) bytes = *shared->bytes;
  message->body() = beast::span<const char>(bytes.data(), bytes.size());
  constexpr int kNoContent = 204;
  constexpr int kNotModified = 304;
  if (reply.status != kNoContent && reply.status != kNotModified) message->content_length(bytes.size());
  return message;
}

Result<std::shared_ptr<http::response<http::file_body>>> file_message(const Reply& reply, const std::string& path) {
  auto message = std::make_shared<http::response<http::file_body>>();
  set_reply_headers(*message, reply);
  beast::error_code error;
  message->body().open(path.c_str(), beast::file_mode::scan, error);
  if (error) return fail(Code::CannotReadFile, {{"path", path}, {"reason", error.message()}});
  message->content_length(message->body().size());
  return message;
}

void set_general_headers(http::response_header<>& head, const Surroundings& surroundings, bool must_close) {
  head.set(http::field::date,
           fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(std::chrono::system_clock::to_time_t(surroundings.now()))));
  head.set(http::field::connection, must_close ? "close" : "keep-alive");
}

std::string stream_head(const Reply& reply, const Surroundings& surroundings, bool is_http_10) {
  http::response<http::empty_body> message;
  set_reply_headers(message, reply);
  set_general_headers(message, surroundings, true);
  // nginx would else hold the events back.
  message.set("X-Accel-Buffering", "no");
  if (!is_http_10) message.set(http::field::transfer_encoding, "chunked");
  std::string out = fmt::format("HTTP/1.1 {} {}\r\n", message.result_int(), view(message.reason()));
  for (const auto& field : message) out += fmt::format("{}: {}\r\n", view(field.name_string()), view(field.value()));
  return out + "\r\n";
}

std::string stream_piece(std::string_view text, bool is_http_10, bool is_last) {
  if (is_http_10) return std::string(text);
  std::string out;
  if (!text.empty()) out = fmt::format("{:x}\r\n{}\r\n", text.size(), text);
  return is_last ? out + "0\r\n\r\n" : out;
}

EventBatch next_events(const EventStream& stream, const Surroundings& surroundings) try {
  return stream.poll();
} catch (const std::exception& fault) {
  surroundings.log(fmt::format("error: event stream: {}", fault.what()));
  return {{}, true};
}

void remove_sent_file(const Reply& reply) {
  const auto* file = std::get_if<FileBody>(&reply.body);
  if (file == nullptr || file->after == FileBody::After::Keep) return;
  std::error_code ignored;
  std::filesystem::remove(file->path, ignored);
}

}  // namespace junheng::server
