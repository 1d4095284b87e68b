#include <algorithm>
#include <utility>

#include "junheng/report/listing.h"
#include "junheng/report/monitor_subject_tables.h"
#include "junheng/report/number_format.h"
#include "junheng/report/subject_cells.h"

namespace junheng::report {

using monitor::AreaSubject;
using monitor::SchoolSubjects;
using monitor::SubjectArea;
using monitor::SubjectFigure;

namespace {

/// How dark a share of the periods due that is not taught is.
Shade shade_of_missing(double share) { return shade_between(share, {0.1, 0.25, 0.5, 0.75}); }

double periods_lacking(const SchoolSubjects& school) {
  double sum = 0;
  for (const SubjectFigure& figure : school.subjects)
    if (figure.due.get() && figure.taught.get()) sum += std::max(figure.due.value - figure.taught.value, 0.0);
  return sum;
}

TableCell percent_cell(std::optional<double> share, bool is_complete) {
  if (!share) return number_cell(std::nullopt, 1);
  TableCell cell = number_cell(100 * *share, 1);
  if (!is_complete) cell.mark = kKnownOnly;
  return cell;
}

TableCell shaded_percent(std::optional<double> share, bool is_complete) {
  TableCell cell = percent_cell(share, is_complete);
  if (share) cell.shade = shade_of_missing(1 - *share);
  return cell;
}

TableCell school_percent(const SubjectFigure& figure) {
  if (!figure.is_taught()) return word_cell("");
  return shaded_percent(figure.share_taught(), true);
}

}  // namespace

ReportTable SubjectTables::periods(const SubjectAreas& areas, AreaColumns columns) const {
  ReportTable out = table("periods");
  area_columns(out, columns);
  column(out, "subject", ColumnAlign::Left);
  for (const char* key : {"due", "taught", "share", "schools_under"}) column(out, key);
  column(out, "unknown", ColumnAlign::Left);
  for (const SubjectArea* area : areas)
    for (std::size_t i = 0; i < subject_count(); ++i) {
      if (area->is_idle(i)) continue;
      const AreaSubject& sum = area->sums->subjects[i];
      const std::uint32_t schools = sum.schools_with_periods;
      const bool is_complete = sum.has_all_periods();
      std::vector<TableCell> row = subject_cells(*area, columns, i);
      // Of an area that knows no periods taught those due are known all the same.
      row.push_back(schools == 0 ? number_cell(area->total(i, &SubjectFigure::due), 1) : sum_cell(is_complete, schools, sum.due, 1));
      row.push_back(sum_cell(is_complete, schools, sum.taught, 1));
      row.push_back(percent_cell(sum.share_taught(), is_complete));
      row.push_back(sum_cell(is_complete, schools, sum.schools_under_taught, 0));
      row.push_back(word_cell(reasons(period_reasons(*area, i))));
      out.rows.push_back(std::move(row));
    }
  drop_empty_columns(out, out.columns.size() - 1);
  finish(out, areas);
  return out;
}

ReportTable SubjectTables::periods_by_area(const SubjectAreas& areas) const {
  return by_area("periods_by_area", areas,
                 [](const AreaSubject& sum) { return shaded_percent(sum.share_taught(), sum.has_all_periods()); });
}

ReportTable SubjectTables::periods_by_school(const SubjectAreas& areas, AreaColumns columns) const {
  ReportTable out = table("periods_by_school");
  out.columns = {{say("monitor.school"), ColumnAlign::Left}};
  area_columns(out, columns);
  subject_columns(out);
  for (const SchoolSubjects* school : schools_by(areas, &periods_lacking)) {
    std::vector<TableCell> row = school_cells(*school);
    if (columns == AreaColumns::Without) row.resize(1);
    for (const SubjectFigure& figure : school->subjects) row.push_back(school_percent(figure));
    out.rows.push_back(std::move(row));
  }
  out.notes.push_back(say("monitor.subject.read_matrix"));
  return out;
}

ReportTable SubjectTables::under_taught(const SubjectAreas& areas) const {
  struct Lack {
    const SchoolSubjects* school;
    std::size_t subject;
    double periods;
  };
  std::vector<Lack> lacks;
  for (const SubjectArea* area : areas)
    for (std::size_t i = 0; i < subject_count(); ++i)
      for (const SchoolSubjects* school : area->under_taught_schools(i))
        lacks.push_back({school, i, school->subjects[i].due.value - school->subjects[i].taught.value});
  std::ranges::stable_sort(lacks, std::ranges::greater{}, &Lack::periods);
  ReportTable out = table("under_taught", {{"count", std::to_string(lacks.size())}});
  school_columns(out);
  column(out, "subject", ColumnAlign::Left);
  for (const char* key : {"due", "taught", "periods_lacking", "share"}) column(out, key);
  for (const Lack& lack : lacks) {
    const SubjectFigure& figure = lack.school->subjects[lack.subject];
    std::vector<TableCell> row = school_cells(*lack.school);
    row.push_back(word_cell(in_.title(lack.subject, lang_)));
    for (const double value : {figure.due.value, figure.taught.value, lack.periods}) row.push_back(number_cell(value, 1));
    row.push_back(percent_cell(figure.share_taught(), true));
    out.rows.push_back(std::move(row));
  }
  return out;
}

std::string SubjectTables::differences(const SchoolSubjects& school, const std::vector<std::size_t>& subjects) const {
  std::string list;
  for (const std::size_t subject : subjects) {
    const SubjectFigure& figure = school.subjects[subject];
    append_listed(list, in_.title(subject, lang_) + " " + shown(figure.taught.value, 1) + "/" + shown(figure.due.value, 1), lang_);
  }
  return list;
}

ReportTable SubjectTables::squeezed(const SubjectAreas& areas) const {
  std::vector<monitor::SqueezedSchool> all;
  for (const SubjectArea* area : areas)
    for (monitor::SqueezedSchool& school : squeezed_schools(*area, *in_.monitor, *in_.library)) all.push_back(std::move(school));
  std::ranges::stable_sort(all, std::ranges::greater{}, &monitor::SqueezedSchool::lost);
  ReportTable out = table("squeezed", {{"count", std::to_string(all.size())}});
  school_columns(out);
  column(out, "lost");
  for (const char* key : {"fewer", "more"}) column(out, key, ColumnAlign::Left);
  for (const monitor::SqueezedSchool& one : all) {
    std::vector<TableCell> row = school_cells(*one.school);
    row.push_back(number_cell(one.lost, 1));
    row.push_back(word_cell(differences(*one.school, one.fewer)));
    row.push_back(word_cell(differences(*one.school, one.more)));
    out.rows.push_back(std::move(row));
  }
  return out;
}

ReportTable SubjectTables::periods_trend(const SubjectAreas& areas, AreaColumns columns) const {
  ReportTable out = table("periods_trend");
  column(out, "change_points");
  return trend(std::move(out), areas, columns,
               [](const AreaSubject& sum) { return percent_cell(sum.share_taught(), sum.has_all_periods()); });
}

}  // namespace junheng::report
