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
  /// Areas that have a mean in the year; the figures are of AreaConvergence::areas of them.
  std::size_t areas = 0;
  std::optional<double> cv;
  /// Standard deviation of the logarithms; nullopt where sigma is undefined.
  std::optional<double> log_deviation;
  /// Why the year has no figures; it is then not among those compared, unless only its CV is undefined.
  std::optional<Error> undefined;
};

/// An area that has a mean in some of the years compared, but not in all.
struct AreaLeftOut {
  AreaIndex area;
  std::vector<SchoolYear> without_mean;
};

/// Whether areas become more alike (sigma), and whether those that had least grow fastest (beta).
struct AreaConvergence {
  std::optional<model::AreaLevel> level;
  /// All years of the dataset.
  std::vector<YearDispersion> years;
  /// Areas that have a mean in all years compared: of them are all figures.
  std::size_t areas = 0;
  /// In the order of the table areas.
  std::vector<AreaLeftOut> left_out;
  /// Change of the CV in a year, and of the log deviation; nullopt where undefined.
  std::optional<double> cv_slope;
  std::optional<double> log_deviation_slope;
  std::optional<Error> sigma_undefined;
  /// First and last of the years compared.
  SchoolYear first;
  SchoolYear last;
  std::optional<stats::BetaConvergence> beta;
  std::optional<Error> beta_undefined;
};

/// Convergence of the means of areas over the years of the sample (sample_years), each area counting 1, or of the areas themselves where
/// those are the units: stats::sigma_convergence over the years compared, stats::beta_convergence from the first to the last of them.
/// nullopt where the dataset has one year only. Years compared: those in which two areas at least have a mean. All figures are of the same
/// areas, those that have a mean in each of these years (a balanced panel), so that an area that begins or ceases to report does not look
/// like a gap that opens or closes. Reasons: TooFewUnits (fewer than two areas in a year; fewer than three in all for beta),
/// TooFewAreasInAllYears (fewer than two), EmptyInput (fewer than two years compared), ZeroValue and the like: a mean of zero has no
/// logarithm.
[[nodiscard]] std::optional<AreaConvergence> area_convergence(const SampleRequest& request, const Grouping& grouping);

}  // namespace junheng::monitor
