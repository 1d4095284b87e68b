#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "junheng/app/area_scope.h"
#include "junheng/app/forecast_staff.h"
#include "junheng/app/stored_years.h"
#include "junheng/core/issue.h"
#include "junheng/forecast/forecast.h"
#include "junheng/forecast/needs.h"
#include "junheng/forecast/settlement_demand.h"
#include "junheng/report/data_origin.h"
#include "junheng/report/small_counts.h"
#include "junheng/store/snapshot_lists.h"

namespace junheng::app {

class Office;

/// A history, and what it teaches.
struct ForecastSide {
  forecast::History history;
  std::vector<Issue> findings;
  /// Events that the data tell of the years to come.
  forecast::Scenario scenario;
  forecast::HistoryFit fit;
  forecast::GradeArray own_class_sizes = forecast::filled(forecast::kNone);
  forecast::SettlementTable settlements;
};

/// What the forecasts of an area are made from: a moved slider costs the projection and the draws alone.
struct ForecastDesk {
  /// One; where numbers of 1 to 4 pupils are hidden, one for every report::HiddenSide.
  std::vector<ForecastSide> sides;
  /// Newest first.
  std::vector<UsedImport> imports;
  report::DataOrigin origin;
  bool is_partial = false;
  /// Of whose limits; empty: of none.
  std::string standard;
  Bilingual standard_title;
  forecast::NeedLimits limits;
  /// nullopt: nothing is built in for data of this country.
  std::optional<ForecastStaffBasis> staff_basis;
  /// By county of the history, for kMostForecastYears. Without who retires where the account may not see persons.
  std::vector<forecast::CountyStaff> staff;
  std::vector<Issue> staff_findings;
  bool is_retirement_withheld = false;

  [[nodiscard]] std::size_t bytes() const;
};

/// Years ahead that a desk can be asked for at most.
inline constexpr std::size_t kMostForecastYears = 20;

/// What a desk is made of: an area of a run, as an account sees it.
struct ForecastPlace {
  VisibleRun run;
  store::AreaRow area;
  /// Of snapshots_for_forecast().
  std::vector<store::Snapshot> snapshots;
  std::int64_t schools = 0;
  Access access;

  /// What tells desks apart: an import that is deleted makes another one.
  [[nodiscard]] std::string key() const;
};

/// The run's snapshot, and the earlier imports that may tell more of the area, newest first. Errors: those of the store.
[[nodiscard]] Result<std::vector<store::Snapshot>> snapshots_for_forecast(store::Transaction& transaction, const VisibleRun& run,
                                                                          const store::AreaRow& area);

/// Reads the years of the place's snapshots, of those that the account sees, and fits the model. Limits are those of the run's standard,
/// or, where it has none and the data are of China, of cn.quality-2017. Errors: Interrupted; those of the store, of build_history() and of
/// choose_staff_basis().
[[nodiscard]] Result<std::shared_ptr<const ForecastDesk>> make_forecast_desk(Office& office, const ForecastPlace& place);

}  // namespace junheng::app
