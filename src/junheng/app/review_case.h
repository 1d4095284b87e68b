#pragma once

#include <string>

#include "junheng/app/load.h"

namespace junheng::app {

/// `junheng review`.
struct ReviewRequest {
  std::string dataset;
  std::string mapping;
  /// "2011-2015,2016-2020"; empty: the five-year plan in which the dataset's year lies, and the one before.
  std::string periods;
  /// CSV file that stands for the dataset's table of targets; empty: the dataset's own.
  std::string targets;
  /// Ids of built-in ones or paths of files; empty: the default ones. For teachers lacking by subject.
  std::string curriculum;
  std::string loads;
  OutputFormat format = OutputFormat::Text;
  /// The tables of the web page instead of the format.
  bool is_for_page = false;
  /// .html, .xlsx, .csv or .json; empty: none.
  std::string out_path;
  bool accept_partial = false;
};

/// The periods of a request in one spelling; empty stays empty. Errors: PeriodWritten, PeriodsOverlap.
[[nodiscard]] Result<std::string> normal_periods(const std::string& periods);

/// One plan period against the one before. With errors in the data: the findings, exit 3, unless accept_partial.
/// Errors: those of loading and of choose_subject_basis(); PeriodWritten, PeriodsOverlap; NothingToReview; UnknownReportType,
/// CannotWriteFile.
[[nodiscard]] Result<Outcome> run_review(const ReviewRequest& request, const Session& session);

/// The same of a dataset that is loaded already, e.g. a part of a snapshot. No file is written.
[[nodiscard]] Result<Outcome> review_loaded(const ReviewRequest& request, LoadedDataset& loaded, bool is_partial, const Session& session);

}  // namespace junheng::app
