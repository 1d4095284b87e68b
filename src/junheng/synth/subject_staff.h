#pragma once

#include <string_view>
#include <vector>

#include "junheng/synth/county_values.h"

namespace junheng::synth {

/// One row of subject_staff: teachers by the subject that they mainly teach, and the periods that the subject is given in a week.
struct SubjectStaff {
  std::string_view subject;
  int teachers = 0;
  int weekly_periods = 0;
};

/// A stage's teachers by subject. They add up to its teachers; physical education, music and fine arts to its PE and arts teachers. A
/// subject that is taught by teachers of others has periods and no teacher. Where a school gives way to the subjects of the examination,
/// their periods come out of the others', so that the week stays as long.
/// Empty for senior stages and special schools, which have other curricula.
[[nodiscard]] std::vector<SubjectStaff> subject_staff(const County& county, const CountyYear& year, std::size_t school,
                                                      const StageValues& stage);

}  // namespace junheng::synth
