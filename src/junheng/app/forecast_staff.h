#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "junheng/app/subject_basis.h"
#include "junheng/core/error.h"
#include "junheng/core/issue.h"
#include "junheng/forecast/teacher_plan.h"
#include "junheng/report/forecast_report.h"
#include "junheng/standards/retirement.h"

namespace junheng::app {

struct ForecastStaffRequest {
  /// Ids or paths of files; empty: the default ones.
  std::string curriculum;
  std::string loads;
  std::string retirement;
};

/// What teachers to come are worked out from.
struct ForecastStaffBasis {
  SubjectBasis subjects;
  standards::RetirementTable retirement;
  /// Of files of the user's; with any, nothing else is set.
  std::vector<Issue> issues;
};

/// What is built in is China's: for other data nullopt unless a curriculum is asked for, and no ages of retirement unless they are.
/// Errors: those of choose_subject_basis; UnknownRetirement; those of reading a file.
[[nodiscard]] Result<std::optional<ForecastStaffBasis>> choose_staff_basis(const ForecastStaffRequest& request, bool is_china);

/// Teachers on post in the last year of the history, by county and subject, and how many of them are gone by each forecast year: from the
/// last dataset that tells teachers of that year (monitor_subjects). Without one (ForecastSubjectStaff), or without a list of persons
/// (ForecastTeacherList), that is named in `findings` and the numbers are not known.
[[nodiscard]] std::vector<forecast::CountyStaff> staff_on_post(std::span<const model::Dataset* const> datasets,
                                                               const forecast::History& history, std::size_t horizon,
                                                               const ForecastStaffBasis& basis, std::vector<Issue>& findings);

/// Takes out what the list of persons tells, for those who may not see persons: of nobody is it told when he retires.
void withhold_retirements(std::vector<forecast::CountyStaff>& staff);

/// Titles of what the plan was worked out from, and of its subjects.
[[nodiscard]] report::ForecastStaffTitles staff_titles(const ForecastStaffBasis& basis, const forecast::TeacherPlan& plan, Lang lang);

}  // namespace junheng::app
