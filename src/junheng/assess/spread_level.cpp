#include "junheng/assess/spread_level.h"

#include <algorithm>
#include <cmath>

#include "junheng/assess/threshold.h"
#include "junheng/stats/weighted_moments.h"

namespace junheng::assess {

namespace {

constexpr int kHalvings = 40;

std::optional<double> mean_cv(std::span<const Spread> spreads, std::span<const double> others, double factor) {
  double sum = 0;
  for (const Spread& spread : spreads) {
    const auto cv = cv_at(spread, factor * spread.base);
    if (!cv) return std::nullopt;
    sum += *cv;
  }
  for (const double cv : others) sum += cv;
  return sum / static_cast<double>(spreads.size() + others.size());
}

/// The factor that raises all schools of all spreads to the highest.
double highest_factor(std::span<const Spread> spreads) {
  double highest = 0;
  for (const Spread& spread : spreads)
    for (const SpreadUnit& unit : spread.units)
      if (spread.base > 0) highest = std::max(highest, unit.value / spread.base);
  return highest;
}

}  // namespace

double raised_to(const SpreadUnit& unit, double level) {
  if (unit.is_fixed || unit.value >= level) return unit.value;
  // The allowance keeps 3.0000000001 steps, which are 3 computed in binary, from becoming 4.
  return unit.step > 0 ? unit.value + std::ceil((level - unit.value) / unit.step - 1e-9) * unit.step : level;
}

std::optional<double> cv_at(const Spread& spread, double level) {
  std::vector<double> values;
  std::vector<double> weights;
  values.reserve(spread.units.size());
  weights.reserve(spread.units.size());
  for (const SpreadUnit& unit : spread.units) {
    values.push_back(raised_to(unit, level));
    weights.push_back(unit.weight);
  }
  return stats::weighted_moments(values, weights).cv();
}

std::optional<double> factor_for_cv(std::span<const Spread> spreads, std::span<const double> others, double limit) {
  if (spreads.empty()) return std::nullopt;
  const auto suffices = [&](double factor) {
    const auto cv = mean_cv(spreads, others, factor);
    return cv && reaches(*cv, limit, standards::Direction::Lower);
  };
  double low = 0;
  double high = highest_factor(spreads);
  if (!suffices(high)) return std::nullopt;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = low + (high - low) / 2;
    (suffices(middle) ? high : low) = middle;
  }
  return high;
}

}  // namespace junheng::assess
