#include "junheng/assess/margins.h"

#include <algorithm>

#include "junheng/assess/threshold.h"
#include "junheng/standards/rules.h"

namespace junheng::assess {

using standards::Direction;

std::optional<double> margin_of(std::optional<double> value, std::optional<double> limit, Direction direction) {
  if (!value || !limit) return std::nullopt;
  const double margin = direction == Direction::Higher ? *value - *limit : *limit - *value;
  return margin < 0 && reaches(*value, *limit, direction) ? 0 : margin;
}

std::optional<double> cv_margin(const IndicatorRule& rule, const IndicatorSummary& summary) {
  return margin_of(summary.cv, rule.cv ? std::optional(rule.cv->value) : std::nullopt, Direction::Lower);
}

std::optional<double> composite_margin(const StageRules& rules, const StageResult& stage) {
  return margin_of(stage.composite_cv, rules.composite ? std::optional(rules.composite->value) : std::nullopt, Direction::Lower);
}

Direction direction_of(const ClauseResult& clause) {
  const bool counts_offenders = clause.basis != Basis::Reported && !standards::rule_spec(clause.clause->rule).is_reported_as_number;
  return counts_offenders ? Direction::Lower : clause.clause->direction;
}

std::optional<double> clause_margin(const standards::Item& item, const ClauseResult& clause) {
  if (clause.basis == Basis::Reported && !standards::reports_a_number(item)) return std::nullopt;
  return margin_of(clause.value, clause.limit, direction_of(clause));
}

const ClauseResult& deciding_clause(const ItemResult& item) {
  const auto deciding = std::ranges::find(item.clauses, item.verdict, &ClauseResult::verdict);
  return deciding == item.clauses.end() ? item.clauses.front() : *deciding;
}

std::optional<double> item_margin(const ItemResult& item) { return clause_margin(*item.item, deciding_clause(item)); }

}  // namespace junheng::assess
