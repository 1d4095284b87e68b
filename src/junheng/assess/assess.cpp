#include "junheng/assess/assess.h"

#include <algorithm>
#include <map>

#include "junheng/assess/items.h"
#include "junheng/assess/scoring.h"
#include "junheng/assess/stage_result.h"
#include "junheng/assess/unit_builder.h"
#include "junheng/core/codes.h"

namespace junheng::assess {

namespace {

using model::AreaLevel;

/// Areas judged together from their values to their verdicts: what is worked out of them is still in the processor's cache when it is read.
constexpr std::size_t kBlock = 16;

bool is_below(const model::Areas& areas, AreaIndex area, AreaIndex top) {
  std::optional<AreaIndex> at = area;
  while (at) {
    if (*at == top) return true;
    at = areas.parents[at->value];
  }
  return false;
}

/// Areas of the level that hold schools, by code, and the root schools of each in the order of the dataset.
struct Grouping {
  SchoolGroups groups;
  std::vector<AreaIndex> areas;
  std::vector<AreaIndex> areas_without_schools;
  std::vector<SchoolIndex> unplaced;
};

Grouping group_schools(const model::Dataset& data, const Campuses& campuses, const AssessOptions& options,
                       std::optional<AreaIndex> within) {
  const AreaLevel level = options.level;
  constexpr std::uint32_t kNoArea = 0xFFFFFFFF;
  std::vector<std::uint32_t> level_of_area(data.areas.size(), kNoArea);
  for (std::size_t a = 0; a < data.areas.size(); ++a) {
    auto at = data.areas.at_level(AreaIndex(a), level);
    if (!at && options.schools_above == SchoolsAbove::InTheirArea) at = AreaIndex(a);
    if (at && (!within || is_below(data.areas, *at, *within))) level_of_area[a] = at->value;
  }
  Grouping grouping;
  std::vector<std::uint32_t> sizes(data.areas.size(), 0);
  for (std::size_t s = 0; s < data.schools.size(); ++s) {
    if (campuses.root[s].value != s) continue;
    const std::uint32_t area = level_of_area[data.schools.areas[s].value];
    if (area != kNoArea) ++sizes[area];
    else if (!within && options.schools_above == SchoolsAbove::LeaveOut && !data.areas.at_level(data.schools.areas[s], level))
      grouping.unplaced.emplace_back(s);
  }
  for (std::size_t a = 0; a < sizes.size(); ++a) {
    if (sizes[a] > 0) grouping.areas.emplace_back(a);
    else if (data.areas.levels[a] == level && level_of_area[a] == a) grouping.areas_without_schools.emplace_back(a);
  }
  for (auto* areas : {&grouping.areas, &grouping.areas_without_schools})
    std::ranges::sort(*areas, {}, [&](AreaIndex area) { return data.areas.codes.at(area.value); });
  std::vector<std::uint32_t> next(data.areas.size(), 0);
  std::uint32_t offset = 0;
  for (const AreaIndex area : grouping.areas) {
    grouping.groups.offsets.push_back(offset);
    next[area.value] = offset;
    offset += sizes[area.value];
  }
  grouping.groups.offsets.push_back(offset);
  grouping.groups.roots.resize(offset);
  for (std::size_t s = 0; s < data.schools.size(); ++s) {
    if (campuses.root[s].value != s) continue;
    const std::uint32_t area = level_of_area[data.schools.areas[s].value];
    if (area != kNoArea) grouping.groups.roots[next[area]++] = SchoolIndex(s);
  }
  return grouping;
}

std::string year_list(const std::vector<SchoolYear>& years) {
  std::string out;
  for (const SchoolYear year : years) out += (out.empty() ? "" : ", ") + std::to_string(year.first);
  return out;
}

/// Joins stages, items and score of areas to their verdicts.
class AreaJudge {
 public:
  AreaJudge(const std::array<StageRules, kCompulsoryStages.size()>& rules, const standards::Standard& standard) : rules_(&rules) {
    if (const auto pass = standards::in_force(standard.pack.county_limits, standards::LimitKind::PassScore, Stage::All, standard.on))
      pass_score_ = pass->value;
  }

  /// An area whose stages and items are judged; its reasons go to `lists`.
  void conclude(AreaResult& result, ListStore& lists) {
    reasons_.clear();
    for (const StageResult& stage : result.stages) {
      result.verdict = both(result.verdict, stage.verdict);
      add_stage_reasons(stage, (*rules_)[Assessment::slot(stage.stage)], reasons_);
    }
    for (const ItemResult& item : result.items) {
      if (item.item->scoring) continue;
      result.verdict = both(result.verdict, std::optional(item.verdict));
      if (item.verdict == Verdict::Met) continue;
      const ReasonKind kind = item.verdict == Verdict::Unmet ? ReasonKind::ItemUnmet : ReasonKind::ItemUnknown;
      reasons_.push_back({kind, item.verdict, {}, item.item->id, item.value, item.limit, 0, 0});
    }
    add_score(result, pass_score_, reasons_);
    result.verdict = both(result.verdict, result.score_verdict);
    // What fails comes before what is not known; within each, the order of the standard.
    const auto rank = [](const Reason& reason) { return reason.verdict == Verdict::Unmet ? 0 : 1; };
    if (!std::ranges::is_sorted(reasons_, {}, rank)) std::ranges::stable_sort(reasons_, {}, rank);
    result.reasons = lists.keep(std::span<const Reason>(reasons_));
  }

 private:
  const std::array<StageRules, kCompulsoryStages.size()>* rules_;
  std::optional<double> pass_score_;
  std::vector<Reason> reasons_;
};

/// Judges the schools and stages of an assessment's areas, whose units and rules are there; `lost_rows` is by stage and area.
class AreaStages {
 public:
  using LostRows = std::array<std::vector<bool>, kCompulsoryStages.size()>;
  AreaStages(Assessment& out, LostRows lost_rows) : out_(&out), lost_rows_(std::move(lost_rows)) {
    constexpr std::size_t kStages = kCompulsoryStages.size();
    std::size_t indicators = 0;
    for (std::size_t slot = 0; slot < kStages; ++slot) {
      schools_.emplace_back(*out.dataset, out.units.stages[slot], out.rules[slot], out.schools[slot]);
      stages_.emplace_back(StageJudge::Input{&out.units.stages[slot], &out.schools[slot], &out.rules[slot]});
      indicators += out.rules[slot].indicators.size();
    }
    out.tables.stages.resize(out.areas.size() * kStages);
    out.tables.indicators.resize(out.areas.size() * indicators);
    for (std::size_t g = 0; g < out.areas.size(); ++g)
      out.areas[g].stages = std::span<const StageResult>(out.tables.stages).subspan(g * kStages, kStages);
  }

  /// The areas [first, end), whose units are filled in.
  void judge(std::size_t first, std::size_t end) {
    const std::span<IndicatorSummary> summaries(out_->tables.indicators);
    const std::size_t per_area = summaries.size() / out_->areas.size();
    std::size_t offset = 0;
    for (std::size_t slot = 0; slot < kCompulsoryStages.size(); ++slot) {
      const auto& groups = out_->units.stages[slot].groups;
      schools_[slot].judge(groups[first].begin, groups[end - 1].end);
      const std::size_t count = out_->rules[slot].indicators.size();
      for (std::size_t g = first; g < end; ++g) {
        StageResult& stage = out_->tables.stages[g * kCompulsoryStages.size() + slot];
        stage = stages_[slot].judge(static_cast<std::uint32_t>(g), lost_rows_[slot][g], summaries.subspan(g * per_area + offset, count));
        // A pooled level has means and CVs without a verdict.
        if (out_->areas[g].is_pooled) stage.schools_verdict = stage.verdict = std::nullopt;
      }
      offset += count;
    }
  }

 private:
  Assessment* out_;
  LostRows lost_rows_;
  std::vector<SchoolJudge> schools_;
  std::vector<StageJudge> stages_;
};

/// The rules of a pooled level: limits on CVs hold for a county, so none is left here; schools are held to their own standard everywhere.
StageRules pooled_rules(StageRules rules) {
  rules.composite.reset();
  for (IndicatorRule& rule : rules.indicators) rule.cv.reset();
  return rules;
}

}  // namespace

Result<Assessor> Assessor::create(const model::Dataset& dataset, std::shared_ptr<const standards::Standard> standard,
                                  AssessOptions options) {
  const auto years = dataset.years();
  if (std::ranges::find(years, options.year) == years.end())
    return fail(Code::NoDataForYear, {{"year", std::to_string(options.year.first)}, {"years", year_list(years)}});
  std::optional<AreaIndex> within;
  if (!options.area_code.empty()) {
    within = dataset.areas.find(options.area_code);
    if (!within) return fail(Code::UnknownArea, {{"area", options.area_code}});
  }
  Assessor assessor;
  assessor.dataset_ = &dataset;
  assessor.standard_ = std::move(standard);
  assessor.rows_ = find_rows(dataset, options.year);
  assessor.figures_ = AreaFigures(dataset, *assessor.standard_, options.year);
  assessor.campuses_ = find_campuses(dataset, assessor.rows_);
  Grouping grouping = group_schools(dataset, assessor.campuses_, options, within);
  if (grouping.areas.empty())
    return fail(Code::NoAreaAtLevel, {{"level", std::string(to_string(options.level))}, {"area", options.area_code}});
  assessor.options_ = std::move(options);
  assessor.groups_ = std::move(grouping.groups);
  assessor.areas_ = std::move(grouping.areas);
  assessor.areas_without_schools_ = std::move(grouping.areas_without_schools);
  assessor.unplaced_ = std::move(grouping.unplaced);
  return assessor;
}

std::vector<bool> Assessor::lost_rows(std::span<const AreaIndex> areas, Stage stage) const {
  std::vector<bool> lost(areas.size(), dataset_->lost_unplaced_rows);
  if (dataset_->lost_rows.empty() || dataset_->lost_unplaced_rows) return lost;
  std::vector<bool> is_lost(dataset_->areas.size(), false);
  for (const auto& rows : dataset_->lost_rows) {
    if (rows.stage && *rows.stage != stage) continue;
    for (std::optional<AreaIndex> at = rows.area; at && !is_lost[at->value]; at = dataset_->areas.parents[at->value])
      is_lost[at->value] = true;
  }
  for (std::size_t g = 0; g < areas.size(); ++g) lost[g] = is_lost[areas[g].value];
  return lost;
}

Assessment Assessor::run(const SchoolGroups& groups, std::span<const AreaIndex> areas, std::span<const ValueChange> changes) const {
  Assessment out;
  out.dataset = dataset_;
  out.standard = standard_;
  out.year = options_.year;
  out.level = options_.level;
  std::vector<ValueChange> by_school(changes.begin(), changes.end());
  std::ranges::stable_sort(by_school, {}, &ValueChange::school);
  const bool is_pooled = options_.level != AreaLevel::County;
  for (std::size_t slot = 0; slot < kCompulsoryStages.size(); ++slot) {
    out.rules[slot] = stage_rules(*standard_, kCompulsoryStages[slot]);
    if (is_pooled) out.rules[slot] = pooled_rules(std::move(out.rules[slot]));
  }
  for (const AreaIndex area : areas) {
    AreaResult& result = out.areas.emplace_back();
    result.area = area;
    result.is_pooled = is_pooled;
  }
  UnitBuilder builder({dataset_, standard_.get(), &campuses_, &rows_, options_.year, by_school}, groups);
  out.units = builder.take();
  AreaStages stages(out, {lost_rows(areas, Stage::Primary), lost_rows(areas, Stage::Junior)});
  std::optional<ItemJudge> items;
  if (!is_pooled) {
    items.emplace(
        ItemInput{dataset_, standard_.get(), options_.year, &out.units, &campuses_, &figures_, out.rules, out.schools, by_school});
    items->reserve(areas.size(), out.tables);
  }
  AreaJudge verdicts(out.rules, *standard_);
  for (std::size_t first = 0; first < areas.size(); first += kBlock) {
    const std::size_t end = std::min(first + kBlock, areas.size());
    builder.fill(first, end);
    stages.judge(first, end);
    if (!items) continue;
    for (std::size_t g = first; g < end; ++g) {
      items->judge(out.areas[g], g, out.tables);
      verdicts.conclude(out.areas[g], out.tables.lists);
    }
  }
  return out;
}

Assessment Assessor::assess(std::span<const ValueChange> changes) const {
  Assessment out = run(groups_, areas_, changes);
  out.areas_without_schools = areas_without_schools_;
  out.unplaced = unplaced_;
  if (options_.level == AreaLevel::County) return out;
  // A pooled row has no verdict of its own; it counts those of the counties below.
  Assessor counties = *this;
  counties.options_.level = AreaLevel::County;
  const std::optional<AreaIndex> within = options_.area_code.empty() ? std::nullopt : dataset_->areas.find(options_.area_code);
  Grouping grouping = group_schools(*dataset_, campuses_, {options_.year, AreaLevel::County, options_.area_code}, within);
  const Assessment below = counties.run(grouping.groups, grouping.areas, changes);
  std::map<AreaIndex, AreaResult*> by_area;
  for (AreaResult& area : out.areas) by_area[area.area] = &area;
  for (const AreaResult& county : below.areas) {
    const auto top = dataset_->areas.at_level(county.area, options_.level);
    const auto found = top ? by_area.find(*top) : by_area.end();
    if (found == by_area.end() || !county.verdict) continue;
    switch (*county.verdict) {
      case Verdict::Met: ++found->second->counties_met; break;
      case Verdict::Unmet: ++found->second->counties_unmet; break;
      case Verdict::Unknown: ++found->second->counties_unknown; break;
    }
  }
  return out;
}

StageSet Assessor::stages_of(SchoolIndex school) const {
  StageSet stages = rows_.told_stages(school);
  const bool has_whole = rows_.row(school, Stage::All) != model::kNoRow;
  if (stages.empty() && has_whole) stages = stages_of_whole(dataset_->schools, school, campuses_.of_whole().root[school.value]);
  stages.add(rows_.untold_stages[school.value]);
  if (has_whole) stages.add(Stage::All);
  return stages;
}

Result<Assessment> Assessor::reassess(AreaIndex area, std::span<const ValueChange> changes) const {
  const auto found = std::ranges::find(areas_, area);
  if (found == areas_.end()) return fail(Code::UnknownArea, {{"area", std::string(dataset_->areas.codes.at(area.value))}});
  const auto g = static_cast<std::size_t>(found - areas_.begin());
  SchoolGroups one;
  one.roots.assign(groups_.roots.begin() + groups_.offsets[g], groups_.roots.begin() + groups_.offsets[g + 1]);
  one.offsets = {0, static_cast<std::uint32_t>(one.roots.size())};
  return run(one, std::span(&area, 1), changes);
}

}  // namespace junheng::assess
