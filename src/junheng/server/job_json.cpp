#include "junheng/server/job_json.h"

#include "junheng/core/catalogue.h"
#include "junheng/formats/json_writer.h"

namespace junheng::server {

namespace {

using formats::JsonWriter;

void write_result(JsonWriter& json, const app::JobResult& result) {
  json.begin_object();
  if (!result.upload_id.empty()) json.member("upload_id", std::string_view(result.upload_id));
  if (result.snapshot_id) json.member("snapshot_id", *result.snapshot_id);
  json.key("run_ids").begin_array();
  for (const std::int64_t id : result.run_ids) json.value(id);
  json.end_array();
  if (!result.backup.empty()) json.member("backup", std::string_view(result.backup));
  json.end_object();
}

}  // namespace

std::string job_json(const app::Job& job, Lang lang) {
  JsonWriter json;
  json.begin_object().member("id", std::string_view(job.id)).member("kind", std::string_view(job.kind));
  json.member("state", to_string(job.state)).member("progress", job.progress);
  json.member("step", job.step.empty() ? std::string_view() : text(job.step, lang));
  json.member("created_at", std::string_view(to_string(job.created))).key("finished_at");
  if (job.finished) json.value(std::string_view(to_string(*job.finished)));
  else json.null();
  json.key("result");
  if (job.result) write_result(json, *job.result);
  else json.null();
  json.key("error");
  if (job.fault) {
    json.begin_object().member("code", std::string_view(job.fault->code));
    json.member("message", std::string_view(job.fault->message.in(lang))).member("hint", std::string_view(job.fault->hint.in(lang)));
    json.end_object();
  } else {
    json.null();
  }
  return json.end_object().take();
}

}  // namespace junheng::server
