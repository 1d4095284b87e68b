#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "junheng/app/access.h"
#include "junheng/core/utc_time.h"
#include "junheng/store/store.h"

namespace junheng::app {

/// A setting that the program reads. Its description stands in texts.toml under "setting.<key>".
struct SettingRule {
  std::string_view key;
  enum class Type : std::uint8_t { Integer, Flag, Text, Texts } type = Type::Integer;
  /// A flag is 0 or 1.
  std::int64_t fallback = 0;
  std::int64_t min = 0;
  std::int64_t max = 1;
  /// Of a text; a list of texts is empty by default.
  std::string_view fallback_text = {};
  enum class When : std::uint8_t {
    /// An administrator can change it on the page while the server runs.
    Runtime,
    /// Read when the server starts, from file, environment or command line only.
    Start,
  } when = When::Runtime;
  /// The flag of `junheng serve`; empty: none.
  std::string_view flag = {};
  enum class Holds : std::uint8_t {
    Plain,
    /// The path of a file: in a settings file it is seen from the folder of that file.
    Path,
    /// The address of a store, of which the password is not shown.
    StoreUrl,
  } holds = Holds::Plain;

  [[nodiscard]] std::string description(Lang lang) const;
  /// What it may be: "a whole number from 1 to 24".
  [[nodiscard]] std::string range(Lang lang) const;
  /// "JUNHENG_PORT".
  [[nodiscard]] std::string variable() const;
};

/// Every setting that there is, in the order in which they are listed.
[[nodiscard]] std::span<const SettingRule> setting_rules();
/// Null for a key that is none.
[[nodiscard]] const SettingRule* find_setting_rule(std::string_view key);

inline constexpr std::string_view kBind = "bind";
inline constexpr std::string_view kPort = "port";
inline constexpr std::string_view kHostNames = "host_names";
inline constexpr std::string_view kStoreUrl = "store";
inline constexpr std::string_view kTlsCertificate = "tls_cert";
inline constexpr std::string_view kTlsKey = "tls_key";
inline constexpr std::string_view kBodyLimitMb = "body_limit_mb";
inline constexpr std::string_view kThreads = "threads";
inline constexpr std::string_view kSessionIdleHours = "session_idle_hours";
inline constexpr std::string_view kSessionDays = "session_days";
inline constexpr std::string_view kLinkHours = "link_hours";
inline constexpr std::string_view kPasswordMinLength = "password_min_length";
inline constexpr std::string_view kMetricsLocal = "metrics_local";
inline constexpr std::string_view kUploadOpenLimit = "upload_open_limit";
inline constexpr std::string_view kUploadTotalMb = "upload_total_mb";

/// Where a value comes from. Each takes the place of those before it.
enum class SettingOrigin : std::uint8_t { Default, Store, File, Environment, CommandLine };
/// "default", "store", "file", "environment", "command_line".
[[nodiscard]] std::string_view to_string(SettingOrigin origin);

/// A value from outside of the store.
struct GivenSetting {
  const SettingRule* rule = nullptr;
  std::int64_t number = 0;
  /// A text is the only one.
  std::vector<std::string> texts = {};
  SettingOrigin origin = SettingOrigin::File;
  /// Which line, variable or flag: "/srv/junheng/settings.toml:3", "JUNHENG_PORT", "--port".
  std::string place = {};
};

/// Where settings are looked for besides the store.
struct SettingSources {
  std::string file = {};
  /// A file that was named must be there; the one in the folder of data need not.
  enum class File : std::uint8_t { MayBeMissing, Named } file_is = File::MayBeMissing;
  /// Variables with their values, "JUNHENG_PORT" and others. Unknown ones are passed over unless they look like a slip of a known one.
  std::vector<std::pair<std::string, std::string>> environment = {};
  /// Keys of the flags that were given, with what stood behind them.
  std::vector<std::pair<std::string, std::vector<std::string>>> flags = {};
};

/// The settings of file, environment and command line. A value of them holds for as long as the program runs: the page cannot change it.
class Settings {
 public:
  /// None given: everything is as the store or the defaults have it.
  Settings() = default;
  /// Errors: BadSettings, which names every unknown key and every bad value of all three with its line, variable or flag; those of
  /// read_file for a file that was named.
  [[nodiscard]] static Result<Settings> read(const SettingSources& sources);

  /// Null where the key is not given.
  [[nodiscard]] const GivenSetting* find(std::string_view key) const;
  /// The value given, or the default. Asserts that the key is one of the rules.
  [[nodiscard]] std::int64_t number(std::string_view key) const;
  [[nodiscard]] std::string text(std::string_view key) const;
  [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;

 private:
  std::vector<GivenSetting> given_;
};

/// The value in force: the one given, else the one set in the store, else the default. Asserts that the key is one of the rules.
/// Errors: those of the store.
[[nodiscard]] Result<std::int64_t> setting_value(store::Transaction& transaction, const Settings& settings, std::string_view key);

struct SettingView {
  const SettingRule* rule = nullptr;
  std::int64_t value = 0;
  /// Of a text or a list; without passwords.
  std::vector<std::string> texts = {};
  /// 0: never set.
  std::int64_t version = 0;
  std::optional<UtcTime> changed_at = {};
  /// Login of who set it last; nullopt: nobody, or the command line.
  std::optional<std::string> changed_by = {};
  SettingOrigin origin = SettingOrigin::Default;
  /// As in GivenSetting; empty for store and default.
  std::string place = {};

  [[nodiscard]] bool is_changeable() const {
    return rule->when == SettingRule::When::Runtime && (origin == SettingOrigin::Default || origin == SettingOrigin::Store);
  }
  /// "settings.toml, line 3", "the environment variable JUNHENG_PORT" ...
  [[nodiscard]] std::string origin_text(Lang lang) const;
};

/// Errors: those of the store.
[[nodiscard]] Result<std::vector<SettingView>> list_settings(const store::Store& store, const Settings& settings = {});
/// The same where there is no store yet.
[[nodiscard]] std::vector<SettingView> list_settings(const Settings& settings);

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
/// Notes "setting:change". Errors: UnknownSetting; SettingAtStart; SettingPinned (file, environment or command line give it); BadSetting
/// (another type, or outside the range); StoreConflict; those of the store.
[[nodiscard]] Result<SettingView> change_setting(const store::Store& store, const SettingChange& change, const Access& access, UtcTime now,
                                                 const Settings& settings = {});

}  // namespace junheng::app
