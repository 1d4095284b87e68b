#pragma once

#include <optional>
#include <string>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/core/issue.h"
#include "junheng/core/lang.h"
#include "junheng/core/sink.h"
#include "junheng/forecast/backtest.h"
#include "junheng/forecast/breaches.h"
#include "junheng/forecast/forecast.h"
#include "junheng/forecast/needs.h"
#include "junheng/forecast/regions.h"
#include "junheng/forecast/settlement_demand.h"
#include "junheng/forecast/teacher_plan.h"
#include "junheng/model/dataset.h"
#include "junheng/report/data_origin.h"

namespace junheng::report {

/// Rows of which level a forecast shows.
enum class ForecastLevel : std::uint8_t { School, County, City, Province, All };

/// What teachers to come were worked out from, as titles; empty: from nothing.
struct ForecastStaffTitles {
  std::string curriculum;
  std::string loads;
  std::string retirement;
  /// What its file says of itself.
  std::vector<std::string> retirement_notes;
  /// Whether loads and ages were all read in their source.
  bool is_verified = false;
  /// Of the subjects of the plan, in its order.
  std::vector<std::string> subjects;
  /// The reader may not see persons: who retires is not told.
  bool is_withheld = false;
};

/// What a report of a forecast shows. Pointers are set and outlive the report, but for `backtest`.
struct ForecastInput {
  const forecast::History* history = nullptr;
  const forecast::Forecast* forecast = nullptr;
  /// Null where none was asked for.
  const forecast::Backtest* backtest = nullptr;
  const std::vector<Issue>* findings = nullptr;
  /// Of which standard the limits are, and its title; empty: of none.
  std::string standard;
  std::string standard_title;
  forecast::NeedLimits limits;
  forecast::GradeArray own_class_sizes = forecast::filled(forecast::kNone);
  /// Where schools are shown.
  std::vector<forecast::Breach> breaches;
  ForecastLevel level = ForecastLevel::School;
  /// Of the level City or Province; else null.
  const forecast::Regions* regions = nullptr;
  /// Null: nothing is known of subjects.
  const forecast::TeacherPlan* teachers = nullptr;
  ForecastStaffTitles staff;
  /// Null where no dataset has settlements.
  const forecast::SettlementPlan* settlements = nullptr;
  std::size_t draws = 0;
  std::uint64_t seed = 0;
  /// Title of the dataset.
  std::string place;
  DataOrigin origin;
  bool is_partial = false;
  Lang lang = Lang::Zh;
  std::string date;
  std::string version;
};

/// "All" where there are several counties: that and a row per county, else the county: pupils by year with their interval, by grade; what
/// the model assumed; the findings; the back-test.
[[nodiscard]] std::string forecast_text(const ForecastInput& input);

/// The totals by year.
[[nodiscard]] std::string forecast_summary(const ForecastInput& input);

/// A page: fan chart of all pupils, cohorts by grade and year, breach calendar, schools, back-test, what it rests on.
[[nodiscard]] std::string forecast_html(const ForecastInput& input);

/// A workbook with a sheet per table. Errors: CannotWriteFile.
[[nodiscard]] Result<void> write_forecast_xlsx(const ForecastInput& input, const std::string& path);

/// Every number (docs/json.md), piece by piece: of a country's schools it does not fit into memory.
void write_forecast_json(const ForecastInput& input, const Sink& sink);

/// Rows of four kinds, told apart by the column `row`: pupils of an area or school by grade (empty: all) and year, teachers by area, year
/// and subject, settlements by stage and year.
void write_forecast_csv(const ForecastInput& input, const Sink& sink);

/// What the model took for granted, as sentences.
[[nodiscard]] std::vector<std::string> forecast_assumptions(const ForecastInput& input);

}  // namespace junheng::report
