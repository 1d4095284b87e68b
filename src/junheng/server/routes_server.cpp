#include "junheng/server/routes_server.h"

#include <utility>

#include "junheng/app/version.h"
#include "junheng/formats/json_writer.h"

namespace junheng::server {

void add_server_routes(std::vector<Route>& routes, const Metrics& metrics, ServerReports reports) {
  routes.push_back({Method::Get, "/healthz", "-", OpenHandler([check = reports.check_store](const Request&) -> Result<Reply> {
                      if (auto sound = check(); !sound) return fail(sound.error());
                      return json_reply(R"({"status":"ok"})");
                    })});
  routes.push_back({Method::Get, "/version", "-",
                    OpenHandler([kind = reports.store_kind, schema = reports.schema_version](const Request&) -> Result<Reply> {
                      formats::JsonWriter json;
                      json.begin_object().member("version", app::kVersion).member("store", kind).member("schema", schema).end_object();
                      return json_reply(json.take());
                    })});
  Route route{Method::Get, "/metrics", "server:observe",
              Handler([&metrics, jobs = reports.jobs_by_state](const Request&, const app::Access&) -> Result<Reply> {
                return text_reply(metrics.text(jobs()), "text/plain; version=0.0.4; charset=utf-8");
              })};
  route.open_to_local = std::move(reports.has_local_metrics);
  routes.push_back(std::move(route));
}

}  // namespace junheng::server
