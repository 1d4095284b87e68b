#include "junheng/server/routes_session.h"

#include "junheng/app/accounts.h"
#include "junheng/formats/json_reader.h"
#include "junheng/server/account_json.h"

namespace junheng::server {

namespace {

constexpr formats::JsonLength kLoginLength{.min = 0, .max = 100};
constexpr formats::JsonLength kPasswordLength{.min = 0, .max = 1000};
constexpr formats::JsonLength kTokenLength{.min = 0, .max = 200};

app::Caller caller_of(const Request& request) {
  return {.address = request.client,
          .user_agent = std::string(request.header("user-agent").value_or("")),
          .session_token = request.cookie(kSessionCookie).value_or("")};
}

Reply logged_in(const app::LoggedIn& begun, const Request& request) {
  return json_reply(session_json(begun.session)).with_session(begun.token, request);
}

Result<Reply> log_in(app::Accounts& accounts, const Request& request) {
  auto body = formats::JsonReader::parse(request.body);
  if (!body) return fail(body.error());
  const std::string login = body->text("login", kLoginLength);
  const std::string password = body->text("password", kPasswordLength);
  if (auto sound = body->finish(); !sound) return fail(sound.error());
  const auto begun = accounts.log_in(login, password, caller_of(request));
  if (!begun) return fail(begun.error());
  return logged_in(*begun, request);
}

Result<Reply> redeem_link(app::Accounts& accounts, const Request& request) {
  auto body = formats::JsonReader::parse(request.body);
  if (!body) return fail(body.error());
  const std::string token = body->text("token", kTokenLength);
  const std::string password = body->text("password", kPasswordLength);
  if (auto sound = body->finish(); !sound) return fail(sound.error());
  const auto begun = accounts.redeem_link(token, password, caller_of(request));
  if (!begun) return fail(begun.error());
  return logged_in(*begun, request);
}

/// Who is logged in; null for a visitor, so that the page may ask before anybody has logged in.
Result<Reply> current_session(app::Accounts& accounts, const Request& request) {
  const std::string token = request.cookie(kSessionCookie).value_or("");
  const auto found = accounts.find_session(token);
  if (!found) return fail(found.error());
  if (!*found) return json_reply("null");
  const auto session = accounts.current_session((*found)->access, token);
  if (!session) return fail(session.error());
  return json_reply(session_json(*session));
}

Result<Reply> change_password(app::Accounts& accounts, const Request& request, const app::Access& access) {
  auto body = formats::JsonReader::parse(request.body);
  if (!body) return fail(body.error());
  const std::string old_password = body->text("old_password", kPasswordLength);
  const std::string password = body->text("new_password", kPasswordLength);
  if (auto sound = body->finish(); !sound) return fail(sound.error());
  const auto changed = accounts.change_password(access, old_password, password, caller_of(request));
  if (!changed) return fail(changed.error());
  return empty_reply();
}

Result<Reply> list_sessions(app::Accounts& accounts, const Request& request, const app::Access& access) {
  const auto sessions = accounts.list_sessions(access, request.cookie(kSessionCookie).value_or(""));
  if (!sessions) return fail(sessions.error());
  formats::JsonWriter writer;
  writer.begin_object().key("sessions").begin_array();
  for (const app::SessionView& session : *sessions) {
    writer.begin_object().member("id", session.id).member("is_current", session.is_current);
    write_time(writer, "created_at", session.created);
    write_time(writer, "last_seen_at", session.last_seen);
    write_time(writer, "expires_at", session.expires);
    writer.member("user_agent", session.user_agent).member("address", session.address).end_object();
  }
  writer.end_array().end_object();
  return json_reply(writer.take());
}

}  // namespace

FindSession find_session_in(app::Accounts& accounts) {
  return [&accounts](std::string_view token) -> Result<std::optional<LoginState>> {
    auto found = accounts.find_session(token);
    if (!found) return fail(found.error());
    if (!*found) return std::nullopt;
    return LoginState{std::move((*found)->access), std::move((*found)->csrf_token)};
  };
}

void add_session_routes(std::vector<Route>& routes, app::Accounts& accounts) {
  routes.push_back(
      {Method::Get, "/api/session", "-", OpenHandler([&accounts](const Request& request) { return current_session(accounts, request); })});
  routes.push_back({Method::Post, "/api/session", "-",
                    OpenHandler([&accounts](const Request& request) { return log_in(accounts, request); }), BodyKind::Json});
  routes.push_back(
      {Method::Delete, "/api/session", "login", Handler([&accounts](const Request& request, const app::Access& access) -> Result<Reply> {
         const auto ended = accounts.log_out(access, request.cookie(kSessionCookie).value_or(""));
         if (!ended) return fail(ended.error());
         return empty_reply().without_session(request);
       })});
  routes.push_back({Method::Get, "/api/sessions", "login", Handler([&accounts](const Request& request, const app::Access& access) {
                      return list_sessions(accounts, request, access);
                    })});
  routes.push_back({Method::Delete, "/api/sessions/{session_id}", "login",
                    Handler([&accounts](const Request& request, const app::Access& access) -> Result<Reply> {
                      const auto id = request.integer_param("session_id");
                      if (!id) return fail(id.error());
                      const auto ended = accounts.end_session(access, *id);
                      if (!ended) return fail(ended.error());
                      return empty_reply();
                    })});
  routes.push_back({Method::Post, "/api/password", "login", Handler([&accounts](const Request& request, const app::Access& access) {
                      return change_password(accounts, request, access);
                    }),
                    BodyKind::Json});
  routes.push_back({Method::Post, "/api/one-time-link", "-",
                    OpenHandler([&accounts](const Request& request) { return redeem_link(accounts, request); }), BodyKind::Json});
}

}  // namespace junheng::server
