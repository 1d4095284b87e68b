#pragma once

#include <optional>
#include <vector>

#include "junheng/monitor/area_means.h"
#include "junheng/stats/beta_convergence.h"
#include "junheng/stats/sigma_convergence.h"

namespace junheng::monitor {

/// How far apart the areas are in one year.
struct YearDispersion {
  SchoolYear year;
  std::size_t areas = 0;
  std::optional<double> cv;
  /// Standard deviation of the logarithms; nullopt where sigma is undefined.
  std::optional<double> log_deviation;
  /// Why the year has no figures.
  std::optional<Error> undefined;
};

/// Whether areas become more alike (sigma), and whether those that had least grow fastest (beta).
struct AreaConvergence {
  std::optional<model::AreaLevel> level;
  /// All years of the dataset.
  std::vector<YearDispersion> years;
  /// Change of the CV in a year, and of the log deviation; nullopt where undefined.
  std::optional<double> cv_slope;
  std::optional<double> log_deviation_slope;
  std::optional<Error> sigma_undefined;
  /// First and last year with figures, and the areas that have a mean in both.
  SchoolYear first;
  SchoolYear last;
  std::size_t areas = 0;
  std::optional<stats::BetaConvergence> beta;
  std::optional<Error> beta_undefined;
};

/// Convergence of the means of areas over the years of the sample (sample_years), each area counting 1, or of the areas themselves where
/// those are the units: stats::sigma_convergence over the years that
/// have figures, stats::beta_convergence from the first to the last of them. nullopt where the dataset has one year only.
/// Sigma is of the areas of each year; beta of those there in both. Reasons: TooFewUnits (fewer than two areas in a year, or three for
/// beta), EmptyInput (fewer than two years with figures), ZeroValue and the like: a mean of zero has no logarithm.
[[nodiscard]] std::optional<AreaConvergence> area_convergence(const SampleRequest& request, const Grouping& grouping);

}  // namespace junheng::monitor
