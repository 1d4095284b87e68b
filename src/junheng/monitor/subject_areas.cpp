#include "junheng/monitor/subject_areas.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>

#include "junheng/monitor/area_chain.h"

namespace junheng::monitor {

namespace {

/// Sums of fractions are whole numbers but for their rounding.
constexpr double kRounding = 1e-9;

std::vector<SubjectReason> reasons(const SubjectArea& area, std::size_t subject, SubjectValue SubjectFigure::*first,
                                   SubjectValue SubjectFigure::*second) {
  std::map<SubjectGap, std::uint32_t> counts;
  for (const SchoolSubjects* school : area.schools) {
    const SubjectGap one = (school->subjects[subject].*first).missing;
    const SubjectGap other = (school->subjects[subject].*second).missing;
    if (one != SubjectGap::None) ++counts[one];
    if (other != SubjectGap::None && other != one) ++counts[other];
  }
  std::vector<SubjectReason> out;
  for (const auto& [why, schools] : counts) out.push_back({why, schools});
  return out;
}

standards::SubjectGroup group_of(const standards::CurriculumLibrary& library, std::string_view id) {
  const standards::Subject* subject = library.find_subject(id);
  return subject == nullptr ? standards::SubjectGroup::Other : subject->group;
}

}  // namespace

std::optional<double> SubjectArea::total(std::size_t subject, SubjectValue SubjectFigure::*number) const {
  double sum = 0;
  for (const SchoolSubjects* school : schools) {
    const auto value = (school->subjects[subject].*number).get();
    if (!value) return std::nullopt;
    sum += *value;
  }
  return schools.empty() ? std::nullopt : std::optional(sum);
}

std::vector<const SchoolSubjects*> SubjectArea::short_schools(std::size_t subject) const {
  std::vector<const SchoolSubjects*> out;
  for (const SchoolSubjects* school : schools)
    if (school->subjects[subject].gap().value_or(0) > kRounding) out.push_back(school);
  std::ranges::stable_sort(out, std::ranges::greater{}, [&](const SchoolSubjects* school) { return *school->subjects[subject].gap(); });
  return out;
}

std::vector<const SchoolSubjects*> SubjectArea::under_taught_schools(std::size_t subject) const {
  const auto lacking = [&](const SchoolSubjects* school) {
    const SubjectFigure& figure = school->subjects[subject];
    return figure.due.get() && figure.taught.get() ? figure.due.value - figure.taught.value : 0;
  };
  std::vector<const SchoolSubjects*> out;
  std::ranges::copy_if(schools, std::back_inserter(out), [&](const SchoolSubjects* school) { return lacking(school) > kRounding; });
  std::ranges::stable_sort(out, std::ranges::greater{}, lacking);
  return out;
}

bool SubjectArea::is_idle(std::size_t subject) const {
  return sums->subjects[subject].schools_teaching == 0 && std::ranges::none_of(schools, [&](const SchoolSubjects* school) {
           return school->subjects[subject].have.value > 0 || school->subjects[subject].taught.value > 0;
         });
}

std::vector<SubjectReason> need_reasons(const SubjectArea& area, std::size_t subject) {
  return reasons(area, subject, &SubjectFigure::need, &SubjectFigure::have);
}

std::vector<SubjectReason> period_reasons(const SubjectArea& area, std::size_t subject) {
  return reasons(area, subject, &SubjectFigure::due, &SubjectFigure::taught);
}

std::vector<SqueezedSchool> squeezed_schools(const SubjectArea& area, const SubjectMonitor& monitor,
                                             const standards::CurriculumLibrary& library) {
  std::vector<standards::SubjectGroup> groups;
  for (const std::string_view id : monitor.subjects) groups.push_back(group_of(library, id));
  std::vector<SqueezedSchool> out;
  for (const SchoolSubjects* school : area.schools) {
    SqueezedSchool squeezed{school, {}, {}, 0};
    for (std::size_t i = 0; i < groups.size(); ++i) {
      const SubjectFigure& figure = school->subjects[i];
      if (!figure.due.get() || !figure.taught.get()) continue;
      const double more = figure.taught.value - figure.due.value;
      if (groups[i] == standards::SubjectGroup::Scarce && more < -kRounding) {
        squeezed.fewer.push_back(i);
        squeezed.lost -= more;
      }
      if (groups[i] == standards::SubjectGroup::Examined && more > kRounding) squeezed.more.push_back(i);
    }
    if (!squeezed.fewer.empty() && !squeezed.more.empty()) out.push_back(std::move(squeezed));
  }
  std::ranges::stable_sort(out, std::ranges::greater{}, &SqueezedSchool::lost);
  return out;
}

std::vector<SubjectArea> subject_areas(const SubjectMonitor& monitor, const model::Dataset& dataset, std::optional<model::AreaLevel> level,
                                       const std::string& area_code) {
  std::map<AreaIndex, std::vector<const SchoolSubjects*>> schools;
  for (const SchoolSubjects& school : monitor.schools)
    for (const AreaIndex area : area_chain(dataset.areas, dataset.schools.areas[school.school.value])) schools[area].push_back(&school);
  const auto within = area_code.empty() ? std::nullopt : dataset.areas.find(area_code);
  std::vector<SubjectArea> out;
  for (const AreaSubjects& sums : monitor.areas) {
    const auto chain = area_chain(dataset.areas, sums.area);
    if (within && std::ranges::find(chain, *within) == chain.end()) continue;
    if (!level || dataset.areas.levels[sums.area.value] == *level) out.push_back({&sums, schools[sums.area]});
  }
  return out;
}

const AreaSubjects* SubjectYear::find(AreaIndex area) const {
  const auto found = std::ranges::find(areas, area, &AreaSubjects::area);
  return found == areas.end() ? nullptr : &*found;
}

std::vector<SubjectYear> subject_years(const SubjectInput& input, const SubjectMonitor& last) {
  std::vector<SubjectYear> out;
  for (const SchoolYear year : input.dataset->years()) {
    if (year >= input.year) break;
    if (!has_subject_tables(*input.dataset, year) && !has_period_tables(*input.dataset, year)) continue;
    SubjectInput earlier = input;
    earlier.year = year;
    out.push_back({year, monitor_subjects(earlier).areas});
  }
  out.push_back({input.year, last.areas});
  return out;
}

bool has_subject_tables(const model::Dataset& dataset, SchoolYear year) {
  if (std::ranges::find(dataset.subject_staff.years, year.first) != dataset.subject_staff.years.end()) return true;
  const model::Teachers& teachers = dataset.teachers;
  for (std::size_t row = 0; row < teachers.size(); ++row)
    if (teachers.years[row] == year.first && !teachers.subjects.at(row).empty()) return true;
  return false;
}

bool has_period_tables(const model::Dataset& dataset, SchoolYear year) {
  const model::FactTable& staff = dataset.subject_staff;
  const model::NumberColumn* periods = staff.column("weekly_periods");
  for (std::size_t row = 0; periods != nullptr && row < staff.size(); ++row)
    if (staff.years[row] == year.first && periods->get(row)) return true;
  const model::Teachers& teachers = dataset.teachers;
  for (std::size_t row = 0; row < teachers.size(); ++row)
    if (teachers.years[row] == year.first && teachers.weekly_periods.get(row)) return true;
  return false;
}

}  // namespace junheng::monitor
