#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/model/schema.h"
#include "junheng/standards/lint.h"
#include "junheng/standards/names.h"
#include "junheng/standards/rules.h"
#include "junheng/standards/suggestion.h"

namespace junheng::standards {

namespace {

using Names = std::vector<std::string_view>;

/// The measures that formulas may name: those of the dataset format and those that the pack adds.
struct Measures {
  Names of_schools;
  Names of_area;
};

Measures known_measures(const Pack& merged) {
  Measures known;
  for (const model::ColumnSpec& measure : model::stage_measures()) known.of_schools.push_back(measure.id);
  for (const model::ColumnSpec& measure : model::area_measures()) known.of_area.push_back(measure.id);
  for (const DerivedMeasure& measure : merged.measures) {
    known.of_schools.push_back(measure.id);
    known.of_area.push_back(measure.id);
  }
  return known;
}

bool holds(const Names& names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

void check_measure(PackDraft& draft, std::uint32_t line, std::string_view measure, const Names& known) {
  if (!holds(known, measure)) draft.report(Code::UnknownMeasure, line, std::string(measure), suggestion(measure, known));
}

void check_terms(PackDraft& draft, std::uint32_t line, const std::vector<SignedMeasure>& terms, const Names& known) {
  for (const SignedMeasure& term : terms) check_measure(draft, line, term.measure, known);
}

void check_ratio(PackDraft& draft, const Ratio& ratio, const Names& known) {
  check_terms(draft, ratio.line, ratio.numerator, known);
  check_terms(draft, ratio.line, ratio.denominator, known);
}

void check_clause(PackDraft& draft, const ItemClause& clause, const Measures& known) {
  const RuleSpec& spec = rule_spec(clause.rule);
  if (spec.has_formula) check_ratio(draft, clause.ratio, spec.is_of_area ? known.of_area : known.of_schools);
}

void check_formulas(PackDraft& draft, const Measures& known, const Pack& merged) {
  for (const Indicator& indicator : draft.pack.indicators) {
    check_ratio(draft, indicator.ratio, known.of_schools);
    for (const IndicatorPart& part : indicator.parts) check_ratio(draft, part.ratio, known.of_schools);
  }
  for (const Item& item : draft.pack.items)
    for (const ItemClause& clause : item.clauses) check_clause(draft, clause, known);
  for (const DerivedMeasure& measure : draft.pack.measures)
    for (const DerivedMeasure::Sum& sum : measure.sums) {
      check_terms(draft, measure.line, sum.terms, known.of_schools);
      for (const SignedMeasure& term : sum.terms) {
        const auto other = std::ranges::find(merged.measures, term.measure, &DerivedMeasure::id);
        if (other != merged.measures.end() && !other->sums.empty())
          draft.report(Code::ChainedMeasure, measure.line, term.measure, {{"owner", measure.id}});
      }
    }
}

void check_item_tolerance(PackDraft& draft, const Tolerance& tolerance, const Item& item) {
  Names replaceable;
  for (const ItemClause& clause : item.clauses) std::ranges::copy(rule_spec(clause.rule).tolerance_params, std::back_inserter(replaceable));
  for (const auto& [name, value] : tolerance.params) {
    if (holds(replaceable, name)) continue;
    Params params = suggestion(name, replaceable);
    params.emplace_back("owner", tolerance.id);
    params.emplace_back("rule", item.clauses.empty() ? "" : std::string(to_string(item.clauses.front().rule)));
    draft.report(Code::UnknownRuleParameter, tolerance.line, name, std::move(params));
  }
  if (tolerance.params.empty())
    draft.report(Code::ToleranceWithoutEffect, tolerance.line, tolerance.id, {{"needed", "params"}, {"target", item.id}});
}

void check_tolerance(PackDraft& draft, const Tolerance& tolerance, const Pack& merged, const Measures& known) {
  for (const std::string& measure : tolerance.add_numerator) check_measure(draft, tolerance.line, measure, known.of_schools);
  if (std::ranges::find(merged.indicators, tolerance.target, &Indicator::id) != merged.indicators.end()) {
    if (tolerance.add_numerator.empty())
      draft.report(Code::ToleranceWithoutEffect, tolerance.line, tolerance.id, {{"needed", "add_numerator"}, {"target", tolerance.target}});
    return;
  }
  const auto item = std::ranges::find(merged.items, tolerance.target, &Item::id);
  if (item != merged.items.end()) {
    check_item_tolerance(draft, tolerance, *item);
    return;
  }
  Names targets;
  for (const Indicator& indicator : merged.indicators) targets.push_back(indicator.id);
  for (const Item& each : merged.items) targets.push_back(each.id);
  Params params = suggestion(tolerance.target, targets);
  params.emplace_back("owner", tolerance.id);
  draft.report(Code::UnknownTarget, tolerance.line, tolerance.target, std::move(params));
}

/// Indicators that a school can meet or miss in this stage.
std::size_t judged_indicators(const Pack& merged, Stage stage) {
  const auto is_judged = [&](const Indicator& indicator) {
    if (!indicator.stages.empty() && std::ranges::find(indicator.stages, stage) == indicator.stages.end()) return false;
    return !indicator.parts.empty() || std::ranges::any_of(indicator.limits, [&](const DatedValue& limit) {
      return limit.kind == LimitKind::Standard && limit.stage.value_or(stage) == stage;
    });
  };
  return static_cast<std::size_t>(std::ranges::count_if(merged.indicators, is_judged));
}

void check_at_least(PackDraft& draft, const Pack& merged) {
  for (const DatedValue& limit : draft.pack.school_limits) {
    if (limit.kind != LimitKind::AtLeast) continue;
    for (const Stage stage : kCompulsoryStages) {
      if (limit.stage.value_or(stage) != stage) continue;
      const std::size_t count = judged_indicators(merged, stage);
      if (limit.value <= static_cast<double>(count)) continue;
      draft.report(Code::AtLeastAboveIndicators, limit.line, fmt::format("{}", limit.value),
                   {{"count", fmt::format("{}", count)}, {"stage", std::string(to_string(stage))}});
      break;
    }
  }
}

/// The points of the scored items add to 100; asked of the pack that states points or a pass score.
void check_points(PackDraft& draft, const Pack& merged) {
  const auto has_points = [](const Item& item) { return item.scoring.has_value(); };
  const auto own = std::ranges::find_if(draft.pack.items, has_points);
  if (own == draft.pack.items.end() && draft.pack.county_limits.empty()) return;
  constexpr double kTotal = 100;
  constexpr double kRounding = 1e-9;
  double sum = 0;
  for (const Item& item : merged.items) sum += item.scoring ? item.scoring->max : 0;
  if (std::abs(sum - kTotal) <= kRounding) return;
  const std::uint32_t line = own != draft.pack.items.end() ? own->scoring->line : draft.pack.county_limits.front().line;
  draft.report(Code::ScoringNotHundred, line, fmt::format("{}", sum));
}

}  // namespace

void lint_references(PackDraft& draft, const Pack& merged) {
  const Measures known = known_measures(merged);
  check_formulas(draft, known, merged);
  for (const Tolerance& tolerance : draft.pack.tolerances) check_tolerance(draft, tolerance, merged, known);
  check_at_least(draft, merged);
  check_points(draft, merged);
}

}  // namespace junheng::standards
