#pragma once

#include <vector>

#include "junheng/formats/toml.h"
#include "junheng/standards/pack.h"

namespace junheng::standards {

/// [[item]] of a pack file.
[[nodiscard]] std::vector<Item> read_items(formats::TomlReader& pack);

/// [[tolerance]] of a pack file.
[[nodiscard]] std::vector<Tolerance> read_tolerances(formats::TomlReader& pack);

}  // namespace junheng::standards
