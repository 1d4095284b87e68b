#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "junheng/app/forecast_staff.h"
#include "junheng/app/load.h"
#include "junheng/report/forecast_report.h"

namespace junheng::app {

/// `junheng forecast`.
struct ForecastRequest {
  /// One dataset of several years, or several.
  std::vector<std::string> datasets;
  std::string mapping;
  int years = 5;
  int draws = 200;
  std::uint64_t seed = 1;
  report::ForecastLevel level = report::ForecastLevel::School;
  /// Code or name of the area that is forecast, a county or above; empty: everything.
  std::string area;
  /// A file of what changes (docs/scenario-format.md); empty: nothing does.
  std::string scenario;
  /// Whose limits on classes and schools the forecast is held against; empty: cn.quality-2017 for data of China, else none.
  std::string standard;
  /// What teachers to come are worked out from.
  ForecastStaffRequest staff;
  bool with_backtest = false;
  OutputFormat format = OutputFormat::Text;
  /// .html, .xlsx, .csv or .json; empty: none.
  std::string out_path;
  bool accept_partial = false;
};

/// Pupils by school, grade and year. With errors in the data: the findings, exit 3, unless accept_partial.
/// Errors: those of loading, of build_history() and of choose_staff_basis(); UnknownArea, ForecastAreaBelowCounty; UnknownReportType,
/// CannotWriteFile.
[[nodiscard]] Result<Outcome> run_forecast(const ForecastRequest& request, const Session& session);

}  // namespace junheng::app
