#pragma once

#include <vector>

#include "junheng/assess/assessment.h"

namespace junheng::assess {

/// Room for the values of one area, kept between areas so that nothing is allocated in the loop.
struct CvScratch {
  std::vector<double> values;
  std::vector<double> weights;
};

/// Means, CVs and counts of one group of units, and the verdicts on them.
///
/// Means and CVs are over the schools with a value. A gap (a school that enters without a value, unless the indicator excludes gaps),
/// an uncertain entry or a lost row makes a CV clause unknown. A group without schools judges nothing: its verdict is unknown where
/// the standard judges anything.
[[nodiscard]] StageResult judge_stage(const UnitTable& units, const SchoolColumns& schools, const StageRules& rules, std::size_t group,
                                      bool lost_rows, CvScratch& scratch);

/// The reasons why a stage is not met, in the order of the standard; empty where it is.
void add_stage_reasons(const StageResult& stage, const StageRules& rules, std::vector<Reason>& reasons);

}  // namespace junheng::assess
