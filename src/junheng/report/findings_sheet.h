#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/report/form_sheet.h"

namespace junheng::report {

/// Where a finding's cell stands in the workbook that is written: position of its sheet in the order of add_sheet() and the cell.
struct FindingTarget {
  std::size_t sheet = 0;
  std::uint32_t row = 1;
  std::uint32_t column = 1;
};

struct FindingsOptions {
  Lang lang = Lang::Zh;
  std::size_t most = 20000;
  /// Gives the place that a finding links to; empty: no links.
  std::function<std::optional<FindingTarget>(const Issue&)> target;
};

/// Title of a column of the list and its rows, one per finding: severity, file, sheet, cell, column, value, what is wrong, what to do.
[[nodiscard]] std::vector<FormColumn> finding_columns(Lang lang);
/// Writes the findings in their order; past `most` a last line says how many more there are.
void write_findings(formats::XlsxWriter& writer, FormSheet& sheet, const std::vector<Issue>& issues, const FindingsOptions& options);

}  // namespace junheng::report
