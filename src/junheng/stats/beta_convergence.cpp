#include "junheng/stats/beta_convergence.h"

#include <fmt/format.h>

#include <cmath>
#include <numbers>
#include <vector>

#include "junheng/core/codes.h"
#include "junheng/stats/sample.h"

namespace junheng::stats {

namespace {

constexpr std::size_t kLeastUnits = 3;

}  // namespace

Result<BetaConvergence> beta_convergence(std::span<const double> initial, std::span<const double> last, double years,
                                         std::span<const double> weights) {
  if (const auto checked = check_sample(initial, weights, Domain::Positive); !checked) return fail(checked.error());
  if (last.size() != initial.size()) return fail(Code::SizeMismatch);
  if (const auto checked = check_sample(last, weights, Domain::Positive); !checked) return fail(checked.error());
  if (!(years > 0 && std::isfinite(years)))
    return fail(Code::ParameterOutOfRange, {{"name", "years"}, {"value", fmt::format("{}", years)}, {"range", "> 0"}});
  std::vector<double> levels;
  std::vector<double> growth;
  std::vector<double> counted;
  for (std::size_t i = 0; i < initial.size(); ++i) {
    if (Weights(weights)[i] <= 0) continue;
    levels.push_back(std::log(initial[i]));
    growth.push_back((std::log(last[i]) - levels.back()) / years);
    counted.push_back(Weights(weights)[i]);
  }
  if (levels.size() < kLeastUnits)
    return fail(Code::TooFewUnits, {{"count", fmt::format("{}", levels.size())}, {"needed", fmt::format("{}", kLeastUnits)}});
  const auto line = fit_line(levels, growth, counted);
  if (!line) return fail(line.error());
  BetaConvergence out{*line, {}, {}};
  if (line->slope * years > -1) out.speed = -std::log1p(line->slope * years) / years;
  if (out.speed && *out.speed > 0) out.half_life_years = std::numbers::ln2 / *out.speed;
  return out;
}

}  // namespace junheng::stats
