#pragma once

#include <optional>
#include <string>
#include <vector>

#include "junheng/app/load.h"
#include "junheng/report/data_origin.h"

namespace junheng::app {

/// Findings of one rule and file that a text lists in full.
inline constexpr std::size_t kFindingsPerRule = 20;

struct FindingsRequest {
  OutputFormat format = OutputFormat::Text;
  /// What stands before and after the findings, as text only.
  std::string head;
  std::string tail;
  /// As in report::FindingsLayout.
  std::size_t per_rule = kFindingsPerRule;
  /// Where the data come from; nullopt: the findings are of something else.
  std::optional<report::DataOrigin> origin = std::nullopt;
};

[[nodiscard]] report::DataOrigin origin_of(const LoadedDataset& loaded);

/// Findings as the output of a command, as text or JSON (CSV has none: they are text there too); exit 3 where there is an error.
[[nodiscard]] Outcome findings_outcome(std::vector<Issue> issues, FindingsRequest request, const Session& session);

/// The findings of data with errors in place of a result, with what can be done. `report` is the file that was asked for; empty if none
/// was.
[[nodiscard]] Outcome no_result_outcome(std::vector<Issue> issues, OutputFormat format, const std::string& report, const Session& session,
                                        std::optional<report::DataOrigin> origin = std::nullopt);

}  // namespace junheng::app
