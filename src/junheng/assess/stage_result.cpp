#include "junheng/assess/stage_result.h"

#include <span>

#include "junheng/assess/threshold.h"
#include "junheng/stats/weighted_moments.h"

namespace junheng::assess {

namespace {

using standards::Direction;

/// A CV clause holds for every possible value of what is missing only where nothing is missing; a gap can move the CV either way.
std::optional<Verdict> cv_clause(const std::optional<standards::Limit>& limit, const std::optional<double>& cv, bool has_gap) {
  if (!limit) return std::nullopt;
  if (!cv || has_gap) return Verdict::Unknown;
  return reaches(*cv, limit->value, Direction::Lower) ? Verdict::Met : Verdict::Unmet;
}

void count_states(IndicatorSummary& summary, std::span<const IndicatorState> states) {
  for (const IndicatorState state : states) {
    summary.schools_met += state == IndicatorState::Met ? 1U : 0U;
    summary.schools_below += state == IndicatorState::Floor || state == IndicatorState::Unmet ? 1U : 0U;
    summary.schools_unknown += state == IndicatorState::Unknown ? 1U : 0U;
  }
}

/// Whether schools of the stage may be missing or be one too many.
bool is_incomplete(const StageResult& result) { return result.lost_rows || result.schools_entry_uncertain > 0; }

bool has_gap(const StageResult& result, const IndicatorSummary& summary, const IndicatorRule& rule) {
  return is_incomplete(result) ||
         (summary.schools_valued < result.schools && rule.indicator->missing == standards::MissingStrategy::Unknown);
}

void judge_composite(StageResult& result, const StageRules& rules, bool has_gap) {
  double sum = 0;
  int count = 0;
  for (std::size_t i = 0; i < rules.indicators.size(); ++i) {
    if (!rules.indicators[i].indicator->has_cv) continue;
    if (!result.indicators[i].cv) {
      if (rules.composite) result.composite_verdict = Verdict::Unknown;
      return;
    }
    sum += *result.indicators[i].cv;
    ++count;
  }
  if (count > 0) result.composite_cv = sum / count;
  result.composite_verdict = cv_clause(rules.composite, result.composite_cv, has_gap);
}

void count_schools(StageResult& result, const UnitTable& units, const SchoolColumns& schools) {
  const UnitTable::Group& group = units.groups[result.group];
  result.stage = units.stage;
  result.schools = group.entered_end - group.begin;
  result.schools_outside = group.end - group.entered_end;
  result.schools_without_pupils = group.without_pupils;
  for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
    // A missing number reads 0.
    result.pupils += units.pupils.at(unit).value;
    if (units.entries[unit] == Entry::Uncertain) ++result.schools_entry_uncertain;
    if (!schools.verdicts[unit]) continue;
    switch (*schools.verdicts[unit]) {
      case Verdict::Met: ++result.schools_met; break;
      case Verdict::Unmet: ++result.schools_unmet; break;
      case Verdict::Unknown: ++result.schools_unknown; break;
    }
  }
}

/// Joins the clauses of a stage whose indicators are summarised.
void conclude(StageResult& result, const StageRules& rules) {
  bool any_gap = is_incomplete(result);
  for (std::size_t i = 0; i < rules.indicators.size(); ++i) {
    const IndicatorSummary& summary = result.indicators[i];
    result.cv_verdict = both(result.cv_verdict, summary.cv_verdict);
    if (rules.indicators[i].indicator->has_cv) any_gap = any_gap || has_gap(result, summary, rules.indicators[i]);
  }
  judge_composite(result, rules, any_gap);
  result.cv_verdict = both(result.cv_verdict, result.composite_verdict);
  if (rules.judges_schools() && result.schools > 0) {
    result.schools_verdict = result.schools_unmet > 0                              ? Verdict::Unmet
                             : result.schools_unknown > 0 || is_incomplete(result) ? Verdict::Unknown
                                                                                   : Verdict::Met;
  }
  result.verdict = both(result.cv_verdict, result.schools_verdict);
  if (result.schools == 0 && (rules.judges_cvs() || rules.judges_schools())) result.verdict = Verdict::Unknown;
}

}  // namespace

StageJudge::Weighted StageJudge::valued(const UnitTable::Group& group, const IndicatorColumn& column) {
  const std::size_t count = group.entered_end - group.begin;
  const model::NumberColumn* weights = column.denominator.contiguous();
  // The columns themselves where no value is missing.
  if (weights != nullptr && column.values.is_complete(group.begin, group.entered_end))
    return {column.values.values().subspan(group.begin, count), weights->values().subspan(group.begin, count)};
  values_.clear();
  weights_.clear();
  for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
    if (!column.values.has(unit)) continue;
    values_.push_back(column.values.at(unit).value);
    weights_.push_back(column.denominator.at(unit).value);
  }
  return {values_, weights_};
}

IndicatorSummary StageJudge::summarise(const StageResult& result, const IndicatorColumn& column, const IndicatorRule& rule) {
  const UnitTable& units = *input_.units;
  const UnitTable::Group& group = units.groups[result.group];
  IndicatorSummary summary;
  count_states(summary, std::span(column.states).subspan(group.begin, group.entered_end - group.begin));
  const Weighted weighted = valued(group, column);
  summary.schools_valued = static_cast<std::uint32_t>(weighted.values.size());
  if (summary.schools_valued == result.schools) {
    summary.pupils_valued = result.pupils;
  } else {
    for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit)
      // A missing number reads 0.
      if (column.values.has(unit)) summary.pupils_valued += units.pupils.at(unit).value;
  }
  if (rule.parts.empty() && !weighted.values.empty()) {
    const auto moments = stats::weighted_moments(weighted.values, weighted.weights);
    summary.mean = moments.mean;
    // The value of one school of several says nothing of what lies between them.
    const bool is_alone = summary.schools_valued == 1 && result.schools > 1;
    if (rule.indicator->has_cv && !is_alone) summary.cv = moments.cv();
  }
  summary.cv_verdict = cv_clause(rule.cv, summary.cv, has_gap(result, summary, rule));
  return summary;
}

StageResult StageJudge::judge(std::uint32_t group, bool lost_rows, std::span<IndicatorSummary> summaries) {
  const StageRules& rules = *input_.rules;
  StageResult result;
  result.lost_rows = lost_rows;
  result.group = group;
  count_schools(result, *input_.units, *input_.schools);
  for (std::size_t i = 0; i < rules.indicators.size(); ++i)
    summaries[i] = summarise(result, input_.schools->indicators[i], rules.indicators[i]);
  result.indicators = summaries;
  conclude(result, rules);
  return result;
}

void add_stage_reasons(const StageResult& stage, const StageRules& rules, std::vector<Reason>& reasons) {
  if (!stage.verdict || *stage.verdict == Verdict::Met) return;
  if (stage.schools == 0) {
    reasons.push_back({ReasonKind::NoSchools, Verdict::Unknown, stage.stage, {}, {}, {}, 0, 0});
    return;
  }
  for (std::size_t i = 0; i < rules.indicators.size(); ++i) {
    const IndicatorSummary& summary = stage.indicators[i];
    if (!summary.cv_verdict || *summary.cv_verdict == Verdict::Met) continue;
    const bool unmet = *summary.cv_verdict == Verdict::Unmet;
    reasons.push_back({unmet ? ReasonKind::CvAboveLimit : ReasonKind::CvUnknown, *summary.cv_verdict, stage.stage,
                       rules.indicators[i].indicator->id, summary.cv, rules.indicators[i].cv->value, stage.schools - summary.schools_valued,
                       stage.schools});
  }
  if (stage.composite_verdict && *stage.composite_verdict != Verdict::Met) {
    const bool unmet = *stage.composite_verdict == Verdict::Unmet;
    reasons.push_back({unmet ? ReasonKind::CompositeAboveLimit : ReasonKind::CompositeUnknown,
                       *stage.composite_verdict,
                       stage.stage,
                       {},
                       stage.composite_cv,
                       rules.composite->value,
                       0,
                       stage.schools});
  }
  if (stage.schools_unmet > 0)
    reasons.push_back({ReasonKind::SchoolsUnmet, Verdict::Unmet, stage.stage, {}, {}, {}, stage.schools_unmet, stage.schools});
  if (stage.schools_unknown > 0)
    reasons.push_back({ReasonKind::SchoolsUnknown, Verdict::Unknown, stage.stage, {}, {}, {}, stage.schools_unknown, stage.schools});
  if (stage.schools_entry_uncertain > 0)
    reasons.push_back(
        {ReasonKind::EntryUncertain, Verdict::Unknown, stage.stage, {}, {}, {}, stage.schools_entry_uncertain, stage.schools});
  if (stage.lost_rows) reasons.push_back({ReasonKind::LostRows, Verdict::Unknown, stage.stage, {}, {}, {}, 0, stage.schools});
}

}  // namespace junheng::assess
