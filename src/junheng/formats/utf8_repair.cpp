#include "junheng/formats/utf8_repair.h"

#include <nlohmann/json.hpp>

namespace junheng::formats {

std::string repair_utf8(std::string_view bytes) {
  using nlohmann::json;
  // The serializer is the library's only way to replace broken sequences; its output is then read back.
  const std::string quoted = json(bytes).dump(-1, ' ', false, json::error_handler_t::replace);
  return json::parse(quoted).get<std::string>();
}

}  // namespace junheng::formats
