#include <algorithm>

#include "junheng/assess/item_rules.h"
#include "junheng/assess/threshold.h"
#include "junheng/assess/tolerances.h"

namespace junheng::assess {

namespace {

using model::Absence;
using model::Quantity;
using model::SchoolKind;
using standards::Direction;

/// Children of migrant workers in the compulsory grades of a school; missing where a grade lacks the number.
Quantity migrant_workers(const ItemInput& input, SchoolIndex root) {
  const model::FactTable& grades = input.dataset->grade_facts;
  const model::NumberColumn* column = grades.column("migrant_worker_pupils");
  if (column == nullptr) return Quantity::missing(Absence::NoColumn);
  double sum = 0;
  bool any = false;
  for (const SchoolIndex member : input.campuses->of(root)) {
    for (const std::uint32_t row : grades.rows_of(input.year, member)) {
      if (grades.parts[row] > 9) continue;
      if (!column->has(row)) return column->at(row);
      any = true;
      sum += column->at(row).value;
    }
  }
  return any ? Quantity::of(sum) : Quantity::missing(Absence::NoRow);
}

bool has_stage(const ItemContext& context, SchoolIndex school, Stage stage) {
  const UnitTable& units = context.input->units->of(stage);
  const auto& group = units.groups[context.group];
  const auto end = units.schools.begin() + group.end;
  return std::find(units.schools.begin() + group.begin, end, school) != end;
}

/// The schools of a stage that miss the school standard or cannot be judged: met indicators against the least number of them.
void list_below_standard(const ItemContext& context, const StageResult& stage, std::vector<Offender>& offenders) {
  const std::size_t slot = Assessment::slot(stage.stage);
  const SchoolColumns& columns = context.input->schools[slot];
  const UnitTable& units = context.input->units->of(stage.stage);
  const UnitTable::Group& group = units.groups[stage.group];
  for (std::size_t unit = group.begin; unit < group.entered_end; ++unit) {
    const auto& verdict = columns.verdicts[unit];
    if (!verdict || *verdict == Verdict::Met) continue;
    offenders.push_back(
        {units.schools[unit], stage.stage, static_cast<double>(columns.met[unit]), context.input->rules[slot].at_least->value, *verdict});
  }
}

}  // namespace

std::vector<const standards::Tolerance*> tolerances_for(const ItemContext& context, const BoundItem& item, SchoolIndex school, const Quantity& pupils) {
  std::vector<const standards::Tolerance*> holding;
  for (const standards::Tolerance* tolerance : item.tolerances) {
    if (tolerance->stage && !has_stage(context, school, *tolerance->stage)) continue;
    ToleranceFacts facts{school, pupils, {}, {}};
    if (tolerance->largest_class_below) {
      const Stage stage = tolerance->stage.value_or(Stage::Primary);
      facts.largest_class = ClassCounter(*context.input).count(school, stage, *tolerance->largest_class_below).largest;
    }
    if (tolerance->migrant_worker_share_above && pupils.is_present() && pupils.value > 0) {
      const Quantity migrants = migrant_workers(*context.input, school);
      if (migrants.is_present()) facts.migrant_worker_share = Quantity::of(migrants.value / pupils.value);
    }
    if (applies(*tolerance, context.input->dataset->schools, facts)) holding.push_back(tolerance);
  }
  return holding;
}

ClauseResult school_size(const ItemContext& context, const BoundItem& item, const BoundClause& clause) {
  ClauseResult result;
  const WholeTable& whole = context.input->units->whole;
  double offenders = 0;
  std::size_t unknown = 0;
  for (std::size_t row = context.whole_begin(); row < context.whole_end(); ++row) {
    const SchoolIndex school = whole.schools[row];
    const Quantity pupils = whole.pupils.at(row);
    if (!clause.scope.holds(school, pupils)) continue;
    const int kind = context.input->dataset->schools.kinds[school.value];
    const bool is_through = kind == SchoolKind::kNineYear || kind == SchoolKind::kTwelveYear;
    auto limit = is_through ? clause.through_limit : clause.limit();
    if (!limit) continue;
    if (!pupils.is_present()) {
      ++unknown;
      continue;
    }
    if (reaches(pupils.value, *limit, Direction::Lower)) continue;
    for (const standards::Tolerance* tolerance : tolerances_for(context, item, school, pupils)) {
      const auto eased = tolerance->params.find(is_through ? "max_through_school" : "max");
      if (eased != tolerance->params.end()) limit = std::max(*limit, eased->second);
    }
    if (reaches(pupils.value, *limit, Direction::Lower)) continue;
    ++offenders;
    result.offenders.push_back({school, {}, pupils.value, *limit});
  }
  if (unknown > 0) result.missing = {"pupils"};
  if (context.whole_begin() < context.whole_end()) conclude_count(result, offenders, unknown);
  return result;
}

ClauseResult small_school_funds(const ItemContext& context, const BoundClause& clause) {
  ClauseResult result;
  const double as_pupils = clause.param("as_pupils", 100);
  const AreaFigures& figures = *context.input->figures;
  const Quantity quota_primary = context.figure(figures.column("public_funds_quota_primary_yuan"));
  const Quantity quota_junior = context.figure(figures.column("public_funds_quota_junior_yuan"));
  const WholeTable& whole = context.input->units->whole;
  const UnitColumn* funds = whole.measure("public_funds_yuan");
  const double pupils_below = clause.clause->scope.pupils_below.value_or(as_pupils);
  double offenders = 0;
  std::size_t unknown = 0;
  for (std::size_t row = context.whole_begin(); row < context.whole_end(); ++row) {
    const SchoolIndex school = whole.schools[row];
    const Quantity pupils = whole.pupils.at(row);
    if (pupils.is_present() && (pupils.value == 0 || pupils.value >= pupils_below)) continue;
    if (!clause.scope.holds(school, pupils)) continue;
    const int kind = context.input->dataset->schools.kinds[school.value];
    const bool has_junior = kind == SchoolKind::kJunior || SchoolKind::is_through(kind);
    // A small through-school is held to the lower of the two quotas: nothing says how its 100 pupils divide.
    const Quantity quota = kind == SchoolKind::kJunior || kind == SchoolKind::kCompleteSecondary ? quota_junior : quota_primary;
    const Quantity paid = funds == nullptr ? Quantity::missing(Absence::NoColumn) : funds->at(row);
    if (!pupils.is_present() || !quota.is_present() || !paid.is_present()) {
      ++unknown;
      const std::string_view what = !paid.is_present()                           ? "public_funds_yuan"
                                    : has_junior && !quota_junior.is_present() ? "public_funds_quota_junior_yuan"
                                                                                 : "public_funds_quota_primary_yuan";
      if (std::ranges::find(result.missing, what) == result.missing.end()) result.missing.push_back(what);
      continue;
    }
    const double needed = as_pupils * quota.value;
    if (reaches(paid.value, needed, Direction::Higher)) continue;
    ++offenders;
    result.offenders.push_back({school, {}, paid.value, needed});
  }
  if (context.whole_begin() < context.whole_end()) conclude_count(result, offenders, unknown);
  return result;
}

ClauseResult school_standard(const ItemContext& context) {
  ClauseResult result;
  double unmet = 0;
  std::size_t unknown = 0;
  bool judged = false;
  for (const StageResult& stage : context.stages) {
    if (!stage.schools_verdict) continue;
    judged = true;
    unmet += stage.schools_unmet;
    unknown += stage.schools_unknown + (*stage.schools_verdict == Verdict::Unknown ? 1 : 0);
    list_below_standard(context, stage, result.offenders);
  }
  std::ranges::stable_sort(result.offenders, {}, [](const Offender& offender) { return offender.verdict == Verdict::Unmet ? 0 : 1; });
  if (judged) conclude_count(result, unmet, unknown);
  return result;
}

}  // namespace junheng::assess
