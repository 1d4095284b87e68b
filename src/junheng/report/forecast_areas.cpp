#include "junheng/report/forecast_areas.h"

#include <numeric>

namespace junheng::report {

using forecast::kGrades;

std::vector<ForecastArea> forecast_areas(const ForecastInput& input) {
  const forecast::Forecast& made = *input.forecast;
  std::vector<ForecastArea> out;
  ForecastArea whole{nullptr, std::vector<std::size_t>(made.counties.size()), &made.grades, &made.all, nullptr};
  std::iota(whole.counties.begin(), whole.counties.end(), std::size_t{0});
  out.push_back(std::move(whole));
  if (input.level == ForecastLevel::All) return out;
  if (input.regions != nullptr) {
    for (std::size_t group = 0; group < input.regions->areas.size(); ++group) {
      const forecast::GroupForecast& each = made.groups[group];
      out.push_back({&input.regions->areas[group], {}, &each.grades, &each.all, &each.school_sum});
    }
    for (std::size_t county = 0; county < made.counties.size(); ++county)
      out[1 + input.regions->of_county[county]].counties.push_back(county);
    return out;
  }
  for (std::size_t county = 0; county < made.counties.size(); ++county) {
    const forecast::CountyForecast& each = made.counties[county];
    out.push_back({&input.history->counties[county], {county}, &each.grades, &each.all, &each.school_sum});
  }
  return out;
}

forecast::GradeArray classes_of(const ForecastInput& input, const ForecastArea& area, std::size_t ahead) {
  forecast::GradeArray out = forecast::filled(forecast::kNone);
  for (std::size_t g = 0; g < kGrades; ++g) {
    double sum = 0;
    bool any = false;
    for (const std::size_t county : area.counties) {
      const forecast::CountyForecast& each = input.forecast->counties[county];
      if (forecast::is_none(each.path.flow[ahead][g])) continue;
      any = true;
      sum += each.classes[ahead][g];
    }
    if (any) out[g] = sum;
  }
  return out;
}

double all_classes(const ForecastInput& input, const ForecastArea& area, std::size_t ahead) {
  const forecast::GradeArray classes = classes_of(input, area, ahead);
  double sum = 0;
  for (std::size_t g = 0; g < kGrades; ++g)
    if ((*area.grades)[ahead][g].middle > 0) sum += classes[g];
  return sum;
}

double stage_classes(const ForecastInput& input, const ForecastArea& area, std::size_t ahead, Stage stage) {
  const forecast::GradeArray classes = classes_of(input, area, ahead);
  double sum = 0;
  for (std::size_t g = 0; g < kGrades; ++g)
    if (stage_of_grade(static_cast<int>(g)) == stage && !forecast::is_none((*area.grades)[ahead][g].middle) &&
        (*area.grades)[ahead][g].middle > 0)
      sum += classes[g];
  return sum;
}

double last_pupils(const ForecastInput& input, const ForecastArea& area) {
  double sum = 0;
  for (const std::size_t county : area.counties) sum += forecast::total(input.history->county_total(county, input.history->years - 1));
  return sum;
}

forecast::TeacherNeed teachers_of(const ForecastInput& input, const ForecastArea& area, std::size_t ahead, std::size_t subject) {
  forecast::TeacherNeed sum;
  for (const std::size_t county : area.counties) sum.add(input.teachers->at(county, ahead, subject));
  return sum;
}

forecast::TeacherNeed teachers_together(const ForecastInput& input, const ForecastArea& area, std::size_t ahead,
                                        const std::vector<std::size_t>& subjects) {
  forecast::TeacherNeed sum;
  if (subjects.empty()) {
    sum.primary_lessons = sum.primary_need = sum.on_post = sum.retired_told = forecast::kNone;
    sum.shortage = sum.to_hire = sum.to_hire_at_least = forecast::kNone;
  }
  for (const std::size_t subject : subjects) sum.add(teachers_of(input, area, ahead, subject));
  return sum;
}

forecast::StaffApart staff_apart(const ForecastInput& input, const ForecastArea& area) {
  forecast::StaffApart sum;
  for (const std::size_t county : area.counties) sum.add(input.teachers->apart[county]);
  return sum;
}

bool is_idle_subject(const ForecastInput& input, std::size_t subject) {
  for (std::size_t county = 0; county < input.forecast->counties.size(); ++county)
    for (std::size_t ahead = 0; ahead < input.forecast->horizon; ++ahead) {
      const forecast::TeacherNeed& need = input.teachers->at(county, ahead, subject);
      if (need.lessons() != 0 || need.on_post > 0) return false;
    }
  return true;
}

std::vector<std::size_t> subjects_in_sum(const ForecastInput& input) {
  const ForecastArea whole = forecast_areas(input).front();
  std::vector<std::size_t> out;
  for (std::size_t subject = 0; subject < input.teachers->subjects.size(); ++subject)
    if (!is_idle_subject(input, subject) && !forecast::is_none(teachers_of(input, whole, 0, subject).need())) out.push_back(subject);
  return out;
}

}  // namespace junheng::report
