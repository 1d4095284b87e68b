#include "junheng/server/routes_admin.h"

#include "junheng/app/boundaries.h"
#include "junheng/app/config_case.h"
#include "junheng/app/run_bodies.h"
#include "junheng/app/settings.h"
#include "junheng/core/text.h"
#include "junheng/formats/json_reader.h"
#include "junheng/server/account_json.h"
#include "junheng/server/job_json.h"
#include "junheng/store/doctor.h"

namespace junheng::server {

namespace {

constexpr std::uint64_t kBoundaryBytes = std::uint64_t{16} << 20U;
constexpr std::size_t kShownCharacters = 60;

Result<Reply> list_settings(const Administration& office, const Request& request) {
  const auto settings = app::list_settings(*office.store, office.settings);
  if (!settings) return fail(settings.error());
  formats::JsonWriter writer;
  writer.begin_object().key("settings").begin_array();
  for (const app::SettingView& setting : *settings) writer.raw(app::setting_json(setting, request.lang));
  writer.end_array().end_object();
  return json_reply(writer.take());
}

app::SettingChange change_of(std::string_view key, std::int64_t version, const formats::JsonScalar& scalar) {
  using Type = app::SettingRule::Type;
  app::SettingChange change;
  change.key = key;
  change.version = version;
  if (const auto* number = std::get_if<std::int64_t>(&scalar)) {
    change.value = *number;
    change.shown = std::to_string(*number);
  } else if (const auto* flag = std::get_if<bool>(&scalar)) {
    change.type = Type::Flag;
    change.value = *flag ? 1 : 0;
    change.shown = *flag ? "true" : "false";
  } else if (const auto* words = std::get_if<std::string>(&scalar)) {
    change.shown = "\"" + abbreviate(*words, kShownCharacters) + "\"";
  } else if (const auto* fraction = std::get_if<double>(&scalar)) {
    formats::JsonWriter shown;
    change.shown = shown.value(*fraction).text();
  } else {
    change.shown = "null";
  }
  return change;
}

Result<Reply> change_setting(const Administration& office, const Request& request, const app::Access& access) {
  const auto version = request.version_to_match();
  if (!version) return fail(version.error());
  auto body = formats::JsonReader::parse(request.body);
  if (!body) return fail(body.error());
  const formats::JsonScalar value = body->scalar("value");
  if (auto sound = body->finish(); !sound) return fail(sound.error());
  const auto changed =
      app::change_setting(*office.store, change_of(request.param("key"), *version, value), access, office.now(), office.settings);
  if (!changed) return fail(changed.error());
  return json_reply(app::setting_json(*changed, request.lang));
}

Result<Reply> list_audit(const Administration& office, const Request& request) {
  app::AuditFilter filter;
  const auto before = request.query_integer("before", 1);
  const auto account = request.query_integer("account_id", 1);
  const auto limit = request.page_size();
  if (!before) return fail(before.error());
  if (!account) return fail(account.error());
  if (!limit) return fail(limit.error());
  filter.before = *before;
  filter.account_id = *account;
  filter.limit = *limit;
  filter.event_prefix = request.query_text("event").value_or("");
  const auto page = app::list_audit(*office.store, filter);
  if (!page) return fail(page.error());
  formats::JsonWriter writer;
  writer.begin_object().key("events").begin_array();
  for (const app::AuditView& event : page->events) {
    writer.begin_object().member("seq", event.seq);
    write_time(writer, "at", event.time);
    writer.key("account");
    if (event.login) writer.value(*event.login);
    else writer.null();
    writer.member("event", event.event).member("object", event.object).key("details").raw(event.details);
    writer.member("hash", event.hash).end_object();
  }
  writer.end_array().key("next");
  if (page->next) writer.value(*page->next);
  else writer.null();
  writer.end_object();
  return json_reply(writer.take());
}

Result<Reply> verify_audit(const Administration& office) {
  const auto state = app::verify_audit(*office.store);
  if (!state) return fail(state.error());
  formats::JsonWriter writer;
  writer.begin_object().member("is_intact", !state->first_broken.has_value()).member("events", state->events).key("first_broken");
  if (state->first_broken) writer.value(*state->first_broken);
  else writer.null();
  writer.end_object();
  return json_reply(writer.take());
}

Result<Reply> start_backup(const Administration& office, const Request& request, const app::Access& access) {
  const auto job = office.jobs->submit("backup", access, [office, access](const app::JobContext&) -> Result<app::JobResult> {
    auto name = app::make_backup(*office.store, office.backups_folder, access, office.now());
    if (!name) return fail(name.error());
    app::JobResult result;
    result.backup = std::move(*name);
    return result;
  });
  if (!job) return fail(job.error());
  return json_reply(job_json(*job, request.lang), 202);
}

Result<Reply> list_backups(const Administration& office) {
  const auto files = app::list_backups(office.backups_folder);
  if (!files) return fail(files.error());
  formats::JsonWriter writer;
  writer.begin_object().key("backups").begin_array();
  for (const app::BackupFile& file : *files) {
    writer.begin_object().member("name", file.name).member("size_bytes", static_cast<std::int64_t>(file.size_bytes));
    write_time(writer, "made_at", file.made);
    writer.end_object();
  }
  writer.end_array().end_object();
  return json_reply(writer.take());
}

Result<Reply> examine(const Administration& office, const Request& request) {
  formats::JsonWriter writer;
  writer.begin_object().key("checks").begin_array();
  for (const store::DoctorCheck& check : store::examine(*office.store, {.run_form = app::kRunForm}))
    writer.begin_object()
        .member("id", check.check)
        .member("state", to_string(check.state))
        .member("text", check.finding(request.lang))
        .member("remedy", check.remedy(request.lang))
        .end_object();
  writer.end_array().end_object();
  return json_reply(writer.take());
}

Result<Reply> boundaries(const Administration& office, const app::Access& access) {
  auto collection = office.boundaries->collection(access);
  if (!collection) return fail(collection.error());
  Reply reply = text_reply(std::move(collection->geojson), "application/geo+json");
  reply.etag = std::move(collection->etag);
  reply.caching = Caching::Revalidate;
  return reply;
}

Result<Reply> replace_boundaries(const Administration& office, const Request& request, const app::Access& access) {
  const auto replaced = office.boundaries->replace(request.body, access, office.now());
  if (!replaced) return fail(replaced.error());
  formats::JsonWriter writer;
  writer.begin_object().member("features", replaced->features).key("unknown_codes").begin_array();
  for (const std::string& code : replaced->unknown_codes) writer.value(code);
  writer.end_array().end_object();
  return json_reply(writer.take());
}

}  // namespace

void add_admin_routes(std::vector<Route>& routes, const Administration& administration) {
  const Administration& office = administration;
  routes.push_back({Method::Get, "/api/settings", "setting:manage",
                    Handler([office](const Request& request, const app::Access&) { return list_settings(office, request); })});
  routes.push_back(
      {Method::Put, "/api/settings/{key}", "setting:manage",
       Handler([office](const Request& request, const app::Access& access) { return change_setting(office, request, access); }),
       BodyKind::Json});
  routes.push_back({Method::Get, "/api/audit", "audit:read",
                    Handler([office](const Request& request, const app::Access&) { return list_audit(office, request); })});
  routes.push_back({Method::Get, "/api/audit/verification", "audit:read",
                    Handler([office](const Request&, const app::Access&) { return verify_audit(office); })});
  routes.push_back(
      {Method::Get, "/api/backups", "backup:make", Handler([office](const Request&, const app::Access&) { return list_backups(office); })});
  routes.push_back({Method::Post, "/api/backups", "backup:make", Handler([office](const Request& request, const app::Access& access) {
                      return start_backup(office, request, access);
                    })});
  routes.push_back(
      {Method::Get, "/api/backups/{name}", "backup:make", Handler([office](const Request& request, const app::Access&) -> Result<Reply> {
         const auto file = app::find_backup(office.backups_folder, request.param("name"));
         if (!file) return fail(file.error());
         return file_reply({.path = file->string()}, "application/octet-stream").as_attachment(request.param("name"));
       })});
  routes.push_back({Method::Get, "/api/doctor", "setting:manage",
                    Handler([office](const Request& request, const app::Access&) { return examine(office, request); })});
  routes.push_back({Method::Get, "/api/boundaries", "snapshot:read",
                    Handler([office](const Request&, const app::Access& access) { return boundaries(office, access); })});
  routes.push_back({Method::Put, "/api/boundaries", "boundary:write", Handler([office](const Request& request, const app::Access& access) {
                      return replace_boundaries(office, request, access);
                    }),
                    BodyKind::GeoJson, kBoundaryBytes});
}

}  // namespace junheng::server
