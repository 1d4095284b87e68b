#pragma once

#include <string_view>
#include <vector>

#include "junheng/synth/county_values.h"

namespace junheng::synth {

/// A row of the list of persons. Nobody has a name.
struct Teacher {
  /// Of the school and stage, from 1.
  int number = 0;
  bool is_woman = false;
  int birth_year = 0;
  /// "principal", "head_teacher", "teacher".
  std::string_view post;
  std::string_view subject;
};

/// The teachers of a school's stage as persons: of each subject as many as subject_staff() tells, a head teacher for each class as far as
/// there are teachers, and the principal in the school's first stage. Women are two thirds in primary and 57 % in junior stages. Ages run
/// from 22 to the last year before the ages of retirement of 2024 (60 for men, 55 for women), with most between 30 and 50.
/// Empty where subject_staff() is: senior stages and special schools.
[[nodiscard]] std::vector<Teacher> teacher_list(const County& county, const CountyYear& year, std::size_t school, std::size_t stage);

}  // namespace junheng::synth
