#include "junheng/server/routes_account.h"

#include "junheng/app/accounts.h"
#include "junheng/formats/json_reader.h"
#include "junheng/server/account_json.h"

namespace junheng::server {

namespace {

constexpr formats::JsonLength kLoginLength{.min = 1, .max = 100};
constexpr formats::JsonLength kNameLength{.min = 0, .max = 200};
constexpr formats::JsonLength kAreaLength{.min = 0, .max = 64};

Result<Reply> list(app::Accounts& accounts, const app::Access& access) {
  const auto views = accounts.list(access);
  if (!views) return fail(views.error());
  formats::JsonWriter writer;
  writer.begin_object().key("accounts").begin_array();
  for (const app::AccountView& account : *views) write_account(writer, account);
  writer.end_array().end_object();
  return json_reply(writer.take());
}

Result<Reply> create(app::Accounts& accounts, const Request& request, const app::Access& access) {
  auto body = formats::JsonReader::parse(request.body);
  if (!body) return fail(body.error());
  app::NewAccount account;
  account.login = body->text("login", kLoginLength);
  account.name = body->text("name", kNameLength);
  const std::string role = body->one_of("role", {"viewer", "editor", "planner", "inspector", "admin"});
  account.role = store::parse_role(role).value_or(app::Role::Viewer);
  account.area_code = body->text("area_code", kAreaLength);
  if (auto sound = body->finish(); !sound) return fail(sound.error());
  const auto made = accounts.create(access, account);
  if (!made) return fail(made.error());
  return json_reply(account_with_link_json(*made), 201);
}

Result<Reply> change(app::Accounts& accounts, const Request& request, const app::Access& access) {
  const auto id = request.integer_param("account_id");
  if (!id) return fail(id.error());
  const auto version = request.version_to_match();
  if (!version) return fail(version.error());
  auto body = formats::JsonReader::parse(request.body);
  if (!body) return fail(body.error());
  app::AccountChange wanted;
  wanted.name = body->maybe_text("name", kNameLength);
  const auto role = body->maybe_one_of("role", {"viewer", "editor", "planner", "inspector", "admin"});
  if (role) wanted.role = store::parse_role(*role);
  wanted.area_code = body->maybe_text("area_code", kAreaLength);
  wanted.is_disabled = body->maybe_flag("is_disabled");
  if (auto sound = body->finish(); !sound) return fail(sound.error());
  const auto changed = accounts.change(access, *id, *version, wanted);
  if (!changed) return fail(changed.error());
  formats::JsonWriter writer;
  write_account(writer, *changed);
  return json_reply(writer.take());
}

}  // namespace

void add_account_routes(std::vector<Route>& routes, app::Accounts& accounts) {
  constexpr const char* kPermission = "account:manage";
  routes.push_back({Method::Get, "/api/accounts", kPermission,
                    Handler([&accounts](const Request&, const app::Access& access) { return list(accounts, access); })});
  routes.push_back({Method::Post, "/api/accounts", kPermission,
                    Handler([&accounts](const Request& request, const app::Access& access) { return create(accounts, request, access); }),
                    BodyKind::Json});
  routes.push_back({Method::Patch, "/api/accounts/{account_id}", kPermission,
                    Handler([&accounts](const Request& request, const app::Access& access) { return change(accounts, request, access); }),
                    BodyKind::Json});
  routes.push_back({Method::Post, "/api/accounts/{account_id}/reset", kPermission,
                    Handler([&accounts](const Request& request, const app::Access& access) -> Result<Reply> {
                      const auto id = request.integer_param("account_id");
                      if (!id) return fail(id.error());
                      const auto made = accounts.reset(access, *id);
                      if (!made) return fail(made.error());
                      return json_reply(account_with_link_json(*made));
                    })});
}

}  // namespace junheng::server
