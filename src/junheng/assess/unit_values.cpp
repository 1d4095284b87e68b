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
      pupils_(input.dataset->stage_facts.column("pupils")),
      grade_pupils_(input.dataset->grade_facts.column("pupils")),
      grade_classes_(input.dataset->grade_facts.column("classes")) {}

void SchoolValues::select(SchoolIndex root) {
  members_.clear();
  kind_ = input_->dataset->schools.kinds[root.value];
  for (const SchoolIndex school : input_->campuses->of(root))
    members_.push_back({school, input_->rows->stage_rows[school.value], input_->rows->grade_stages[school.value]});
}

bool SchoolValues::member_has(const Member& member, Stage stage) const {
  if (member.rows[slot(stage)] != kNoRow || member.has_grades(stage)) return true;
  const auto has_any = [&](Stage other) { return member.rows[slot(other)] != kNoRow || member.has_grades(other); };
  if (member.rows[slot(Stage::All)] == kNoRow || std::ranges::any_of(kSplitStages, has_any)) return false;
  return kind_implies(input_->dataset->schools.kinds[member.school.value], stage);
}

int SchoolValues::stage_count(const Member& member) const {
  return static_cast<int>(std::ranges::count_if(kSplitStages, [&](Stage stage) { return member_has(member, stage); }));
}

bool SchoolValues::has_stage(Stage stage) const {
  return std::ranges::any_of(members_, [&](const Member& member) { return member_has(member, stage); });
}

Quantity SchoolValues::cell(const Member& member, const model::NumberColumn* column, std::string_view measure, Stage stage) const {
  for (const ValueChange& change : input_->changes)
    if (change.school == member.school && change.stage == stage && change.measure == measure) return change.value;
  const std::uint32_t row = member.rows[slot(stage)];
  if (row == kNoRow) return Quantity::missing(Absence::NoRow);
  if (column == nullptr) return Quantity::missing(Absence::NoColumn);
  return column->at(row);
}

Quantity SchoolValues::from_grades(const Member& member, std::string_view measure, Stage stage) const {
  const model::NumberColumn* column = measure == "pupils" ? grade_pupils_ : measure == "classes" ? grade_classes_ : nullptr;
  if (column == nullptr || !member.has_grades(stage)) return Quantity::missing(Absence::NoRow);
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
  const Quantity own = cell(member, pupils_, "pupils", stage);
  if (own.is_present()) return own;
  const Quantity grades = from_grades(member, "pupils", stage);
  if (grades.is_present()) return grades;
  if (stage_count(member) == 1) {
    const Quantity all = cell(member, pupils_, "pupils", Stage::All);
    if (all.is_present()) return all;
  }
  return own;
}

Quantity SchoolValues::pupils(Stage stage) const { return value(pupils_, "pupils", stage, false); }

/// Part of the `all` rows of `members` that belongs to `stage`: pupils x weight over all stages that share them.
std::optional<double> SchoolValues::share(std::span<const Member* const> members, Stage stage) const {
  const standards::SplitWeights* weights = weights_for(input_->standard->pack.split, kind_);
  if (weights == nullptr) return std::nullopt;
  double of_stage = 0;
  double total = 0;
  for (const Member* member : members) {
    for (const Stage each : kSplitStages) {
      if (!member_has(*member, each)) continue;
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

Quantity SchoolValues::value(const model::NumberColumn* column, std::string_view measure, Stage stage, bool is_split) const {
  if (members_.size() == 1 && input_->changes.empty()) {
    const std::uint32_t row = members_.front().rows[slot(stage)];
    if (row != kNoRow && column != nullptr && column->has(row)) return column->at(row);
  }
  double sum = 0;
  bool any = false;
  Quantity gap = Quantity::missing(Absence::NoRow);
  std::vector<const Member*> on_whole;
  double whole_sum = 0;
  for (const Member& member : members_) {
    if (!member_has(member, stage)) continue;
    any = true;
    Quantity own = cell(member, column, measure, stage);
    if (!own.is_present()) {
      const Quantity grades = from_grades(member, measure, stage);
      if (grades.is_present()) own = grades;
    }
    if (own.is_present()) {
      sum += own.value;
      continue;
    }
    const Quantity all = cell(member, column, measure, Stage::All);
    if (!all.is_present()) return members_.size() == 1 ? own : Quantity::missing(Absence::PartMissing);
    if (stage_count(member) == 1) {
      sum += all.value;
      continue;
    }
    if (!is_split) return Quantity::missing(Absence::NotByStage);
    const auto given_elsewhere = [&](Stage other) { return other != stage && cell(member, column, measure, other).is_present(); };
    // The whole minus what one stage reports would have to be this stage's, but no rule says so.
    if (std::ranges::any_of(kSplitStages, given_elsewhere)) return Quantity::missing(Absence::PartMissing);
    on_whole.push_back(&member);
    whole_sum += all.value;
  }
  if (!any) return gap;
  if (!on_whole.empty()) {
    const auto part = share(on_whole, stage);
    if (!part) return Quantity::missing(Absence::NotSplittable);
    sum += *part * whole_sum;
  }
  return Quantity::of(sum);
}

Quantity SchoolValues::whole(const model::NumberColumn* column, std::string_view measure) const {
  double sum = 0;
  for (const Member& member : members_) {
    const Quantity all = cell(member, column, measure, Stage::All);
    if (all.is_present()) {
      sum += all.value;
      continue;
    }
    for (const Stage stage : kSplitStages) {
      if (!member_has(member, stage)) continue;
      Quantity own = cell(member, column, measure, stage);
      if (!own.is_present()) {
        const Quantity grades = from_grades(member, measure, stage);
        if (grades.is_present()) own = grades;
      }
      if (!own.is_present()) return members_.size() == 1 ? own : Quantity::missing(Absence::PartMissing);
      sum += own.value;
    }
  }
  return Quantity::of(sum);
}

}  // namespace junheng::assess
