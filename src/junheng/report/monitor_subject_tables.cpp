// What the tables by subject share, and those of need; monitor_period_tables.cpp has those of periods.
#include "junheng/report/monitor_subject_tables.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "junheng/core/catalogue.h"
#include "junheng/report/listing.h"
#include "junheng/report/number_format.h"
#include "junheng/report/subject_cells.h"
#include "junheng/report/svg_chart.h"

namespace junheng::report {

using monitor::AreaSubject;
using monitor::SchoolSubjects;
using monitor::SubjectArea;
using monitor::SubjectFigure;

namespace {

/// How dark a shortage of so many teachers in one school is, and one of such a share of the need of an area.
Shade shade_of_gap(double teachers) { return shade_between(teachers, {0.25, 0.5, 1, 2}); }
Shade shade_of_shortage(double share) { return shade_between(share, {0.05, 0.1, 0.2, 0.4}); }

/// With its sign; what rounds to nothing has none.
std::string signed_teachers(double gap) {
  const std::string digits = shown(std::abs(gap), 1);
  if (digits == shown(0.0, 1)) return digits;
  return (gap > 0 ? "+" : "−") + digits;
}

double lacking(const SchoolSubjects& school) {
  double sum = 0;
  for (const SubjectFigure& figure : school.subjects) sum += std::max(figure.gap().value_or(0), 0.0);
  return sum;
}

TableCell gap_cell(const SubjectFigure& figure) {
  if (!figure.is_taught() && figure.have.value <= 0) return word_cell("");
  const auto gap = figure.gap();
  if (!gap) return number_cell(std::nullopt, 1);
  return {signed_teachers(*gap), gap, 1, {}, shade_of_gap(*gap)};
}

TableCell shortage_cell(const AreaSubject& sum) {
  TableCell cell = sum_cell(sum.has_every_school(), sum.schools, sum.shortage, 1);
  if (cell.number && sum.need > 0) cell.shade = shade_of_shortage(sum.shortage / sum.need);
  return cell;
}

}  // namespace

Shade shade_between(double value, const std::array<double, 4>& ends) {
  if (value <= kNothing) return Shade::None;
  std::size_t step = 1;
  for (const double end : ends)
    if (value >= end) ++step;
  return static_cast<Shade>(step);
}

TableCell sum_cell(bool is_complete, std::uint32_t schools, double known, int decimals) {
  if (schools == 0) return number_cell(std::nullopt, decimals);
  TableCell cell = number_cell(known, decimals);
  if (!is_complete) cell.mark = kKnownOnly;
  return cell;
}

std::string SubjectTables::say(std::string_view key, const Params& params) const { return text(key, lang_, params); }

ReportTable SubjectTables::table(std::string_view id, const Params& params) const {
  ReportTable out;
  out.id = id;
  out.title = say("monitor.subject.title." + std::string(id), params);
  return out;
}

void SubjectTables::column(ReportTable& into, std::string_view key, ColumnAlign align) const {
  into.columns.push_back({say("monitor.subject." + std::string(key)), align});
}

void SubjectTables::subject_columns(ReportTable& into) const {
  for (std::size_t i = 0; i < subject_count(); ++i) into.columns.push_back({in_.title(i, lang_), ColumnAlign::Right});
}

void SubjectTables::area_columns(ReportTable& into, AreaColumns columns) const {
  if (columns == AreaColumns::Without) return;
  into.columns.push_back({say("text.code"), ColumnAlign::Left});
  into.columns.push_back({say("text.area"), ColumnAlign::Left});
}

void SubjectTables::area_cells(std::vector<TableCell>& row, const SubjectArea& area, AreaColumns columns) const {
  if (columns == AreaColumns::Without) return;
  row.push_back(word_cell(std::string(in_.dataset->areas.codes.at(area.area().value))));
  row.push_back(word_cell(std::string(in_.area_name(area.area()))));
}

std::vector<TableCell> SubjectTables::school_cells(const SchoolSubjects& school) const {
  return {word_cell(std::string(in_.school_name(school))), word_cell(std::string(in_.school_id(school))),
          word_cell(std::string(in_.county_name(school)))};
}

void SubjectTables::school_columns(ReportTable& into) const {
  for (const char* key : {"monitor.school", "text.code", "text.area"}) into.columns.push_back({say(key), ColumnAlign::Left});
}

std::vector<TableCell> SubjectTables::subject_cells(const SubjectArea& area, AreaColumns columns, std::size_t subject) const {
  std::vector<TableCell> row;
  area_cells(row, area, columns);
  row.push_back(word_cell(in_.title(subject, lang_)));
  return row;
}

ReportTable SubjectTables::by_area(std::string_view id, const SubjectAreas& areas, SumCell cell) const {
  ReportTable out = table(id);
  out.columns = {{say("text.area"), ColumnAlign::Left}};
  subject_columns(out);
  for (const SubjectArea* area : areas) {
    std::vector<TableCell> row = {word_cell(std::string(in_.area_name(area->area())))};
    for (std::size_t i = 0; i < subject_count(); ++i) row.push_back(area->is_idle(i) ? word_cell("") : cell(area->sums->subjects[i]));
    out.rows.push_back(std::move(row));
  }
  finish(out, areas);
  return out;
}

std::vector<const SchoolSubjects*> SubjectTables::schools_by(const SubjectAreas& areas, double (*lack)(const SchoolSubjects& school)) {
  std::vector<const SchoolSubjects*> schools;
  for (const SubjectArea* area : areas) schools.insert(schools.end(), area->schools.begin(), area->schools.end());
  std::ranges::stable_sort(schools, std::ranges::greater{}, [&](const SchoolSubjects* school) { return lack(*school); });
  return schools;
}

std::string SubjectTables::reasons(const std::vector<monitor::SubjectReason>& reasons) const {
  std::string list;
  for (const auto& reason : reasons)
    append_listed(list, say("monitor.subject.reason." + std::string(to_string(reason.why)), {{"count", std::to_string(reason.schools)}}),
                  lang_);
  return list;
}

void SubjectTables::finish(ReportTable& into, const SubjectAreas& areas) const {
  std::string idle;
  for (std::size_t i = 0; i < subject_count(); ++i)
    if (std::ranges::all_of(areas, [&](const SubjectArea* area) { return area->is_idle(i); }))
      append_listed(idle, in_.title(i, lang_), lang_);
  if (!idle.empty() && !areas.empty()) into.notes.push_back(say("monitor.subject.idle", {{"subjects", idle}}));
  const auto is_marked = [](const std::vector<TableCell>& row) {
    return std::ranges::any_of(row, [](const TableCell& cell) { return cell.mark == kKnownOnly; });
  };
  if (std::ranges::any_of(into.rows, is_marked)) into.notes.push_back(say("monitor.subject.mark"));
}

ReportTable SubjectTables::need(const SubjectAreas& areas, AreaColumns columns) const {
  ReportTable out = table("need");
  area_columns(out, columns);
  column(out, "subject", ColumnAlign::Left);
  for (const char* key : {"need", "have", "gap", "shortage", "schools_short", "full_posts", "shared_posts"}) column(out, key);
  column(out, "unknown", ColumnAlign::Left);
  for (const SubjectArea* area : areas)
    for (std::size_t i = 0; i < subject_count(); ++i) {
      if (area->is_idle(i)) continue;
      const AreaSubject& sum = area->sums->subjects[i];
      const auto cell = [&](double known, int decimals) { return sum_cell(sum.has_every_school(), sum.schools, known, decimals); };
      std::vector<TableCell> row = subject_cells(*area, columns, i);
      // Of an area that knows no teachers the need is known all the same.
      row.push_back(sum.schools == 0 ? number_cell(area->total(i, &SubjectFigure::need), 1) : cell(sum.need, 1));
      row.push_back(cell(sum.have, 1));
      row.push_back(cell(sum.gap, 1));
      row.push_back(cell(sum.shortage, 1));
      row.push_back(cell(sum.schools_short, 0));
      row.push_back(cell(sum.full_posts, 0));
      row.push_back(cell(sum.shared_posts, 0));
      row.push_back(word_cell(reasons(need_reasons(*area, i))));
      out.rows.push_back(std::move(row));
    }
  drop_empty_columns(out, out.columns.size() - 1);
  finish(out, areas);
  return out;
}

ReportTable SubjectTables::need_by_area(const SubjectAreas& areas) const { return by_area("need_by_area", areas, &shortage_cell); }

ReportTable SubjectTables::need_by_school(const SubjectAreas& areas, AreaColumns columns) const {
  ReportTable out = table("need_by_school");
  out.columns = {{say("monitor.school"), ColumnAlign::Left}};
  area_columns(out, columns);
  subject_columns(out);
  column(out, "lacking");
  for (const SchoolSubjects* school : schools_by(areas, &lacking)) {
    std::vector<TableCell> row = school_cells(*school);
    if (columns == AreaColumns::Without) row.resize(1);
    const auto is_known = [](const SubjectFigure& figure) { return figure.gap().has_value(); };
    for (const SubjectFigure& figure : school->subjects) row.push_back(gap_cell(figure));
    const bool is_complete = std::ranges::all_of(school->subjects, is_known);
    row.push_back(sum_cell(is_complete, std::ranges::any_of(school->subjects, is_known) ? 1 : 0, lacking(*school), 1));
    out.rows.push_back(std::move(row));
  }
  out.notes.push_back(say("monitor.subject.read_matrix"));
  const auto is_marked = [](const std::vector<TableCell>& row) { return !row.back().mark.empty(); };
  if (std::ranges::any_of(out.rows, is_marked)) out.notes.push_back(say("monitor.subject.mark_total"));
  return out;
}

ReportTable SubjectTables::short_schools(const SubjectAreas& areas) const {
  struct Lack {
    const SchoolSubjects* school;
    std::size_t subject;
    double gap;
  };
  std::vector<Lack> lacks;
  for (const SubjectArea* area : areas)
    for (std::size_t i = 0; i < subject_count(); ++i)
      for (const SchoolSubjects* school : area->short_schools(i)) lacks.push_back({school, i, *school->subjects[i].gap()});
  std::ranges::stable_sort(lacks, std::ranges::greater{}, &Lack::gap);
  ReportTable out = table("short_schools", {{"count", std::to_string(lacks.size())}});
  school_columns(out);
  column(out, "subject", ColumnAlign::Left);
  for (const char* key : {"need", "full_post", "part_post", "have", "lack"}) column(out, key);
  for (const Lack& lack : lacks) {
    const SubjectFigure& figure = lack.school->subjects[lack.subject];
    std::vector<TableCell> row = school_cells(*lack.school);
    row.push_back(word_cell(in_.title(lack.subject, lang_)));
    row.push_back(number_cell(figure.need.get(), 2));
    row.push_back(number_cell(figure.full_posts(), 0));
    row.push_back(number_cell(figure.part_post(), 2));
    row.push_back(number_cell(figure.have.get(), 2));
    row.push_back(number_cell(figure.gap(), 2));
    out.rows.push_back(std::move(row));
  }
  return out;
}

ReportTable SubjectTables::trend(ReportTable out, const SubjectAreas& areas, AreaColumns columns, SumCell cell) const {
  const std::vector<TableColumn> change = std::move(out.columns);
  out.columns.clear();
  area_columns(out, columns);
  column(out, "subject", ColumnAlign::Left);
  for (const monitor::SubjectYear& year : in_.years) out.columns.push_back({std::to_string(year.year.first), ColumnAlign::Right});
  out.columns.insert(out.columns.end(), change.begin(), change.end());
  if (in_.years.size() < 2) return out;
  for (const SubjectArea* area : areas)
    for (std::size_t i = 0; i < subject_count(); ++i) {
      if (area->is_idle(i)) continue;
      std::vector<TableCell> row = subject_cells(*area, columns, i);
      const std::size_t first = row.size();
      for (const monitor::SubjectYear& year : in_.years) {
        const monitor::AreaSubjects* sums = year.find(area->area());
        row.push_back(cell(sums == nullptr ? AreaSubject() : sums->subjects[i]));
      }
      row.push_back(change_cell(row[first], row.back()));
      out.rows.push_back(std::move(row));
    }
  finish(out, areas);
  if (!out.rows.empty()) out.notes.push_back(say("monitor.subject.same_basis"));
  return out;
}

ReportTable SubjectTables::need_trend(const SubjectAreas& areas, AreaColumns columns) const {
  ReportTable out = table("need_trend");
  column(out, "change");
  return trend(std::move(out), areas, columns,
               [](const AreaSubject& sum) { return sum_cell(sum.has_every_school(), sum.schools, sum.shortage, 1); });
}

TableCell change_cell(const TableCell& before, const TableCell& after) {
  if (!before.number || !after.number || !before.mark.empty() || !after.mark.empty()) return number_cell(std::nullopt, after.decimals);
  // What is shown alike has not changed.
  const std::string words =
      before.text == after.text ? shown(0.0, after.decimals) : shown_difference(before.number, after.number, after.decimals);
  return {words, *after.number - *before.number, after.decimals, {}, Shade::None};
}

std::string shade_legend(std::string_view kind, Lang lang) {
  std::string out = "<p class=\"legend\">";
  for (int step = 1; step <= 5; ++step)
    out += fmt::format("<span><i class=\"key-square h-{}\"></i>{}</span>", step,
                       escape_html(text(fmt::format("monitor.subject.shade.{}.{}", kind, step), lang)));
  return out + "</p>";
}

}  // namespace junheng::report
