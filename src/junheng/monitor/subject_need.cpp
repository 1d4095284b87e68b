#include "junheng/monitor/subject_need.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "junheng/monitor/area_chain.h"
#include "junheng/monitor/subject_staff.h"
#include "junheng/standards/subject_demand.h"

namespace junheng::monitor {

namespace {

/// Keeps 2.0000000001, a whole number but for its rounding, from being three teachers.
constexpr double kRounding = 1e-9;

double full_teachers(double need) { return std::floor(need + kRounding); }

void add_stage(const SubjectInput& input, Stage stage, const GradeClasses& classes, SchoolSubjects& out) {
  out.basis = std::max(out.basis, classes.basis);
  out.classes += std::accumulate(classes.by_grade.begin(), classes.by_grade.end(), 0.0);
  for (std::size_t i = 0; i < out.subjects.size(); ++i) {
    SubjectFigure& figure = out.subjects[i];
    const auto demand =
        standards::subject_demand(*input.curriculum, *input.loads, input.curriculum->rows[i].subject, stage, classes.by_grade);
    if (classes.basis == ClassBasis::Unknown) {
      figure.need.lose(SubjectGap::NoClasses);
      figure.due.lose(SubjectGap::NoClasses);
    }
    figure.due.value += demand.periods;
    if (!demand.teachers) figure.need.lose(SubjectGap::NoLoad);
    figure.need.value += demand.teachers.value_or(0);
  }
}

void add_school(const SchoolSubjects& school, AreaSubjects& area) {
  area.without_subject += school.without_subject;
  area.unknown_subject += school.unknown_subject;
  area.outside_curriculum += school.outside_curriculum;
  area.subjects.resize(school.subjects.size());
  for (std::size_t i = 0; i < school.subjects.size(); ++i) {
    const SubjectFigure& figure = school.subjects[i];
    AreaSubject& sum = area.subjects[i];
    if (figure.is_taught()) ++sum.schools_teaching;
    if (const auto gap = figure.gap()) {
      ++sum.schools;
      sum.need += figure.need.value;
      sum.have += figure.have.value;
      sum.second += figure.second;
      sum.shortage += std::max(*gap, 0.0);
      sum.surplus += std::max(-*gap, 0.0);
      sum.whole_need_each += whole_teachers(figure.need.value);
      sum.full_posts += full_teachers(figure.need.value);
      if (*gap > kRounding) ++sum.schools_short;
    } else {
      ++sum.schools_unknown;
    }
    if (figure.due.get() && figure.taught.get()) {
      ++sum.schools_with_periods;
      sum.due += figure.due.value;
      sum.taught += figure.taught.value;
      if (figure.taught.value < figure.due.value - kRounding) ++sum.schools_under_taught;
    } else {
      ++sum.schools_periods_unknown;
    }
  }
}

std::vector<AreaSubjects> by_area(const model::Dataset& dataset, const std::vector<SchoolSubjects>& schools) {
  std::map<std::string_view, AreaSubjects> areas;
  for (const SchoolSubjects& school : schools)
    for (const AreaIndex area : area_chain(dataset.areas, dataset.schools.areas[school.school.value])) {
      AreaSubjects& sum = areas[dataset.areas.codes.at(area.value)];
      sum.area = area;
      add_school(school, sum);
    }
  std::vector<AreaSubjects> out;
  for (auto& [code, area] : areas) {
    for (AreaSubject& subject : area.subjects) {
      subject.gap = subject.need - subject.have;
      subject.whole_need_shared = whole_teachers(subject.need);
      subject.shared_posts = subject.whole_need_shared - subject.full_posts;
    }
    out.push_back(std::move(area));
  }
  return out;
}

}  // namespace

std::string_view to_string(SubjectGap gap) {
  switch (gap) {
    case SubjectGap::None: return "none";
    case SubjectGap::NoClasses: return "no_classes";
    case SubjectGap::NoLoad: return "no_load";
    case SubjectGap::NoStaff: return "no_staff";
    case SubjectGap::NotByStage: return "not_by_stage";
    case SubjectGap::NoPeriods: return "no_periods";
    case SubjectGap::TwoSubjects: return "two_subjects";
    case SubjectGap::NoOtherStage: return "no_other_stage";
  }
  return "none";
}

std::optional<double> SubjectFigure::gap() const {
  if (!need.get() || !have.get()) return std::nullopt;
  return need.value - have.value;
}

// Nothing is 0 and not -0.
double whole_teachers(double need) { return std::ceil(need - kRounding) + 0.0; }

std::optional<double> SubjectFigure::whole_need() const { return need.get() ? std::optional(whole_teachers(need.value)) : std::nullopt; }

std::optional<double> SubjectFigure::full_posts() const { return need.get() ? std::optional(full_teachers(need.value)) : std::nullopt; }

std::optional<double> SubjectFigure::part_post() const {
  return need.get() ? std::optional(std::max(0.0, need.value - full_teachers(need.value))) : std::nullopt;
}

std::optional<double> SubjectFigure::share_taught() const {
  if (!due.get() || !taught.get() || due.value <= 0) return std::nullopt;
  return taught.value / due.value;
}

std::optional<double> AreaSubject::share_taught() const { return due > 0 ? std::optional(taught / due) : std::nullopt; }

bool has_compulsory_stage(const model::Dataset& dataset, const assess::YearRows& rows, const assess::Campuses& campuses, SchoolIndex root,
                          Stage stage) {
  if (rows.untold_stages[root.value].has(stage)) return true;
  return std::ranges::any_of(campuses.of_whole().of(root), [&](SchoolIndex member) {
    const bool has_whole_row = rows.row(member, Stage::All) != model::kNoRow;
    return rows.told_stages(member).has(stage) || (has_whole_row && assess::stages_of_whole(dataset.schools, member, root).has(stage));
  });
}

SubjectMonitor monitor_subjects(const SubjectInput& input) {
  const model::Dataset& dataset = *input.dataset;
  SubjectMonitor out;
  for (const standards::SubjectPeriods& row : input.curriculum->rows) out.subjects.push_back(row.subject);
  const assess::YearRows rows = assess::find_rows(dataset, input.year);
  const assess::Campuses campuses = assess::find_campuses(dataset, rows);
  const SubjectStaff staff(input, rows, campuses, out.subjects);
  for (std::size_t i = 0; i < dataset.schools.size(); ++i) {
    const SchoolIndex root(i);
    if (campuses.of_whole().root[i] != root || model::SchoolKind::is_special(dataset.schools.kinds[i])) continue;
    SchoolSubjects school{root, 0, ClassBasis::GradeRows, 0, 0, 0, std::vector<SubjectFigure>(out.subjects.size())};
    assess::StageSet stages;
    for (const Stage stage : kCompulsoryStages) {
      if (!has_compulsory_stage(dataset, rows, campuses, root, stage)) continue;
      stages.add(stage);
      add_stage(input, stage, grade_classes(dataset, input.year, rows, campuses, root, stage), school);
    }
    if (stages.empty()) continue;
    staff.fill(root, stages, school);
    if (input.retirement != nullptr) staff.fill_leavers(root, school);
    out.schools.push_back(std::move(school));
  }
  out.areas = by_area(dataset, out.schools);
  out.issues = staff.unknown_words();
  return out;
}

}  // namespace junheng::monitor
