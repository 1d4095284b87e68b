#include "junheng/assess/split_weights.h"

#include <algorithm>

namespace junheng::assess {

const standards::SplitWeights* weights_for(std::span<const standards::SplitWeights> all, int kind) {
  const standards::SplitWeights* general = nullptr;
  for (const auto& weights : all) {
    if (weights.kinds.empty()) general = &weights;
    if (std::ranges::find(weights.kinds, kind) != weights.kinds.end()) return &weights;
  }
  return general;
}

double weight_of(const standards::SplitWeights& weights, Stage stage) {
  switch (stage) {
    case Stage::Primary: return weights.primary;
    case Stage::Junior: return weights.junior;
    default: return weights.senior;
  }
}

}  // namespace junheng::assess
