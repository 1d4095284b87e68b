#pragma once

#include <cstdint>
#include <string_view>

#include "junheng/core/error.h"

namespace junheng::store {

/// An Error about one record; its parameters are the kind's name in both languages and the id. `kind` as in texts.toml.
[[nodiscard]] Error record_error(Code code, std::string_view kind, std::string_view id);
[[nodiscard]] Error record_error(Code code, std::string_view kind, std::int64_t id);

}  // namespace junheng::store
