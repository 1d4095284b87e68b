#pragma once

#include <string>
#include <utility>

#include "junheng/server/reply.h"

namespace junheng::server {

/// A JSON text that a use case has made as a reply, or its error.
[[nodiscard]] inline Result<Reply> json_or_error(Result<std::string> json, int status = 200) {
  if (!json) return fail(std::move(json.error()));
  return json_reply(std::move(*json), status);
}

}  // namespace junheng::server
