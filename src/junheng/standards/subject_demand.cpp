#include "junheng/standards/subject_demand.h"

namespace junheng::standards {

SubjectDemand subject_demand(const Curriculum& curriculum, const LoadTable& loads, std::string_view subject, Stage stage,
                             std::span<const double> classes_by_grade) {
  SubjectDemand out;
  for (std::size_t grade = 0; grade < classes_by_grade.size(); ++grade)
    out.periods += classes_by_grade[grade] * curriculum.periods(subject, static_cast<int>(grade));
  if (out.periods == 0) return out;
  const WeeklyLoad* load = loads.find(stage, subject);
  out.teachers = load == nullptr ? std::nullopt : std::optional(out.periods / load->periods);
  return out;
}

}  // namespace junheng::standards
