#pragma once

#include <optional>
#include <span>
#include <vector>

namespace junheng::assess {

/// A school in the spread of an indicator of which more is better.
struct SpreadUnit {
  double value = 0;
  double weight = 0;
  /// By how much the value rises at a time, where what it counts comes whole; 0: by any amount.
  double step = 0;
  /// It stays as it is.
  bool is_fixed = false;
};

/// The schools of one indicator, which are raised to `base` times a common factor where they are below it.
struct Spread {
  double base = 1;
  std::vector<SpreadUnit> units;
};

/// What a school comes to that is raised to a level: the level or, in steps, the first value from its own that is not below it.
[[nodiscard]] double raised_to(const SpreadUnit& unit, double level);

/// The CV of a spread whose schools below a level are raised to it (stats::weighted_moments); nullopt where it has none.
[[nodiscard]] std::optional<double> cv_at(const Spread& spread, double level);

/// The smallest factor at which the mean of the CVs of the spreads and of `others`, which stay as they are, does not exceed the limit: by
/// bisection, to 2^-40 of the factor that raises every school to the highest. nullopt where not even that suffices, or a CV is missing.
[[nodiscard]] std::optional<double> factor_for_cv(std::span<const Spread> spreads, std::span<const double> others, double limit);

}  // namespace junheng::assess
