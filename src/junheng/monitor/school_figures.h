#pragma once

#include <string_view>
#include <vector>

#include "junheng/assess/assessment.h"
#include "junheng/monitor/area_figures.h"
#include "junheng/monitor/run_monitors.h"
#include "junheng/monitor/subject_need.h"

namespace junheng::monitor {

// Figures that monitors work out from the schools, as items of a review.

/// Monitors of which monitor_figures() takes figures.
[[nodiscard]] std::vector<std::string> review_monitors();

/// Pupils of each county, of both compulsory stages. A county with a school whose pupils are not known, with lost rows, or
/// without any school in the year has no figure.
[[nodiscard]] std::vector<SchoolFigure> pupil_figures(const assess::Assessment& assessment);

/// Classes, schools, boarders without a bed and retention rates in every year of the monitors from `first` on. Counts are of counties: of
/// areas above they are summed, with the reported ones. Rates are of every area; an area with a county that the monitor lacks has none.
/// A figure that the monitor does not know has no value, and what is missing.
[[nodiscard]] std::vector<SchoolFigure> monitor_figures(const Monitoring& monitoring, int first);

struct ShortageFigures {
  /// One per county of the monitor.
  std::vector<SchoolFigure> figures;
  /// Ids of subjects that have no weekly load in a stage in which schools teach them, and so are in no figure.
  std::vector<std::string_view> without_load;
};

/// Teachers lacking by county: the sum, over subjects and schools, of the need above the teachers there are. Nothing is set off between
/// schools or subjects. In full teachers, fractions kept. A school of which need or teachers of a subject is not known leaves the county
/// without value.
[[nodiscard]] ShortageFigures shortage_figures(const SubjectMonitor& subjects, const model::Dataset& dataset, SchoolYear year);

}  // namespace junheng::monitor
