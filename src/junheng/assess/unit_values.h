#pragma once

#include <array>
#include <bit>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "junheng/assess/units.h"

namespace junheng::assess {

/// A measure by name, with the dataset's column of that name; null if there is none.
struct MeasureColumn {
  const model::NumberColumn* column = nullptr;
  std::string_view id;
};

/// Works out values of merged schools: from their rows by stage and for the whole, their grades, and changes put in their place.
class SchoolValues {
 public:
  explicit SchoolValues(const UnitInput& input);

  /// Takes up a school with its campuses; the number is the argument of all later calls.
  [[nodiscard]] std::size_t add(SchoolIndex root);

  /// Stages that the school has: a row of the stage, a grade of it, or a kind that implies it when only a row `all` exists.
  [[nodiscard]] bool has_stage(std::size_t school, Stage stage) const;
  /// Value of a measure for one stage.
  [[nodiscard]] model::Quantity value(std::size_t school, const MeasureColumn& measure, Stage stage, bool is_split);
  /// Value for the whole school: the row `all`, else the sum over its stages.
  [[nodiscard]] model::Quantity whole(std::size_t school, const MeasureColumn& measure) const;

 private:
  struct Member {
    SchoolIndex school;
    std::array<std::uint32_t, kStageCount> rows{};
    std::uint8_t grade_stages = 0;
    /// Bit `stage` is set for the stages that it has.
    std::uint8_t stages = 0;

    [[nodiscard]] bool has_grades(Stage stage) const { return (grade_stages >> static_cast<unsigned>(stage) & 1U) != 0; }
    [[nodiscard]] bool has(Stage stage) const { return (stages >> static_cast<unsigned>(stage) & 1U) != 0; }
    [[nodiscard]] int stage_count() const { return std::popcount(stages); }
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
    /// By compulsory stage; only for schools without campuses.
    std::array<Share, kCompulsoryStages.size()> shares;
  };
  [[nodiscard]] std::span<const Member> members(const School& school) const { return std::span(members_).subspan(school.first_member, school.member_count); }
  [[nodiscard]] model::Quantity cell(const Member& member, const MeasureColumn& measure, Stage stage) const {
    if (!input_->changes.empty()) {
      if (const model::Quantity* changed = changed_cell(member, measure, stage)) return *changed;
    }
    const std::uint32_t row = member.rows[static_cast<std::size_t>(stage)];
    if (row == model::kNoRow) return model::Quantity::missing(model::Absence::NoRow);
    return measure.column == nullptr ? model::Quantity::missing(model::Absence::NoColumn) : measure.column->at(row);
  }
  [[nodiscard]] const model::Quantity* changed_cell(const Member& member, const MeasureColumn& measure, Stage stage) const;
  [[nodiscard]] model::Quantity from_grades(const Member& member, const MeasureColumn& measure, Stage stage) const;
  [[nodiscard]] model::Quantity member_pupils(const Member& member, Stage stage) const;
  [[nodiscard]] bool is_given(const Member& member, const MeasureColumn& measure, Stage except) const;
  [[nodiscard]] model::Quantity value_of_one(School& school, const MeasureColumn& measure, Stage stage, bool is_split);
  [[nodiscard]] std::optional<double> share(int kind, std::span<const Member* const> members, Stage stage) const;

  const UnitInput* input_;
  MeasureColumn pupils_;
  const model::NumberColumn* grade_pupils_ = nullptr;
  const model::NumberColumn* grade_classes_ = nullptr;
  std::vector<School> schools_;
  std::vector<Member> members_;
};

}  // namespace junheng::assess
