#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/stats/indicator_scores.h"

namespace junheng::stats {

// Every function gives one weight per indicator, 0 or more, that add up to 1; composite_scores and topsis take them.

/// Given weights, divided by their sum.
///
/// Errors: EmptyInput; NegativeWeight (also for what is not finite); NoWeight.
[[nodiscard]] Result<std::vector<double>> normalised_weights(std::span<const double> weights);

/// 1 / count each. Errors: EmptyInput (no indicator).
[[nodiscard]] Result<std::vector<double>> equal_weights(std::size_t count);

/// Entropy weights (熵值法): the more unequal an indicator's scores are over the units, the more it counts.
///
/// Definition: with p_ij = s_ij / sum_i s_ij and e_j = -sum_i p_ij ln p_ij / ln n (0 ln 0 = 0), w_j = (1 - e_j) / sum_j (1 - e_j).
/// 1 - e_j is Theil T of the scores over ln n, and is computed so. Scores are those of the normalisation, 0 or more; none is shifted away
/// from zero first, which is common, needless, and moves the weights.
/// A constant column gets 0. Units count alike.
/// Errors: EmptyInput; SizeMismatch (columns differ in length); NegativeWeight (not finite); NegativeValue; IndicatorConstant (a column of
/// zeros: its `column` is the number of the indicator from 1); NoVariation (all columns constant, one unit included).
/// Source: Shannon, Bell System Technical Journal 27 (1948) 379-423; as weights: Zeleny, Multiple Criteria Decision Making, 1982, ch. 7.
[[nodiscard]] Result<std::vector<double>> entropy_weights(std::span<const Column> scores);

/// CRITIC weights: an indicator counts by its contrast and by its conflict with the others.
///
/// Definition: C_j = sd_j sum_k (1 - r_jk), w_j = C_j / sum_j C_j; sd_j the standard deviation of the scores (population or sample form
/// give the same weights), r_jk Pearson's correlation. Scores are min-max scores as a rule: the deviation depends on the unit.
/// A constant column gets 0 and has no correlation with others (its terms 1 - r are 1). Units count alike.
/// Errors: EmptyInput; SizeMismatch; NegativeWeight (not finite); NoVariation (all constant, or all perfectly correlated: no conflict).
/// Source: Diakoulaki, Mavrotas and Papayannakis, Computers and Operations Research 22 (1995) 763-770.
[[nodiscard]] Result<std::vector<double>> critic_weights(std::span<const Column> scores);

}  // namespace junheng::stats
