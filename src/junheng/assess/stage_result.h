#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "junheng/assess/assessment.h"

namespace junheng::assess {

/// Judges the stages of areas: means, CVs and counts of their groups of units, and the verdicts on them.
///
/// Means and CVs are over the schools with a value; one of several with a value gives no CV, and so no composite. A gap (a school that
/// enters without a value, unless the indicator excludes gaps), an uncertain entry or a lost row makes a CV clause unknown. A group
/// without schools judges nothing: its verdict is unknown where the standard judges anything.
class StageJudge {
 public:
  /// What its results are made of; all outlives it.
  struct Input {
    const UnitTable* units = nullptr;
    const SchoolColumns* schools = nullptr;
    const StageRules* rules = nullptr;
  };
  explicit StageJudge(const Input& input) : input_(input) {}

  /// The stage of group `group`, whose schools are judged. One summary per indicator goes to `summaries`, which the result looks into.
  [[nodiscard]] StageResult judge(std::uint32_t group, bool lost_rows, std::span<IndicatorSummary> summaries);

 private:
  /// Values and weights of the schools with a value.
  struct Weighted {
    std::span<const double> values;
    std::span<const double> weights;
  };
  [[nodiscard]] Weighted valued(const UnitTable::Group& group, const IndicatorColumn& column);
  [[nodiscard]] IndicatorSummary summarise(const StageResult& result, const IndicatorColumn& column, const IndicatorRule& rule);

  Input input_;
  /// Room for the values and weights of one group, kept so that nothing is allocated from group to group.
  std::vector<double> values_;
  std::vector<double> weights_;
};

/// The reasons why a stage is not met, in the order of the standard; empty where it is.
void add_stage_reasons(const StageResult& stage, const StageRules& rules, std::vector<Reason>& reasons);

}  // namespace junheng::assess
