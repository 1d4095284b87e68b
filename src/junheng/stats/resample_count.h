#pragma once

#include <cstddef>

#include "junheng/core/error.h"

namespace junheng::stats {

/// Whether `replicates` are enough for an interval at `confidence`.
///
/// Errors: ParameterOutOfRange (confidence not within 0 ... 1, or replicates * (1 - confidence) / 2 below 1: then the ends of the interval
/// lie beyond the replicates).
[[nodiscard]] Result<void> check_resample_count(std::size_t replicates, double confidence);

}  // namespace junheng::stats
