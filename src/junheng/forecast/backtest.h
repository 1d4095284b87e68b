#pragma once

#include <string_view>
#include <vector>

#include "junheng/forecast/cohort_model.h"
#include "junheng/forecast/spread.h"

namespace junheng::forecast {

/// At what level a forecast is held against what came.
enum class Level : std::uint8_t { Grade, School, County, All };

inline constexpr std::array kLevels = {Level::Grade, Level::School, Level::County, Level::All};

[[nodiscard]] std::string_view to_string(Level level);

/// Errors of one method at one level and year ahead, over all origins.
struct Accuracy {
  Level level = Level::Grade;
  std::size_t ahead = 0;
  /// "model", or a baseline.
  std::string_view method;
  std::size_t cells = 0;
  /// Sum of absolute errors / sum of what came, %.
  double wape = 0;
  /// Mean of absolute errors / what came, %, over cells of at least one pupil.
  double mape = 0;
  /// Sum of errors / sum of what came, %: above 0 the forecast was too high.
  double bias = 0;
  /// For totals: mean of signed and of absolute errors by origin, %.
  double mean_signed = 0;
  double mean_absolute = 0;
  /// Share within the 80 % interval, %; the model's only.
  double coverage = kNone;
};

struct Backtest {
  std::vector<int> origins;
  std::vector<Accuracy> rows;
  /// By year ahead: grades of schools that were run at the origin and not when the time had come, and the other way round, with their
  /// pupils: they are in no error.
  struct Unmatched {
    std::size_t closed_cells = 0;
    double closed_pupils = 0;
    std::size_t opened_cells = 0;
    double opened_pupils = 0;
  };
  std::vector<Unmatched> unmatched;

  /// Null if there is none.
  [[nodiscard]] const Accuracy* find(Level level, std::size_t ahead, std::string_view method) const;
};

struct BacktestOptions {
  /// Years of history before the first origin, that one included.
  std::size_t least_years = 5;
  std::size_t horizon = 10;
  unsigned threads = 1;
};

/// Residuals of the model over rolling origins from the third year on that were known in year `years`: what intervals rest on.
[[nodiscard]] Residuals residuals_until(const History& history, std::size_t years, std::size_t horizon, const ModelOptions& options,
                                        unsigned threads);

/// Rolling-origin back-test: at every origin the model, its intervals and the baselines see nothing of the years after (Tashman 2000).
/// Levels: school x grade, school, county (flow of the county's totals), all counties together.
[[nodiscard]] Backtest backtest(const History& history, const BacktestOptions& options, const ModelOptions& model);

}  // namespace junheng::forecast
