#include "junheng/server/routes_run.h"

#include "junheng/app/area_case.h"
#include "junheng/app/run_case.h"
#include "junheng/app/school_pages.h"
#include "junheng/app/standard_needs.h"
#include "junheng/core/catalogue.h"
#include "junheng/core/codes.h"
#include "junheng/formats/json_reader.h"
#include "junheng/formats/json_writer.h"
#include "junheng/report/standard_view.h"
#include "junheng/server/job_json.h"
#include "junheng/server/json_or_error.h"

namespace junheng::server {

namespace {

constexpr formats::JsonRange kSchoolYears{.min = 1900, .max = 2200};
constexpr std::size_t kMostWords = 100;

/// The run and area of the path.
Result<app::AreaOfRun> place_of(const Request& request) {
  const auto run = request.integer_param("run_id");
  if (!run) return fail(run.error());
  return app::AreaOfRun{*run, std::string(request.param("area_code")), request.lang};
}

/// A text of the query, up to as many bytes as the contract allows; empty where it is absent. Errors: BadQuery.
Result<std::string> short_query(const Request& request, std::string_view name) {
  if (!request.query_text(name)) return std::string();
  return request.required_query(name, kMostWords);
}

/// Errors: BadQuery.
Result<report::SchoolPageQuery> school_query(const Request& request) {
  report::SchoolPageQuery query;
  const auto limit = request.page_size();
  const auto offset = request.query_integer("offset");
  const auto order = request.query_choice("order", {"asc", "desc"});
  const auto stage = request.query_choice("stage", {"primary", "junior"});
  const auto verdict = request.query_choice("verdict", {"met", "unmet", "unknown"});
  if (!limit) return fail(limit.error());
  if (!offset) return fail(offset.error());
  if (!order) return fail(order.error());
  if (!stage) return fail(stage.error());
  if (!verdict) return fail(verdict.error());
  const std::pair<const char*, std::string*> texts[] = {
      {"sort", &query.sort}, {"q", &query.words}, {"below", &query.below}, {"township", &query.township}};
  for (const auto& [name, text] : texts) {
    auto given = short_query(request, name);
    if (!given) return fail(given.error());
    *text = std::move(*given);
  }
  query.limit = *limit;
  query.offset = static_cast<std::size_t>(offset->value_or(0));
  if (order->value_or("asc") == "desc") query.order = report::SortOrder::Descending;
  if (*stage) query.stage = parse_stage(**stage);
  query.verdict = verdict->value_or("");
  return query;
}

Result<Reply> schools(app::Office& office, const Request& request, const app::Access& access) {
  const auto at = place_of(request);
  if (!at) return fail(at.error());
  if (!request.query_text("limit")) return body_or_error(app::area_schools(office, access, *at));
  const auto query = school_query(request);
  if (!query) return fail(query.error());
  return body_or_error(app::area_school_page(office, access, *at, *query));
}

Result<Reply> start(app::Office& office, const Request& request, const app::Access& access) {
  auto body = formats::JsonReader::parse(request.body);
  if (!body) return fail(body.error());
  app::RunOrder order;
  order.snapshot_id = body->integer("snapshot_id", {.min = 0});
  order.standard = body->text("standard", {.min = 1, .max = 200});
  if (const auto year = body->maybe_integer("school_year", kSchoolYears)) order.year = SchoolYear{static_cast<int>(*year)};
  order.tolerances = body->texts_or_empty("tolerances", 100);
  if (auto sound = body->finish(); !sound) return fail(sound.error());
  const auto job = app::start_run(office, access, order);
  if (!job) return fail(job.error());
  return json_reply(job_json(*job, request.lang), 202);
}

Result<Reply> standards(app::Office& office, const Request& request) {
  formats::JsonWriter json;
  json.begin_object().key("standards").begin_array();
  for (const standards::Pack& pack : office.library().packs) {
    json.begin_object().member("id", std::string_view(pack.id)).member("title", std::string_view(pack.title.in(request.lang)));
    json.member("has_verdict", app::judges(pack)).key("indicators").begin_array();
    for (const standards::Indicator& indicator : pack.indicators) {
      const bool is_limited = !indicator.limits.empty() || !indicator.parts.empty();
      json.begin_object().member("id", std::string_view(indicator.id));
      json.member("name", std::string_view(indicator.title.in(request.lang))).member("unit", std::string_view(indicator.unit));
      json.member("direction", !is_limited ? "none" : indicator.direction == standards::Direction::Higher ? "at_least" : "at_most");
      json.member("decimals", indicator.decimals).end_object();
    }
    json.end_array().end_object();
  }
  return json_reply(json.end_array().end_object().take());
}

Result<Reply> standard(app::Office& office, const Request& request) {
  const std::string id(request.param("standard_id"));
  const standards::Pack* pack = office.library().find(id);
  if (pack == nullptr) return fail(office.standard(id, {}).error());
  Date on = office.today();
  if (const auto asked = request.query_text("on")) {
    const auto day = parse_date(*asked);
    if (!day)
      return fail(Code::BadQuery, {{"name", "on"},
                                   {"value", std::string(*asked)},
                                   {"rule_zh", std::string(text("query.rule.day", Lang::Zh))},
                                   {"rule_en", std::string(text("query.rule.day", Lang::En))}});
    on = *day;
  }
  const auto resolved = standards::resolve(*pack, on);
  if (!resolved) return fail(resolved.error());
  return json_reply(report::standard_view_json(*resolved, request.lang));
}

Result<Reply> league(app::Office& office, const Request& request, const app::Access& access) {
  const auto run = request.integer_param("run_id");
  if (!run) return fail(run.error());
  const auto level = request.query_choice("level", {"country", "province", "city", "county"});
  if (!level) return fail(level.error());
  const std::string parent(request.query_text("parent").value_or(""));
  return body_or_error(app::league(office, access, {*run, parent, request.lang}, level->value_or("county")));
}

Result<Reply> lineage(app::Office& office, const Request& request, const app::Access& access) {
  const auto run = request.integer_param("run_id");
  if (!run) return fail(run.error());
  const auto area = request.required_query("area");
  if (!area) return fail(area.error());
  const auto stage = request.query_choice("stage", {"primary", "junior"});
  if (!stage) return fail(stage.error());
  app::LineageOf of;
  of.stage = stage->value_or("primary") == "junior" ? Stage::Junior : Stage::Primary;
  of.clause = request.query_text("clause").value_or("");
  of.school = request.query_text("school").value_or("");
  return json_or_error(app::lineage(office, access, {*run, *area, request.lang}, of));
}

Result<Reply> comparison(app::Office& office, const Request& request, const app::Access& access) {
  const auto run = request.integer_param("run_id");
  if (!run) return fail(run.error());
  const auto named = request.required_query("with");
  if (!named) return fail(named.error());
  const auto with = request.query_integer("with");
  if (!with) return fail(with.error());
  const std::string area(request.query_text("area").value_or(""));
  return json_or_error(app::compare_runs(office, access, {*run, area, request.lang}, with->value_or(0)));
}

std::string_view type_of_report(std::string_view format) {
  if (format == "html") return "text/html; charset=utf-8";
  if (format == "xlsx") return kXlsx;
  if (format == "csv") return "text/csv; charset=utf-8";
  return kJson;
}

Result<Reply> report(app::Office& office, const Request& request, const app::Access& access) {
  const auto at = place_of(request);
  if (!at) return fail(at.error());
  const std::string format(request.param("format"));
  if (format != "html" && format != "xlsx" && format != "csv" && format != "json")
    return fail(Code::UnknownReportType, {{"path", "report." + format}, {"types", ".html, .xlsx, .csv, .json"}});
  const auto file = app::area_report(office, access, *at, format);
  if (!file) return fail(file.error());
  Reply reply = file_reply({file->path.string(), FileBody::After::Remove}, std::string(type_of_report(format)));
  reply.as_attachment(file->name);
  return reply;
}

}  // namespace

void add_run_routes(std::vector<Route>& routes, app::Office& office) {
  const auto get = [&](std::string pattern, std::string permission, Handler handler) {
    routes.push_back({Method::Get, std::move(pattern), std::move(permission), std::move(handler)});
  };
  get("/api/standards", "login", [&office](const Request& request, const app::Access&) { return standards(office, request); });
  get("/api/standards/{standard_id}", "login", [&office](const Request& request, const app::Access&) { return standard(office, request); });
  get("/api/runs", "run:read", [&office](const Request& request, const app::Access& access) -> Result<Reply> {
    const auto snapshot = request.query_integer("snapshot");
    if (!snapshot) return fail(snapshot.error());
    const auto before = request.query_integer("before", 1);
    if (!before) return fail(before.error());
    return json_or_error(app::list_run_views(office, access, {*snapshot, *before}, request.lang));
  });
  routes.push_back({Method::Post, "/api/runs", "run:create",
                    Handler([&office](const Request& request, const app::Access& access) { return start(office, request, access); }),
                    BodyKind::Json});
  get("/api/runs/{run_id}", "run:read", [&office](const Request& request, const app::Access& access) -> Result<Reply> {
    const auto id = request.integer_param("run_id");
    if (!id) return fail(id.error());
    return json_or_error(app::show_run(office, access, *id, request.lang));
  });
  get("/api/runs/{run_id}/areas/{area_code}", "run:read", [&office](const Request& request, const app::Access& access) -> Result<Reply> {
    const auto at = place_of(request);
    if (!at) return fail(at.error());
    return body_or_error(app::area_overview(office, access, *at));
  });
  get("/api/runs/{run_id}/areas/{area_code}/schools", "run:read",
      [&office](const Request& request, const app::Access& access) { return schools(office, request, access); });
  get("/api/runs/{run_id}/areas/{area_code}/counties", "run:read",
      [&office](const Request& request, const app::Access& access) -> Result<Reply> {
        const auto at = place_of(request);
        if (!at) return fail(at.error());
        return body_or_error(app::county_failings(office, access, *at));
      });
  get("/api/runs/{run_id}/areas/{area_code}/trend", "run:read",
      [&office](const Request& request, const app::Access& access) -> Result<Reply> {
        const auto at = place_of(request);
        if (!at) return fail(at.error());
        return json_or_error(app::area_trend(office, access, *at));
      });
  get("/api/runs/{run_id}/areas/{area_code}/report.{format}", "report:export",
      [&office](const Request& request, const app::Access& access) { return report(office, request, access); });
  get("/api/runs/{run_id}/league", "run:read",
      [&office](const Request& request, const app::Access& access) { return league(office, request, access); });
  get("/api/runs/{run_id}/schools/{school_id}", "run:read", [&office](const Request& request, const app::Access& access) -> Result<Reply> {
    const auto run = request.integer_param("run_id");
    if (!run) return fail(run.error());
    return json_or_error(app::school_page(office, access, *run, std::string(request.param("school_id")), request.lang));
  });
  get("/api/runs/{run_id}/lineage", "run:read",
      [&office](const Request& request, const app::Access& access) { return lineage(office, request, access); });
  get("/api/runs/{run_id}/comparison", "run:read",
      [&office](const Request& request, const app::Access& access) { return comparison(office, request, access); });
}

}  // namespace junheng::server
