#include "junheng/store/record.h"

#include <string>

#include <fmt/format.h>

namespace junheng::store {

Error record_error(Code code, std::string_view kind, std::string_view id) {
  const std::string key = "store.kind." + std::string(kind);
  return {
      code, {{"kind_zh", std::string(text(key, Lang::Zh))}, {"kind_en", std::string(text(key, Lang::En))}, {"id", std::string(id)}}, {}};
}

Error record_error(Code code, std::string_view kind, std::int64_t id) { return record_error(code, kind, fmt::format("{}", id)); }

}  // namespace junheng::store
