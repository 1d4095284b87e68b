#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "junheng/app/load.h"
#include "junheng/app/subject_basis.h"
#include "junheng/monitor/review.h"

namespace junheng::app {

/// What the schools of a dataset tell for a review. Points into the dataset and the subject basis.
struct ReviewSchools {
  std::vector<monitor::SchoolFigure> figures;
  std::vector<monitor::CountyStanding> standings;
  std::vector<monitor::CountyPay> pay;
  /// Subjects left out of the teachers lacking, for want of a weekly load.
  std::vector<std::string_view> subjects_without_load;
  /// The dataset tells teachers by subject in one of the years.
  bool has_subjects = false;
};

struct ReviewSchoolsInput {
  const model::Dataset* dataset = nullptr;
  monitor::PlanPeriods periods;
  /// Last year that figures are wanted of: that of the later period, or of a target after it.
  int last_year = 0;
  const SubjectBasis* basis = nullptr;
};

/// Pupils, the figures of the monitors, and teachers lacking by county, from the year before the earlier period on; how recognised counties
/// stand in each year of schools' data within the periods under the standard of their kind; pay against the limit of each year.
/// Errors: those of finding the standards and of the monitors; a stop asked for.
[[nodiscard]] Result<ReviewSchools> review_schools(const ReviewSchoolsInput& input, const Session& session);

}  // namespace junheng::app
