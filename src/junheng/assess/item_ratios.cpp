#include <algorithm>
#include <array>
#include <cmath>

#include "junheng/assess/item_rules.h"
#include "junheng/assess/threshold.h"

namespace junheng::assess {

namespace {

using model::NumberColumn;
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

std::optional<double> area_sum(const ItemContext& context, const std::vector<standards::SignedMeasure>& terms, ClauseResult& result) {
  double sum = 0;
  bool complete = true;
  for (const auto& term : terms) {
    const Quantity part = context.dataset->area_items.get(context.area, context.year, term.measure);
    if (!part.is_present()) {
      result.missing.push_back(term.measure);
      complete = false;
    }
    sum += term.sign * part.value;
  }
  return complete ? std::optional(sum) : std::nullopt;
}

/// Sums of a ratio over schools, with the schools that lack a term left out and counted.
struct Sums {
  double numerator = 0;
  double denominator = 0;
  std::size_t unknown = 0;
};

using ColumnOf = const NumberColumn* (*)(const ItemContext&, Stage, std::string_view);

std::optional<double> term_sum(const std::vector<const NumberColumn*>& columns, const std::vector<standards::SignedMeasure>& terms, std::size_t row) {
  double sum = 0;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (columns[i] == nullptr || !columns[i]->has(row)) return std::nullopt;
    sum += terms[i].sign * columns[i]->at(row).value;
  }
  return sum;
}

/// Calls visit(school, stage, numerator, denominator) for every school in scope that has pupils; a missing sum is nullopt.
template <typename Visit>
void for_each_in_scope(const ItemContext& context, const standards::ItemClause& clause, Visit visit) {
  const auto columns_of = [&](const auto& table, const std::vector<standards::SignedMeasure>& terms) {
    std::vector<const NumberColumn*> columns;
    for (const auto& term : terms) columns.push_back(table(term.measure));
    return columns;
  };
  if (clause.scope.stages.empty()) {
    const WholeTable& whole = context.units->whole;
    const auto measure = [&](std::string_view id) { return whole.measure(id); };
    const auto numerators = columns_of(measure, clause.ratio.numerator);
    const auto denominators = columns_of(measure, clause.ratio.denominator);
    for (std::size_t row = whole.offsets[context.group]; row < whole.offsets[context.group + 1]; ++row) {
      const Quantity pupils = whole.pupils.at(row);
      if ((pupils.is_present() && pupils.value == 0) || !in_scope(context, clause.scope, whole.schools[row], pupils)) continue;
      visit(whole.schools[row], std::optional<Stage>(), term_sum(numerators, clause.ratio.numerator, row),
            term_sum(denominators, clause.ratio.denominator, row));
    }
    return;
  }
  for (const Stage stage : clause.scope.stages) {
    const UnitTable& units = context.units->of(stage);
    const auto measure = [&](std::string_view id) { return units.measure(id, false); };
    const auto numerators = columns_of(measure, clause.ratio.numerator);
    const auto denominators = columns_of(measure, clause.ratio.denominator);
    const UnitTable::Group& group = units.groups[context.group];
    for (std::size_t unit = group.begin; unit < group.end; ++unit) {
      if (!in_scope(context, clause.scope, units.schools[unit], units.pupils.at(unit))) continue;
      visit(units.schools[unit], std::optional(stage), term_sum(numerators, clause.ratio.numerator, unit),
            term_sum(denominators, clause.ratio.denominator, unit));
    }
  }
}

void name_missing_terms(const standards::ItemClause& clause, ClauseResult& result) {
  for (const auto* terms : {&clause.ratio.numerator, &clause.ratio.denominator})
    for (const auto& term : *terms)
      if (std::ranges::find(result.missing, term.measure) == result.missing.end()) result.missing.push_back(term.measure);
}

}  // namespace

ClauseResult area_ratio(const ItemContext& context, const standards::ItemClause& clause) {
  ClauseResult result;
  const auto numerator = area_sum(context, clause.ratio.numerator, result);
  const auto denominator = clause.ratio.denominator.empty() ? std::optional(1.0) : area_sum(context, clause.ratio.denominator, result);
  if (numerator && denominator) judge_ratio(result, clause, *numerator, *denominator, limit_of(context, clause, Stage::All));
  return result;
}

ClauseResult schools_ratio(const ItemContext& context, const standards::ItemClause& clause) {
  ClauseResult result;
  Sums sums;
  bool known_shortfall = false;
  std::size_t schools = 0;
  for_each_in_scope(context, clause, [&](SchoolIndex school, std::optional<Stage> stage, std::optional<double> numerator, std::optional<double> denominator) {
    ++schools;
    if (!numerator || !denominator) {
      ++sums.unknown;
      return;
    }
    sums.numerator += *numerator;
    sums.denominator += *denominator;
    if (*numerator < *denominator) {
      known_shortfall = true;
      result.offenders.push_back({school, stage, clause.ratio.scale * *numerator / *denominator, clause.ratio.scale});
    }
  });
  const auto limit = limit_of(context, clause, clause.scope.stages.size() == 1 ? clause.scope.stages.front() : Stage::All);
  // Only a limit of everything (100 %) makes each school that falls short an offender.
  const bool asks_for_all = limit && std::fabs(*limit - clause.ratio.scale) < kThresholdTolerance;
  if (!asks_for_all) result.offenders.clear();
  if (schools > 0 && sums.unknown == 0) {
    judge_ratio(result, clause, sums.numerator, sums.denominator, limit);
    return result;
  }
  name_missing_terms(clause, result);
  if (asks_for_all && known_shortfall) {
    result.basis = Basis::Computed;
    result.limit = limit;
    result.verdict = Verdict::Unmet;
  }
  return result;
}

ClauseResult each_school_ratio(const ItemContext& context, const standards::ItemClause& clause) {
  ClauseResult result;
  std::size_t schools = 0;
  std::size_t unknown = 0;
  std::array<std::optional<double>, kStageCount> limits;
  for (const Stage stage : {Stage::Primary, Stage::Junior, Stage::All}) limits[static_cast<std::size_t>(stage)] = limit_of(context, clause, stage);
  double offenders = 0;
  for_each_in_scope(context, clause, [&](SchoolIndex school, std::optional<Stage> stage, std::optional<double> numerator, std::optional<double> denominator) {
    ++schools;
    const auto& limit = limits[static_cast<std::size_t>(stage.value_or(Stage::All))];
    if (!numerator || !denominator || *denominator == 0 || !limit) {
      ++unknown;
      return;
    }
    if (ratio_reaches(clause.ratio.scale, *numerator, *denominator, *limit, clause.direction)) return;
    ++offenders;
    result.offenders.push_back({school, stage, clause.ratio.scale * *numerator / *denominator, *limit});
  });
  if (unknown > 0 || schools == 0) name_missing_terms(clause, result);
  // A rule about certain kinds of school cannot be judged on data that list none of them.
  if (schools > 0) conclude_count(result, offenders, unknown);
  return result;
}

}  // namespace junheng::assess
