#pragma once

#include <optional>
#include <span>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/stats/indicator_scores.h"

namespace junheng::stats {

/// How far subsystems of each unit (e.g. resources, teachers, quality) are developed in step.
struct CouplingCoordination {
  /// Coupling C, 0 to 1: 1 where all subsystems score alike, however low; 0 where one is 0. nullopt where all are 0.
  std::vector<std::optional<double>> coupling;
  /// Development T, 0 to 1: the weighted mean of the scores.
  Column development;
  /// Degree of coupling coordination D, 0 to 1.
  Column coordination;
};

/// Coupling coordination degree (耦合协调度) of two or more subsystems, one column of scores each.
///
/// Definition: for scores u_1 ... u_k of a unit, C = (u_1 ... u_k)^(1/k) / ((u_1 + ... + u_k) / k), T = sum_j a_j u_j with weights a_j of
/// sum 1, D = sqrt(C T); D = 0 where all scores are 0. For two subsystems C = 2 sqrt(u_1 u_2) / (u_1 + u_2). Forms without the factor 2, or
/// with the product under another root, are in print: they give other numbers, some of them never above 0.5. Input: scores within 0 ... 1,
/// made comparable over units and years (target_scores; min-max scores move with the units chosen, and make somebody 0). `weights` are one
/// per subsystem in any unit; C does not know them. Classes of D ("barely coordinated" and so on) are conventions of authors and are not
/// given here. Errors: those of composite_scores; ParameterOutOfRange (fewer than two subsystems, a score outside 0 ... 1). Source: form
/// and properties of C: Cong Xiaonan (丛晓男), Economic Geography (经济地理) 39 (2019) no. 4, 18-25; errors in use: Wang Shujia (王淑佳)
/// and others, Journal of Natural Resources (自然资源学报) 36 (2021) 793-810.
[[nodiscard]] Result<CouplingCoordination> coupling_coordination(std::span<const Column> subsystems, std::span<const double> weights);

}  // namespace junheng::stats
