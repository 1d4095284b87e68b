#pragma once

#include <string>

#include "junheng/app/settings.h"

namespace junheng::app {

/// Where the store of a place is: what is named as an address (postgresql://) itself; of a folder, the address in its settings (`store`),
/// else the folder. Every command and the server look there, so that they mean the same store.
[[nodiscard]] std::string store_place(const std::string& place, const Settings& settings);
/// The same, of settings that are still to be read. Errors: those of Settings::read.
[[nodiscard]] Result<std::string> store_place(const std::string& place, const SettingSources& sources);

}  // namespace junheng::app
