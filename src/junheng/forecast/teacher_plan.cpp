#include "junheng/forecast/teacher_plan.h"

#include <algorithm>

#include "junheng/core/stage.h"
#include "junheng/standards/subject_demand.h"

namespace junheng::forecast {

namespace {

/// Fractions of persons add up to whole ones but for their rounding.
constexpr double kRounding = 1e-9;

/// Classes of the grades of one stage: none in grades that are not run, kNone in those of which they cannot be told.
GradeArray classes_of_stage(const CountyForecast& county, std::size_t ahead, Stage stage) {
  GradeArray out = filled(0);
  for (std::size_t g = 0; g < kGrades; ++g)
    if (stage_of_grade(static_cast<int>(g)) == stage && !is_none(county.path.flow[ahead][g])) out[g] = county.classes[ahead][g];
  return out;
}

}  // namespace

double TeacherNeed::retired() const { return untold > kRounding ? kNone : retired_told; }

double TeacherNeed::to_hire() const {
  const double left = need() - (on_post - retired());
  return is_none(left) ? kNone : std::max(0.0, left);
}

double TeacherNeed::to_hire_at_least() const {
  const double left = need() - (on_post - retired_told);
  return is_none(left) ? kNone : std::max(0.0, left);
}

void TeacherNeed::add(const TeacherNeed& other) {
  primary_lessons += other.primary_lessons;
  junior_lessons += other.junior_lessons;
  primary_need += other.primary_need;
  junior_need += other.junior_need;
  on_post += other.on_post;
  unknown_schools += other.unknown_schools;
  retired_told += other.retired_told;
  untold += other.untold;
}

TeacherPlan plan_teachers(const Forecast& forecast, const standards::Curriculum& curriculum, const standards::LoadTable& loads,
                          std::span<const CountyStaff> staff) {
  TeacherPlan out;
  out.horizon = forecast.horizon;
  for (const standards::SubjectPeriods& row : curriculum.rows) out.subjects.push_back(row.subject);
  out.rows.reserve(forecast.counties.size() * forecast.horizon * out.subjects.size());
  for (std::size_t county = 0; county < forecast.counties.size(); ++county) {
    for (std::size_t ahead = 0; ahead < forecast.horizon; ++ahead) {
      const GradeArray primary = classes_of_stage(forecast.counties[county], ahead, Stage::Primary);
      const GradeArray junior = classes_of_stage(forecast.counties[county], ahead, Stage::Junior);
      for (std::size_t i = 0; i < out.subjects.size(); ++i) {
        const auto in_primary = standards::subject_demand(curriculum, loads, out.subjects[i], Stage::Primary, primary);
        const auto in_junior = standards::subject_demand(curriculum, loads, out.subjects[i], Stage::Junior, junior);
        TeacherNeed need;
        need.primary_lessons = in_primary.periods;
        need.junior_lessons = in_junior.periods;
        need.primary_need = in_primary.teachers.value_or(kNone);
        need.junior_need = in_junior.teachers.value_or(kNone);
        const SubjectOnPost now = county < staff.size() && i < staff[county].size() ? staff[county][i] : SubjectOnPost{};
        need.on_post = now.on_post;
        need.unknown_schools = now.unknown_schools;
        need.retired_told = ahead < now.retired.size() ? now.retired[ahead] : 0;
        // Of a number of teachers that is not told, nobody knows who is left out.
        need.untold = is_none(now.on_post) ? kNone : std::max(0.0, now.on_post - now.retirement_told);
        out.rows.push_back(need);
      }
    }
  }
  return out;
}

}  // namespace junheng::forecast
