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
  /// Teachers on post whose year of retirement cannot be told; kNone where `on_post` is.
  double untold = kNone;
  /// Of the others, gone by each forecast year; fractions, since months of birth are not told.
  std::vector<double> retired;
};

/// Teachers who are in no subject's `on_post`: of no subject, of one that the list of subjects lacks, of one that the curriculum has no row
/// for.
struct StaffApart {
  double without_subject = 0;
  double unknown_subject = 0;
  double outside_curriculum = 0;

  /// Those who may be of any subject of the curriculum.
  [[nodiscard]] double of_any_subject() const { return without_subject + unknown_subject; }
  void add(const StaffApart& other);
};

struct CountyStaff {
  /// In the order of the curriculum's rows.
  std::vector<SubjectOnPost> subjects;
  StaffApart apart;
};

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
  /// Teachers whom the county lacks if nobody leaves: missing(), not below 0. A sum of counties adds each one's, so that what one has to
  /// spare fills no gap of another.
  double shortage = 0;
  /// Teachers to hire by the year: what is needed less those who stay, not below 0, summed like `shortage`; kNone unless it can be told.
  /// Those of no subject fill no place.
  double to_hire = 0;
  /// The least that it is: those of whose retirement nothing can be told stay, and those who may be of any subject are of this one.
  double to_hire_at_least = 0;

  [[nodiscard]] double lessons() const { return primary_lessons + junior_lessons; }
  [[nodiscard]] double need() const { return primary_need + junior_need; }
  /// need - on post, net: positive is a shortage if nobody leaves.
  [[nodiscard]] double missing() const { return need() - on_post; }
  /// Gone by the year; kNone unless it can be told of everybody.
  [[nodiscard]] double retired() const;
  /// Sums; kNone where one of the two is.
  void add(const TeacherNeed& other);
};

struct TeacherPlan {
  std::size_t horizon = 0;
  /// Ids, in the order of the curriculum's rows.
  std::vector<std::string_view> subjects;
  /// [(county x horizon + ahead) x subjects + subject].
  std::vector<TeacherNeed> rows;
  /// By county.
  std::vector<StaffApart> apart;

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
