#pragma once

#include <optional>
#include <string>
#include <vector>

#include "junheng/app/load.h"

namespace junheng::app {

/// `junheng monitor`.
struct MonitorRequest {
  std::string dataset;
  std::string mapping;
  /// Ids of monitors; empty: all.
  std::vector<std::string> what;
  /// Ids of built-in ones or paths of files; empty: the default ones.
  std::string curriculum;
  std::string loads;
  std::optional<int> year;
  /// nullopt: every level.
  std::optional<model::AreaLevel> level;
  std::string area;
  OutputFormat format = OutputFormat::Text;
  /// The tables of the web page instead of the format.
  bool is_for_page = false;
  /// .html, .xlsx, .csv or .json; empty: none.
  std::string out_path;
  bool accept_partial = false;
};

/// With errors in the data: the findings, exit 3 and no figures, unless accept_partial.
/// Errors: those of loading; UnknownMonitor; BasisWithoutSubjects; those of choose_subject_basis(); UnknownArea, NoDataForYear,
/// NoAreaAtLevel; UnknownReportType, CannotWriteFile.
[[nodiscard]] Result<Outcome> run_monitor(const MonitorRequest& request, const Session& session);

/// The same of a dataset that is loaded already, e.g. a part of a snapshot. No file is written.
[[nodiscard]] Result<Outcome> monitor_loaded(const MonitorRequest& request, LoadedDataset& loaded, bool is_partial, const Session& session);

}  // namespace junheng::app
