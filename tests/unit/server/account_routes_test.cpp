#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "junheng/app/boundaries.h"
#include "junheng/app/jobs.h"
#include "junheng/app/tokens.h"
#include "junheng/core/codes.h"
#include "junheng/server/admission.h"
#include "junheng/server/routes_account.h"
#include "junheng/server/routes_admin.h"
#include "junheng/server/routes_session.h"
#include "support/file_text.h"
#include "unit/app/accounts_scene.h"

namespace junheng::server {
namespace {

using app::Role;
using store::must;

constexpr std::string_view kSquare =
    R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"110101"},"geometry":{"type":"Polygon","coordinates":[[[108,34],[109,34],[109,35],[108,34]]]}},{"type":"Feature","properties":{"code":"110102"},"geometry":{"type":"Polygon","coordinates":[[[108,34],[109,34],[109,35],[108,34]]]}}]})";

/// The routes of sessions, accounts and administration over a store, asked as the server asks them: admission, then the handler.
class AccountRoutes : public app::AccountsTest {
 protected:
  void SetUp() override {
    AccountsTest::SetUp();
    if (IsSkipped()) return;
    boundaries_ = std::make_unique<app::Boundaries>(store());
    jobs_ = app::Jobs::start({.store = store(), .clock = [this] { return clock.time; }}, {});
    std::vector<Route> routes;
    add_session_routes(routes, accounts());
    add_account_routes(routes, accounts());
    add_admin_routes(routes, {.store = &store(),
                              .boundaries = boundaries_.get(),
                              .backups_folder = folder_ / "backups",
                              .now = [this] { return clock.time; },
                              .jobs = jobs_.get()});
    router_ = std::make_unique<Router>(std::move(routes));
    find_session_ = find_session_in(accounts());
  }

  void TearDown() override {
    jobs_.reset();
    AccountsTest::TearDown();
  }

  struct Login {
    std::string token;
    std::string csrf;
  };
  struct Question {
    Method method = Method::Get;
    std::string path;
    std::string body;
    /// In the header If-Match.
    std::optional<std::int64_t> version = {};
    Pairs query = {};
  };
  struct Answer {
    /// 200 ..., or the status that the error's code has.
    int status = 0;
    std::string code;
    std::string body;
    Pairs headers;
  };

  Login log_in(const std::string& login) {
    app::LoggedIn begun = must(accounts().log_in(login, kPassword, desk()));
    return {begun.token, begun.session.csrf_token};
  }

  Answer ask(const Login& login, const Question& question) {
    const ServerOptions options;
    const Admission admission(*router_, find_session_, options);
    Request request;
    request.method = question.method;
    request.path = question.path;
    request.body = question.body;
    request.query = question.query;
    request.client = "192.0.2.1";
    request.lang = Lang::En;
    request.headers = {{"host", "127.0.0.1:8080"}, {"user-agent", "a browser"}};
    if (!login.token.empty()) request.headers.emplace_back("cookie", "junheng_session=" + login.token);
    if (!login.csrf.empty()) request.headers.emplace_back("x-csrf-token", login.csrf);
    if (question.version) request.headers.emplace_back("if-match", "\"" + std::to_string(*question.version) + "\"");
    if (!question.body.empty()) {
      request.headers.emplace_back("content-length", std::to_string(question.body.size()));
      request.headers.emplace_back("content-type", question.path == "/api/boundaries" ? "application/geo+json" : "application/json");
    }
    const auto admitted = admission.admit(request);
    if (!admitted) return refused(admitted.error());
    const auto reply = std::holds_alternative<Handler>(admitted->route->handler)
                           ? std::get<Handler>(admitted->route->handler)(request, admitted->access)
                           : std::get<OpenHandler>(admitted->route->handler)(request);
    if (!reply) return refused(reply.error());
    const auto* text = std::get_if<std::string>(&reply->body);
    return {reply->status, "", text == nullptr ? "" : *text, reply->headers};
  }

  static Answer refused(const Error& error) {
    const auto& entry = code_entry(error.code);
    return {entry.http, std::string(entry.name), error.message(Lang::En) + error.message(Lang::Zh), {}};
  }

  /// An account of each role over all areas, and their logins.
  std::map<Role, Login> log_in_all_roles() {
    std::map<Role, Login> logins;
    for (const Role role : app::all_roles()) {
      const std::string name = "a-" + std::string(store::to_string(role));
      register_user(name, role);
      logins[role] = log_in(name);
      clock += std::chrono::minutes(1);
    }
    return logins;
  }

  [[nodiscard]] app::Jobs& jobs() { return *jobs_; }
  [[nodiscard]] const Router& router() const { return *router_; }

 private:
  std::unique_ptr<app::Jobs> jobs_;
  std::unique_ptr<app::Boundaries> boundaries_;
  std::unique_ptr<Router> router_;
  FindSession find_session_;
};

std::string permission_in_document(const std::string& document, const Route& route) {
  const std::string path = "\n  " + route.pattern + ":\n";
  const std::size_t begin = document.find(path);
  if (begin == std::string::npos) return "no path " + route.pattern;
  const std::size_t end = document.find("\n  /", begin + 1);
  std::string method(method_name(route.method));
  for (char& c : method) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const std::size_t operation = document.find("    " + method + ":", begin);
  if (operation == std::string::npos || operation > end) return "no operation " + method + " " + route.pattern;
  const std::size_t at = document.find("x-permission: ", operation) + 14;
  std::string word = document.substr(at, document.find(',', at) - at);
  std::erase(word, '"');
  return word;
}

TEST_F(AccountRoutes, NeedThePermissionOfTheDescription) {
  const std::string document = testing::file_text(JUNHENG_SOURCE_DIR "/api/openapi.yaml");
  EXPECT_EQ(router().routes().size(), 21U);
  for (const Route& route : router().routes()) EXPECT_EQ(permission_in_document(document, route), route.permission) << route.pattern;
}

TEST_F(AccountRoutes, EveryRouteForEveryRole) {
  const auto logins = log_in_all_roles();
  for (const Route& route : router().routes()) {
    if (route.permission == "-") continue;
    std::string path = route.pattern;
    for (const char* name : {"{session_id}", "{account_id}"})
      if (const auto at = path.find(name); at != std::string::npos) path.replace(at, std::string_view(name).size(), "999999");
    for (const char* name : {"{key}", "{name}"})
      if (const auto at = path.find(name); at != std::string::npos) path.replace(at, std::string_view(name).size(), "nothing");
    // A body of the right kind, so that the permission decides and not the kind.
    const std::string body = route.body == BodyKind::None ? "" : "{}";
    const Question question{route.method, path, body};
    EXPECT_EQ(ask({}, question).code, "login_required") << path;
    if (route.pattern == "/api/session" && route.method == Method::Delete) continue;
    for (const auto& [role, login] : logins) {
      const Answer answer = ask(login, question);
      const auto permission = app::parse_permission(route.permission);
      const bool may = route.permission == "login" || (permission && app::grants(role, *permission));
      EXPECT_EQ(answer.code == "not_permitted", !may) << method_name(route.method) << " " << path << " " << store::to_string(role);
      EXPECT_NE(answer.status, 500) << path;
      if (!is_safe(route.method)) {
        EXPECT_EQ(ask({login.token, ""}, question).code, "csrf_mismatch") << path;
      }
    }
  }
}

TEST_F(AccountRoutes, CsrfTokenOfAnotherSessionIsRefused) {
  register_user("clerk", Role::Editor);
  const Login first = log_in("clerk");
  const Login second = log_in("clerk");
  EXPECT_EQ(ask({first.token, second.csrf}, {Method::Delete, "/api/session", ""}).code, "csrf_mismatch");
  EXPECT_EQ(ask(first, {Method::Delete, "/api/session", ""}).status, 204);
  const Answer nobody = ask(first, {Method::Get, "/api/session", ""});
  EXPECT_EQ(nobody.status, 200);
  EXPECT_EQ(nobody.body, "null");
}

TEST_F(AccountRoutes, LoginSetsACookieAndTellsTheSession) {
  register_user("clerk", Role::Editor, "110101");
  const Answer answer = ask({}, {Method::Post, "/api/session", R"({"login":"clerk","password":")" + std::string(kPassword) + "\"}"});
  ASSERT_EQ(answer.status, 200);
  const auto cookie = std::ranges::find(answer.headers, "Set-Cookie", &std::pair<std::string, std::string>::first);
  ASSERT_NE(cookie, answer.headers.end());
  EXPECT_NE(cookie->second.find("HttpOnly"), std::string::npos);
  EXPECT_NE(cookie->second.find("SameSite=Strict"), std::string::npos);
  EXPECT_NE(answer.body.find(R"("areas":"110101")"), std::string::npos);
  EXPECT_NE(answer.body.find(R"("snapshot:import")"), std::string::npos);
  EXPECT_EQ(answer.body.find("account:manage"), std::string::npos);
  const std::string token = cookie->second.substr(cookie->second.find('=') + 1, 43);
  EXPECT_EQ(answer.body.find(token), std::string::npos);
  EXPECT_EQ(ask({}, {Method::Post, "/api/session", R"({"login":"clerk"})"}).code, "bad_json_value");
  EXPECT_EQ(ask({}, {Method::Post, "/api/session", R"({"login":"clerk","password":"no"})"}).status, 401);
}

TEST_F(AccountRoutes, AccountIsMadeUsedChangedAndReset) {
  register_user("chief", Role::Admin);
  const Login chief = log_in("chief");
  const Answer made = ask(chief, {Method::Post, "/api/accounts", R"({"login":"wang","name":"王芳","role":"editor","area_code":"110101"})"});
  ASSERT_EQ(made.status, 201) << made.body;
  const std::size_t at = made.body.find("/#/link/");
  ASSERT_NE(at, std::string::npos);
  const std::string token = made.body.substr(at + 8, 43);
  const Answer redeemed = ask({}, {Method::Post, "/api/one-time-link", R"({"token":")" + token + R"(","password":")" + kPassword + "\"}"});
  EXPECT_EQ(redeemed.status, 200) << redeemed.body;
  const std::string path = "/api/accounts/" + std::to_string(only_account("wang").id);
  EXPECT_EQ(ask(chief, {Method::Patch, path, R"({"role":"viewer"})"}).code, "version_required");
  EXPECT_EQ(ask(chief, {Method::Patch, path, R"({"role":"owner"})", 1}).code, "bad_json_value");
  EXPECT_EQ(ask(chief, {Method::Patch, path, R"({"role":"viewer"})", 1}).status, 200);
  EXPECT_EQ(ask(chief, {Method::Patch, path, R"({"is_disabled":true})", 1}).status, 409);
  EXPECT_EQ(ask(chief, {Method::Post, path + "/reset", ""}).status, 200);
  EXPECT_EQ(ask(chief, {Method::Patch, "/api/accounts/" + std::to_string(only_account("chief").id), R"({"is_disabled":true})", 1}).code,
            "last_administrator");
}

TEST_F(AccountRoutes, NothingSecretNorForeignLeaks) {
  save_areas();
  register_user("chief", Role::Admin);
  register_user("east-admin", Role::Admin, "110101");
  register_user("west-clerk", Role::Editor, "110102");
  const Login chief = log_in("chief");
  const Login east = log_in("east-admin");
  std::string everything;
  for (const char* path : {"/api/session", "/api/sessions", "/api/accounts", "/api/settings", "/api/audit", "/api/audit/verification",
                           "/api/backups", "/api/doctor", "/api/boundaries"})
    everything += ask(chief, {Method::Get, path, ""}).body;
  for (const std::string& secret : {std::string("argon2"), std::string(kPassword), chief.token, east.token, app::token_hash(chief.token)})
    EXPECT_EQ(everything.find(secret), std::string::npos) << secret;
  const std::string accounts_of_east = ask(east, {Method::Get, "/api/accounts", ""}).body;
  EXPECT_NE(accounts_of_east.find("east-admin"), std::string::npos);
  for (const char* foreign : {"chief", "west-clerk"}) EXPECT_EQ(accounts_of_east.find(foreign), std::string::npos) << foreign;
  const std::string west = "/api/accounts/" + std::to_string(only_account("west-clerk").id);
  EXPECT_EQ(ask(east, {Method::Patch, west, R"({"name":"x"})", 1}).status, 404);
  EXPECT_EQ(ask(east, {Method::Post, west + "/reset", ""}).status, 404);
  for (const char* path : {"/api/settings", "/api/audit", "/api/audit/verification", "/api/backups", "/api/doctor"})
    EXPECT_EQ(ask(east, {Method::Get, path, ""}).code, "not_permitted") << path;
  ASSERT_EQ(ask(chief, {Method::Put, "/api/boundaries", std::string(kSquare)}).status, 200);
  const std::string seen = ask(east, {Method::Get, "/api/boundaries", ""}).body;
  EXPECT_NE(seen.find("110101"), std::string::npos);
  EXPECT_EQ(seen.find("110102"), std::string::npos);
}

TEST_F(AccountRoutes, SettingsAreReadAndChangedByVersion) {
  register_user("chief", Role::Admin);
  const Login chief = log_in("chief");
  const std::string path = "/api/settings/session_idle_hours";
  const std::string list = ask(chief, {Method::Get, "/api/settings", ""}).body;
  EXPECT_NE(list.find(R"("key":"session_idle_hours","value":8,"default":8,"version":0)"), std::string::npos) << list;
  EXPECT_NE(list.find(R"("key":"metrics_local","value":false,"default":false)"), std::string::npos);
  EXPECT_EQ(ask(chief, {Method::Put, "/api/settings/colour", R"({"value":1})", 1}).code, "unknown_setting");
  const Answer changed = ask(chief, {Method::Put, path, R"({"value":4})", 0});
  EXPECT_EQ(changed.status, 200) << changed.body;
  EXPECT_NE(changed.body.find(R"("value":4,"default":8,"version":1)"), std::string::npos) << changed.body;
  EXPECT_NE(changed.body.find(R"("changed_by":"chief")"), std::string::npos);
  EXPECT_EQ(ask(chief, {Method::Put, path, R"({"value":5})", 0}).status, 409);
  for (const char* body : {R"({"value":"8"})", R"({"value":true})", R"({"value":8.5})", R"({"value":0})", R"({"value":null})"})
    EXPECT_EQ(ask(chief, {Method::Put, path, body, 1}).code, "bad_setting") << body;
}

TEST_F(AccountRoutes, BackupIsMadeListedAndDownloaded) {
  register_user("chief", Role::Admin);
  const Login chief = log_in("chief");
  const Answer started = ask(chief, {Method::Post, "/api/backups", ""});
  ASSERT_EQ(started.status, 202) << started.body;
  EXPECT_NE(started.body.find(R"("kind":"backup")"), std::string::npos);
  const std::size_t id = started.body.find(R"("id":")") + 6;
  EXPECT_TRUE(must(jobs().wait(started.body.substr(id, started.body.find('"', id) - id), app::full_access())).result);
  const std::string name = app::backup_name(clock.time);
  EXPECT_NE(ask(chief, {Method::Get, "/api/backups", ""}).body.find(name), std::string::npos);
  EXPECT_EQ(ask(chief, {Method::Get, "/api/backups/" + name, ""}).status, 200);
  EXPECT_EQ(ask(chief, {Method::Get, "/api/backups/junheng.db", ""}).code, "no_backup");
}

TEST_F(AccountRoutes, AuditIsFilteredAndPaged) {
  register_user("chief", Role::Admin);
  const Login chief = log_in("chief");
  const Answer page = ask(chief, {Method::Get, "/api/audit", "", {}, {{"limit", "1"}, {"event", "session:"}}});
  EXPECT_NE(page.body.find(R"("event":"session:create")"), std::string::npos);
  EXPECT_NE(page.body.find(R"("account":"chief")"), std::string::npos);
  EXPECT_EQ(page.body.find("account:create"), std::string::npos);
  EXPECT_EQ(page.body.find(R"("next":null)"), std::string::npos);
  EXPECT_EQ(ask(chief, {Method::Get, "/api/audit", "", {}, {{"limit", "0"}}}).code, "bad_query");
  EXPECT_NE(ask(chief, {Method::Get, "/api/audit/verification", ""}).body.find(R"("is_intact":true)"), std::string::npos);
}

TEST_F(AccountRoutes, FaultyBoundariesAreRefusedWithTheirPlace) {
  register_user("chief", Role::Admin);
  const Login chief = log_in("chief");
  const Answer answer = ask(chief, {Method::Put, "/api/boundaries", R"({"type":"FeatureCollection","features":[{"type":"Feature"}]})"});
  EXPECT_EQ(answer.status, 422);
  EXPECT_NE(answer.body.find("feature 1"), std::string::npos);
}

}  // namespace
}  // namespace junheng::server
