#include "junheng/server/job_json.h"

#include "junheng/server/account_json.h"

namespace junheng::server {

void write_job(formats::JsonWriter& writer, const app::Job& job, Lang lang) {
  writer.begin_object()
      .member("id", job.id)
      .member("kind", job.kind)
      .member("state", store::to_string(job.state))
      .member("progress", job.progress)
      .member("step", job.step.empty() ? std::string_view() : text(job.step, lang));
  write_time(writer, "created_at", job.created);
  write_time(writer, "finished_at", job.finished);
  writer.key("result");
  if (job.result) {
    const app::JobResult& result = *job.result;
    writer.begin_object();
    if (!result.upload_id.empty()) writer.member("upload_id", result.upload_id);
    if (result.snapshot_id) writer.member("snapshot_id", *result.snapshot_id);
    writer.key("run_ids").begin_array();
    for (const std::int64_t id : result.run_ids) writer.value(id);
    writer.end_array();
    if (!result.backup.empty()) writer.member("backup", result.backup);
    writer.end_object();
  } else {
    writer.null();
  }
  writer.key("error");
  if (job.fault) {
    writer.begin_object()
        .member("code", job.fault->code)
        .member("message", job.fault->message.in(lang))
        .member("hint", job.fault->hint.in(lang))
        .end_object();
  } else {
    writer.null();
  }
  writer.end_object();
}

Reply accepted(const app::Job& job, Lang lang) {
  formats::JsonWriter writer;
  write_job(writer, job, lang);
  return json_reply(writer.take(), 202);
}

}  // namespace junheng::server
