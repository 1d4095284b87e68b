#include "junheng/assess/unit_values.h"

#include <algorithm>

namespace junheng::assess {

namespace {

using model::Absence;
using model::kNoRow;
using model::Quantity;
using model::SchoolKind;

constexpr std::array kSplitStages = {Stage::Primary, Stage::Junior, Stage::Senior};

constexpr std::size_t slot(Stage stage) { return static_cast<std::size_t>(stage); }

/// Stages that a kind stands for when a school keeps everything on one row `all`.
bool kind_implies(int kind, Stage stage) {
  switch (kind) {
    case SchoolKind::kPrimary:
    case SchoolKind::kTeachingPoint:
    case 219: return stage == Stage::Primary;
    case SchoolKind::kJunior:
    case 319: return stage == Stage::Junior;
    case 342: return stage == Stage::Senior;
    case SchoolKind::kNineYear: return stage == Stage::Primary || stage == Stage::Junior;
    case SchoolKind::kCompleteSecondary: return stage == Stage::Junior || stage == Stage::Senior;
    case SchoolKind::kTwelveYear: return stage == Stage::Primary || stage == Stage::Junior || stage == Stage::Senior;
    default: return false;
  }
}

const standards::SplitWeights* weights_for(std::span<const standards::SplitWeights> all, int kind) {
  const standards::SplitWeights* general = nullptr;
  for (const auto& weights : all) {
    if (weights.kinds.empty()) general = &weights;
    if (std::ranges::find(weights.kinds, kind) != weights.kinds.end()) return &weights;
  }
  return general;
}

double weight_of(const standards::SplitWeights& weights, Stage stage) {
  switch (stage) {
    case Stage::Primary: return weights.primary;
    case Stage::Junior: return weights.junior;
    default: return weights.senior;
  }
}

}  // namespace

SchoolValues::SchoolValues(const UnitInput& input)
    : input_(&input),
      pupils_{input.dataset->stage_facts.column("pupils"), "pupils"},
      grade_pupils_(input.dataset->grade_facts.column("pupils")),
      grade_classes_(input.dataset->grade_facts.column("classes")) {}

std::size_t SchoolValues::add(SchoolIndex root) {
  const model::Schools& schools = input_->dataset->schools;
  School& added = schools_.emplace_back();
  added.first_member = static_cast<std::uint32_t>(members_.size());
  added.kind = schools.kinds[root.value];
  for (const SchoolIndex school : input_->campuses->of(root)) {
    Member member{school, input_->rows->stage_rows[school.value], input_->rows->grade_stages[school.value], 0};
    const auto set = [&](Stage stage) { member.stages |= static_cast<std::uint8_t>(1U << slot(stage)); };
    for (const Stage stage : kSplitStages)
      if (member.rows[slot(stage)] != kNoRow || member.has_grades(stage)) set(stage);
    if (member.stages == 0 && member.rows[slot(Stage::All)] != kNoRow) {
      for (const Stage stage : kSplitStages)
        if (kind_implies(schools.kinds[school.value], stage)) set(stage);
    }
    members_.push_back(member);
  }
  added.member_count = static_cast<std::uint32_t>(members_.size()) - added.first_member;
  return schools_.size() - 1;
}

bool SchoolValues::has_stage(std::size_t school, Stage stage) const {
  return std::ranges::any_of(members(schools_[school]), [&](const Member& member) { return member.has(stage); });
}

const Quantity* SchoolValues::changed_cell(const Member& member, const MeasureColumn& measure, Stage stage) const {
  const auto found = std::ranges::find_if(input_->changes, [&](const ValueChange& change) {
    return change.school == member.school && change.stage == stage && change.measure == measure.id;
  });
  return found == input_->changes.end() ? nullptr : &found->value;
}

Quantity SchoolValues::from_grades(const Member& member, const MeasureColumn& measure, Stage stage) const {
  if (!member.has_grades(stage)) return Quantity::missing(Absence::NoRow);
  const model::NumberColumn* column = measure.id == "pupils" ? grade_pupils_ : measure.id == "classes" ? grade_classes_ : nullptr;
  if (column == nullptr) return Quantity::missing(Absence::NoRow);
  double sum = 0;
  const auto& grades = input_->dataset->grade_facts;
  for (const std::uint32_t row : grades.rows_of(input_->year, member.school)) {
    if (stage_of_grade(grades.parts[row]) != stage) continue;
    const Quantity part = column->at(row);
    if (!part.is_present()) return part;
    sum += part.value;
  }
  return Quantity::of(sum);
}

Quantity SchoolValues::member_pupils(const Member& member, Stage stage) const {
  const Quantity own = cell(member, pupils_, stage);
  if (own.is_present()) return own;
  const Quantity grades = from_grades(member, pupils_, stage);
  if (grades.is_present()) return grades;
  if (member.stage_count() == 1) {
    const Quantity all = cell(member, pupils_, Stage::All);
    if (all.is_present()) return all;
  }
  return own;
}

/// Part of the `all` rows of `members` that belongs to `stage`: pupils x weight over all stages that share them.
std::optional<double> SchoolValues::share(int kind, std::span<const Member* const> members, Stage stage) const {
  const standards::SplitWeights* weights = weights_for(input_->standard->pack.split, kind);
  if (weights == nullptr) return std::nullopt;
  double of_stage = 0;
  double total = 0;
  for (const Member* member : members) {
    for (const Stage each : kSplitStages) {
      if (!member->has(each)) continue;
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
  if (!member.has(stage)) return Quantity::missing(Absence::NoRow);
  const Quantity own = cell(member, measure, stage);
  if (own.is_present()) return own;
  const Quantity grades = from_grades(member, measure, stage);
  if (grades.is_present()) return grades;
  const Quantity all = cell(member, measure, Stage::All);
  if (!all.is_present()) return own;
  if (member.stage_count() == 1) return all;
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

Quantity SchoolValues::value(std::size_t number, const MeasureColumn& measure, Stage stage, bool is_split) {
  School& school = schools_[number];
  if (school.member_count == 1) return value_of_one(school, measure, stage, is_split);
  double sum = 0;
  bool any = false;
  std::vector<const Member*> on_whole;
  double whole_sum = 0;
  for (const Member& member : members(school)) {
    if (!member.has(stage)) continue;
    any = true;
    Quantity own = cell(member, measure, stage);
    if (!own.is_present()) own = from_grades(member, measure, stage);
    if (own.is_present()) {
      sum += own.value;
      continue;
    }
    const Quantity all = cell(member, measure, Stage::All);
    if (!all.is_present()) return Quantity::missing(Absence::PartMissing);
    if (member.stage_count() == 1) {
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

Quantity SchoolValues::whole(std::size_t number, const MeasureColumn& measure) const {
  const School& school = schools_[number];
  double sum = 0;
  bool any = false;
  for (const Member& member : members(school)) {
    const Quantity all = cell(member, measure, Stage::All);
    if (all.is_present()) {
      sum += all.value;
      any = true;
      continue;
    }
    for (const Stage stage : kSplitStages) {
      if (!member.has(stage)) continue;
      Quantity own = cell(member, measure, stage);
      if (!own.is_present()) {
        const Quantity grades = from_grades(member, measure, stage);
        if (grades.is_present()) own = grades;
      }
      if (!own.is_present()) return school.member_count == 1 ? own : Quantity::missing(Absence::PartMissing);
      sum += own.value;
      any = true;
    }
  }
  return any ? Quantity::of(sum) : Quantity::missing(Absence::NoRow);
}

}  // namespace junheng::assess
