#pragma once

#include <optional>
#include <string>

#include "junheng/app/load.h"

namespace junheng::app {

/// `junheng index`.
struct IndexRequest {
  std::string dataset;
  std::string mapping;
  /// Index specification (docs/index-spec.md).
  std::string spec;
  std::optional<int> year;
  std::string area;
  std::uint64_t seed = 1;
  /// All units in the text, not only the first and the last.
  bool with_all = false;
  OutputFormat format = OutputFormat::Text;
  /// .html, .xlsx, .json or .csv; empty: none.
  std::string out_path;
  bool accept_partial = false;
};

/// With faults in the specification, or errors in the data: the findings and exit 3 (data: unless accept_partial). Errors: those of loading
/// and of monitor::composite_index; NoDataForYear; UnknownArea; UnknownReportType.
[[nodiscard]] Result<Outcome> run_index(const IndexRequest& request, const Session& session);

}  // namespace junheng::app
