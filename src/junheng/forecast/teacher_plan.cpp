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

double not_below_zero(double value) { return is_none(value) ? kNone : std::max(0.0, value); }

}  // namespace

void StaffApart::add(const StaffApart& other) {
  without_subject += other.without_subject;
  unknown_subject += other.unknown_subject;
  outside_curriculum += other.outside_curriculum;
}

double TeacherNeed::retired() const { return untold <= kRounding ? retired_told : kNone; }

void TeacherNeed::add(const TeacherNeed& other) {
  primary_lessons += other.primary_lessons;
  junior_lessons += other.junior_lessons;
  primary_need += other.primary_need;
  junior_need += other.junior_need;
  on_post += other.on_post;
  unknown_schools += other.unknown_schools;
  retired_told += other.retired_told;
  untold += other.untold;
  shortage += other.shortage;
  to_hire += other.to_hire;
  to_hire_at_least += other.to_hire_at_least;
}

TeacherPlan plan_teachers(const Forecast& forecast, const standards::Curriculum& curriculum, const standards::LoadTable& loads,
                          std::span<const CountyStaff> staff) {
  TeacherPlan out;
  out.horizon = forecast.horizon;
  for (const standards::SubjectPeriods& row : curriculum.rows) out.subjects.push_back(row.subject);
  out.rows.reserve(forecast.counties.size() * forecast.horizon * out.subjects.size());
  for (std::size_t county = 0; county < forecast.counties.size(); ++county) {
    const CountyStaff here = county < staff.size() ? staff[county] : CountyStaff{};
    out.apart.push_back(here.apart);
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
        const SubjectOnPost now = i < here.subjects.size() ? here.subjects[i] : SubjectOnPost{};
        need.on_post = now.on_post;
        need.unknown_schools = now.unknown_schools;
        need.retired_told = ahead < now.retired.size() ? now.retired[ahead] : 0;
        need.untold = is_none(now.on_post) ? kNone : now.untold;
        need.shortage = not_below_zero(need.missing());
        need.to_hire = not_below_zero(need.missing() + need.retired());
        need.to_hire_at_least = not_below_zero(need.missing() + need.retired_told - here.apart.of_any_subject());
        out.rows.push_back(need);
      }
    }
  }
  return out;
}

}  // namespace junheng::forecast
