#pragma once

#include <span>
#include <string>
#include <vector>

#include "junheng/report/monitor_subjects.h"
#include "junheng/report/report_table.h"

namespace junheng::report {

/// Whether rows name their area: tables of one area carry it in their heading.
enum class AreaColumns : std::uint8_t { Without, With };

using SubjectAreas = std::vector<const monitor::SubjectArea*>;

/// What the tables of need and of periods have alike. Numbers of which some schools are not known are those of the other schools and
/// marked "†"; a dash stands where no school is known, an empty cell where the subject is not taught.
class SubjectTables {
 public:
  SubjectTables(const SubjectReport& report, Lang lang) : in_(report), lang_(lang) {}

  /// Need, teachers, gap, short schools and posts: a row per subject (and area). Subjects that an area neither teaches nor has teachers of
  /// are left out.
  [[nodiscard]] ReportTable need(const SubjectAreas& areas, AreaColumns columns) const;
  /// Teachers lacking in short schools: a row per area, a column per subject, shaded by their share of the need.
  [[nodiscard]] ReportTable need_by_area(const SubjectAreas& areas) const;
  /// need - have: a row per school, a column per subject, and what all subjects together lack; the schools that lack most first.
  [[nodiscard]] ReportTable need_by_school(const SubjectAreas& areas, AreaColumns columns) const;
  /// The schools that lack teachers, a row per school and subject, the largest gap first.
  [[nodiscard]] ReportTable short_schools(const SubjectAreas& areas) const;
  /// Teachers lacking in short schools, a column per year, and the change from the first to the last where all schools of both are known.
  [[nodiscard]] ReportTable need_trend(const SubjectAreas& areas, AreaColumns columns) const;

  /// Periods due and taught a week: a row per subject (and area).
  [[nodiscard]] ReportTable periods(const SubjectAreas& areas, AreaColumns columns) const;
  /// Taught of due in percent, as need_by_area() and need_by_school(), the schools that lack most periods first.
  [[nodiscard]] ReportTable periods_by_area(const SubjectAreas& areas) const;
  [[nodiscard]] ReportTable periods_by_school(const SubjectAreas& areas, AreaColumns columns) const;
  /// The schools that give fewer periods than are due, a row per school and subject, those that lack most first.
  [[nodiscard]] ReportTable under_taught(const SubjectAreas& areas) const;
  /// Schools that teach scarce subjects less than due and examined ones more.
  [[nodiscard]] ReportTable squeezed(const SubjectAreas& areas) const;
  [[nodiscard]] ReportTable periods_trend(const SubjectAreas& areas, AreaColumns columns) const;

 private:
  using SumCell = TableCell (*)(const monitor::AreaSubject& sum);

  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const;
  /// A table with the text "monitor.subject.title.<id>" as its title.
  [[nodiscard]] ReportTable table(std::string_view id, const Params& params = {}) const;
  void column(ReportTable& into, std::string_view key, ColumnAlign align = ColumnAlign::Right) const;
  void subject_columns(ReportTable& into) const;
  void area_columns(ReportTable& into, AreaColumns columns) const;
  void area_cells(std::vector<TableCell>& row, const monitor::SubjectArea& area, AreaColumns columns) const;
  /// The cells that a row of one subject begins with.
  [[nodiscard]] std::vector<TableCell> subject_cells(const monitor::SubjectArea& area, AreaColumns columns, std::size_t subject) const;
  /// Heads of school_cells().
  void school_columns(ReportTable& into) const;
  [[nodiscard]] std::vector<TableCell> school_cells(const monitor::SchoolSubjects& school) const;
  [[nodiscard]] std::string reasons(const std::vector<monitor::SubjectReason>& reasons) const;
  [[nodiscard]] std::string differences(const monitor::SchoolSubjects& school, const std::vector<std::size_t>& subjects) const;
  [[nodiscard]] std::size_t subject_count() const { return in_.monitor->subjects.size(); }
  /// Fills a table of the years, which comes with its title and, as its only column, the head of the change.
  [[nodiscard]] ReportTable trend(ReportTable out, const SubjectAreas& areas, AreaColumns columns, SumCell cell) const;
  /// A row per area, a column per subject; empty where the area does not teach it.
  [[nodiscard]] ReportTable by_area(std::string_view id, const SubjectAreas& areas, SumCell cell) const;
  /// All schools of the areas, those that lack most first.
  [[nodiscard]] static std::vector<const monitor::SchoolSubjects*> schools_by(const SubjectAreas& areas,
                                                                              double (*lack)(const monitor::SchoolSubjects& school));
  /// Which subjects the areas leave out, and what the mark means where it stands.
  void finish(ReportTable& into, const SubjectAreas& areas) const;

  const SubjectReport& in_;
  Lang lang_;
};

/// A row of squares with what their darkness means, for need or for periods, as markup.
[[nodiscard]] std::string shade_legend(std::string_view kind, Lang lang);

}  // namespace junheng::report
