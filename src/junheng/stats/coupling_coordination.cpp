#include "junheng/stats/coupling_coordination.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "junheng/core/codes.h"

namespace junheng::stats {

Result<CouplingCoordination> coupling_coordination(std::span<const Column> subsystems, std::span<const double> weights) {
  auto development = composite_scores(subsystems, weights, Aggregation::Arithmetic);
  if (!development) return fail(development.error());
  if (subsystems.size() < 2) return fail(Code::ParameterOutOfRange, {{"name", "subsystems"}, {"value", "1"}, {"range", ">= 2"}});
  for (const Column& scores : subsystems)
    for (const double score : scores)
      if (!(score >= 0 && score <= 1))
        return fail(Code::ParameterOutOfRange, {{"name", "score"}, {"value", fmt::format("{}", score)}, {"range", "0 ... 1"}});
  const std::vector<double> alike(subsystems.size(), 1.0);
  const auto geometric = composite_scores(subsystems, alike, Aggregation::Geometric);
  const auto arithmetic = composite_scores(subsystems, alike, Aggregation::Arithmetic);
  if (!geometric) return fail(geometric.error());
  if (!arithmetic) return fail(arithmetic.error());
  CouplingCoordination out;
  out.development = std::move(*development);
  for (std::size_t i = 0; i < out.development.size(); ++i) {
    std::optional<double> coupling;
    // Rounding may put the geometric mean of equal scores above them.
    if ((*arithmetic)[i] > 0) coupling = std::min(1.0, (*geometric)[i] / (*arithmetic)[i]);
    out.coupling.push_back(coupling);
    out.coordination.push_back(coupling ? std::sqrt(*coupling * out.development[i]) : 0);
  }
  return out;
}

}  // namespace junheng::stats
