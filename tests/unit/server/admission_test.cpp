#include "junheng/server/admission.h"

#include <gtest/gtest.h>

#include "junheng/core/codes.h"

namespace junheng::server {
namespace {

constexpr const char* kToken = "a-token";
constexpr const char* kCsrf = "a-csrf-token";

/// A viewer is logged in with kToken; what the routes need of them differs.
class AdmissionTest : public ::testing::Test {
 protected:
  AdmissionTest() : router_(routes()) {
    options_.host_names = {"edu.example"};
    options_.body_limit_bytes = 100;
    options_.file_limit_bytes = 1000;
  }

  static std::vector<Route> routes() {
    const auto handler = Handler([](const Request&, const app::Access&) -> Result<Reply> { return empty_reply(); });
    std::vector<Route> routes;
    routes.push_back({Method::Get, "/open", "-", OpenHandler([](const Request&) -> Result<Reply> { return empty_reply(); })});
    routes.push_back({Method::Get, "/own", "login", handler});
    routes.push_back({Method::Get, "/runs/{id}", "run:read", handler});
    routes.push_back({Method::Post, "/runs", "login", handler, BodyKind::Json});
    routes.push_back({Method::Post, "/small", "login", handler, BodyKind::Json, 10});
    routes.push_back({Method::Post, "/file", "login", handler, BodyKind::File});
    routes.push_back({Method::Put, "/map", "login", handler, BodyKind::GeoJson});
    routes.push_back({Method::Delete, "/own", "login", handler});
    routes.push_back({Method::Get, "/accounts", "account:manage", handler});
    routes.push_back({Method::Get, "/unknown-permission", "no:such", handler});
    Route local{Method::Get, "/metrics", "server:observe", handler};
    local.open_to_local = [] { return true; };
    routes.push_back(std::move(local));
    return routes;
  }

  static Request request(Method method, const std::string& path, Pairs headers = {}) {
    Request out;
    out.method = method;
    out.path = path;
    out.client = "192.0.2.1";
    out.headers = std::move(headers);
    if (!out.header("host")) out.headers.emplace_back("host", "127.0.0.1:8080");
    return out;
  }
  /// With the session, and for writes its CSRF token.
  static Request of_viewer(Method method, const std::string& path, Pairs headers = {}) {
    Request out = request(method, path, std::move(headers));
    out.headers.emplace_back("cookie", std::string("junheng_session=") + kToken);
    if (!is_safe(method)) out.headers.emplace_back("x-csrf-token", kCsrf);
    return out;
  }

  Result<Admitted> admit(Request asked) {
    const Admission admission(router_, find_session_, options_);
    return admission.admit(asked);
  }
  std::optional<Code> refusal(Request asked) {
    const auto admitted = admit(std::move(asked));
    return admitted ? std::nullopt : std::optional(admitted.error().code);
  }

  Router router_;
  ServerOptions options_;
  FindSession find_session_ = [](std::string_view token) -> Result<std::optional<LoginState>> {
    if (token == "broken") return fail(Code::StoreBusy);
    if (token != kToken) return std::optional<LoginState>();
    return std::optional(LoginState{{7, "viewer", app::Role::Viewer, ""}, kCsrf});
  };
};

TEST_F(AdmissionTest, KnownHostsOnly) {
  for (const char* host : {"127.0.0.1:8080", "localhost", "[::1]:8080", "edu.example", "EDU.example:443"})
    EXPECT_EQ(refusal(request(Method::Get, "/open", {{"host", host}})), std::nullopt) << host;
  for (const char* host : {"evil.example", "edu.example.evil.example", ""})
    EXPECT_EQ(refusal(request(Method::Get, "/open", {{"host", host}})), Code::HostRefused) << host;
}

TEST_F(AdmissionTest, HostIsCheckedBeforeThePath) {
  EXPECT_EQ(refusal(request(Method::Get, "/nothing", {{"host", "evil.example"}})), Code::HostRefused);
}

TEST_F(AdmissionTest, PathsAndMethods) {
  EXPECT_EQ(refusal(request(Method::Get, "/nothing")), Code::NoSuchPath);
  const auto other = admit(request(Method::Patch, "/own"));
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, Code::MethodNotAllowed);
}

TEST_F(AdmissionTest, PartsOfThePathComeToTheRequest) {
  Request asked = of_viewer(Method::Get, "/runs/12");
  const Admission admission(router_, find_session_, options_);
  const auto admitted = admission.admit(asked);
  ASSERT_TRUE(admitted);
  EXPECT_EQ(asked.param("id"), "12");
  EXPECT_EQ(admitted->route->pattern, "/runs/{id}");
  EXPECT_EQ(admitted->access.login, "viewer");
}

TEST_F(AdmissionTest, SessionIsNeededAndItsFaultIsTold) {
  EXPECT_EQ(refusal(request(Method::Get, "/open")), std::nullopt);
  EXPECT_EQ(refusal(request(Method::Get, "/own")), Code::LoginRequired);
  EXPECT_EQ(refusal(request(Method::Get, "/own", {{"cookie", "junheng_session="}})), Code::LoginRequired);
  EXPECT_EQ(refusal(request(Method::Get, "/own", {{"cookie", "junheng_session=ended"}})), Code::LoginRequired);
  EXPECT_EQ(refusal(request(Method::Get, "/own", {{"cookie", "junheng_session=broken"}})), Code::StoreBusy);
  EXPECT_EQ(refusal(of_viewer(Method::Get, "/own")), std::nullopt);
}

TEST_F(AdmissionTest, PermissionOfTheRole) {
  EXPECT_EQ(refusal(of_viewer(Method::Get, "/runs/1")), std::nullopt);
  EXPECT_EQ(refusal(of_viewer(Method::Get, "/accounts")), Code::NotPermitted);
  EXPECT_EQ(refusal(of_viewer(Method::Get, "/unknown-permission")), Code::NotPermitted);
}

TEST_F(AdmissionTest, WritesNeedTheTokenOfTheSession) {
  const Pairs json = {{"content-type", "application/json"}, {"content-length", "2"}};
  EXPECT_EQ(refusal(of_viewer(Method::Post, "/runs", json)), std::nullopt);
  Request without = request(Method::Post, "/runs", json);
  without.headers.emplace_back("cookie", std::string("junheng_session=") + kToken);
  EXPECT_EQ(refusal(without), Code::CsrfMismatch);
  without.headers.emplace_back("x-csrf-token", "a-csrf-tokem");
  EXPECT_EQ(refusal(without), Code::CsrfMismatch);
}

TEST_F(AdmissionTest, WritesOfOtherSitesAreRefused) {
  EXPECT_EQ(refusal(of_viewer(Method::Delete, "/own", {{"origin", "http://127.0.0.1:8080"}})), std::nullopt);
  // Behind a proxy the page has https.
  EXPECT_EQ(refusal(of_viewer(Method::Delete, "/own", {{"host", "edu.example"}, {"origin", "https://edu.example"}})), std::nullopt);
  for (const char* origin : {"http://evil.example", "null", "http://127.0.0.1:8081", ""})
    EXPECT_EQ(refusal(of_viewer(Method::Delete, "/own", {{"origin", origin}})), Code::OriginRefused) << origin;
  EXPECT_EQ(refusal(of_viewer(Method::Delete, "/own", {{"sec-fetch-site", "cross-site"}})), Code::OriginRefused);
  EXPECT_EQ(refusal(of_viewer(Method::Delete, "/own", {{"sec-fetch-site", "same-site"}})), Code::OriginRefused);
  // A page may be opened from anywhere.
  EXPECT_EQ(refusal(of_viewer(Method::Get, "/own", {{"sec-fetch-site", "cross-site"}})), std::nullopt);
}

TEST_F(AdmissionTest, BodiesByKindAndSize) {
  const auto post = [&](const std::string& path, const std::string& type, std::int64_t length) {
    return refusal(
        of_viewer(path == "/map" ? Method::Put : Method::Post, path, {{"content-type", type}, {"content-length", std::to_string(length)}}));
  };
  EXPECT_EQ(post("/runs", "application/json", 100), std::nullopt);
  EXPECT_EQ(post("/runs", "Application/JSON; charset=utf-8", 100), std::nullopt);
  EXPECT_EQ(post("/runs", "application/json", 101), Code::BodyTooLarge);
  EXPECT_EQ(post("/small", "application/json", 11), Code::BodyTooLarge);
  EXPECT_EQ(post("/runs", "text/plain", 2), Code::UnsupportedMediaType);
  EXPECT_EQ(post("/runs", "", 2), Code::UnsupportedMediaType);
  EXPECT_EQ(post("/file", "application/octet-stream", 1000), std::nullopt);
  EXPECT_EQ(post("/file", "application/octet-stream", 1001), Code::BodyTooLarge);
  EXPECT_EQ(post("/file", "application/json", 1), Code::UnsupportedMediaType);
  EXPECT_EQ(post("/map", "application/geo+json", 2), std::nullopt);
  EXPECT_EQ(post("/map", "application/json", 2), std::nullopt);
  EXPECT_EQ(refusal(of_viewer(Method::Delete, "/own", {{"content-length", "1"}})), Code::BodyTooLarge);
  EXPECT_EQ(refusal(of_viewer(Method::Delete, "/own", {{"transfer-encoding", "chunked"}})), Code::BodyTooLarge);
  EXPECT_EQ(refusal(of_viewer(Method::Delete, "/own", {{"content-length", "0"}})), std::nullopt);
}

TEST_F(AdmissionTest, LimitOfTheBodyIsThatOfTheRoute) {
  const auto limit = [&](const std::string& path, const char* type) {
    return admit(of_viewer(Method::Post, path, {{"content-type", type}}))->body_limit_bytes;
  };
  EXPECT_EQ(limit("/runs", "application/json"), 100U);
  EXPECT_EQ(limit("/small", "application/json"), 10U);
  EXPECT_EQ(limit("/file", "application/octet-stream"), 1000U);
}

TEST_F(AdmissionTest, MetricsAreOpenOnTheMachineItself) {
  Request asked = request(Method::Get, "/metrics");
  EXPECT_EQ(refusal(asked), Code::LoginRequired);
  asked.client = "127.0.0.1";
  EXPECT_EQ(refusal(asked), std::nullopt);
  asked.headers.emplace_back("x-forwarded-for", "127.0.0.1");
  EXPECT_EQ(refusal(asked), Code::LoginRequired) << "a proxy on this machine";
}

TEST(AllowHeader, ListsMethods) { EXPECT_EQ(allow_header({Method::Get, Method::Head, Method::Options}), "GET, HEAD, OPTIONS"); }

}  // namespace
}  // namespace junheng::server
