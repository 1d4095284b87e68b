#pragma once

#include "junheng/app/jobs.h"
#include "junheng/formats/json_writer.h"
#include "junheng/server/reply.h"

namespace junheng::server {

/// Job of api/openapi.yaml; step, message and hint in the language.
void write_job(formats::JsonWriter& writer, const app::Job& job, Lang lang);
/// 202 with the job.
[[nodiscard]] Reply accepted(const app::Job& job, Lang lang);

}  // namespace junheng::server
