#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "junheng/core/stage.h"
#include "junheng/standards/curriculum.h"

namespace junheng::standards {

/// What a number of classes asks of a subject.
struct SubjectDemand {
  /// Periods a week.
  double periods = 0;
  /// Full teachers; nullopt where the subject has periods and no weekly load is known.
  std::optional<double> teachers = 0.0;
};

/// Periods and teachers of a subject in one stage (standards.md 5.3).
///
/// periods = sum over grades of classes[grade] x periods[grade][subject]; teachers = periods / load[stage][subject]. Position in
/// `classes_by_grade` = grade; grades of other stages have to be 0. Classes may be fractions. No classes, or a subject that none of the
/// grades is taught: 0 periods, 0 teachers.
[[nodiscard]] SubjectDemand subject_demand(const Curriculum& curriculum, const LoadTable& loads, std::string_view subject, Stage stage,
                                           std::span<const double> classes_by_grade);

}  // namespace junheng::standards
