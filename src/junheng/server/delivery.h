#pragma once

#include <string>

#include "junheng/server/reply.h"
#include "junheng/server/request.h"

namespace junheng::server {

/// Makes a reply fit for its request: 304 where If-None-Match names its ETag, compressed or inflated by Accept-Encoding, with the headers
/// of security and caching. Runs on a worker.
///
/// A body of 1 KiB and more of a compressible type is compressed, up to 8 MiB: what is larger is stored compressed or is a file.
/// ETags are weak, since one tag stands for the compressed and the plain bytes.
[[nodiscard]] Reply deliver(Reply reply, const Request& request);

/// Whether `If-None-Match` names the tag (weak comparison; `*` names all).
[[nodiscard]] bool names_tag(std::string_view if_none_match, std::string_view etag);

}  // namespace junheng::server
