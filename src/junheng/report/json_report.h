#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/core/sink.h"
#include "junheng/formats/json_writer.h"
#include "junheng/report/data_origin.h"
#include "junheng/report/finding_groups.h"
#include "junheng/report/report_input.h"

namespace junheng::report {

/// The assessment as JSON (docs/json.md): stable keys, numbers unrounded, missing numbers null, areas in the order of their codes.
/// The areas are written on `threads` threads; the bytes do not depend on their number.
[[nodiscard]] std::string assessment_json(const ReportInput& input, unsigned threads);

/// {"source":"...","synthetic":false,"issues":{"errors":n,"warnings":n},"findings":[...]}: what `junheng check` prints, in pieces. Without
/// an origin the first two are left out.
void write_findings_json(const std::vector<Issue>& issues, const std::optional<DataOrigin>& origin, Lang lang, const Sink& sink);

/// Writes the array of findings (id, severity, file, sheet, row, column, header, value, message, hint).
void write_findings(formats::JsonWriter& json, const std::vector<Issue>& issues, Lang lang);

/// The same of groups: their first findings, those with more places with the member `also` (`rows`, `tables`, `text`).
void write_finding_groups(formats::JsonWriter& json, std::span<const FindingGroup> groups, Lang lang);

/// Members of a clause of a county item: `unit`, `value`, `limit`, `margin`, `verdict`, `basis`, `numerator`, `denominator`, `offenders`,
/// `missing`, `warnings`.
void write_clause_members(formats::JsonWriter& json, const assess::Assessment& assessment, const standards::Item& item,
                          const assess::ClauseResult& clause);

}  // namespace junheng::report
