#pragma once

#include <string>
#include <utility>

#include "junheng/app/office.h"
#include "junheng/server/reply.h"

namespace junheng::server {

/// A JSON text that a use case has made as a reply, or its error.
[[nodiscard]] inline Result<Reply> json_or_error(Result<std::string> json, int status = 200) {
  if (!json) return fail(std::move(json.error()));
  return json_reply(std::move(*json), status);
}

/// A body that is held ready to be sent, with its ETag, or the error.
[[nodiscard]] inline Result<Reply> body_or_error(const Result<app::StoredBody>& body) {
  if (!body) return fail(body.error());
  return stored_reply({body->bytes, body->is_gzip}, std::string(kJson), body->etag);
}

}  // namespace junheng::server
