#include "junheng/server/page.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/server/gzip.h"

namespace junheng::server {

namespace {

constexpr std::string_view kOtherType = "application/octet-stream";
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kTypes = {{{".html", "text/html; charset=utf-8"},
                                                                                   {".js", "text/javascript; charset=utf-8"},
                                                                                   {".mjs", "text/javascript; charset=utf-8"},
                                                                                   {".css", "text/css; charset=utf-8"},
                                                                                   {".json", "application/json"},
                                                                                   {".webmanifest", "application/manifest+json"},
                                                                                   {".svg", "image/svg+xml"},
                                                                                   {".png", "image/png"},
                                                                                   {".ico", "image/x-icon"},
                                                                                   {".woff2", "font/woff2"},
                                                                                   {".pbf", "application/x-protobuf"},
                                                                                   {".wasm", "application/wasm"},
                                                                                   {".txt", "text/plain; charset=utf-8"},
                                                                                   {".map", "application/json"}}};

std::string_view content_type(std::string_view path) {
  const auto* const found = std::ranges::find_if(kTypes, [&](const auto& type) { return path.ends_with(type.first); });
  return found == kTypes.end() ? kOtherType : found->second;
}

bool is_packed_already(std::string_view type) { return type.starts_with("image/png") || type.starts_with("font/"); }

}  // namespace

Page::Page(std::span<const EmbeddedFile> files, std::string_view folder) {
  for (const EmbeddedFile& file : files) {
    if (!file.path.starts_with(folder)) continue;
    const std::string_view type = content_type(file.path);
    const bool is_gzip = !is_packed_already(type);
    auto bytes = std::make_shared<const std::string>(is_gzip ? gzip(file.bytes, GzipEffort::Most) : std::string(file.bytes));
    files_.push_back({"/" + std::string(file.path.substr(folder.size())),
                      std::string(type),
                      fmt::format("{:08x}-{:x}", checksum(file.bytes), file.bytes.size()),
                      {std::move(bytes), is_gzip}});
  }
}

Result<Reply> Page::answer(const Request& request) const {
  if (files_.empty()) return fail(Code::PageNotBuilt);
  const File* file = find(request.path);
  const std::string_view name = std::string_view(request.path).substr(request.path.rfind('/') + 1);
  if (file == nullptr && name.find('.') == std::string_view::npos) file = find("/index.html");
  if (file == nullptr) return fail(Code::NoSuchPath, {{"path", request.path}});
  Reply reply = stored_reply(file->body, file->content_type, file->etag);
  if (file->path.starts_with("/assets/")) reply.caching = Caching::Forever;
  return reply;
}

const Page::File* Page::find(std::string_view path) const {
  const auto found = std::ranges::find(files_, path, &File::path);
  return found == files_.end() ? nullptr : &*found;
}

}  // namespace junheng::server
