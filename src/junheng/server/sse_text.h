#pragma once

#include <string>
#include <string_view>

#include "junheng/server/reply.h"

namespace junheng::server {

/// A comment, which clients pass over.
inline constexpr std::string_view kHeartbeat = ": \n\n";

/// "event: progress\ndata: {...}\n\n". A line break in the payload begins another data line.
[[nodiscard]] std::string sse_text(const Event& event);

}  // namespace junheng::server
