#include "junheng/assess/items.h"

#include <algorithm>
#include <charconv>

#include "junheng/assess/item_rules.h"
#include "junheng/assess/scoring.h"
#include "junheng/assess/threshold.h"

namespace junheng::assess {

using standards::Direction;
using standards::ItemRule;

namespace {

ClauseResult compute(const ItemContext& context, const standards::Item& item, const standards::ItemClause& clause) {
  switch (clause.rule) {
    case ItemRule::Reported: return {};
    case ItemRule::AreaRatio: return area_ratio(context, clause);
    case ItemRule::SchoolsRatio: return schools_ratio(context, clause);
    case ItemRule::EachSchoolRatio: return each_school_ratio(context, clause);
    case ItemRule::ClassSize: return class_size(context, item, clause);
    case ItemRule::SchoolSize: return school_size(context, item, clause);
    case ItemRule::SpecialRooms: return special_rooms(context, item, clause);
    case ItemRule::SmallSchoolFunds: return small_school_funds(context, clause);
    case ItemRule::SchoolStandard: return school_standard(context, clause);
    case ItemRule::YearsSince: return years_since(context, clause);
    case ItemRule::QualityMonitoring: return quality_monitoring(context, clause);
    case ItemRule::Survey: return survey(context, clause);
  }
  return {};
}

/// Rules whose reported value is the ratio itself, in the unit of the clause; every other item is reported as 1 or 0.
bool reports_a_ratio(const standards::Item& item) {
  if (item.clauses.size() != 1) return false;
  switch (item.clauses.front().rule) {
    case ItemRule::AreaRatio:
    case ItemRule::SchoolsRatio:
    case ItemRule::Survey:
    case ItemRule::YearsSince: return true;
    default: return false;
  }
}

/// Takes the value that the county reports for the item where the clause could not be computed.
void take_report(const ItemContext& context, const standards::Item& item, const standards::ItemClause& clause, ClauseResult& result) {
  const auto reported = context.dataset->area_items.get(context.area, context.year, item.id);
  if (!reported.is_present()) {
    if (clause.rule == ItemRule::Reported) result.missing.push_back(item.id);
    return;
  }
  result.basis = Basis::Reported;
  result.value = reported.value;
  result.missing.clear();
  if (reports_a_ratio(item)) {
    result.limit = limit_of(context, clause, Stage::All);
    if (result.limit) result.verdict = reaches(reported.value, *result.limit, clause.direction) ? Verdict::Met : Verdict::Unmet;
    return;
  }
  // A veto item reports whether the thing has happened; every other document whether the item is fulfilled.
  const bool is_veto = item.group == standards::ItemGroup::Veto;
  result.limit = is_veto ? 0 : 1;
  result.verdict = reaches(reported.value, *result.limit, is_veto ? Direction::Lower : Direction::Higher) ? Verdict::Met : Verdict::Unmet;
}

/// The clause that decides stands for the item: an unmet one before an unknown one before the first.
void conclude_item(ItemResult& result) {
  result.verdict = Verdict::Met;
  const ClauseResult* deciding = &result.clauses.front();
  for (const ClauseResult& clause : result.clauses) {
    const Verdict joined = both(result.verdict, clause.verdict);
    if (joined != result.verdict) deciding = &clause;
    result.verdict = joined;
  }
  result.value = deciding->value;
  result.limit = deciding->limit;
  result.basis = deciding->basis;
}

}  // namespace

std::optional<double> limit_of(const ItemContext& context, const standards::ItemClause& clause, Stage stage, std::string_view variant) {
  const auto limit = standards::in_force(clause.limits, standards::LimitKind::Standard, stage, context.standard->on, variant);
  return limit ? std::optional(limit->value) : std::nullopt;
}

double param_of(const standards::ItemClause& clause, std::string_view name, double fallback) {
  const auto found = clause.params.find(std::string(name));
  return found == clause.params.end() ? fallback : found->second;
}

bool in_scope(const ItemContext& context, const standards::Scope& scope, SchoolIndex school, const model::Quantity& pupils) {
  const model::Schools& schools = context.dataset->schools;
  const int kind = schools.kinds[school.value];
  if (scope.kinds.empty() ? model::SchoolKind::is_special(kind) : std::ranges::find(scope.kinds, kind) == scope.kinds.end()) return false;
  const int founder = schools.founders[school.value];
  if (founder != 0 && std::ranges::find(scope.founders_excluded, founder) != scope.founders_excluded.end()) return false;
  if (!scope.setting_prefixes.empty()) {
    const int setting = schools.settings[school.value];
    const auto begins = [&](const std::string& prefix) {
      int code = 0;
      std::from_chars(prefix.data(), prefix.data() + prefix.size(), code);
      return (prefix.size() == 1 ? setting / 100 : prefix.size() == 2 ? setting / 10 : setting) == code;
    };
    // A school without a setting may be one of them: it stays in and its value decides.
    if (schools.settings[school.value] != 0 && std::ranges::none_of(scope.setting_prefixes, begins)) return false;
  }
  if (scope.exclude_boarding && schools.is_boarding.get(school.value) == 1.0) return false;
  if (scope.pupils_below && pupils.is_present() && pupils.value >= *scope.pupils_below) return false;
  return !scope.pupils_at_least || !pupils.is_present() || pupils.value >= *scope.pupils_at_least;
}

void conclude_count(ClauseResult& result, double offenders, std::size_t unknown_schools) {
  result.limit = 0;
  if (offenders > 0) {
    result.basis = Basis::Computed;
    result.value = offenders;
    result.verdict = Verdict::Unmet;
  } else if (unknown_schools == 0) {
    result.basis = Basis::Computed;
    result.value = 0;
    result.verdict = Verdict::Met;
  }
}

std::span<const SchoolIndex> whole_schools(const ItemContext& context, std::size_t& first) {
  const WholeTable& whole = context.units->whole;
  first = whole.offsets[context.group];
  return std::span(whole.schools).subspan(first, whole.offsets[context.group + 1] - first);
}

std::vector<ItemResult> judge_items(const ItemContext& context) {
  std::vector<ItemResult> results;
  results.reserve(context.standard->pack.items.size());
  for (const standards::Item& item : context.standard->pack.items) {
    ItemResult result;
    result.item = &item;
    for (const standards::ItemClause& clause : item.clauses) {
      ClauseResult computed = compute(context, item, clause);
      computed.clause = &clause;
      if (computed.basis == Basis::Missing) take_report(context, item, clause, computed);
      result.clauses.push_back(std::move(computed));
    }
    conclude_item(result);
    if (item.scoring) score_item(result);
    results.push_back(std::move(result));
  }
  return results;
}

std::string_view to_string(Basis basis) {
  switch (basis) {
    case Basis::Computed: return "computed";
    case Basis::Reported: return "reported";
    case Basis::Missing: return "missing";
  }
  return "missing";
}

std::string_view to_string(ReasonKind kind) {
  switch (kind) {
    case ReasonKind::CvAboveLimit: return "cv_above_limit";
    case ReasonKind::CvUnknown: return "cv_unknown";
    case ReasonKind::CompositeAboveLimit: return "composite_above_limit";
    case ReasonKind::CompositeUnknown: return "composite_unknown";
    case ReasonKind::SchoolsUnmet: return "schools_unmet";
    case ReasonKind::SchoolsUnknown: return "schools_unknown";
    case ReasonKind::NoSchools: return "no_schools";
    case ReasonKind::EntryUncertain: return "entry_uncertain";
    case ReasonKind::LostRows: return "lost_rows";
    case ReasonKind::ItemUnmet: return "item_unmet";
    case ReasonKind::ItemUnknown: return "item_unknown";
    case ReasonKind::ScoreBelowPass: return "score_below_pass";
    case ReasonKind::ScoreUnknown: return "score_unknown";
  }
  return "item_unknown";
}

}  // namespace junheng::assess
