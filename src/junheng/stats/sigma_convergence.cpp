#include "junheng/stats/sigma_convergence.h"

#include <fmt/format.h>

#include <cmath>

#include "junheng/core/codes.h"
#include "junheng/stats/sample.h"
#include "junheng/stats/weighted_moments.h"

namespace junheng::stats {

namespace {

Result<Dispersion> dispersion_of(const Period& period) {
  if (const auto checked = check_sample(period.values, period.weights, Domain::Positive); !checked) return fail(checked.error());
  const auto cv = weighted_cv(period.values, period.weights);
  if (!cv) return fail(cv.error());
  std::vector<double> logarithms(period.values.size());
  // A value without weight may be zero or less: it has no logarithm and does not count.
  for (std::size_t i = 0; i < logarithms.size(); ++i)
    if (Weights(period.weights)[i] > 0) logarithms[i] = std::log(period.values[i]);
  return Dispersion{std::sqrt(weighted_moments(logarithms, period.weights).variance), *cv};
}

}  // namespace

Result<SigmaConvergence> sigma_convergence(std::span<const Period> periods) {
  if (periods.size() < 2) return fail(Code::EmptyInput);
  SigmaConvergence out;
  std::vector<double> years;
  std::vector<double> log_deviations;
  std::vector<double> cvs;
  for (const Period& period : periods) {
    if (!std::isfinite(period.year) || (!years.empty() && period.year <= years.back()))
      return fail(Code::ParameterOutOfRange, {{"name", "year"}, {"value", fmt::format("{}", period.year)}, {"range", "ascending"}});
    const auto own = dispersion_of(period);
    if (!own) return fail(own.error());
    years.push_back(period.year);
    log_deviations.push_back(own->log_deviation);
    cvs.push_back(own->cv);
    out.dispersions.push_back(*own);
  }
  const auto log_deviation_trend = fit_line(years, log_deviations, {});
  if (!log_deviation_trend) return fail(log_deviation_trend.error());
  const auto cv_trend = fit_line(years, cvs, {});
  if (!cv_trend) return fail(cv_trend.error());
  out.log_deviation_trend = *log_deviation_trend;
  out.cv_trend = *cv_trend;
  return out;
}

}  // namespace junheng::stats
