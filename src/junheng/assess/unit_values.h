#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "junheng/assess/measure_plan.h"

namespace junheng::assess {

struct SchoolStageOfYear {
  SchoolYear year;
  SchoolIndex school;
  Stage stage = Stage::Primary;
};

/// Sum of a column of grade_facts over the grades of a stage that a school has; the first missing number where one is missing, NoRow where
/// it has no such grade.
[[nodiscard]] model::Quantity sum_of_grades(const model::FactTable& grades, const model::NumberColumn& column, const SchoolStageOfYear& of);

/// Works out values of merged schools: from their rows by stage and for the whole, their grades, and changes put in their place.
class SchoolValues {
 public:
  explicit SchoolValues(const UnitInput& input);

  /// Makes room for so many schools.
  void reserve(std::size_t schools) {
    schools_.reserve(schools);
    alone_.reserve(schools);
    members_.reserve(schools);
  }

  /// Takes up a school of `merging` with its campuses; the number is the argument of all later calls.
  [[nodiscard]] std::size_t add(SchoolIndex root, const Merging& merging);

  /// Whether the school has a stage: a row or a grade of it, or by its kind (YearRows::untold_stages; a school with nothing but a row
  /// `all`).
  [[nodiscard]] bool has_stage(std::size_t school, Stage stage) const { return schools_[school].stages.has(stage); }
  /// Value of a measure for one stage.
  [[nodiscard]] model::Quantity value(std::size_t school, const MeasureColumn& measure, Stage stage, bool is_split) {
    const auto told = value_of_alone(school, measure, stage, is_split);
    return told ? *told : value_of_members(school, measure, stage, is_split);
  }
  /// Begins to load what value() and whole() will read.
  void prefetch(std::size_t school, const MeasureColumn& measure, Stage stage) const {
    if (measure.column == nullptr) return;
    // The rows of a school mostly follow each other, so that one brings most of them along.
    const std::uint32_t own = alone_[school].row(stage);
    const std::uint32_t row = own != model::kNoRow ? own : alone_[school].row(Stage::All);
    if (row != model::kNoRow) measure.column->prefetch(row);
  }
  /// Value for the whole school: the row `all`, else the sum over its stages.
  [[nodiscard]] model::Quantity whole(std::size_t school, const MeasureColumn& measure) const {
    const auto told = sum_of_alone(alone_[school], measure, kTaught);
    return told ? model::Quantity::of(*told) : sum(schools_[school], measure, kTaught);
  }
  /// What is given of the whole: as whole(), a part that is missing counting for nothing. Always present.
  [[nodiscard]] model::Quantity known(std::size_t school, const MeasureColumn& measure) const;
  /// Value for the compulsory stages: as whole(), but of a school with a senior stage the rows of the compulsory stages count, and its row
  /// `all` cannot be divided (Absence::NotByStage). 0 for a school without compulsory stages, which a school of unknown kind is not.
  [[nodiscard]] model::Quantity compulsory(std::size_t school, const MeasureColumn& measure) const {
    const auto told = sum_of_alone(alone_[school], measure, kCompulsory);
    return told ? model::Quantity::of(*told) : compulsory_of_members(schools_[school], measure);
  }

 private:
  static constexpr std::array kSplitStages = {Stage::Primary, Stage::Junior, Stage::Senior};
  static constexpr StageSet kTaught = StageSet::of(kSplitStages);
  static constexpr StageSet kCompulsory = StageSet::of(kCompulsoryStages);

  struct Member {
    SchoolIndex school;
    std::array<std::uint32_t, kStageCount> rows{};
    StageSet grade_stages;
    StageSet stages;
    /// Values of it that are replaced.
    std::span<const ValueChange> changes = {};
  };
  /// The part of a row `all` that belongs to a stage, worked out when it is first asked for.
  struct Share {
    bool is_known = false;
    std::optional<double> part;
  };
  struct School {
    std::uint32_t first_member = 0;
    std::uint32_t member_count = 0;
    int kind = 0;
    /// Of all members.
    StageSet stages;
    /// Of no stage by its rows and its kind, or closed.
    bool is_outside = false;
    /// A campus has nothing but a row `all`, and nobody knows of which stages.
    bool has_unplaced_part = false;
    /// By compulsory stage; only for schools without campuses.
    std::array<Share, kCompulsoryStages.size()> shares;
  };
  /// A school without campuses in which nothing is replaced, as nearly all are, in few bytes. Any other has no rows and no stages here.
  struct Alone {
    std::array<std::uint32_t, kStageCount> rows = {model::kNoRow, model::kNoRow, model::kNoRow, model::kNoRow, model::kNoRow};
    StageSet stages;
    bool has_one_stage = false;

    [[nodiscard]] std::uint32_t row(Stage stage) const { return rows[static_cast<std::size_t>(stage)]; }
    /// The number in the row of a stage; null where there is none.
    [[nodiscard]] const double* number(const model::NumberColumn& column, Stage stage) const {
      const std::uint32_t at = row(stage);
      return at != model::kNoRow && column.has(at) ? column.values().data() + at : nullptr;
    }
  };
  [[nodiscard]] std::span<const Member> members(const School& school) const {
    return std::span(members_).subspan(school.first_member, school.member_count);
  }
  [[nodiscard]] model::Quantity cell(const Member& member, const MeasureColumn& measure, Stage stage) const {
    if (!member.changes.empty()) {
      if (const model::Quantity* changed = changed_cell(member, measure, stage)) return *changed;
    }
    const std::uint32_t row = member.rows[static_cast<std::size_t>(stage)];
    if (row == model::kNoRow) return model::Quantity::missing(model::Absence::NoRow);
    return measure.column == nullptr ? model::Quantity::missing(model::Absence::NoColumn) : measure.column->at(row);
  }
  [[nodiscard]] const model::Quantity* changed_cell(const Member& member, const MeasureColumn& measure, Stage stage) const;
  [[nodiscard]] model::Quantity from_grades(const Member& member, const MeasureColumn& measure, Stage stage) const;
  [[nodiscard]] model::Quantity member_pupils(const Member& member, Stage stage) const;
  [[nodiscard]] model::Quantity own(const Member& member, const MeasureColumn& measure, Stage stage) const;
  [[nodiscard]] model::Quantity sum(const School& school, const MeasureColumn& measure, StageSet stages) const;
  [[nodiscard]] bool is_given(const Member& member, const MeasureColumn& measure, Stage except) const;
  [[nodiscard]] model::Quantity value_of_one(School& school, const MeasureColumn& measure, Stage stage, bool is_split);
  [[nodiscard]] model::Quantity value_of_members(std::size_t school, const MeasureColumn& measure, Stage stage, bool is_split);
  [[nodiscard]] model::Quantity compulsory_of_members(const School& school, const MeasureColumn& measure) const;
  [[nodiscard]] std::optional<double> share(int kind, std::span<const Member* const> members, Stage stage) const;

  /// value() as far as the rows of a school that stands alone tell it without more ado.
  [[nodiscard]] std::optional<model::Quantity> value_of_alone(std::size_t school, const MeasureColumn& measure, Stage stage,
                                                              bool is_split) const {
    const Alone& alone = alone_[school];
    if (measure.column == nullptr || !alone.stages.has(stage)) return std::nullopt;
    if (const double* own = alone.number(*measure.column, stage)) return model::Quantity::of(*own);
    const double* all = alone.number(*measure.column, Stage::All);
    // Before the whole school's number come the grades.
    if (all == nullptr || measure.by_grade != nullptr) return std::nullopt;
    if (alone.has_one_stage) return model::Quantity::of(*all);
    if (!is_split) return model::Quantity::missing(model::Absence::NotByStage);
    for (const Stage other : kSplitStages)
      if (other != stage && alone.number(*measure.column, other) != nullptr) return std::nullopt;
    const Share& known = schools_[school].shares[stage == Stage::Primary ? 0 : 1];
    return known.part ? std::optional(model::Quantity::of(*known.part * *all)) : std::nullopt;
  }
  /// sum() as far as the rows of a school that stands alone tell it without more ado.
  [[nodiscard]] static std::optional<double> sum_of_alone(const Alone& alone, const MeasureColumn& measure, StageSet stages) {
    if (measure.column == nullptr || alone.stages.empty()) return std::nullopt;
    StageSet others = alone.stages;
    others.remove(stages);
    if (others.empty()) {
      if (const double* all = alone.number(*measure.column, Stage::All)) return *all;
    }
    double sum = 0;
    bool any = false;
    for (const Stage stage : kSplitStages) {
      if (!alone.stages.has(stage) || !stages.has(stage)) continue;
      const double* part = alone.number(*measure.column, stage);
      if (part == nullptr) return std::nullopt;
      sum += *part;
      any = true;
    }
    return any ? std::optional(sum) : std::nullopt;
  }

  const UnitInput* input_;
  MeasureColumn pupils_;
  std::vector<School> schools_;
  /// By school, for loops over them.
  std::vector<Alone> alone_;
  std::vector<Member> members_;
};

}  // namespace junheng::assess
