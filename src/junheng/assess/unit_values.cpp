#include "junheng/assess/unit_values.h"

#include <algorithm>

#include "junheng/assess/split_weights.h"
#include "junheng/model/school_traits.h"

namespace junheng::assess {

namespace {

using model::Absence;
using model::kNoRow;
using model::Quantity;

constexpr std::size_t slot(Stage stage) { return static_cast<std::size_t>(stage); }

}  // namespace

Quantity sum_of_grades(const model::FactTable& grades, const model::NumberColumn& column, const SchoolStageOfYear& of) {
  double sum = 0;
  bool any = false;
  for (const std::uint32_t row : grades.rows_of(of.year, of.school)) {
    if (stage_of_grade(grades.parts[row]) != of.stage) continue;
    const Quantity part = column.at(row);
    if (!part.is_present()) return part;
    sum += part.value;
    any = true;
  }
  return any ? Quantity::of(sum) : Quantity::missing(Absence::NoRow);
}

SchoolValues::SchoolValues(const UnitInput& input) : input_(&input), pupils_(*input.dataset, "pupils") {}

std::size_t SchoolValues::add(SchoolIndex root, const Merging& merging) {
  const model::Schools& schools = input_->dataset->schools;
  const YearRows& rows = *input_->rows;
  School& added = schools_.emplace_back();
  added.first_member = static_cast<std::uint32_t>(members_.size());
  added.kind = schools.kinds[root.value];
  for (const SchoolIndex school : merging.of(root)) {
    Member member{school, rows.stage_rows[school.value], rows.grade_stages[school.value], rows.told_stages(school), {}};
    const auto changes = std::ranges::equal_range(input_->changes, school, {}, &ValueChange::school);
    member.changes = {changes.begin(), changes.end()};
    const bool is_on_whole = member.stages.empty() && rows.row(school, Stage::All) != kNoRow;
    if (is_on_whole) member.stages = stages_of_whole(schools, school, root);
    member.stages.add(rows.untold_stages[school.value]);
    added.stages.add(member.stages);
    added.has_unplaced_part = added.has_unplaced_part || (is_on_whole && member.stages.empty());
    members_.push_back(member);
  }
  added.member_count = static_cast<std::uint32_t>(members_.size()) - added.first_member;
  const bool may_have_stages = added.kind == 0 && model::was_open(schools, root.value, input_->year);
  added.is_outside = added.stages.empty() && !may_have_stages;
  Alone& alone = alone_.emplace_back();
  const Member& first = members_[added.first_member];
  if (added.member_count == 1 && first.changes.empty()) alone = {first.rows, first.stages, first.stages.is_one()};
  return schools_.size() - 1;
}

const Quantity* SchoolValues::changed_cell(const Member& member, const MeasureColumn& measure, Stage stage) const {
  const auto found = std::ranges::find_if(member.changes,
                                          [&](const ValueChange& change) { return change.stage == stage && change.measure == measure.id; });
  return found == member.changes.end() ? nullptr : &found->value;
}

/// Of a measure that grades may tell.
Quantity SchoolValues::from_grades(const Member& member, const MeasureColumn& measure, Stage stage) const {
  if (!member.grade_stages.has(stage)) return Quantity::missing(Absence::NoRow);
  return sum_of_grades(input_->dataset->grade_facts, *measure.by_grade, {input_->year, member.school, stage});
}

/// What a stage's own row or its grades tell.
Quantity SchoolValues::own(const Member& member, const MeasureColumn& measure, Stage stage) const {
  const Quantity given = cell(member, measure, stage);
  if (given.is_present() || measure.by_grade == nullptr) return given;
  const Quantity grades = from_grades(member, measure, stage);
  return grades.is_present() ? grades : given;
}

Quantity SchoolValues::member_pupils(const Member& member, Stage stage) const {
  const Quantity given = own(member, pupils_, stage);
  if (given.is_present() || !member.stages.is_one()) return given;
  const Quantity all = cell(member, pupils_, Stage::All);
  return all.is_present() ? all : given;
}

/// Part of the `all` rows of `members` that belongs to `stage`: pupils x weight over all stages that share them.
std::optional<double> SchoolValues::share(int kind, std::span<const Member* const> members, Stage stage) const {
  const standards::SplitWeights* weights = weights_for(input_->standard->pack.split, kind);
  if (weights == nullptr) return std::nullopt;
  double of_stage = 0;
  double total = 0;
  for (const Member* member : members) {
    for (const Stage each : kSplitStages) {
      if (!member->stages.has(each)) continue;
      const Quantity pupils = member_pupils(*member, each);
      if (!pupils.is_present()) return std::nullopt;
      const double weighted = weight_of(*weights, each) * pupils.value;
      total += weighted;
      if (each == stage) of_stage += weighted;
    }
  }
  if (total <= 0) return std::nullopt;
  return of_stage / total;
}

/// Whether a stage other than `except` has its own value.
bool SchoolValues::is_given(const Member& member, const MeasureColumn& measure, Stage except) const {
  return std::ranges::any_of(kSplitStages, [&](Stage other) { return other != except && cell(member, measure, other).is_present(); });
}

Quantity SchoolValues::value_of_one(School& school, const MeasureColumn& measure, Stage stage, bool is_split) {
  const Member& member = members_[school.first_member];
  if (!member.stages.has(stage)) return Quantity::missing(Absence::NoRow);
  const Quantity given = own(member, measure, stage);
  if (given.is_present()) return given;
  const Quantity all = cell(member, measure, Stage::All);
  if (!all.is_present()) return given;
  if (member.stages.is_one()) return all;
  if (!is_split) return Quantity::missing(Absence::NotByStage);
  // The whole minus what one stage reports would have to be this stage's, but no rule says so.
  if (is_given(member, measure, stage)) return Quantity::missing(Absence::PartMissing);
  Share& known = school.shares[stage == Stage::Primary ? 0 : 1];
  if (!known.is_known) {
    const Member* const one = &member;
    known = {true, share(school.kind, std::span(&one, 1), stage)};
  }
  return known.part ? Quantity::of(*known.part * all.value) : Quantity::missing(Absence::NotSplittable);
}

Quantity SchoolValues::value_of_members(std::size_t number, const MeasureColumn& measure, Stage stage, bool is_split) {
  School& school = schools_[number];
  if (school.member_count == 1) return value_of_one(school, measure, stage, is_split);
  if (school.has_unplaced_part) return Quantity::missing(Absence::PartMissing);
  double sum = 0;
  bool any = false;
  std::vector<const Member*> on_whole;
  double whole_sum = 0;
  for (const Member& member : members(school)) {
    if (!member.stages.has(stage)) continue;
    any = true;
    const Quantity given = own(member, measure, stage);
    if (given.is_present()) {
      sum += given.value;
      continue;
    }
    const Quantity all = cell(member, measure, Stage::All);
    if (!all.is_present()) return Quantity::missing(Absence::PartMissing);
    if (member.stages.is_one()) {
      sum += all.value;
      continue;
    }
    if (!is_split) return Quantity::missing(Absence::NotByStage);
    if (is_given(member, measure, stage)) return Quantity::missing(Absence::PartMissing);
    on_whole.push_back(&member);
    whole_sum += all.value;
  }
  if (!any) return Quantity::missing(Absence::NoRow);
  if (!on_whole.empty()) {
    const auto part = share(school.kind, on_whole, stage);
    if (!part) return Quantity::missing(Absence::NotSplittable);
    sum += *part * whole_sum;
  }
  return Quantity::of(sum);
}

/// Adds up stages of a school's members. A member's row `all` stands for them where it is given, unless it holds a stage that is not asked
/// for.
Quantity SchoolValues::sum(const School& school, const MeasureColumn& measure, StageSet stages) const {
  double sum = 0;
  bool any = false;
  for (const Member& member : members(school)) {
    StageSet others = member.stages;
    others.remove(stages);
    const Quantity all = cell(member, measure, Stage::All);
    if (all.is_present() && others.empty()) {
      sum += all.value;
      any = true;
      continue;
    }
    // A row without its number, of a school that has nothing else.
    if (member.stages.empty() && member.rows[slot(Stage::All)] != kNoRow)
      return school.member_count == 1 ? all : Quantity::missing(Absence::PartMissing);
    for (const Stage stage : kSplitStages) {
      if (!member.stages.has(stage) || !stages.has(stage)) continue;
      const Quantity part = own(member, measure, stage);
      if (!part.is_present() && all.is_present()) return Quantity::missing(Absence::NotByStage);
      if (!part.is_present()) return school.member_count == 1 ? part : Quantity::missing(Absence::PartMissing);
      sum += part.value;
      any = true;
    }
  }
  return any ? Quantity::of(sum) : Quantity::missing(Absence::NoRow);
}

Quantity SchoolValues::known(std::size_t number, const MeasureColumn& measure) const {
  const Alone& alone = alone_[number];
  if (measure.column != nullptr && !alone.stages.empty()) {
    if (const double* all = alone.number(*measure.column, Stage::All)) return Quantity::of(*all);
  }
  double sum = 0;
  for (const Member& member : members(schools_[number])) {
    // A missing number reads 0.
    const Quantity all = cell(member, measure, Stage::All);
    if (all.is_present()) sum += all.value;
    else
      for (const Stage stage : kSplitStages) sum += own(member, measure, stage).value;
  }
  return Quantity::of(sum);
}

Quantity SchoolValues::compulsory_of_members(const School& school, const MeasureColumn& measure) const {
  const bool has_compulsory = std::ranges::any_of(kCompulsoryStages, [&](Stage stage) { return school.stages.has(stage); });
  if (school.is_outside || (!school.stages.empty() && !has_compulsory)) return Quantity::of(0);
  return sum(school, measure, kCompulsory);
}

}  // namespace junheng::assess
