#pragma once

#include <string>

#include "junheng/app/jobs.h"
#include "junheng/core/lang.h"

namespace junheng::server {

/// Schema Job of api/openapi.yaml, in one line.
[[nodiscard]] std::string job_json(const app::Job& job, Lang lang);

}  // namespace junheng::server
