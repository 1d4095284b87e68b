#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "junheng/core/error.h"

namespace junheng::store {

/// An Error about one record; its parameters are the kind's name in both languages and the id. `kind` as in texts.toml.
[[nodiscard]] inline Error record_error(Code code, std::string_view kind, std::string_view id) {
  const std::string key = "store.kind." + std::string(kind);
  return {
      code, {{"kind_zh", std::string(text(key, Lang::Zh))}, {"kind_en", std::string(text(key, Lang::En))}, {"id", std::string(id)}}, {}};
}
[[nodiscard]] inline Error record_error(Code code, std::string_view kind, std::int64_t id) {
  return record_error(code, kind, fmt::format("{}", id));
}

}  // namespace junheng::store
