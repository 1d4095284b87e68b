#pragma once

#include <string>
#include <string_view>

#include "junheng/core/error.h"

namespace junheng::store {

/// As a frame of Zstandard with a checksum.
[[nodiscard]] std::string compress(std::string_view bytes);

/// `record` names what is read, for the message.
/// Errors: StoreRecordDamaged.
[[nodiscard]] Result<std::string> decompress(std::string_view frame, std::string_view record);

}  // namespace junheng::store
