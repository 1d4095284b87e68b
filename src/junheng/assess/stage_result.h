#pragma once

#include <vector>

#include "junheng/assess/assessment.h"

namespace junheng::assess {

/// Means, CVs and counts of every group of units, and the verdicts on them; `lost_rows` is by group.
///
/// Means and CVs are over the schools with a value; one of several with a value gives no CV, and so no composite. A gap (a school that enters without a value, unless the indicator excludes gaps),
/// an uncertain entry or a lost row makes a CV clause unknown. A group without schools judges nothing: its verdict is unknown where
/// the standard judges anything.
[[nodiscard]] std::vector<StageResult> judge_stage(const UnitTable& units, const SchoolColumns& schools, const StageRules& rules,
                                                   const std::vector<bool>& lost_rows);

/// The reasons why a stage is not met, in the order of the standard; empty where it is.
void add_stage_reasons(const StageResult& stage, const StageRules& rules, std::vector<Reason>& reasons);

}  // namespace junheng::assess
