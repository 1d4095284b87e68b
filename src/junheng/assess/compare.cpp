#include "junheng/assess/compare.h"

#include <algorithm>
#include <map>

namespace junheng::assess {

namespace {

/// A school that enters a stage.
struct SchoolSide {
  std::string name;
  std::optional<Verdict> verdict;
};

/// The schools of one stage of an area: those that enter, and the ids of those that do not.
struct StageSide {
  std::map<std::string, SchoolSide> entered;
  std::vector<std::string> outside;

  [[nodiscard]] bool keeps_out(const std::string& id) const { return std::ranges::find(outside, id) != outside.end(); }
};

StageSide side_of(const Assessment& assessment, const StageResult* stage) {
  StageSide out;
  if (stage == nullptr) return out;
  const UnitTable& units = assessment.units.of(stage->stage);
  const auto& group = units.groups[stage->group];
  for (std::uint32_t unit = group.begin; unit < group.end; ++unit) {
    const std::size_t school = units.schools[unit].value;
    std::string id(assessment.dataset->schools.ids.at(school));
    if (unit >= group.entered_end) {
      out.outside.push_back(std::move(id));
      continue;
    }
    out.entered.emplace(std::move(id), SchoolSide{std::string(assessment.dataset->schools.names.at(school)),
                                                  assessment.schools_of(stage->stage).verdicts[unit]});
  }
  return out;
}

std::vector<SchoolChange> school_changes(const StageSide& before, const StageSide& after) {
  std::vector<SchoolChange> changes;
  for (const auto& [id, side] : before.entered) {
    const auto other = after.entered.find(id);
    if (other == after.entered.end()) {
      changes.push_back({id, side.name, {side.verdict, std::nullopt}, true, false, after.keeps_out(id)});
      continue;
    }
    const VerdictChange verdict{side.verdict, other->second.verdict};
    if (verdict.is_flip()) changes.push_back({id, side.name, verdict, false, false, false});
  }
  for (const auto& [id, side] : after.entered)
    if (!before.entered.contains(id)) changes.push_back({id, side.name, {std::nullopt, side.verdict}, false, true, before.keeps_out(id)});
  std::ranges::sort(changes, {}, &SchoolChange::school_id);
  return changes;
}

struct IndicatorSide {
  const standards::Indicator* indicator = nullptr;
  const IndicatorSummary* summary = nullptr;
};

IndicatorSide indicator_of(const Assessment& assessment, const StageResult* stage, Stage which, const std::string& id) {
  const StageRules& rules = assessment.rules_of(which);
  const auto at = rules.find(id);
  if (!at) return {};
  return {rules.indicators[*at].indicator, stage == nullptr ? nullptr : &stage->indicators[*at]};
}

bool is_same_sum(const std::vector<standards::SignedMeasure>& a, const std::vector<standards::SignedMeasure>& b) {
  return std::ranges::equal(a, b, [](const auto& x, const auto& y) { return x.measure == y.measure && x.sign == y.sign; });
}

bool is_same_ratio(const standards::Ratio& a, const standards::Ratio& b) {
  return a.scale == b.scale && is_same_sum(a.numerator, b.numerator) && is_same_sum(a.denominator, b.denominator);
}

bool is_same_indicator(const standards::Indicator& a, const standards::Indicator& b) {
  const auto same_part = [](const auto& x, const auto& y) { return is_same_ratio(x.ratio, y.ratio) && x.is_split == y.is_split; };
  return is_same_ratio(a.ratio, b.ratio) && a.direction == b.direction && a.is_split == b.is_split && a.missing == b.missing &&
         std::ranges::equal(a.parts, b.parts, same_part);
}

bool is_same_item(const standards::Item& a, const standards::Item& b) {
  const auto same_clause = [](const auto& x, const auto& y) {
    return x.rule == y.rule && is_same_ratio(x.ratio, y.ratio) && x.direction == y.direction;
  };
  return a.title.zh == b.title.zh && std::ranges::equal(a.clauses, b.clauses, same_clause);
}

std::vector<std::string> indicator_ids(const Assessment& before, const Assessment& after, Stage stage) {
  std::vector<std::string> ids;
  for (const Assessment* side : {&before, &after}) {
    for (const IndicatorRule& rule : side->rules_of(stage).indicators)
      if (std::ranges::find(ids, rule.indicator->id) == ids.end()) ids.push_back(rule.indicator->id);
  }
  return ids;
}

IndicatorChange indicator_change(const IndicatorSide& a, const IndicatorSide& b) {
  IndicatorChange change;
  change.indicator = a.indicator != nullptr ? a.indicator : b.indicator;
  if (b.indicator == nullptr) change.match = Match::OnlyBefore;
  else if (a.indicator == nullptr) change.match = Match::OnlyAfter;
  else if (!is_same_indicator(*a.indicator, *b.indicator)) change.match = Match::Redefined;
  if (a.summary != nullptr) {
    change.mean_before = a.summary->mean;
    change.cv_before = a.summary->cv;
    change.schools_valued_before = a.summary->schools_valued;
    change.verdict.before = a.summary->cv_verdict;
  }
  if (b.summary != nullptr) {
    change.mean_after = b.summary->mean;
    change.cv_after = b.summary->cv;
    change.schools_valued_after = b.summary->schools_valued;
    change.verdict.after = b.summary->cv_verdict;
  }
  return change;
}

StageChange stage_change(const Assessment& before, const StageResult* a, const Assessment& after, const StageResult* b, Stage stage) {
  StageChange change;
  change.stage = stage;
  if (a != nullptr) {
    change.verdict.before = a->verdict;
    change.schools_entered_before = a->schools;
    change.composite_before = a->composite_cv;
  }
  if (b != nullptr) {
    change.verdict.after = b->verdict;
    change.schools_entered_after = b->schools;
    change.composite_after = b->composite_cv;
  }
  change.judges_schools_before = before.rules_of(stage).judges_schools();
  change.judges_schools_after = after.rules_of(stage).judges_schools();
  change.is_composite_comparable = true;
  for (const std::string& id : indicator_ids(before, after, stage)) {
    change.indicators.push_back(indicator_change(indicator_of(before, a, stage, id), indicator_of(after, b, stage, id)));
    const IndicatorChange& added = change.indicators.back();
    if (added.indicator->has_cv && added.match != Match::Same) change.is_composite_comparable = false;
  }
  change.schools = school_changes(side_of(before, a), side_of(after, b));
  return change;
}

std::vector<ItemChange> item_changes(const AreaResult* a, const AreaResult* b) {
  std::vector<ItemChange> all;
  if (a != nullptr)
    for (const ItemResult& item : a->items) all.push_back({&item, nullptr, Match::OnlyBefore, {item.verdict, std::nullopt}});
  if (b != nullptr) {
    for (const ItemResult& item : b->items) {
      const auto known = std::ranges::find_if(all, [&](const ItemChange& change) { return change.any().item->id == item.item->id; });
      if (known == all.end()) {
        all.push_back({nullptr, &item, Match::OnlyAfter, {std::nullopt, item.verdict}});
        continue;
      }
      known->after = &item;
      known->verdict.after = item.verdict;
      known->match = is_same_item(*known->before->item, *item.item) ? Match::Same : Match::Redefined;
    }
  }
  std::erase_if(all, [](const ItemChange& change) {
    return change.match == Match::Same && !change.verdict.is_flip() && change.before->value == change.after->value &&
           std::ranges::equal(change.before->clauses, change.after->clauses, {}, &ClauseResult::value, &ClauseResult::value);
  });
  return all;
}

const StageResult* stage_of(const AreaResult* area, Stage stage) {
  if (area == nullptr) return nullptr;
  const auto found = std::ranges::find(area->stages, stage, &StageResult::stage);
  return found == area->stages.end() ? nullptr : &*found;
}

}  // namespace

std::string_view to_string(Match match) {
  switch (match) {
    case Match::Same: return "same";
    case Match::OnlyBefore: return "only_a";
    case Match::OnlyAfter: return "only_b";
    case Match::Redefined: return "redefined";
  }
  return "same";
}

std::vector<AreaChange> compare(const Assessment& before, const Assessment& after) {
  struct Pair {
    const AreaResult* before = nullptr;
    const AreaResult* after = nullptr;
    std::string name;
  };
  std::map<std::string, Pair> areas;
  const auto pair_of = [&](const Assessment& side, const AreaResult& area) -> Pair& {
    Pair& pair = areas[std::string(side.dataset->areas.codes.at(area.area.value))];
    pair.name = side.dataset->areas.names.at(area.area.value);
    return pair;
  };
  for (const AreaResult& area : before.areas) pair_of(before, area).before = &area;
  for (const AreaResult& area : after.areas) pair_of(after, area).after = &area;
  std::vector<AreaChange> changes;
  // Not [code, pair]: clang-tidy 16 crashes on a member of a structured binding that is a pointer.
  for (const auto& entry : areas) {
    const Pair& pair = entry.second;
    AreaChange change;
    change.area_code = entry.first;
    change.name = pair.name;
    if (pair.before != nullptr) change.verdict.before = pair.before->verdict;
    if (pair.after != nullptr) change.verdict.after = pair.after->verdict;
    for (const Stage stage : kCompulsoryStages)
      change.stages.push_back(stage_change(before, stage_of(pair.before, stage), after, stage_of(pair.after, stage), stage));
    change.items = item_changes(pair.before, pair.after);
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace junheng::assess
