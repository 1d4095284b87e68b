#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/forecast/forecast.h"
#include "junheng/standards/curriculum.h"

namespace junheng::forecast {

/// Teachers of one subject in a county in the last year of the history.
struct SubjectOnPost {
  /// kNone: some school does not tell them.
  double on_post = kNone;
  double unknown_schools = 0;
  /// Persons whose year of retirement can be told, and how many of them are gone by each forecast year; fractions, since months of birth
  /// are not told.
  double retirement_told = 0;
  std::vector<double> retired;
};

/// In the order of the curriculum's rows.
using CountyStaff = std::vector<SubjectOnPost>;

/// Teachers of one subject in one forecast year: of the compulsory stages together, since teachers move between the stages of a school;
/// lessons and need by stage too.
struct TeacherNeed {
  /// Periods a week and full teachers; kNone where classes cannot be told, teachers also where the subject has no weekly load.
  double primary_lessons = 0;
  double junior_lessons = 0;
  double primary_need = 0;
  double junior_need = 0;
  /// Today's teachers; kNone: not told by `unknown_schools` schools, or by no table.
  double on_post = 0;
  double unknown_schools = 0;
  /// Of today's teachers, gone by the year: of those whose retirement can be told, and how many there are besides.
  double retired_told = 0;
  double untold = 0;

  [[nodiscard]] double lessons() const { return primary_lessons + junior_lessons; }
  [[nodiscard]] double need() const { return primary_need + junior_need; }
  /// need - on post: positive is a shortage if nobody leaves.
  [[nodiscard]] double missing() const { return need() - on_post; }
  /// Gone by the year; kNone unless it can be told of everybody.
  [[nodiscard]] double retired() const;
  /// Teachers to hire by the year: what is needed less those who stay, not below 0; kNone unless it can be told. The least that it is:
  /// those of whom nothing can be told stay.
  [[nodiscard]] double to_hire() const;
  [[nodiscard]] double to_hire_at_least() const;
  /// Sums; kNone where one of the two is.
  void add(const TeacherNeed& other);
};

struct TeacherPlan {
  std::size_t horizon = 0;
  /// Ids, in the order of the curriculum's rows.
  std::vector<std::string_view> subjects;
  /// [(county x horizon + ahead) x subjects + subject].
  std::vector<TeacherNeed> rows;

  [[nodiscard]] bool empty() const { return rows.empty(); }
  [[nodiscard]] const TeacherNeed& at(std::size_t county, std::size_t ahead, std::size_t subject) const {
    return rows[(county * horizon + ahead) * subjects.size() + subject];
  }
};

/// Teachers that each subject will need, by county and year: classes of the forecast (CountyForecast::classes) -> lessons -> teachers by
/// standards::subject_demand, beside those on post and those who retire. `staff` by county. Grades outside the compulsory stages ask for
/// none.
[[nodiscard]] TeacherPlan plan_teachers(const Forecast& forecast, const standards::Curriculum& curriculum,
                                        const standards::LoadTable& loads, std::span<const CountyStaff> staff);

}  // namespace junheng::forecast
