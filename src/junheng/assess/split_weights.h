#pragma once

#include <span>

#include "junheng/core/stage.h"
#include "junheng/standards/pack.h"

namespace junheng::assess {

/// The weights by which a school of that kind divides its facilities between its stages: those that name the kind, else those for every
/// kind; nullptr where the standard has neither.
[[nodiscard]] const standards::SplitWeights* weights_for(std::span<const standards::SplitWeights> all, int kind);

[[nodiscard]] double weight_of(const standards::SplitWeights& weights, Stage stage);

}  // namespace junheng::assess
