#include "junheng/stats/least_squares.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "junheng/core/codes.h"
#include "junheng/stats/sample.h"

namespace junheng::stats {

namespace {

struct UnitsWithWeight {
  std::size_t count = 0;
  double least = std::numeric_limits<double>::infinity();
  double most = -std::numeric_limits<double>::infinity();
};

UnitsWithWeight units_with_weight(std::span<const double> x, Weights weight) {
  UnitsWithWeight out;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (weight[i] <= 0) continue;
    ++out.count;
    out.least = std::min(out.least, x[i]);
    out.most = std::max(out.most, x[i]);
  }
  return out;
}

}  // namespace

Result<FittedLine> fit_line(std::span<const double> x, std::span<const double> y, std::span<const double> weights) {
  const auto x_totals = check_sample(x, weights, Domain::Any);
  if (!x_totals) return fail(x_totals.error());
  if (y.size() != x.size()) return fail(Code::SizeMismatch);
  const auto y_totals = check_sample(y, weights, Domain::Any);
  if (!y_totals) return fail(y_totals.error());
  const Weights weight(weights);
  const UnitsWithWeight units = units_with_weight(x, weight);
  if (units.count < 2) return fail(Code::TooFewUnits, {{"count", fmt::format("{}", units.count)}, {"needed", "2"}});
  if (units.least == units.most) return fail(Code::NoVariation);
  const double x_mean = x_totals->mean();
  const double y_mean = y_totals->mean();
  double xx = 0;
  double xy = 0;
  double yy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += weight[i] * (x[i] - x_mean) * (x[i] - x_mean);
    xy += weight[i] * (x[i] - x_mean) * (y[i] - y_mean);
    yy += weight[i] * (y[i] - y_mean) * (y[i] - y_mean);
  }
  FittedLine out;
  out.units = units.count;
  out.slope = xy / xx;
  out.intercept = y_mean - out.slope * x_mean;
  double residual_squares = 0;
  double robust_squares = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double residual = y[i] - y_mean - out.slope * (x[i] - x_mean);
    residual_squares += weight[i] * residual * residual;
    robust_squares += std::pow(weight[i] * (x[i] - x_mean) * residual, 2);
  }
  if (yy > 0) out.r_squared = std::clamp(1 - residual_squares / yy, 0.0, 1.0);
  if (units.count > 2) {
    const auto n = static_cast<double>(units.count);
    out.standard_error = std::sqrt(residual_squares / ((n - 2) * xx));
    out.robust_standard_error = std::sqrt(n / (n - 2) * robust_squares) / xx;
  }
  return out;
}

}  // namespace junheng::stats
