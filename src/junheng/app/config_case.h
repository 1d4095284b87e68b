#pragma once

#include <string>

#include "junheng/app/load.h"
#include "junheng/app/settings.h"

namespace junheng::app {

struct ConfigRequest {
  /// The folder of data; its database need not be there yet.
  std::string folder;
  SettingSources sources;
  UtcTime now;
  OutputFormat format = OutputFormat::Text;
  enum class Origins : std::uint8_t { Hidden, Shown } origins = Origins::Hidden;
};

/// `junheng config show`: every setting with its value in force, as a settings file, and with origins where each comes from.
/// Errors: those of Settings::read and, where there is a store, of store::Store::open.
[[nodiscard]] Result<Outcome> run_config_show(const ConfigRequest& request, const Session& session);

/// `junheng config example`: the annotated settings file in which every value is the default; the same in either language.
[[nodiscard]] std::string example_settings();

/// The settings file of a folder of data where none is named.
[[nodiscard]] std::string settings_file_of(const std::string& folder);

/// Schema Setting of api/openapi.yaml.
[[nodiscard]] std::string setting_json(const SettingView& setting, Lang lang);

}  // namespace junheng::app
