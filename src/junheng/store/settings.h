#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/store/audit.h"

namespace junheng::store {

struct Setting {
  std::string key = {};
  /// JSON text.
  std::string value = {};
  /// Who set it last, and when.
  Actor changed = {};
  /// 0: not set yet.
  std::int64_t version = 0;
};

/// nullopt where it is not set. Errors: those of Connection.
[[nodiscard]] Result<std::optional<Setting>> find_setting(Transaction& transaction, std::string_view key);
/// By key.
[[nodiscard]] Result<std::vector<Setting>> list_settings(Transaction& transaction);
/// `version` is the one that was read (0 where none was); the version after the change comes back.
/// Errors: StoreConflict (somebody set it meanwhile); those of Connection.
[[nodiscard]] Result<std::int64_t> set_setting(Transaction& transaction, const Setting& setting);

}  // namespace junheng::store
