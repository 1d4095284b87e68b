#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "junheng/app/forecast_staff.h"
#include "junheng/app/load.h"
#include "junheng/app/settings.h"
#include "junheng/core/utc_time.h"
#include "junheng/report/forecast_report.h"

namespace junheng::app {

/// `junheng forecast`.
struct ForecastRequest {
  /// One dataset of several years, or several; a folder of data of `junheng serve` or postgresql://... stands for the imports in it.
  std::vector<std::string> datasets;
  /// Of the imports of a store, those of these ids; empty: of each county and year the newest.
  std::vector<std::int64_t> snapshots = {};
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
  /// When a store is opened, and what its server would take for its settings.
  UtcTime now = {};
  std::function<SettingSources(const std::string& folder)> settings = {};
};

/// Pupils by school, grade and year. With errors in the data: the findings, exit 3, unless accept_partial.
/// Where two datasets tell of the same county and year, they must agree; with a store among them the later one holds.
/// Errors: those of loading, of the store, of build_history() and of choose_staff_basis(); NoSuchSnapshot (--snapshot without a store too),
/// ForecastWithoutGrades; UnknownArea, ForecastAreaBelowCounty; UnknownReportType, CannotWriteFile.
[[nodiscard]] Result<Outcome> run_forecast(const ForecastRequest& request, const Session& session);

}  // namespace junheng::app
