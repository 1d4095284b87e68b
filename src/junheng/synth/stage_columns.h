#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "junheng/synth/county_values.h"

namespace junheng::synth {

/// One row of stage_facts: of a stage, or of the whole school, which then has facilities only.
struct StageRow {
  const StageValues* values = nullptr;
  const Facilities* facilities = nullptr;
};

/// A measure of stage_facts and how a row has it; nullopt leaves the cell empty.
struct StageColumn {
  std::string_view id;
  std::optional<std::int64_t> (*value)(const StageRow&);
};

enum class Detail : std::uint8_t { Plain, Full };

/// In the order of the file. Those written with detail only stand last.
[[nodiscard]] std::span<const StageColumn> stage_columns(Detail detail);

}  // namespace junheng::synth
