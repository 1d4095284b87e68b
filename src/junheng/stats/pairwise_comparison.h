#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "junheng/core/error.h"

namespace junheng::stats {

/// Weights by the analytic hierarchy process (AHP, 层次分析法).
struct PairwiseWeights {
  /// Principal right eigenvector, entries above 0 that add up to 1.
  std::vector<double> weights;
  /// Principal eigenvalue, at least the number of indicators.
  double lambda_max = 0;
  /// CI = (lambda_max - n) / (n - 1); 0 for one indicator.
  double consistency_index = 0;
  /// CR = CI over the random index of Saaty; 0 for one or two indicators, which cannot contradict each other. nullopt above 15, for which
  /// there is no printed random index. Saaty accepts up to 0.10.
  std::optional<double> consistency_ratio;
};

/// Weights from a matrix of judgements, row by row: entry (i, j) says how many times as important indicator i is as j.
///
/// Method: power iteration, which converges for every positive matrix. The mirrored entry must be the reciprocal to 1 %, so that 0.33 may
/// stand for 1/3; the matrix is used as given.
/// Errors: EmptyInput; SizeMismatch (not `count` rows of `count`); ComparisonInvalid (the first entry that is not finite, not above 0, not
/// 1 on the diagonal, or not the reciprocal of its mirror image; row and column from 1).
/// Source: Saaty, The Analytic Hierarchy Process, 1980; random index: its table for matrices of 1 to 15 rows.
[[nodiscard]] Result<PairwiseWeights> pairwise_weights(std::span<const double> judgements, std::size_t count);

}  // namespace junheng::stats
