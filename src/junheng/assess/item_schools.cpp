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
  for (const SchoolIndex member : input.campuses->of_whole().of(root)) {
    for (const std::uint32_t row : grades.rows_of(input.year, member)) {
      if (grades.parts[row] > 9) continue;
      if (!column->has(row)) return column->at(row);
      any = true;
      sum += column->at(row).value;
    }
  }
  return any ? Quantity::of(sum) : Quantity::missing(Absence::NoRow);
}

/// The school's unit of a stage, if it has one.
std::optional<std::size_t> find_unit(const ItemContext& context, SchoolIndex school, Stage stage) {
  const UnitTable& units = context.input->units->of(stage);
  const auto& group = units.groups[context.group];
  const auto end = units.schools.begin() + group.end;
  const auto found = std::find(units.schools.begin() + group.begin, end, school);
  return found == end ? std::nullopt : std::optional(static_cast<std::size_t>(found - units.schools.begin()));
}

Quantity largest_class(const ItemContext& context, SchoolIndex school, Stage stage) {
  const auto unit = find_unit(context, school, stage);
  const UnitTable& units = context.input->units->of(stage);
  const UnitColumn* classes = units.measure("classes", false);
  const StageSize size = {unit && classes != nullptr ? classes->at(*unit) : Quantity::missing(Absence::NoColumn),
                          unit ? units.pupils.at(*unit) : Quantity::missing(Absence::NoRow)};
  return ClassCounter(*context.input).largest(school, stage, size);
}

/// How many pupils a school may have. One of unknown kind may or may not be held to the limit of through-schools.
struct SizeLimits {
  std::optional<double> low;
  std::optional<double> high;
};

SizeLimits size_limits(const BoundClause& clause, int kind) {
  if (kind == SchoolKind::kNineYear || kind == SchoolKind::kTwelveYear) return {clause.through_limit, clause.through_limit};
  if (kind != 0 || !clause.through_limit || !clause.limit()) return {clause.limit(), clause.limit()};
  return {std::min(*clause.limit(), *clause.through_limit), std::max(*clause.limit(), *clause.through_limit)};
}

/// The limit that no school's is below; nullopt where schools may be without one or outside the clause.
std::optional<double> least_limit(const BoundClause& clause) {
  if (!clause.scope.is_plain() || !clause.limit() || !clause.through_limit) return std::nullopt;
  return std::min(*clause.limit(), *clause.through_limit);
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

std::vector<const standards::Tolerance*> tolerances_for(const ItemContext& context, const BoundItem& item, SchoolIndex school,
                                                        const Quantity& pupils) {
  std::vector<const standards::Tolerance*> holding;
  for (const standards::Tolerance* tolerance : item.tolerances) {
    if (tolerance->stage && !find_unit(context, school, *tolerance->stage)) continue;
    ToleranceFacts facts{school, pupils, {}, {}};
    if (tolerance->largest_class_below) facts.largest_class = largest_class(context, school, tolerance->stage.value_or(Stage::Primary));
    if (tolerance->migrant_worker_share_above && pupils.is_present() && pupils.value > 0) {
      const Quantity migrants = migrant_workers(*context.input, school);
      if (migrants.is_present()) facts.migrant_worker_share = Quantity::of(migrants.value / pupils.value);
    }
    if (applies(*tolerance, context.input->dataset->schools, facts)) holding.push_back(tolerance);
  }
  return holding;
}

void school_size(const ItemContext& context, const BoundItem& item, const BoundClause& clause, ClauseDraft& result) {
  const WholeTable& whole = context.input->units->whole;
  OffenderCount count;
  const std::optional<double> least = least_limit(clause);
  const UnitColumn::View all_pupils = whole.pupils.view();
  const std::size_t end = context.whole_end();
  for (std::size_t row = context.whole_begin(); row < end; ++row) {
    const Quantity pupils = all_pupils.at(row);
    if (pupils.is_present() && pupils.value == 0) continue;
    // Most schools are smaller than any limit, whatever their kind.
    if (least && whole.is_ordinary[row] != 0 && pupils.is_present() && reaches(pupils.value, *least, Direction::Lower)) {
      count.looked_at += 1;
      continue;
    }
    const SchoolIndex school = whole.schools[row];
    const Entry entry = clause.scope.entry(school, pupils);
    const int kind = context.input->dataset->schools.kinds[school.value];
    SizeLimits limits = size_limits(clause, kind);
    if (entry == Entry::No || !limits.low) continue;
    count.looked_at += 1;
    if (!pupils.is_present()) {
      ++count.unknown;
      name_missing(result, "pupils");
      continue;
    }
    if (reaches(pupils.value, *limits.low, Direction::Lower)) continue;
    const bool is_through = SchoolKind::is_through(kind) && kind != SchoolKind::kCompleteSecondary;
    for (const standards::Tolerance* tolerance : tolerances_for(context, item, school, pupils)) {
      const auto eased = tolerance->params.find(is_through ? "max_through_school" : "max");
      if (eased == tolerance->params.end()) continue;
      limits = {std::max(*limits.low, eased->second), std::max(*limits.high, eased->second)};
    }
    if (reaches(pupils.value, *limits.low, Direction::Lower)) continue;
    if (entry == Entry::Uncertain || reaches(pupils.value, *limits.high, Direction::Lower)) {
      ++count.unknown;
      name_missing(result, entry == Entry::Uncertain ? clause.scope.undecided_by(school, pupils) : "kind");
      continue;
    }
    count.offenders += 1;
    result.offenders.push_back({school, {}, pupils.value, *limits.high});
  }
  conclude_over_schools(context, result, count);
}

void small_school_funds(const ItemContext& context, const BoundClause& clause, ClauseDraft& result) {
  const double as_pupils = clause.param("as_pupils", 100);
  const AreaFigures& figures = *context.input->figures;
  const Quantity quota_primary = context.figure(figures.column("public_funds_quota_primary_yuan"));
  const Quantity quota_junior = context.figure(figures.column("public_funds_quota_junior_yuan"));
  const WholeTable& whole = context.input->units->whole;
  const UnitColumn* funds = whole.measure("public_funds_yuan", Part::Whole);
  // A school is small with all its stages, which share its funds.
  const UnitColumn* all_pupils = whole.measure("pupils", Part::Whole);
  const double pupils_below = clause.clause->scope.pupils_below.value_or(as_pupils);
  const UnitColumn::View compulsory_pupils = whole.pupils.view();
  OffenderCount count;
  const std::size_t end = context.whole_end();
  for (std::size_t row = context.whole_begin(); row < end; ++row) {
    const Quantity compulsory = compulsory_pupils.at(row);
    if (compulsory.is_present() && (compulsory.value == 0 || compulsory.value >= pupils_below)) continue;
    const SchoolIndex school = whole.schools[row];
    const Quantity pupils = all_pupils == nullptr ? compulsory : all_pupils->at(row);
    const Entry entry = clause.scope.entry(school, pupils);
    if (entry == Entry::No || (pupils.is_present() && pupils.value >= pupils_below)) continue;
    count.looked_at += 1;
    const int kind = context.input->dataset->schools.kinds[school.value];
    // A small through-school is held to the lower of the two quotas: nothing says how its 100 pupils divide.
    const bool is_junior = kind == SchoolKind::kJunior || kind == SchoolKind::kCompleteSecondary;
    const Quantity quota = is_junior ? quota_junior : quota_primary;
    const Quantity paid = funds == nullptr ? Quantity::missing(Absence::NoColumn) : funds->at(row);
    if (!paid.is_present()) name_missing(result, "public_funds_yuan");
    if (!quota.is_present()) name_missing(result, is_junior ? "public_funds_quota_junior_yuan" : "public_funds_quota_primary_yuan");
    const bool is_known = paid.is_present() && quota.is_present();
    // Enough money for a small school is enough, whether it is one or not.
    if (is_known && reaches(paid.value, as_pupils * quota.value, Direction::Higher)) continue;
    if (is_known && pupils.is_present() && entry == Entry::Yes) {
      count.offenders += 1;
      result.offenders.push_back({school, {}, paid.value, as_pupils * quota.value});
      continue;
    }
    ++count.unknown;
    if (!pupils.is_present()) name_missing(result, "pupils");
    else if (entry == Entry::Uncertain) name_missing(result, clause.scope.undecided_by(school, pupils));
  }
  conclude_over_schools(context, result, count);
}

void school_standard(const ItemContext& context, ClauseDraft& result) {
  OffenderCount count;
  bool judged = false;
  for (const StageResult& stage : context.stages) {
    if (!stage.schools_verdict) continue;
    judged = true;
    count.looked_at += stage.schools;
    count.offenders += stage.schools_unmet;
    count.unknown += stage.schools_unknown + (*stage.schools_verdict == Verdict::Unknown ? 1 : 0);
    list_below_standard(context, stage, result.offenders);
  }
  std::ranges::stable_sort(result.offenders, {}, [](const Offender& offender) { return offender.verdict == Verdict::Unmet ? 0 : 1; });
  if (judged) conclude_count(context, result, count);
}

}  // namespace junheng::assess
