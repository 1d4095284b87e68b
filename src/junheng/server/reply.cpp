#include "junheng/server/reply.h"

#include "junheng/core/codes.h"
#include "junheng/formats/json_writer.h"

namespace junheng::server {

namespace {

constexpr int kInternalFault = 500;

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

/// RFC 8187.
std::string percent_encoded(std::string_view utf8) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : utf8) {
    if (is_plain(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[byte >> 4U];
    out += kHex[byte & 0xFU];
  }
  return out;
}

std::string session_cookie(std::string_view token, std::string_view rest, const Request& request) {
  return std::string(kSessionCookie) + "=" + std::string(token) + "; Path=/; HttpOnly; SameSite=Strict" +
         (request.is_secure ? "; Secure" : "") + std::string(rest);
}

}  // namespace

Reply& Reply::with_header(std::string name, std::string value) {
  headers.emplace_back(std::move(name), std::move(value));
  return *this;
}

Reply& Reply::as_attachment(std::string_view file_name) {
  std::string ascii;
  for (const char c : file_name) ascii += is_plain(c) ? c : '_';
  return with_header("Content-Disposition", "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + percent_encoded(file_name));
}

Reply& Reply::with_session(std::string_view token, const Request& request) {
  return with_header("Set-Cookie", session_cookie(token, "", request));
}

Reply& Reply::without_session(const Request& request) { return with_header("Set-Cookie", session_cookie("", "; Max-Age=0", request)); }

Reply json_reply(std::string json, int status) {
  Reply reply;
  reply.status = status;
  reply.content_type = kJson;
  reply.body = std::move(json);
  return reply;
}

Reply text_reply(std::string text, std::string content_type) {
  Reply reply;
  reply.content_type = std::move(content_type);
  reply.body = std::move(text);
  return reply;
}

Reply empty_reply() {
  Reply reply;
  reply.status = 204;
  return reply;
}

Reply stored_reply(SharedBody body, std::string content_type, std::string etag) {
  Reply reply;
  reply.content_type = std::move(content_type);
  reply.body = std::move(body);
  reply.etag = std::move(etag);
  reply.caching = Caching::Revalidate;
  return reply;
}

Reply file_reply(FileBody file, std::string content_type) {
  Reply reply;
  reply.content_type = std::move(content_type);
  reply.body = std::move(file);
  return reply;
}

Reply event_reply(EventStream stream) {
  Reply reply;
  reply.content_type = "text/event-stream";
  reply.body = std::move(stream);
  return reply;
}

Reply error_reply(const Error& error, const Request& request) {
  const bool shows_inside = error.code != Code::ServerFault || !error.params.empty() || !error.context.empty();
  if (code_entry(error.code).http == kInternalFault && shows_inside) return error_reply({Code::ServerFault, {}, {}}, request);
  formats::JsonWriter json;
  json.begin_object().key("error").begin_object();
  json.member("code", code_entry(error.code).name);
  json.member("message", error.message(request.lang));
  json.key("params").begin_object();
  for (const auto& [name, value] : error.params) json.member(name, value);
  json.end_object();
  json.member("hint", error.hint(request.lang));
  json.member("request_id", request.id);
  json.end_object().end_object();
  Reply reply = json_reply(json.take(), code_entry(error.code).http);
  if (reply.status == 503) reply.with_header("Retry-After", "2");
  if (error.code == Code::MethodNotAllowed) reply.with_header("Allow", error.params.back().second);
  if (reply.status == 401) reply.with_header("WWW-Authenticate", "Cookie");
  return reply;
}

}  // namespace junheng::server
