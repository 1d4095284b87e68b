#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/model/dataset.h"
#include "junheng/monitor/monitor.h"

namespace junheng::monitor {

struct YearFrame;

/// Whether figures that the schools do not tell are taken from what areas report (ReportedFigures).
enum class Reports : std::uint8_t { Leave, Take };

struct MonitorOptions {
  /// The last year; those before it that the dataset has are the trend.
  SchoolYear year;
  /// Ids of monitors; empty: all.
  std::vector<std::string> what;
  /// Areas of this level only; nullopt: every level from county to country.
  std::optional<model::AreaLevel> level;
  /// Only areas at or below this code; empty: all.
  std::string area_code;
  /// How rows are read, and the indicators of `gaps`; outlives the result. Null: no measure is derived or divided, no indicators.
  const standards::Pack* reading = nullptr;
  Reports reports = Reports::Leave;
  /// Called with the schools of every year, ascending, that has any: what else is read from them needs no assessment of its own.
  std::function<void(const YearFrame&)> on_year = {};
};

struct Monitoring {
  const model::Dataset* dataset = nullptr;
  const standards::MonitorLimits* limits = nullptr;
  SchoolYear year;
  std::vector<MonitorResult> results;
  /// Whether the limits are standards for the dataset's country; without, figures have no standard, no verdict and no offenders.
  bool has_standards = true;
  const standards::Pack* reading = nullptr;
};

/// Whether the limits are standards for the dataset's country.
[[nodiscard]] bool are_standards(const standards::MonitorLimits& limits, const model::Dataset& dataset);

/// Runs the monitors over every year of the dataset up to the one asked for. Areas above the county are the sums of their counties; one of
/// which a county is missing its number is unknown. With Reports::Take, years and areas of which only reports tell are there too, each year
/// with the same areas. Errors: UnknownMonitor (lists those there are); NoAreaAtLevel; those of YearFrame::create for the year asked for,
/// where nothing is reported for it either (NoDataForYear lists the years of both).
[[nodiscard]] Result<Monitoring> run_monitors(const model::Dataset& dataset, const standards::MonitorLimits& limits,
                                              const MonitorOptions& options);

}  // namespace junheng::monitor
