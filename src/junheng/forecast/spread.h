#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "junheng/forecast/grades.h"

namespace junheng::forecast {

/// Standard deviations of relative errors that have gathered by each year ahead (position 0: one year ahead): of a whole county, of a
/// school beside its county, of a cohort in a school beside the school.
struct Spread {
  std::vector<double> county;
  std::vector<double> school;
  std::vector<double> cohort;
  /// Schools whose back-tests it rests on; 0: taken from elsewhere.
  std::size_t schools = 0;
};

/// For places whose own history is too short: errors that walk on from year to year, of schools and cohorts half way (as logarithms)
/// between what back-tests of Baltimore (2003-2016) and of Eau Claire (1998-2014) show, one to five years ahead.
[[nodiscard]] Spread usual_spread(std::size_t horizon);

/// One forecast of one school that has been held against what came.
struct SchoolResidual {
  /// Years of history that the forecast knew.
  std::uint32_t origin = 0;
  std::uint32_t ahead = 0;
  double forecast = 0;
  double actual = 0;
  /// Sum of the squares of its grades' forecasts.
  double squares = 0;
};

struct CellResidual {
  std::uint32_t origin = 0;
  std::uint32_t ahead = 0;
  double forecast = 0;
  double actual = 0;
};

struct Residuals {
  std::vector<SchoolResidual> schools;
  std::vector<CellResidual> cells;
};

/// Variance of counting noise: about three pupils of ten come or go in two years, each by himself, while the others stay.
[[nodiscard]] inline double counting_variance(double pupils) { return pupils > 0 ? 0.3 * pupils : 0; }

/// Standard deviation of a cell's forecast: county, school and cohort errors in proportion to it, and counting noise.
[[nodiscard]] double cell_deviation(const Spread& spread, std::size_t ahead, double forecast);
/// The same of a school's total.
[[nodiscard]] double school_deviation(const Spread& spread, std::size_t ahead, double forecast, double squares);

/// The spread under which 80 % of the residuals of schools, and 80 % of those of cells, lie within 1.2816 standard deviations. Residuals of
/// an origin count 0.7 times those of the next. One year ahead, variances are drawn to `usual`; each further year ahead they grow as they
/// have grown, from the year ahead before it, on the same origins, drawn to the growth of `usual`. Where there are fewer than eight
/// residuals, the spread keeps its proportion to `usual`. It never falls with the years ahead; the proportion at most doubles or halves
/// from one to the next, and no deviation is above 3. The rule: docs/methods/forecast.md, "Intervals".
[[nodiscard]] Spread calibrate(const Residuals& residuals, const Spread& usual);

}  // namespace junheng::forecast
