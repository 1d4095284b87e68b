#pragma once

#include <optional>
#include <string>

#include "junheng/app/load.h"

namespace junheng::app {

/// `junheng explain`.
struct ExplainRequest {
  std::string dataset;
  std::string mapping;
  std::string standard;
  std::optional<int> year;
  std::string area;
  Stage stage = Stage::Primary;
  /// Indicator or item; empty: every clause of the stage in short.
  std::string clause;
  /// Id or name.
  std::string school;
  OutputFormat format = OutputFormat::Text;
  standards::ToleranceChoice tolerances;
  std::optional<Date> on;
  /// As in AssessRequest.
  bool accept_partial = false;
  /// Lists every school, not only those that matter most.
  bool lists_all = false;
};

/// The chain from a verdict to indicator, formula, source cells and clause.
/// Errors: as run_assess; AreaNotChosen and AreaHoldsSeveral (more than one county); UnknownIndicator; UnknownSchool, SchoolInOtherStage
/// and SchoolNotAssessed (not in the area and stage); UnknownSchoolId; SchoolNameAmbiguous.
[[nodiscard]] Result<Outcome> run_explain(const ExplainRequest& request, const Session& session);

/// `junheng compare`.
struct CompareRequest {
  std::string dataset_a;
  std::string dataset_b;
  std::string mapping;
  std::string standard_a;
  /// Empty: the same as A's.
  std::string standard_b;
  std::optional<int> year_a;
  std::optional<int> year_b;
  /// Only this area and those below it, on both sides; empty: all.
  std::string area;
  OutputFormat format = OutputFormat::Text;
  /// .html, .xlsx, .csv or .json; empty: none.
  std::string out_path;
  /// On both sides, as in AssessRequest.
  bool accept_partial = false;
};

/// Two years or two packs over the same data: what moved and which schools and counties flip.
/// Errors: as run_assess; UnknownArea where either side does not have the area.
[[nodiscard]] Result<Outcome> run_compare(const CompareRequest& request, const Session& session);

}  // namespace junheng::app
