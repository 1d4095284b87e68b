#pragma once

#include <optional>
#include <string>
#include <vector>

#include "junheng/app/load.h"
#include "junheng/monitor/area_moran.h"

namespace junheng::app {

/// `junheng inequality`.
struct InequalityRequest {
  std::string dataset;
  std::string mapping;
  /// Ids or Chinese names of measures, all of schools or all of areas.
  std::vector<std::string> measures;
  /// Measure to divide by and to weight with; empty: none.
  std::string per;
  /// Names of indices; empty: the default ones; "all".
  std::vector<std::string> indices;
  /// Levels of areas, and "setting", which stands inside the last of them; empty: the levels that part the units.
  std::vector<std::string> by;
  /// Areas of this level are the units of measures of areas; nullopt: monitor::reporting_level of the first measure.
  std::optional<model::AreaLevel> level;
  std::optional<Stage> stage;
  std::optional<int> year;
  std::string area;
  /// How rows are read: derived measures, dividing of through-schools.
  std::string standard = "cn.quality-2017";
  std::size_t replicates = 1000;
  std::uint64_t seed = 1;
  /// Which areas are neighbours in Moran's I.
  monitor::NeighbourRule neighbours;
  /// Ids or Chinese names of monitor::pupil_groups; several joined by '+' are measured together. Empty: none.
  std::vector<std::string> segregation;
  /// Measure to rank by in the concentration index; empty: none.
  std::string rank_by;
  /// What that is divided by; empty: `per` for measures of schools other than it, nothing for those of areas; "none".
  std::string rank_per;
  bool with_trend = false;
  OutputFormat format = OutputFormat::Text;
  /// .html, .xlsx, .json or .csv; empty: none.
  std::string out_path;
  bool accept_partial = false;
};

/// With errors in the data: no result, exit 3, unless accept_partial. Without `stage`: primary, or junior where no school has primary
/// pupils. Errors: those of loading and of monitor::inequality_by_level; NoSuchMeasure; UnitsMixed; OptionNotOfUnits;
/// GroupingNotAboveUnits; UnknownIndex; UnknownGrouping; TooFewReplicates; NoDataForYear; UnknownArea; UnknownReportType.
[[nodiscard]] Result<Outcome> run_inequality(const InequalityRequest& request, const Session& session);

}  // namespace junheng::app
