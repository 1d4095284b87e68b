#include "junheng/assess/stage_result.h"

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

IndicatorSummary summarise(const UnitTable::Group& group, const UnitTable& units, const IndicatorColumn& column, const IndicatorRule& rule,
                           CvScratch& scratch) {
  IndicatorSummary summary;
  scratch.values.clear();
  scratch.weights.clear();
  for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
    switch (column.states[unit]) {
      case IndicatorState::Met: ++summary.schools_met; break;
      case IndicatorState::Floor:
      case IndicatorState::Unmet: ++summary.schools_below; break;
      case IndicatorState::Unknown: ++summary.schools_unknown; break;
      case IndicatorState::NotJudged: break;
    }
    if (!column.values.has(unit)) continue;
    ++summary.schools_valued;
    summary.pupils_valued += units.pupils.at(unit).is_present() ? units.pupils.at(unit).value : 0;
    scratch.values.push_back(column.values.at(unit).value);
    scratch.weights.push_back(column.denominator.at(unit).value);
  }
  if (!rule.parts.empty() || scratch.values.empty()) return summary;
  const auto moments = stats::weighted_moments(scratch.values, scratch.weights);
  summary.mean = moments.mean;
  if (rule.indicator->has_cv) summary.cv = moments.cv();
  return summary;
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

void count_schools(StageResult& result, const UnitTable& units, const UnitTable::Group& group, const SchoolColumns& schools) {
  for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
    if (units.pupils.has(unit)) result.pupils += units.pupils.at(unit).value;
    if (units.entries[unit] == Entry::Uncertain) ++result.schools_entry_uncertain;
    if (!schools.verdicts[unit]) continue;
    switch (*schools.verdicts[unit]) {
      case Verdict::Met: ++result.schools_met; break;
      case Verdict::Unmet: ++result.schools_unmet; break;
      case Verdict::Unknown: ++result.schools_unknown; break;
    }
  }
}

}  // namespace

StageResult judge_stage(const UnitTable& units, const SchoolColumns& schools, const StageRules& rules, std::size_t group_position,
                        bool lost_rows, CvScratch& scratch) {
  const UnitTable::Group& group = units.groups[group_position];
  StageResult result;
  result.stage = units.stage;
  result.group = static_cast<std::uint32_t>(group_position);
  result.schools = group.entered_end - group.begin;
  result.schools_outside = group.end - group.entered_end;
  result.schools_without_pupils = group.without_pupils;
  result.lost_rows = lost_rows;
  count_schools(result, units, group, schools);

  const bool incomplete = lost_rows || result.schools_entry_uncertain > 0;
  bool any_gap = incomplete;
  result.indicators.reserve(rules.indicators.size());
  for (std::size_t i = 0; i < rules.indicators.size(); ++i) {
    const IndicatorRule& rule = rules.indicators[i];
    IndicatorSummary summary = summarise(group, units, schools.indicators[i], rule, scratch);
    const bool gap = incomplete || (summary.schools_valued < result.schools && rule.indicator->missing == standards::MissingStrategy::Unknown);
    summary.cv_verdict = cv_clause(rule.cv, summary.cv, gap);
    result.cv_verdict = both(result.cv_verdict, summary.cv_verdict);
    if (rule.indicator->has_cv) any_gap = any_gap || gap;
    result.indicators.push_back(summary);
  }
  judge_composite(result, rules, any_gap);
  result.cv_verdict = both(result.cv_verdict, result.composite_verdict);
  if (rules.judges_schools() && result.schools > 0) {
    result.schools_verdict = result.schools_unmet > 0                            ? Verdict::Unmet
                             : result.schools_unknown > 0 || incomplete ? Verdict::Unknown
                                                                                 : Verdict::Met;
  }
  result.verdict = both(result.cv_verdict, result.schools_verdict);
  if (result.schools == 0 && (rules.judges_cvs() || rules.judges_schools())) result.verdict = Verdict::Unknown;
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
    reasons.push_back({unmet ? ReasonKind::CvAboveLimit : ReasonKind::CvUnknown, *summary.cv_verdict, stage.stage, rules.indicators[i].indicator->id,
                       summary.cv, rules.indicators[i].cv->value, stage.schools - summary.schools_valued, stage.schools});
  }
  if (stage.composite_verdict && *stage.composite_verdict != Verdict::Met) {
    const bool unmet = *stage.composite_verdict == Verdict::Unmet;
    reasons.push_back({unmet ? ReasonKind::CompositeAboveLimit : ReasonKind::CompositeUnknown, *stage.composite_verdict, stage.stage, {},
                       stage.composite_cv, rules.composite->value, 0, stage.schools});
  }
  if (stage.schools_unmet > 0) reasons.push_back({ReasonKind::SchoolsUnmet, Verdict::Unmet, stage.stage, {}, {}, {}, stage.schools_unmet, stage.schools});
  if (stage.schools_unknown > 0)
    reasons.push_back({ReasonKind::SchoolsUnknown, Verdict::Unknown, stage.stage, {}, {}, {}, stage.schools_unknown, stage.schools});
  if (stage.schools_entry_uncertain > 0)
    reasons.push_back({ReasonKind::EntryUncertain, Verdict::Unknown, stage.stage, {}, {}, {}, stage.schools_entry_uncertain, stage.schools});
  if (stage.lost_rows) reasons.push_back({ReasonKind::LostRows, Verdict::Unknown, stage.stage, {}, {}, {}, 0, stage.schools});
}

}  // namespace junheng::assess
