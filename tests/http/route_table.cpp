// Prints the routes of `junheng serve` as JSON, for contract_test.py: route_table DATA_DIR.
#include <array>
#include <cstdio>
#include <string>
#include <string_view>

#include "junheng/formats/json_writer.h"
#include "junheng/server/site.h"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  namespace server = junheng::server;
  server::SiteRequest request;
  request.folder = argv[1];
  request.clock = [] { return junheng::UtcTime{}; };
  auto site = server::Site::open(std::move(request));
  if (!site) {
    std::fprintf(stderr, "%s\n", site.error().message(junheng::Lang::En).c_str());
    return 1;
  }
  junheng::formats::JsonWriter json;
  json.begin_array();
  for (const server::Route& route : (*site)->routes()) {
    constexpr std::array<std::string_view, 4> kBodies = {"", "application/json", "application/geo+json", "application/octet-stream"};
    json.begin_object().member("method", server::method_name(route.method)).member("pattern", route.pattern);
    json.member("permission", route.permission).member("body", kBodies[static_cast<std::size_t>(route.body)]).end_object();
  }
  json.end_array();
  std::puts(json.text().c_str());
  return 0;
}
