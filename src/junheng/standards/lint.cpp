#include "junheng/standards/lint.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"
#include "junheng/model/schema.h"
#include "junheng/standards/names.h"
#include "junheng/standards/rules.h"
#include "junheng/standards/suggestion.h"
#include "junheng/standards/units.h"

namespace junheng::standards {

namespace {

/// Ids that must differ from each other, with the line of their first use.
class IdSet {
 public:
  explicit IdSet(PackDraft& draft) : draft_(&draft) {}

  void add(const std::string& id, std::uint32_t line) {
    if (id.empty()) return;
    const auto [first, is_new] = lines_.emplace(id, line);
    if (!is_new) draft_->report(Code::DuplicateId, line, id, {{"first_line", fmt::format("{}", first->second)}});
  }

 private:
  PackDraft* draft_;
  std::map<std::string, std::uint32_t> lines_;
};

void check_ids(PackDraft& draft) {
  IdSet results(draft);
  for (const Indicator& indicator : draft.pack.indicators) {
    results.add(indicator.id, indicator.line);
    for (const IndicatorPart& part : indicator.parts) results.add(part.id, part.line);
  }
  for (const Item& item : draft.pack.items) {
    results.add(item.id, item.line);
    for (const ItemClause& clause : item.clauses)
      if (clause.id != item.id) results.add(clause.id, clause.line);
  }
  IdSet tolerances(draft);
  for (const Tolerance& tolerance : draft.pack.tolerances) tolerances.add(tolerance.id, tolerance.line);
  IdSet measures(draft);
  for (const DerivedMeasure& measure : draft.pack.measures) measures.add(measure.id, measure.line);
}

/// An open or closed interval, for a message.
struct Range {
  double low;
  double high;
  enum class Low { Included, Excluded } low_end = Low::Included;

  [[nodiscard]] bool holds(double value) const { return value <= high && (low_end == Low::Included ? value >= low : value > low); }
};

constexpr double kAny = 1e12;

void check_range(PackDraft& draft, std::uint32_t line, std::string_view key, double value, const Range& range) {
  if (range.holds(value)) return;
  draft.report(Code::NumberOutOfRange, line, fmt::format("{}", value),
               {{"key", std::string(key)}, {"low", fmt::format("{}", range.low)}, {"high", fmt::format("{}", range.high)}});
}

constexpr Range kPositive{0, kAny, Range::Low::Excluded};
constexpr Range kShare{0, 1, Range::Low::Excluded};

void check_ratio(PackDraft& draft, const Ratio& ratio) {
  if (ratio.scale <= 0) draft.report(Code::ScaleNotPositive, ratio.line, fmt::format("{}", ratio.scale));
}

void check_limit_ranges(PackDraft& draft, const std::vector<DatedValue>& limits) {
  constexpr double kMostIndicators = 99;
  for (const DatedValue& limit : limits) {
    switch (limit.kind) {
      case LimitKind::Cv: check_range(draft, limit.line, "value", limit.value, kPositive); break;
      case LimitKind::FloorShare: check_range(draft, limit.line, "value", limit.value, kShare); break;
      case LimitKind::PassScore: check_range(draft, limit.line, "value", limit.value, {0, 100, Range::Low::Excluded}); break;
      case LimitKind::AtLeast:
        // Half an indicator cannot be met: a fraction is outside every range.
        check_range(draft, limit.line, "value", std::floor(limit.value) == limit.value ? limit.value : 0.0, {1, kMostIndicators});
        break;
      case LimitKind::Standard:
      case LimitKind::Floor: check_range(draft, limit.line, "value", limit.value, {0, kAny}); break;
    }
  }
}

template <typename Codes>
void check_codes(PackDraft& draft, std::uint32_t line, const std::vector<int>& codes, const Codes& list, std::string_view list_name) {
  for (const int code : codes) {
    const std::string word = fmt::format("{}", code);
    if (std::ranges::find(list, word, &model::CodeName::code) == list.end())
      draft.report(Code::CodeNotInList, line, word, {{"list", std::string(list_name)}});
  }
}

void check_entry(PackDraft& draft) {
  for (const EntryRule& rule : draft.pack.entry) {
    lint_kinds(draft, rule.line, rule.kinds);
    lint_founders(draft, rule.line, rule.founders);
    for (const auto& [kind, pupils] : rule.min_pupils) {
      lint_kinds(draft, rule.line, {kind});
      check_range(draft, rule.line, fmt::format("min_pupils.{}", kind), pupils, {0, kAny});
    }
  }
  for (const SplitWeights& weights : draft.pack.split) {
    lint_kinds(draft, weights.line, weights.kinds);
    check_range(draft, weights.line, "primary", weights.primary, kPositive);
    check_range(draft, weights.line, "junior", weights.junior, kPositive);
    check_range(draft, weights.line, "senior", weights.senior, kPositive);
  }
}

void check_parts(PackDraft& draft, const Indicator& indicator) {
  const auto count = static_cast<int>(indicator.parts.size());
  const bool is_right = count == 0 ? indicator.parts_at_least == 0 : indicator.parts_at_least >= 1 && indicator.parts_at_least <= count;
  if (!is_right)
    draft.report(Code::PartsAtLeastOutOfRange, indicator.line, fmt::format("{}", indicator.parts_at_least),
                 {{"owner", indicator.id}, {"count", fmt::format("{}", count)}});
  for (const IndicatorPart& part : indicator.parts) {
    lint_unit(draft, part.line, part.unit);
    check_ratio(draft, part.ratio);
    check_limit_ranges(draft, part.limits);
    if (part.ratio.numerator.empty()) draft.report(Code::FormulaMissing, part.line, part.id);
    if (part.limits.empty()) draft.report(Code::LimitMissing, part.line, part.id);
  }
}

void check_indicators(PackDraft& draft) {
  for (const Indicator& indicator : draft.pack.indicators) {
    lint_unit(draft, indicator.line, indicator.unit);
    check_ratio(draft, indicator.ratio);
    check_limit_ranges(draft, indicator.limits);
    check_parts(draft, indicator);
    if (indicator.parts.empty() && indicator.ratio.numerator.empty()) draft.report(Code::FormulaMissing, indicator.line, indicator.id);
  }
  for (const DerivedMeasure& measure : draft.pack.measures) lint_unit(draft, measure.line, measure.unit);
  check_limit_ranges(draft, draft.pack.school_limits);
  check_limit_ranges(draft, draft.pack.composite_limits);
  check_limit_ranges(draft, draft.pack.county_limits);
}

void check_scope(PackDraft& draft, const ItemClause& clause) {
  lint_kinds(draft, clause.line, clause.scope.kinds);
  lint_founders(draft, clause.line, clause.scope.founders_excluded);
  lint_settings(draft, clause.line, clause.scope.setting_prefixes);
}

using Names = std::vector<std::string_view>;

void report_missing(PackDraft& draft, const ItemClause& clause, std::string name) {
  draft.report(Code::RuleParameterMissing, clause.line, "",
               {{"owner", clause.id}, {"rule", std::string(to_string(clause.rule))}, {"name", std::move(name)}});
}

void report_unused(PackDraft& draft, const ItemClause& clause, const std::string& name, const Names& known) {
  Params params = suggestion(name, known);
  params.emplace_back("owner", clause.id);
  params.emplace_back("rule", to_string(clause.rule));
  draft.report(Code::UnknownRuleParameter, clause.line, name, std::move(params));
}

void check_params(PackDraft& draft, const ItemClause& clause, const RuleSpec& spec) {
  Names names;
  for (const RuleParam& param : spec.params) {
    names.push_back(param.name);
    if (param.is_required && !clause.params.contains(std::string(param.name)))
      report_missing(draft, clause, fmt::format("params.{}", param.name));
  }
  for (const auto& [name, number] : clause.params)
    if (std::ranges::find(names, name) == names.end()) report_unused(draft, clause, name, names);
}

void check_words(PackDraft& draft, const ItemClause& clause, const RuleSpec& spec) {
  Names names;
  for (const RuleWord& word : spec.words) {
    names.push_back(word.name);
    const auto given = clause.words.find(std::string(word.name));
    if (given == clause.words.end()) report_missing(draft, clause, fmt::format("words.{}", word.name));
    else if (std::ranges::find(word.allowed, given->second) == word.allowed.end())
      draft.report(Code::CodeNotInList, clause.line, given->second, {{"list", fmt::format("{}", fmt::join(word.allowed, ", "))}});
  }
  for (const auto& [name, value] : clause.words)
    if (std::ranges::find(names, name) == names.end()) report_unused(draft, clause, name, names);
}

/// A formula or a limit that the rule would not read must not look as if it judged something.
void check_formula_and_limits(PackDraft& draft, const ItemClause& clause, const RuleSpec& spec) {
  const bool has_formula = !clause.ratio.numerator.empty() || !clause.ratio.denominator.empty();
  if (spec.has_formula && clause.ratio.numerator.empty()) draft.report(Code::FormulaMissing, clause.line, clause.id);
  if (!spec.has_formula && has_formula) report_unused(draft, clause, "numerator", {});
  if (spec.has_limit && clause.limits.empty()) draft.report(Code::LimitMissing, clause.line, clause.id);
  if (!spec.has_limit && !clause.limits.empty()) report_unused(draft, clause, "limit", {});
  for (const DatedValue& limit : clause.limits)
    if (!limit.variant.empty() && std::ranges::find(spec.variants, limit.variant) == spec.variants.end())
      draft.report(Code::CodeNotInList, limit.line, limit.variant, {{"list", fmt::format("{}", fmt::join(spec.variants, ", "))}});
}

void check_clause(PackDraft& draft, const ItemClause& clause) {
  const RuleSpec& spec = rule_spec(clause.rule);
  lint_unit(draft, clause.line, clause.unit);
  check_ratio(draft, clause.ratio);
  check_limit_ranges(draft, clause.limits);
  check_scope(draft, clause);
  check_params(draft, clause, spec);
  check_words(draft, clause, spec);
  check_formula_and_limits(draft, clause, spec);
}

void check_scoring(PackDraft& draft, const Item& item) {
  const Scoring& scoring = *item.scoring;
  check_range(draft, scoring.line, "max", scoring.max, {0, 100, Range::Low::Excluded});
  if (scoring.kind == ScoreKind::LinearPerPoint) check_range(draft, scoring.line, "per_point", scoring.per_point, kPositive);
  // Steps stand from the highest value down, their points fall with them and never pass the maximum.
  double last_at = kAny;
  double last_points = scoring.max;
  bool is_right = scoring.kind != ScoreKind::Stepped || !scoring.steps.empty();
  for (const Scoring::Step& step : scoring.steps) {
    is_right = is_right && step.at < last_at && step.points <= last_points && step.points >= 0;
    last_at = step.at;
    last_points = step.points;
  }
  if (!is_right) draft.report(Code::ScoringSteps, scoring.line, item.id, {{"max", fmt::format("{}", scoring.max)}});
}

}  // namespace

void lint_kinds(PackDraft& draft, std::uint32_t line, const std::vector<int>& kinds) {
  check_codes(draft, line, kinds, model::school_kinds(), "GB/T 33782 (211, 218, 312, ...)");
}

void lint_founders(PackDraft& draft, std::uint32_t line, const std::vector<int>& founders) {
  check_codes(draft, line, founders, model::founder_kinds(), "1-10");
}

void lint_unit(PackDraft& draft, std::uint32_t line, const std::string& unit) {
  if (unit.empty() || find_unit(unit) != nullptr) return;
  std::vector<std::string_view> keys;
  for (const Unit& known : units()) keys.push_back(known.key);
  draft.report(Code::UnknownUnit, line, unit, suggestion(unit, keys));
}

void lint_structure(PackDraft& draft) {
  check_ids(draft);
  check_entry(draft);
  check_indicators(draft);
  for (const Item& item : draft.pack.items) {
    for (const ItemClause& clause : item.clauses) check_clause(draft, clause);
    if (item.scoring) check_scoring(draft, item);
  }
  for (const Tolerance& tolerance : draft.pack.tolerances)
    if (tolerance.migrant_worker_share_above)
      check_range(draft, tolerance.line, "migrant_worker_share_above", *tolerance.migrant_worker_share_above, {0, 1});
}

}  // namespace junheng::standards
