#include "fuzz/targets.h"
#include "junheng/core/text.h"
#include "junheng/formats/json_reader.h"
#include "junheng/server/target.h"

namespace junheng::fuzz {

namespace {

bool is_clean(std::string_view text) {
  if (!is_utf8(text)) return false;
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return false;
  return true;
}

}  // namespace

Fault try_request(std::string_view bytes) {
  if (const auto target = server::parse_target(bytes)) {
    if (!target->path.starts_with('/') || !is_clean(target->path)) return "a path that is no clean text is taken";
    for (const auto& [name, value] : target->query)
      if (!is_clean(name) || !is_clean(value)) return "a query that is no clean text is taken";
  }
  if (const auto cookie = server::find_cookie(bytes, "junheng_session"); cookie && cookie->size() > bytes.size()) return "a cookie grew";
  const std::string host = server::host_name(bytes);
  if (server::is_address(host) && host.find_first_not_of("0123456789abcdef.:[]") != std::string::npos)
    return "a name is taken for an address";
  (void)server::accepts(bytes, "gzip");
  (void)server::preferred_lang(bytes);
  if (auto reader = formats::JsonReader::parse(bytes)) {
    (void)reader->maybe_text("a", {.min = 1, .max = 5});
    (void)reader->maybe_integer("b", {.min = 0});
    for (formats::JsonReader& each : reader->objects_or_empty("c", 3)) (void)each.texts_or_empty("d");
    if (const auto sound = reader->finish(); !sound && sound.error().params.empty()) return "a fault is not named";
  }
  return {};
}

}  // namespace junheng::fuzz
