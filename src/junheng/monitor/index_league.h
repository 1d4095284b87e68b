#pragma once

#include <vector>

#include "junheng/core/rng.h"
#include "junheng/monitor/composite_index.h"

// What a league table is made of: sums by unit, resamples, funnel limits, peers.

namespace junheng::monitor {

/// Measure and denominator of one school in every component; both 0 where the school has no value.
struct SchoolTerms {
  std::vector<double> numerators;
  std::vector<double> denominators;
};

struct UnitSums {
  std::uint32_t unit = 0;
  std::vector<SchoolTerms> schools;
  /// Schools without a value, by component.
  std::vector<std::size_t> missing;
};

struct LeagueSums {
  /// Those that have a value in every component, in the order of the dataset.
  std::vector<UnitSums> units;
  std::vector<UnrankedUnit> unranked;
  /// Schools that lie in no area of the level and so are in no sum.
  std::size_t outside = 0;
};

/// Errors: those of school_sample.
[[nodiscard]] Result<LeagueSums> unit_sums(const IndexSpec& spec, const SampleRequest& request);

/// One column per component, one value per unit.
[[nodiscard]] std::vector<stats::Column> values_of(const std::vector<UnitSums>& units, std::size_t components);

/// Draws as many schools as the unit has, with replacement, and puts the values at `position`; false where a denominator stays 0.
[[nodiscard]] bool draw_values(const UnitSums& unit, Rng& rng, std::size_t position, std::vector<stats::Column>& values);

/// Limits of the first component; the ranking is in the order of `units`.
void set_funnel(CompositeIndex& index, const std::vector<UnitSums>& units, double confidence);

/// Peers by what every ranked area has. Errors: those of nearest_peers.
[[nodiscard]] Result<void> set_peers(CompositeIndex& index, std::size_t count);

}  // namespace junheng::monitor
