#include "junheng/server/routes_job.h"

#include <memory>

#include "junheng/app/office.h"
#include "junheng/formats/json_writer.h"
#include "junheng/server/job_json.h"

namespace junheng::server {

namespace {

Result<Reply> list(app::Office& office, const Request& request, const app::Access& access) {
  const auto jobs = office.jobs().list(access);
  if (!jobs) return fail(jobs.error());
  formats::JsonWriter json;
  json.begin_object().key("jobs").begin_array();
  for (const app::Job& job : *jobs) json.raw(job_json(job, request.lang));
  return json_reply(json.end_array().end_object().take());
}

/// An event for each change that the stream sees; a job that has ended, or is gone, ends it.
EventBatch poll(app::Office& office, const std::string& id, const app::Access& access, Lang lang, std::uint64_t& seen) {
  const auto job = office.jobs().find(id, access);
  if (!job) return {{}, true};
  // A job that is read back from the store has revision 0.
  const bool is_new = job->revision + 1 != seen;
  seen = job->revision + 1;
  if (job->has_ended()) return {{{"end", job_json(*job, lang)}}, true};
  if (!is_new) return {};
  return {{{"progress", job_json(*job, lang)}}, false};
}

Result<Reply> events(app::Office& office, const Request& request, const app::Access& access) {
  const std::string id(request.param("job_id"));
  if (auto job = office.jobs().find(id, access); !job) return fail(job.error());
  const auto seen = std::make_shared<std::uint64_t>(0);
  return event_reply({[&office, id, access, lang = request.lang, seen] { return poll(office, id, access, lang, *seen); }});
}

}  // namespace

void add_job_routes(std::vector<Route>& routes, app::Office& office) {
  const auto add = [&](Method method, std::string pattern, Handler handler) {
    routes.push_back({method, std::move(pattern), "login", std::move(handler)});
  };
  add(Method::Get, "/api/jobs", [&office](const Request& request, const app::Access& access) { return list(office, request, access); });
  add(Method::Get, "/api/jobs/{job_id}", [&office](const Request& request, const app::Access& access) -> Result<Reply> {
    const auto job = office.jobs().find(request.param("job_id"), access);
    if (!job) return fail(job.error());
    return json_reply(job_json(*job, request.lang));
  });
  add(Method::Delete, "/api/jobs/{job_id}", [&office](const Request& request, const app::Access& access) -> Result<Reply> {
    const auto job = office.jobs().cancel(request.param("job_id"), access);
    if (!job) return fail(job.error());
    return json_reply(job_json(*job, request.lang), 202);
  });
  add(Method::Get, "/api/jobs/{job_id}/events",
      [&office](const Request& request, const app::Access& access) { return events(office, request, access); });
}

}  // namespace junheng::server
