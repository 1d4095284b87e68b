#pragma once

#include <optional>
#include <string>

#include "junheng/app/findings_outcome.h"
#include "junheng/app/load.h"

namespace junheng::app {

/// `junheng check`.
struct CheckRequest {
  std::string dataset;
  std::string mapping;
  OutputFormat format = OutputFormat::Text;
  /// XLSX copy of the input with the faulty cells marked; empty: none.
  std::string marked_path;
  /// Findings of one rule and file that a text lists in full; 0: all.
  std::size_t per_rule = kFindingsPerRule;
  /// Standard whose needs are looked for among what is not given; empty: none.
  std::string standard;
  std::optional<int> year;
};

/// Exit 0 where there is no error, 3 where there is one.
[[nodiscard]] Result<Outcome> run_check(const CheckRequest& request, const Session& session);

/// `junheng assess`.
struct AssessRequest {
  std::string dataset;
  std::string mapping;
  std::string standard;
  std::optional<int> year;
  model::AreaLevel level = model::AreaLevel::County;
  std::string area;
  OutputFormat format = OutputFormat::Text;
  /// .html, .xlsx, .json or .csv; empty: none.
  std::string out_path;
  bool accept_partial = false;
  bool fail_on_unmet = false;
  standards::ToleranceChoice tolerances;
  std::optional<Date> on;
};

/// With errors in the data: the findings, exit 3 and no verdict, unless accept_partial. Exit 4 with fail_on_unmet where an area is unmet.
/// Errors: those of loading, of the standard and of the assessment; UnknownReportType.
[[nodiscard]] Result<Outcome> run_assess(const AssessRequest& request, const Session& session);

}  // namespace junheng::app
