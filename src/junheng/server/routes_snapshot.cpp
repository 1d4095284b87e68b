#include "junheng/server/routes_snapshot.h"

#include "junheng/app/snapshot_case.h"
#include "junheng/server/json_or_error.h"

namespace junheng::server {

namespace {

constexpr std::size_t kMostWords = 100;

std::string text_or_empty(const Request& request, std::string_view name) { return std::string(request.query_text(name).value_or("")); }

/// The words of a search. Errors: BadQuery (too long).
Result<std::string> words_of(const Request& request) {
  if (!request.query_text("q")) return std::string();
  return request.required_query("q", kMostWords);
}

Result<Reply> areas(app::Office& office, const Request& request, const app::Access& access) {
  const auto id = request.integer_param("snapshot_id");
  if (!id) return fail(id.error());
  const auto limit = request.page_size();
  if (!limit) return fail(limit.error());
  const auto words = words_of(request);
  if (!words) return fail(words.error());
  return json_or_error(app::search_areas(office, access, {*id, text_or_empty(request, "parent"), *words, *limit}));
}

Result<Reply> schools(app::Office& office, const Request& request, const app::Access& access) {
  const auto id = request.integer_param("snapshot_id");
  if (!id) return fail(id.error());
  const auto limit = request.page_size();
  if (!limit) return fail(limit.error());
  const auto words = words_of(request);
  if (!words) return fail(words.error());
  return json_or_error(app::search_schools(
      office, access, {*id, text_or_empty(request, "area"), *words, text_or_empty(request, "after"), *limit}, request.lang));
}

Result<Reply> remove(app::Office& office, const Request& request, const app::Access& access) {
  const auto id = request.integer_param("snapshot_id");
  if (!id) return fail(id.error());
  if (auto gone = app::remove_snapshot(office, access, *id); !gone) return fail(gone.error());
  return empty_reply();
}

}  // namespace

void add_snapshot_routes(std::vector<Route>& routes, app::Office& office) {
  const auto add = [&](Method method, std::string pattern, std::string permission, Handler handler) {
    routes.push_back({method, std::move(pattern), std::move(permission), std::move(handler)});
  };
  add(Method::Get, "/api/snapshots", "snapshot:read",
      [&office](const Request&, const app::Access& access) { return json_or_error(app::list_snapshot_views(office, access)); });
  add(Method::Get, "/api/snapshots/{snapshot_id}", "snapshot:read", [&office](const Request& request, const app::Access& access) {
    const auto id = request.integer_param("snapshot_id");
    return id ? json_or_error(app::show_snapshot(office, access, *id, request.lang)) : fail(id.error());
  });
  add(Method::Delete, "/api/snapshots/{snapshot_id}", "snapshot:delete",
      [&office](const Request& request, const app::Access& access) { return remove(office, request, access); });
  add(Method::Get, "/api/snapshots/{snapshot_id}/areas", "snapshot:read",
      [&office](const Request& request, const app::Access& access) { return areas(office, request, access); });
  add(Method::Get, "/api/snapshots/{snapshot_id}/schools", "snapshot:read",
      [&office](const Request& request, const app::Access& access) { return schools(office, request, access); });
  add(Method::Get, "/api/snapshots/{snapshot_id}/monitors/{area_code}", "run:read",
      [&office](const Request& request, const app::Access& access) -> Result<Reply> {
        const auto id = request.integer_param("snapshot_id");
        if (!id) return fail(id.error());
        return body_or_error(app::area_monitors(office, access, *id, std::string(request.param("area_code")), request.lang));
      });
  add(Method::Get, "/api/snapshots/{snapshot_id}/review", "run:read",
      [&office](const Request& request, const app::Access& access) -> Result<Reply> {
        const auto id = request.integer_param("snapshot_id");
        if (!id) return fail(id.error());
        return body_or_error(
            app::area_review(office, access, {*id, text_or_empty(request, "area"), text_or_empty(request, "periods")}, request.lang));
      });
}

}  // namespace junheng::server
