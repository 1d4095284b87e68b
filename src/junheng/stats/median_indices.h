#pragma once

#include <span>

#include "junheng/core/error.h"

namespace junheng::stats {

class RunningSums;

/// McLoone index: what those at or below the median have, over what they would have at the median. Looks at the bottom half only.
///
/// Definition: sum w_i x_i / (M sum w_i) over all i with x_i <= M, M the weighted median (weighted_quantile at 0.5).
/// Units: none; 0 to 1, and 1 where the whole bottom half is at the median. One unit gives 1.
/// Errors: those of check_sample for Domain::NotNegative; ZeroDenominator (the median is 0).
/// Source: McLoone, in Harrison and McLoone, Profiles in School Support, 1965; Odden and Picus, School Finance, 5th ed. 2014, ch. 3.
[[nodiscard]] Result<double> mcloone(std::span<const double> values, std::span<const double> weights);
/// The same from sums of the sample. Requires: no negative value.
[[nodiscard]] Result<double> mcloone_of(const RunningSums& sums);

/// Verstegen index: what those at or above the median have, over what they would have at the median. Looks at the top half only.
///
/// Definition: as mcloone, over all i with x_i >= M.
/// Units: none; 1 (the whole top half is at the median) upwards. One unit gives 1.
/// Errors: those of mcloone.
/// Source: Verstegen, Educational Considerations 23(2) (1996), with Odden and Picus as for mcloone.
[[nodiscard]] Result<double> verstegen(std::span<const double> values, std::span<const double> weights);
/// The same from sums of the sample. Requires: no negative value.
[[nodiscard]] Result<double> verstegen_of(const RunningSums& sums);

}  // namespace junheng::stats
