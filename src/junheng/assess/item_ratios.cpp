#include <algorithm>
#include <array>
#include <cmath>

#include "junheng/assess/item_rules.h"
#include "junheng/assess/threshold.h"

namespace junheng::assess {

namespace {

using model::Quantity;

void judge_ratio(ClauseResult& result, const standards::ItemClause& clause, double numerator, double denominator, std::optional<double> limit) {
  result.numerator = numerator;
  result.denominator = denominator;
  result.limit = limit;
  if (denominator == 0) return;
  result.basis = Basis::Computed;
  result.value = clause.ratio.scale * numerator / denominator;
  if (!limit) return;
  result.verdict = ratio_reaches(clause.ratio.scale, numerator, denominator, *limit, clause.direction) ? Verdict::Met : Verdict::Unmet;
}

std::optional<double> area_sum(const ItemContext& context, const std::vector<BoundTerm<model::NumberColumn>>& terms, ClauseResult& result) {
  double sum = 0;
  bool complete = true;
  for (const auto& term : terms) {
    const Quantity part = context.figure(term.column);
    if (!part.is_present()) {
      result.missing.push_back(term.measure);
      complete = false;
    }
    sum += term.sign * part.value;
  }
  return complete ? std::optional(sum) : std::nullopt;
}

/// Sum of terms by row; missing where one of them is.
class TermSum {
 public:
  explicit TermSum(const std::vector<BoundTerm<UnitColumn>>& terms) : terms_(&terms) {
    if (terms.size() != 1 || terms.front().column == nullptr) return;
    single_ = terms.front().column->view();
    sign_ = terms.front().sign;
    is_single_ = true;
  }

  [[nodiscard]] Quantity at(std::size_t row) const {
    if (!is_single_) return sum_at(row);
    Quantity only = single_.at(row);
    only.value *= sign_;
    return only;
  }

 private:
  [[nodiscard]] Quantity sum_at(std::size_t row) const {
    double sum = 0;
    for (const auto& term : *terms_) {
      const Quantity part = term.column == nullptr ? Quantity::missing(model::Absence::NoColumn) : term.column->at(row);
      if (!part.is_present()) return part;
      sum += term.sign * part.value;
    }
    return Quantity::of(sum);
  }

  const std::vector<BoundTerm<UnitColumn>>* terms_;
  UnitColumn::View single_;
  double sign_ = 1;
  bool is_single_ = false;
};

/// One school, or one stage of it, that a clause looks at.
struct InScope {
  SchoolIndex school;
  std::optional<Stage> stage;
  Quantity numerator;
  Quantity denominator;

  [[nodiscard]] bool is_known() const { return numerator.is_present() && denominator.is_present(); }
};

/// Calls visit(InScope) for every school in scope that has pupils.
template <typename Visit>
void for_each_in_scope(const ItemContext& context, const BoundClause& clause, Visit visit) {
  const Units& units = *context.input->units;
  if (clause.clause->scope.stages.empty()) {
    const auto& ratio = clause.ratios[static_cast<std::size_t>(Stage::All)];
    const TermSum numerators(ratio.numerator);
    const TermSum denominators(ratio.denominator);
    const UnitColumn::View pupils = units.whole.pupils.view();
    const std::size_t end = context.whole_end();
    for (std::size_t row = context.whole_begin(); row < end; ++row) {
      const SchoolIndex school = units.whole.schools[row];
      if (clause.scope.is_plain()) {
        if (units.whole.is_ordinary[row] == 0) continue;
      } else {
        const Quantity count = pupils.at(row);
        if ((count.is_present() && count.value == 0) || !clause.scope.holds(school, count)) continue;
      }
      visit(InScope{school, {}, numerators.at(row), denominators.at(row)});
    }
    return;
  }
  for (const Stage stage : clause.clause->scope.stages) {
    const auto& ratio = clause.ratios[static_cast<std::size_t>(stage)];
    const TermSum numerators(ratio.numerator);
    const TermSum denominators(ratio.denominator);
    const UnitTable& table = units.of(stage);
    const UnitColumn::View pupils = table.pupils.view();
    const UnitTable::Group& group = table.groups[context.group];
    for (std::size_t unit = group.begin; unit < group.end; ++unit) {
      const SchoolIndex school = table.schools[unit];
      if (clause.scope.holds(school, pupils.at(unit))) visit(InScope{school, stage, numerators.at(unit), denominators.at(unit)});
    }
  }
}

void name_missing_terms(const standards::ItemClause& clause, ClauseResult& result) {
  for (const auto* terms : {&clause.ratio.numerator, &clause.ratio.denominator})
    for (const auto& term : *terms)
      if (std::ranges::find(result.missing, term.measure) == result.missing.end()) result.missing.push_back(term.measure);
}

/// No school that a rule is about: it lacks no measure, and data that leave such schools out look the same as a county without any.
void warn_of_empty_scope(const standards::ItemClause& clause, ClauseResult& result) {
  const std::vector<int>& kinds = clause.scope.kinds;
  const bool is_special = !kinds.empty() && std::ranges::all_of(kinds, model::SchoolKind::is_special);
  result.warnings.emplace_back(is_special ? "item.no_special_school" : "item.no_school_in_scope");
}

}  // namespace

ClauseResult area_ratio(const ItemContext& context, const BoundClause& clause) {
  ClauseResult result;
  const auto& ratio = clause.figures;
  const auto numerator = area_sum(context, ratio.numerator, result);
  const auto denominator = ratio.denominator.empty() ? std::optional(1.0) : area_sum(context, ratio.denominator, result);
  if (numerator && denominator) judge_ratio(result, *clause.clause, *numerator, *denominator, clause.limit());
  return result;
}

ClauseResult schools_ratio(const ItemContext& context, const BoundClause& clause) {
  ClauseResult result;
  const double scale = clause.clause->ratio.scale;
  double numerators = 0;
  double denominators = 0;
  std::size_t schools = 0;
  std::size_t unknown = 0;
  const auto& stages = clause.clause->scope.stages;
  const auto& limit = clause.limit(stages.size() == 1 ? stages.front() : Stage::All);
  // Only a limit of everything (100 %) makes each school that falls short an offender.
  const bool asks_for_all = limit && std::fabs(*limit - scale) < kThresholdTolerance;
  for_each_in_scope(context, clause, [&](const InScope& each) {
    ++schools;
    if (!each.is_known()) {
      ++unknown;
      return;
    }
    const double numerator = each.numerator.value;
    const double denominator = each.denominator.value;
    numerators += numerator;
    denominators += denominator;
    if (asks_for_all && numerator < denominator) result.offenders.push_back({each.school, each.stage, scale * numerator / denominator, scale});
  });
  if (schools > 0 && unknown == 0) {
    judge_ratio(result, *clause.clause, numerators, denominators, limit);
    return result;
  }
  if (schools == 0) warn_of_empty_scope(*clause.clause, result);
  else name_missing_terms(*clause.clause, result);
  if (!result.offenders.empty()) {
    result.basis = Basis::Computed;
    result.limit = limit;
    result.verdict = Verdict::Unmet;
  }
  return result;
}

ClauseResult each_school_ratio(const ItemContext& context, const BoundClause& clause) {
  ClauseResult result;
  const standards::ItemClause& rule = *clause.clause;
  std::size_t schools = 0;
  std::size_t unknown = 0;
  double offenders = 0;
  for_each_in_scope(context, clause, [&](const InScope& each) {
    ++schools;
    const auto& limit = clause.limit(each.stage.value_or(Stage::All));
    if (!each.is_known() || each.denominator.value == 0 || !limit) {
      ++unknown;
      return;
    }
    const double numerator = each.numerator.value;
    const double denominator = each.denominator.value;
    if (ratio_reaches(rule.ratio.scale, numerator, denominator, *limit, rule.direction)) return;
    ++offenders;
    result.offenders.push_back({each.school, each.stage, rule.ratio.scale * numerator / denominator, *limit});
  });
  if (unknown > 0) name_missing_terms(rule, result);
  if (schools > 0) conclude_count(result, offenders, unknown);
  else warn_of_empty_scope(rule, result);
  return result;
}

}  // namespace junheng::assess
