#include "junheng/assess/items.h"

#include <algorithm>

#include "junheng/assess/item_rules.h"
#include "junheng/assess/scoring.h"
#include "junheng/assess/threshold.h"
#include "junheng/standards/rules.h"

namespace junheng::assess {

using standards::Direction;
using standards::ItemRule;

namespace {

void compute(const ItemContext& context, const BoundItem& item, const BoundClause& clause, ClauseDraft& result) {
  switch (clause.clause->rule) {
    case ItemRule::Reported: return;
    case ItemRule::AreaRatio: return area_ratio(context, clause, result);
    case ItemRule::SchoolsRatio: return schools_ratio(context, clause, result);
    case ItemRule::EachSchoolRatio: return each_school_ratio(context, clause, result);
    case ItemRule::ClassSize: return class_size(context, clause, result);
    case ItemRule::SchoolSize: return school_size(context, item, clause, result);
    case ItemRule::SpecialRooms: return special_rooms(context, item, clause, result);
    case ItemRule::SmallSchoolFunds: return small_school_funds(context, clause, result);
    case ItemRule::SchoolStandard: return school_standard(context, result);
    case ItemRule::YearsSince: return years_since(context, clause, result);
    case ItemRule::QualityMonitoring: return quality_monitoring(context, clause, result);
    case ItemRule::Survey: return survey(context, clause, result);
  }
}

/// Takes the value that the county reports for the item where the clause could not be computed.
void take_report(const ItemContext& context, const BoundItem& item, const BoundClause& clause, ClauseDraft& result) {
  const auto reported = context.figure(item.reported);
  if (!reported.is_present()) {
    if (clause.clause->rule == ItemRule::Reported) result.missing.push_back(item.item->id);
    return;
  }
  result.basis = Basis::Reported;
  result.value = reported.value;
  result.missing.clear();
  result.warnings.clear();
  // Only schools that are unknown are left in a clause without a result.
  result.offenders.clear();
  if (standards::reports_a_number(*item.item)) {
    result.limit = clause.limit();
    if (result.limit) result.verdict = reaches(reported.value, *result.limit, clause.clause->direction) ? Verdict::Met : Verdict::Unmet;
    return;
  }
  // A veto item reports whether the thing has happened; every other document whether the item is fulfilled.
  const bool is_veto = item.item->group == standards::ItemGroup::Veto;
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

void conclude_count(const ItemContext& context, ClauseDraft& result, const OffenderCount& count) {
  result.limit = 0;
  if (count.looked_at > 0) {
    result.numerator = count.offenders;
    result.denominator = count.looked_at;
  }
  if (count.offenders > 0) {
    result.basis = Basis::Computed;
    result.value = count.offenders;
    result.verdict = Verdict::Unmet;
  } else if (count.unknown == 0 && !context.lost_rows) {
    result.basis = Basis::Computed;
    result.value = 0;
    result.verdict = Verdict::Met;
  }
  if (result.verdict == Verdict::Unknown && context.lost_rows) result.warnings.emplace_back("item.lost_rows");
}

void conclude_over_schools(const ItemContext& context, ClauseDraft& result, const OffenderCount& count) {
  if (context.whole_begin() < context.whole_end()) conclude_count(context, result, count);
  else result.warnings.emplace_back("item.no_school_in_scope");
}

void name_missing(ClauseDraft& result, std::string_view what) {
  if (std::ranges::find(result.missing, what) == result.missing.end()) result.missing.push_back(what);
}

void ClauseDraft::clear() {
  basis = Basis::Missing;
  verdict = Verdict::Unknown;
  value.reset();
  limit.reset();
  numerator.reset();
  denominator.reset();
  offenders.clear();
  missing.clear();
  warnings.clear();
}

ClauseResult ClauseDraft::finish(const standards::ItemClause& clause, ListStore& lists) const {
  return {&clause,
          basis,
          verdict,
          value,
          limit,
          numerator,
          denominator,
          lists.keep(std::span(offenders)),
          lists.keep(std::span(missing)),
          lists.keep(std::span(warnings))};
}

void ItemJudge::reserve(std::size_t areas, ResultTables& tables) const {
  tables.items.reserve(areas * items_.size());
  tables.clauses.reserve(areas * clause_count_);
}

void ItemJudge::judge(AreaResult& area, std::size_t group, ResultTables& tables) const {
  const bool lost_rows = std::ranges::any_of(area.stages, &StageResult::lost_rows);
  const ItemContext context{&input_, area.area, group, area.stages, lost_rows, classes_.get()};
  for (const BoundItem& item : items_) {
    for (const BoundClause& clause : item.clauses) {
      draft_->clear();
      compute(context, item, clause, *draft_);
      if (draft_->basis == Basis::Missing) take_report(context, item, clause, *draft_);
      tables.clauses.push_back(draft_->finish(*clause.clause, tables.lists));
    }
    ItemResult& result = tables.items.emplace_back();
    result.item = item.item;
    result.clauses = std::span<const ClauseResult>(tables.clauses).last(item.clauses.size());
    conclude_item(result);
    if (item.item->scoring) score_item(result);
  }
  area.items = std::span<const ItemResult>(tables.items).last(items_.size());
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
