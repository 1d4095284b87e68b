#include "junheng/server/routes_scenario.h"

#include "junheng/app/county_fill.h"
#include "junheng/app/scenario_case.h"
#include "junheng/formats/json_reader.h"
#include "junheng/server/json_or_error.h"

namespace junheng::server {

namespace {

constexpr std::size_t kMostChanges = 5000;
/// More yuan than any county spends; whole numbers up to it are exact.
constexpr double kMostValue = 1e15;
/// Five thousand changes with long names of measures.
constexpr std::uint64_t kBodyLimit = 4ULL << 20;

std::vector<app::ValueOfSchool> read_changes(formats::JsonReader& body) {
  std::vector<app::ValueOfSchool> changes;
  for (formats::JsonReader& change : body.objects("changes", kMostChanges)) {
    app::ValueOfSchool value;
    value.school_id = change.text("school_id", {.min = 1, .max = 200});
    value.stage = parse_stage(change.one_of("stage", {"primary", "junior", "all"})).value_or(Stage::All);
    value.measure = change.text("measure", {.min = 1, .max = 200});
    value.value = change.number("value", {.min = 0, .max = kMostValue});
    changes.push_back(std::move(value));
  }
  return changes;
}

Result<app::ScenarioDraft> read_draft(const Request& request) {
  auto body = formats::JsonReader::parse(request.body);
  if (!body) return fail(body.error());
  app::ScenarioDraft draft;
  draft.name = body->text("name", {.min = 1, .max = 200});
  draft.note = body->maybe_text("note", {.min = 0, .max = 2000}).value_or("");
  draft.run_id = body->integer("run_id", {.min = 0});
  draft.area_code = body->text("area_code", {.min = 1, .max = 64});
  draft.changes = read_changes(*body);
  if (auto sound = body->finish(); !sound) return fail(sound.error());
  return draft;
}

Result<Reply> what_if(app::Office& office, const Request& request, const app::Access& access) {
  const auto run = request.integer_param("run_id");
  if (!run) return fail(run.error());
  auto body = formats::JsonReader::parse(request.body);
  if (!body) return fail(body.error());
  app::WhatIfQuestion question;
  question.changes = read_changes(*body);
  question.school = body->maybe_text("school", {.min = 0, .max = 200}).value_or("");
  if (auto sound = body->finish(); !sound) return fail(sound.error());
  return json_or_error(app::what_if(office, access, {*run, std::string(request.param("area_code")), request.lang}, question));
}

Result<Reply> fill(app::Office& office, const Request& request, const app::Access& access) {
  const auto run = request.integer_param("run_id");
  if (!run) return fail(run.error());
  auto body = formats::JsonReader::parse(request.body);
  if (!body) return fail(body.error());
  const std::vector<app::ValueOfSchool> changes = read_changes(*body);
  if (auto sound = body->finish(); !sound) return fail(sound.error());
  return json_or_error(app::fill(office, access, {*run, std::string(request.param("area_code")), request.lang}, changes));
}

Result<Reply> list(app::Office& office, const Request& request, const app::Access& access) {
  const auto run = request.query_integer("run");
  if (!run) return fail(run.error());
  return json_or_error(app::list_scenario_views(office, access, {*run, std::string(request.query_text("area").value_or(""))}));
}

Result<Reply> change(app::Office& office, const Request& request, const app::Access& access) {
  const auto id = request.integer_param("scenario_id");
  if (!id) return fail(id.error());
  const auto version = request.version_to_match();
  if (!version) return fail(version.error());
  const auto draft = read_draft(request);
  if (!draft) return fail(draft.error());
  return json_or_error(app::change_scenario(office, access, *id, *version, *draft));
}

}  // namespace

void add_scenario_routes(std::vector<Route>& routes, app::Office& office) {
  const auto add = [&](Method method, std::string pattern, std::string permission, Handler handler, BodyKind body = BodyKind::None) {
    routes.push_back(
        {method, std::move(pattern), std::move(permission), std::move(handler), body, body == BodyKind::None ? 0 : kBodyLimit});
  };
  add(
      Method::Post, "/api/runs/{run_id}/areas/{area_code}/what-if", "run:read",
      [&office](const Request& request, const app::Access& access) { return what_if(office, request, access); }, BodyKind::Json);
  add(
      Method::Post, "/api/runs/{run_id}/areas/{area_code}/fill", "run:read",
      [&office](const Request& request, const app::Access& access) { return fill(office, request, access); }, BodyKind::Json);
  add(Method::Get, "/api/runs/{run_id}/areas/{area_code}/inputs", "run:read",
      [&office](const Request& request, const app::Access& access) -> Result<Reply> {
        const auto run = request.integer_param("run_id");
        if (!run) return fail(run.error());
        return json_or_error(app::area_inputs(office, access, {*run, std::string(request.param("area_code")), request.lang}));
      });
  add(Method::Get, "/api/runs/{run_id}/areas/{area_code}/lacks", "run:read",
      [&office](const Request& request, const app::Access& access) -> Result<Reply> {
        const auto run = request.integer_param("run_id");
        if (!run) return fail(run.error());
        return json_or_error(app::area_lacks(office, access, {*run, std::string(request.param("area_code")), request.lang}));
      });
  add(Method::Get, "/api/scenarios", "scenario:read",
      [&office](const Request& request, const app::Access& access) { return list(office, request, access); });
  add(
      Method::Post, "/api/scenarios", "scenario:write",
      [&office](const Request& request, const app::Access& access) -> Result<Reply> {
        const auto draft = read_draft(request);
        if (!draft) return fail(draft.error());
        return json_or_error(app::save_scenario(office, access, *draft), 201);
      },
      BodyKind::Json);
  add(Method::Get, "/api/scenarios/{scenario_id}", "scenario:read",
      [&office](const Request& request, const app::Access& access) -> Result<Reply> {
        const auto id = request.integer_param("scenario_id");
        if (!id) return fail(id.error());
        return json_or_error(app::show_scenario(office, access, *id, request.lang));
      });
  add(
      Method::Put, "/api/scenarios/{scenario_id}", "scenario:write",
      [&office](const Request& request, const app::Access& access) { return change(office, request, access); }, BodyKind::Json);
  add(Method::Delete, "/api/scenarios/{scenario_id}", "scenario:write",
      [&office](const Request& request, const app::Access& access) -> Result<Reply> {
        const auto id = request.integer_param("scenario_id");
        if (!id) return fail(id.error());
        if (auto gone = app::remove_scenario(office, access, *id); !gone) return fail(gone.error());
        return empty_reply();
      });
}

}  // namespace junheng::server
