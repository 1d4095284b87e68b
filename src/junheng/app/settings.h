#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/app/access.h"
#include "junheng/core/utc_time.h"
#include "junheng/store/store.h"

namespace junheng::app {

/// A setting that the program reads. Its description stands in texts.toml under "setting.<key>".
struct SettingRule {
  std::string_view key;
  enum class Type : std::uint8_t { Integer, Flag } type = Type::Integer;
  /// A flag is 0 or 1.
  std::int64_t fallback = 0;
  std::int64_t min = 0;
  std::int64_t max = 1;

  [[nodiscard]] std::string description(Lang lang) const;
};

/// In the order in which they are listed.
[[nodiscard]] std::span<const SettingRule> setting_rules();

inline constexpr std::string_view kSessionIdleHours = "session_idle_hours";
inline constexpr std::string_view kSessionDays = "session_days";
inline constexpr std::string_view kLinkHours = "link_hours";
inline constexpr std::string_view kPasswordMinLength = "password_min_length";
inline constexpr std::string_view kMetricsLocal = "metrics_local";
inline constexpr std::string_view kUploadOpenLimit = "upload_open_limit";
inline constexpr std::string_view kUploadTotalMb = "upload_total_mb";

/// The value in force: the one set, or the default. Asserts that the key is one of the rules.
/// Errors: those of the store.
[[nodiscard]] Result<std::int64_t> setting_value(store::Transaction& transaction, std::string_view key);

struct SettingView {
  const SettingRule* rule = nullptr;
  std::int64_t value = 0;
  /// 0: never set.
  std::int64_t version = 0;
  std::optional<UtcTime> changed_at;
  /// Login of who set it last; nullopt: nobody, or the command line.
  std::optional<std::string> changed_by;
};

/// Errors: those of the store.
[[nodiscard]] Result<std::vector<SettingView>> list_settings(const store::Store& store);

/// What is to be set, as JSON gave it: nullopt where it is neither a whole number nor true or false.
struct SettingChange {
  std::string key;
  SettingRule::Type type = SettingRule::Type::Integer;
  std::optional<std::int64_t> value;
  /// For messages.
  std::string shown;
  /// The version that was read.
  std::int64_t version = 0;
};
/// Notes "setting:change". Errors: UnknownSetting; BadSetting (another type, or outside the range); StoreConflict; those of the store.
[[nodiscard]] Result<SettingView> change_setting(const store::Store& store, const SettingChange& change, const Access& access, UtcTime now);

}  // namespace junheng::app
