#include "junheng/server/routes_import.h"

#include "junheng/app/office.h"
#include "junheng/app/toolbox_case.h"
#include "junheng/app/uploads.h"
#include "junheng/formats/json_reader.h"
#include "junheng/formats/json_writer.h"
#include "junheng/server/job_json.h"
#include "junheng/server/json_or_error.h"

namespace junheng::server {

namespace {

constexpr std::size_t kMostName = 200;

Result<Reply> mappings(const Request& request) {
  formats::JsonWriter json;
  json.begin_object().key("mappings").begin_array();
  for (const app::MappingEntry& mapping : app::mapping_entries()) {
    json.begin_object().member("id", std::string_view(mapping.id));
    json.member("title", std::string_view(mapping.title.in(request.lang))).end_object();
  }
  return json_reply(json.end_array().end_object().take());
}

Result<Reply> blank_workbook(app::Office& office, const Request& request) {
  const auto standard = request.required_query("standard");
  if (!standard) return fail(standard.error());
  if (office.library().find(*standard) == nullptr) return fail(office.standard(*standard, {}).error());
  app::Session session;
  session.lang = request.lang;
  session.today = office.today();
  const auto path = office.upload_folder() / ("template-" + office.next_name() + ".xlsx");
  const auto written = app::write_template({*standard, path.string(), true}, session);
  if (!written) return fail(written.error());
  Reply reply = file_reply({path.string(), FileBody::After::Remove}, std::string(kXlsx));
  reply.as_attachment(*standard + ".xlsx");
  return reply;
}

Result<Reply> upload(app::Office& office, const Request& request, const app::Access& access) {
  const auto name = request.required_query("name", kMostName);
  if (!name) return fail(name.error());
  const auto previous = request.query_integer("previous_snapshot");
  if (!previous) return fail(previous.error());
  const app::NewUpload order{*name, request.body_file, request.body_size, std::string(request.query_text("mapping").value_or("")),
                             *previous};
  return json_or_error(office.uploads().add(access, order, request.lang), 202);
}

Result<Reply> findings(app::Office& office, const Request& request, const app::Access& access) {
  app::FindingFilter filter;
  const auto after = request.query_integer("after");
  if (!after) return fail(after.error());
  const auto limit = request.page_size();
  if (!limit) return fail(limit.error());
  const auto severity = request.query_choice("severity", {"error", "warning", "info"});
  if (!severity) return fail(severity.error());
  filter.after = static_cast<std::size_t>(after->value_or(0));
  filter.limit = *limit;
  if (*severity) filter.severity = **severity == "error" ? Severity::Error : **severity == "warning" ? Severity::Warning : Severity::Info;
  filter.sheet = request.query_text("sheet").value_or("");
  return json_or_error(office.uploads().findings(access, std::string(request.param("upload_id")), filter, request.lang));
}

Result<Reply> remap(app::Office& office, const Request& request, const app::Access& access) {
  auto body = formats::JsonReader::parse(request.body);
  if (!body) return fail(body.error());
  app::UploadRemap wanted;
  wanted.mapping = body->maybe_text("mapping", {.min = 0, .max = 200});
  for (formats::JsonReader& column : body->objects_or_empty("columns", 1000)) {
    ingest::HeaderRename rename;
    rename.table = column.text("table", {.min = 1, .max = 100});
    rename.header = column.text("header", {.min = 1, .max = 1000});
    rename.column_id = column.text("column_id", {.min = 0, .max = 200});
    wanted.columns.push_back(std::move(rename));
  }
  if (auto sound = body->finish(); !sound) return fail(sound.error());
  return json_or_error(office.uploads().remap(access, std::string(request.param("upload_id")), wanted, request.lang), 202);
}

Result<Reply> commit(app::Office& office, const Request& request, const app::Access& access) {
  auto body = formats::JsonReader::parse(request.body);
  if (!body) return fail(body.error());
  app::UploadCommit wanted;
  wanted.name = body->text("name", {.min = 1, .max = kMostName});
  wanted.standards = body->texts("standards", 20);
  wanted.accept_partial = body->maybe_flag("accept_partial").value_or(false);
  if (auto sound = body->finish(); !sound) return fail(sound.error());
  const auto job = office.uploads().commit(access, std::string(request.param("upload_id")), wanted);
  if (!job) return fail(job.error());
  return json_reply(job_json(*job, request.lang), 202);
}

Result<Reply> marked(app::Office& office, const Request& request, const app::Access& access) {
  const auto path = office.uploads().marked_workbook(access, std::string(request.param("upload_id")), request.lang);
  if (!path) return fail(path.error());
  Reply reply = file_reply({path->string(), FileBody::After::Remove}, std::string(kXlsx));
  reply.as_attachment("marked.xlsx");
  return reply;
}

}  // namespace

void add_import_routes(std::vector<Route>& routes, app::Office& office) {
  constexpr const char* kPermission = "snapshot:import";
  const auto add = [&](Method method, std::string pattern, std::string permission, Handler handler, BodyKind body = BodyKind::None) {
    routes.push_back({method, std::move(pattern), std::move(permission), std::move(handler), body});
  };
  add(Method::Get, "/api/mappings", kPermission, [](const Request& request, const app::Access&) { return mappings(request); });
  add(Method::Get, "/api/template.xlsx", "login",
      [&office](const Request& request, const app::Access&) { return blank_workbook(office, request); });
  add(Method::Get, "/api/uploads", kPermission,
      [&office](const Request&, const app::Access& access) { return json_or_error(office.uploads().list(access)); });
  add(
      Method::Post, "/api/uploads", kPermission,
      [&office](const Request& request, const app::Access& access) { return upload(office, request, access); }, BodyKind::File);
  add(Method::Get, "/api/uploads/{upload_id}", kPermission, [&office](const Request& request, const app::Access& access) {
    return json_or_error(office.uploads().show(access, std::string(request.param("upload_id")), request.lang));
  });
  add(Method::Delete, "/api/uploads/{upload_id}", kPermission,
      [&office](const Request& request, const app::Access& access) -> Result<Reply> {
        if (auto gone = office.uploads().discard(access, std::string(request.param("upload_id"))); !gone) return fail(gone.error());
        return empty_reply();
      });
  add(Method::Get, "/api/uploads/{upload_id}/findings", kPermission,
      [&office](const Request& request, const app::Access& access) { return findings(office, request, access); });
  add(Method::Get, "/api/uploads/{upload_id}/marked.xlsx", kPermission,
      [&office](const Request& request, const app::Access& access) { return marked(office, request, access); });
  add(
      Method::Put, "/api/uploads/{upload_id}/mapping", kPermission,
      [&office](const Request& request, const app::Access& access) { return remap(office, request, access); }, BodyKind::Json);
  add(
      Method::Post, "/api/uploads/{upload_id}/commit", kPermission,
      [&office](const Request& request, const app::Access& access) { return commit(office, request, access); }, BodyKind::Json);
}

}  // namespace junheng::server
