#pragma once

#include <string>
#include <vector>

#include "junheng/report/explain_report.h"

namespace junheng::report {

/// An error in a row that was left out, by which a school has no value.
struct RowFault {
  Location where;
  std::string message;
};

/// The errors of the left-out rows of a school and its campuses; empty where the value is there.
[[nodiscard]] std::vector<RowFault> faults_behind(const ExplainInput& input, const assess::ValueTrace& trace);

/// Why a school has no value: "rejected" where its row was left out, else the reason of the data.
[[nodiscard]] model::Absence absence_behind(const ExplainInput& input, const assess::ValueTrace& trace);

/// One sentence for each cause of a missing value, with file, row and column: which cell is empty, which row was rejected and why, or that
/// no row is there. Empty where the value is there.
[[nodiscard]] std::vector<std::string> missing_value_causes(const ExplainInput& input, const assess::ValueTrace& trace);

}  // namespace junheng::report
