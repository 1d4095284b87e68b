#include "junheng/monitor/school_figures.h"

#include <algorithm>
#include <optional>

#include "junheng/monitor/missing.h"
#include "junheng/monitor/monitored_items.h"
#include "junheng/monitor/subject_areas.h"

namespace junheng::monitor {

namespace {

/// Whether a review computes the item itself, from others.
bool is_made_of_others(const MonitoredItem& each) {
  const ReviewItem* item = find_review_item(each.item);
  return item != nullptr && !item->part.empty();
}

/// Counties below each area of the dataset, and how many of them the year of a monitor has.
struct Coverage {
  std::vector<std::uint32_t> counties;
  std::vector<std::uint32_t> monitored;
};

Coverage coverage_of(const model::Areas& areas, const MonitorYear& year) {
  std::vector<char> is_monitored(areas.size(), 0);
  for (const MonitorArea& area : year.areas) is_monitored[area.area.value] = 1;
  Coverage out{std::vector<std::uint32_t>(areas.size()), std::vector<std::uint32_t>(areas.size())};
  for (std::size_t area = 0; area < areas.size(); ++area) {
    if (areas.levels[area] != model::AreaLevel::County) continue;
    for (auto above = areas.parents[area]; above; above = areas.parents[above->value]) {
      ++out.counties[above->value];
      out.monitored[above->value] += static_cast<std::uint32_t>(is_monitored[area]);
    }
  }
  return out;
}

/// The table or measure that a gap in the numbers of a subject comes from.
std::string_view lacking(SubjectGap why) {
  if (why == SubjectGap::NoClasses) return "classes";
  return why == SubjectGap::NoLoad ? "loads" : "subject_staff";
}

/// Whether some school that teaches the subject has no need of it for want of a weekly load: the loads lack it, in one stage at least.
bool lacks_load(const SubjectMonitor& subjects, std::size_t subject) {
  return std::ranges::any_of(subjects.schools,
                             [&](const SchoolSubjects& school) { return school.subjects[subject].need.missing == SubjectGap::NoLoad; });
}

}  // namespace

std::vector<std::string> review_monitors() {
  std::vector<std::string> out;
  for (const MonitoredItem& each : monitored_items())
    if (std::ranges::find(out, each.monitor) == out.end()) out.emplace_back(each.monitor);
  return out;
}

std::vector<SchoolFigure> pupil_figures(const assess::Assessment& assessment) {
  std::vector<SchoolFigure> out;
  for (const assess::AreaResult& area : assessment.areas) {
    double pupils = 0;
    bool is_complete = true;
    bool has_schools = false;
    for (const assess::StageResult& stage : area.stages) {
      has_schools |= stage.schools + stage.schools_outside + stage.schools_without_pupils > 0;
      is_complete &= stage.schools_without_pupils == 0 && stage.schools_entry_uncertain == 0 && !stage.lost_rows;
      pupils += stage.pupils;
    }
    if (is_complete && has_schools) out.push_back({area.area, assessment.year.first, "pupils", pupils});
  }
  return out;
}

std::vector<SchoolFigure> monitor_figures(const Monitoring& monitoring, int first) {
  std::vector<SchoolFigure> out;
  const model::Areas& areas = monitoring.dataset->areas;
  for (const MonitorResult& result : monitoring.results)
    for (const MonitorYear& year : result.years) {
      if (year.year.first < first) continue;
      const Coverage coverage = coverage_of(areas, year);
      for (const MonitorArea& area : year.areas)
        for (const MonitoredItem& each : monitored_items()) {
          if (each.monitor != result.id || is_made_of_others(each)) continue;
          const Figure* figure = area.find(each.figure);
          const bool is_county = areas.levels[area.area.value] == model::AreaLevel::County;
          if (figure == nullptr || (!is_county && !figure->is_percent)) continue;
          SchoolFigure one{area.area, year.year.first, each.item, figure->value, {figure->missing.begin(), figure->missing.end()}};
          one.counties = coverage.counties[area.area.value];
          one.counties_missing = one.counties - coverage.monitored[area.area.value];
          one.is_of_area_facts = figure->source == "area_facts";
          if (one.counties_missing > 0) one.value.reset();
          if (one.value || !one.missing.empty() || one.counties_missing > 0) out.push_back(std::move(one));
        }
    }
  return out;
}

ShortageFigures shortage_figures(const SubjectMonitor& subjects, const model::Dataset& dataset, SchoolYear year) {
  ShortageFigures out;
  std::vector<char> is_counted(subjects.subjects.size(), 1);
  for (std::size_t i = 0; i < is_counted.size(); ++i) {
    if (!lacks_load(subjects, i)) continue;
    is_counted[i] = 0;
    out.without_load.push_back(subjects.subjects[i]);
  }
  for (const SubjectArea& area : subject_areas(subjects, dataset, model::AreaLevel::County, "")) {
    SchoolFigure one{area.area(), year.first, "subject_teacher_shortage", 0.0, {}};
    for (std::size_t i = 0; i < is_counted.size(); ++i) {
      if (is_counted[i] == 0) continue;
      one.value = *one.value + area.sums->subjects[i].shortage;
      for (const SubjectReason& reason : need_reasons(area, i)) name_missing(one.missing, lacking(reason.why));
    }
    if (!one.missing.empty()) one.value.reset();
    out.figures.push_back(std::move(one));
  }
  return out;
}

}  // namespace junheng::monitor
