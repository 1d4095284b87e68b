#include "junheng/assess/compare.h"

#include <algorithm>
#include <map>

namespace junheng::assess {

namespace {

struct SchoolSide {
  std::string name;
  std::optional<Verdict> verdict;
};

std::map<std::string, SchoolSide> schools_of(const Assessment& assessment, const StageResult* stage) {
  std::map<std::string, SchoolSide> out;
  if (stage == nullptr) return out;
  const UnitTable& units = assessment.units.of(stage->stage);
  const auto& group = units.groups[stage->group];
  for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
    const std::size_t school = units.schools[unit].value;
    out.emplace(std::string(assessment.dataset->schools.ids.at(school)),
                SchoolSide{std::string(assessment.dataset->schools.names.at(school)), assessment.schools_of(stage->stage).verdicts[unit]});
  }
  return out;
}

std::vector<SchoolChange> school_changes(const Assessment& before, const StageResult* a, const Assessment& after, const StageResult* b) {
  const auto left = schools_of(before, a);
  const auto right = schools_of(after, b);
  std::vector<SchoolChange> changes;
  for (const auto& [id, side] : left) {
    const auto other = right.find(id);
    if (other == right.end()) changes.push_back({id, side.name, {side.verdict, std::nullopt}, true, false});
    else if (other->second.verdict != side.verdict) changes.push_back({id, side.name, {side.verdict, other->second.verdict}, false, false});
  }
  for (const auto& [id, side] : right)
    if (!left.contains(id)) changes.push_back({id, side.name, {std::nullopt, side.verdict}, false, true});
  return changes;
}

const IndicatorSummary* summary_of(const Assessment& assessment, const StageResult* stage, const std::string& id) {
  if (stage == nullptr) return nullptr;
  const auto at = assessment.rules_of(stage->stage).find(id);
  return at ? &stage->indicators[*at] : nullptr;
}

std::vector<std::string> indicator_ids(const Assessment& before, const Assessment& after, Stage stage) {
  std::vector<std::string> ids;
  for (const Assessment* side : {&before, &after}) {
    for (const IndicatorRule& rule : side->rules_of(stage).indicators)
      if (std::ranges::find(ids, rule.indicator->id) == ids.end()) ids.push_back(rule.indicator->id);
  }
  return ids;
}

StageChange stage_change(const Assessment& before, const StageResult* a, const Assessment& after, const StageResult* b, Stage stage) {
  StageChange change;
  change.stage = stage;
  if (a != nullptr) {
    change.verdict.before = a->verdict;
    change.composite_before = a->composite_cv;
  }
  if (b != nullptr) {
    change.verdict.after = b->verdict;
    change.composite_after = b->composite_cv;
  }
  for (const std::string& id : indicator_ids(before, after, stage)) {
    IndicatorChange indicator;
    indicator.id = id;
    if (const auto* summary = summary_of(before, a, id)) {
      indicator.mean_before = summary->mean;
      indicator.cv_before = summary->cv;
      indicator.verdict.before = summary->cv_verdict;
    }
    if (const auto* summary = summary_of(after, b, id)) {
      indicator.mean_after = summary->mean;
      indicator.cv_after = summary->cv;
      indicator.verdict.after = summary->cv_verdict;
    }
    change.indicators.push_back(std::move(indicator));
  }
  change.schools = school_changes(before, a, after, b);
  return change;
}

std::vector<ItemChange> item_changes(const AreaResult* a, const AreaResult* b) {
  std::vector<std::string> ids;
  std::map<std::string, ItemChange> by_id;
  const auto take = [&](const AreaResult* area, bool is_before) {
    if (area == nullptr) return;
    for (const ItemResult& item : area->items) {
      if (!by_id.contains(item.item->id)) ids.push_back(item.item->id);
      ItemChange& change = by_id[item.item->id];
      change.id = item.item->id;
      (is_before ? change.value_before : change.value_after) = item.value;
      (is_before ? change.verdict.before : change.verdict.after) = item.verdict;
    }
  };
  take(a, true);
  take(b, false);
  std::vector<ItemChange> changes;
  for (const std::string& id : ids) {
    const ItemChange& change = by_id[id];
    if (change.verdict.is_flip() || change.value_before != change.value_after) changes.push_back(change);
  }
  return changes;
}

const StageResult* stage_of(const AreaResult* area, Stage stage) {
  if (area == nullptr) return nullptr;
  const auto found = std::ranges::find(area->stages, stage, &StageResult::stage);
  return found == area->stages.end() ? nullptr : &*found;
}

}  // namespace

std::vector<AreaChange> compare(const Assessment& before, const Assessment& after) {
  struct Pair {
    const AreaResult* before = nullptr;
    const AreaResult* after = nullptr;
    std::string name;
  };
  std::map<std::string, Pair> areas;
  const auto take = [&](const Assessment& side, const AreaResult* Pair::*slot) {
    for (const AreaResult& area : side.areas) {
      Pair& pair = areas[std::string(side.dataset->areas.codes.at(area.area.value))];
      pair.*slot = &area;
      pair.name = side.dataset->areas.names.at(area.area.value);
    }
  };
  take(before, &Pair::before);
  take(after, &Pair::after);
  std::vector<AreaChange> changes;
  for (const auto& [code, pair] : areas) {
    AreaChange change;
    change.area_code = code;
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
