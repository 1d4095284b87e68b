#include "junheng/stats/atkinson.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "junheng/core/codes.h"
#include "junheng/stats/generalised_entropy.h"
#include "junheng/stats/sample.h"

namespace junheng::stats {

Result<double> atkinson(std::span<const double> values, std::span<const double> weights, double epsilon) {
  const bool is_in_range = epsilon >= 0 && epsilon <= 20;
  if (!is_in_range)
    return fail(Code::ParameterOutOfRange, {{"name", "epsilon"}, {"value", fmt::format("{}", epsilon)}, {"range", "0 ... 20"}});
  const auto entropy = generalised_entropy(values, weights, 1 - epsilon);
  if (!entropy) {
    if (entropy.error().code != Code::ZeroValue) return fail(entropy.error());
    // A zero beside other values leaves an equally distributed equivalent of 0; zeros alone have no mean to compare with.
    const auto checked = check_sample(values, weights, Domain::NotNegative);
    if (!checked) return fail(checked.error());
    return 1.0;
  }
  return atkinson_of_entropy(*entropy, epsilon);
}

double atkinson_of_entropy(double entropy, double epsilon) {
  const double alpha = 1 - epsilon;
  // sum (w / W) r^alpha = 1 + alpha (alpha - 1) GE(alpha): the entropy keeps the digits that 1 - e / m would lose.
  const double log_ratio = alpha == 0 ? -entropy : std::log1p(alpha * (alpha - 1) * entropy) / alpha;
  return std::max(0.0, -std::expm1(log_ratio));
}

}  // namespace junheng::stats
