#include "junheng/server/router.h"

#include <gtest/gtest.h>

namespace junheng::server {
namespace {

Route open_route(Method method, std::string pattern) {
  return {method, std::move(pattern), "-", OpenHandler([](const Request&) -> Result<Reply> { return empty_reply(); })};
}

Router sample(OpenHandler page = {}) {
  std::vector<Route> routes;
  routes.push_back(open_route(Method::Get, "/api/{name}"));
  routes.push_back(open_route(Method::Get, "/api/session"));
  routes.push_back(open_route(Method::Delete, "/api/session"));
  routes.push_back(open_route(Method::Get, "/api/areas/{code}/report.{format}"));
  routes.push_back(open_route(Method::Get, "/api/areas/{code}"));
  return Router(std::move(routes), std::move(page));
}

std::string pattern_of(const Router::Match& match) { return match.route == nullptr ? "" : match.route->pattern; }

TEST(Router, FixedCharactersWinOverParts) {
  const Router router = sample();
  EXPECT_EQ(pattern_of(router.find(Method::Get, "/api/session")), "/api/session");
  EXPECT_EQ(pattern_of(router.find(Method::Get, "/api/sessions")), "/api/{name}");
}

TEST(Router, PartsAreTaken) {
  const Router router = sample();
  const auto match = router.find(Method::Get, "/api/areas/330199/report.xlsx");
  EXPECT_EQ(pattern_of(match), "/api/areas/{code}/report.{format}");
  EXPECT_EQ(match.params, (Pairs{{"code", "330199"}, {"format", "xlsx"}}));
}

TEST(Router, PartTakesNeitherNothingNorSlash) {
  const Router router = sample();
  EXPECT_TRUE(router.find(Method::Get, "/api/areas/").allowed.empty());
  EXPECT_TRUE(router.find(Method::Get, "/api/areas/1/2").allowed.empty());
  EXPECT_TRUE(router.find(Method::Get, "/api/areas/1/report.").allowed.empty());
  EXPECT_TRUE(router.find(Method::Get, "").allowed.empty());
}

TEST(Router, HeadGoesWithGet) {
  const Router router = sample();
  EXPECT_EQ(pattern_of(router.find(Method::Head, "/api/areas/1")), "/api/areas/{code}");
}

TEST(Router, OtherMethodListsThoseOfThePathAlone) {
  const Router router = sample();
  const auto match = router.find(Method::Post, "/api/session");
  EXPECT_EQ(match.route, nullptr);
  EXPECT_EQ(match.allowed, (std::vector<Method>{Method::Get, Method::Head, Method::Delete, Method::Options}));
}

TEST(Router, PageAnswersOutsideOfTheInterfaceOnly) {
  const Router router = sample([](const Request&) -> Result<Reply> { return empty_reply(); });
  EXPECT_NE(router.find(Method::Get, "/").route, nullptr);
  EXPECT_NE(router.find(Method::Head, "/assets/a.js").route, nullptr);
  EXPECT_EQ(router.find(Method::Post, "/").route, nullptr);
  EXPECT_EQ(router.find(Method::Get, "/api/areas/1/2").route, nullptr);
  EXPECT_EQ(router.find(Method::Get, "/api").route, nullptr);
}

}  // namespace
}  // namespace junheng::server
