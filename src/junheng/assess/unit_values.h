#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "junheng/assess/units.h"

namespace junheng::assess {

/// Reads values of one merged school: its rows by stage and for the whole, its grades, and changes put in their place.
class SchoolValues {
 public:
  explicit SchoolValues(const UnitInput& input);

  /// Turns to another school. All later calls are about it.
  void select(SchoolIndex root);

  /// Stages that the school has: a row of the stage, a grade of it, or a kind that implies it when only a row `all` exists.
  [[nodiscard]] bool has_stage(Stage stage) const;
  /// Value of a measure for one stage; `column` is the dataset's column of that name or null.
  [[nodiscard]] model::Quantity value(const model::NumberColumn* column, std::string_view measure, Stage stage, bool is_split) const;
  /// Value for the whole school: the row `all`, else the sum over its stages.
  [[nodiscard]] model::Quantity whole(const model::NumberColumn* column, std::string_view measure) const;
  [[nodiscard]] model::Quantity pupils(Stage stage) const;

 private:
  struct Member {
    SchoolIndex school;
    std::array<std::uint32_t, kStageCount> rows{};
    std::uint8_t grade_stages = 0;

    [[nodiscard]] bool has_grades(Stage stage) const { return (grade_stages >> static_cast<unsigned>(stage) & 1U) != 0; }
  };
  [[nodiscard]] model::Quantity cell(const Member& member, const model::NumberColumn* column, std::string_view measure, Stage stage) const;
  [[nodiscard]] model::Quantity from_grades(const Member& member, std::string_view measure, Stage stage) const;
  [[nodiscard]] model::Quantity member_pupils(const Member& member, Stage stage) const;
  [[nodiscard]] bool member_has(const Member& member, Stage stage) const;
  [[nodiscard]] std::optional<double> share(std::span<const Member* const> members, Stage stage) const;
  [[nodiscard]] int stage_count(const Member& member) const;

  const UnitInput* input_;
  const model::NumberColumn* pupils_ = nullptr;
  const model::NumberColumn* grade_pupils_ = nullptr;
  const model::NumberColumn* grade_classes_ = nullptr;
  std::vector<Member> members_;
  int kind_ = 0;
};

}  // namespace junheng::assess
