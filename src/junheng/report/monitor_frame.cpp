#include "junheng/report/monitor_frame.h"

#include <algorithm>
#include <span>
#include <utility>

#include "junheng/core/catalogue.h"
#include "junheng/monitor/monitor.h"
#include "junheng/report/listing.h"
#include "junheng/report/number_format.h"
#include "junheng/report/subject_cells.h"
#include "junheng/standards/names.h"

namespace junheng::report {

using monitor::FrameArea;
using monitor::FrameAreaShare;
using monitor::FramePlace;
using monitor::FrameSchool;
using monitor::FrameShare;

namespace {

/// Sign of a range that is not verified, and of a stage taken from the county.
constexpr std::string_view kUnverified = "?";
constexpr std::string_view kFromCounty = "‡";

ReportTable table(std::string_view id, Lang lang, const Params& params = {}) {
  ReportTable out;
  out.id = id;
  out.title = text("monitor.subject.title." + std::string(id), lang, params);
  return out;
}

void column(ReportTable& into, std::string_view key, Lang lang, ColumnAlign align = ColumnAlign::Right) {
  into.columns.push_back({std::string(text(key, lang)), align});
}

/// Percentage points outside the range; 0 inside.
double distance(const standards::PeriodShare& range, const FrameShare& share) {
  if (share.place == FramePlace::Below) return *range.low_percent - *share.percent;
  if (share.place == FramePlace::Above) return *share.percent - *range.high_percent;
  return 0;
}

TableCell share_cell(const standards::PeriodShare& range, const FrameShare& share) {
  TableCell cell = number_cell(share.percent, 1);
  if (share.place == FramePlace::Below) cell.mark = " ↓";
  if (share.place == FramePlace::Above) cell.mark = " ↑";
  cell.shade = shade_between(distance(range, share), {0.5, 1, 2, 4});
  return cell;
}

std::string_view name_of(const FrameReport& report, const FrameSchool& school) {
  return report.dataset->schools.names.at(school.school.value);
}

std::vector<TableCell> school_cells(const FrameReport& report, const FrameSchool& school) {
  const model::Schools& schools = report.dataset->schools;
  const AreaIndex area = schools.areas[school.school.value];
  const AreaIndex county = report.dataset->areas.at_level(area, model::AreaLevel::County).value_or(area);
  return {word_cell(std::string(name_of(report, school))), word_cell(std::string(schools.ids.at(school.school.value))),
          word_cell(std::string(report.dataset->areas.names.at(county.value)))};
}

void school_columns(ReportTable& into, Lang lang) {
  for (const char* key : {"monitor.school", "text.code", "text.area"}) column(into, key, lang, ColumnAlign::Left);
}

void mark_note(ReportTable& into, std::string_view mark, std::string_view key, Lang lang) {
  const auto has_mark = [&](const TableCell& cell) { return cell.marked().find(mark) != std::string::npos; };
  if (std::ranges::any_of(into.rows, [&](const auto& row) { return std::ranges::any_of(row, has_mark); }))
    into.notes.emplace_back(text(key, lang));
}

}  // namespace

std::string FrameReport::title(std::size_t share, Lang lang) const {
  std::string out;
  for (const std::string& id : monitor->shares[share]->subjects) {
    const standards::Subject* subject = library->find_subject(id);
    append_listed(out, subject == nullptr ? id : subject->title.in(lang), lang);
  }
  return out;
}

std::string FrameReport::ids(std::size_t share) const {
  std::string out;
  for (const std::string& id : monitor->shares[share]->subjects) out += (out.empty() ? "" : "+") + id;
  return out;
}

std::string FrameReport::range(std::size_t share) const {
  const standards::PeriodShare& range = *monitor->shares[share];
  const std::string low = range.low_percent ? shown_amount(*range.low_percent) : std::string();
  const std::string high = range.high_percent ? shown_amount(*range.high_percent) : std::string();
  const std::string words = !range.low_percent ? "≤ " + high : !range.high_percent ? "≥ " + low : low + "–" + high;
  return words + (range.status == standards::ValueStatus::Verified ? "" : " " + std::string(kUnverified));
}

std::string FrameReport::place_word(FramePlace place, Lang lang) const {
  return std::string(text("monitor.subject.place." + std::string(to_string(place)), lang));
}

std::string FrameReport::reasons(const FrameArea& area, std::size_t share, Lang lang) const {
  std::string list;
  for (const monitor::FrameReason& reason : area.shares[share].reasons)
    append_listed(list,
                  text("monitor.subject.reason." + std::string(to_string(reason.why)), lang, {{"count", std::to_string(reason.schools)}}),
                  lang);
  return list;
}

std::vector<const FrameArea*> FrameReport::top_areas() const {
  std::vector<const FrameArea*> tops;
  for (const FrameArea* area : areas) {
    bool is_top = true;
    for (auto above = dataset->areas.parents[area->area.value]; above; above = dataset->areas.parents[above->value])
      is_top = is_top && std::ranges::find(areas, *above, &FrameArea::area) == areas.end();
    if (is_top) tops.push_back(area);
  }
  return tops;
}

std::vector<std::string> frame_basis_lines(const FrameReport& report, Lang lang) {
  std::vector<std::string> lines;
  const standards::Curriculum& curriculum = *report.curriculum;
  lines.push_back(text("monitor.subject.curriculum", lang,
                       {{"title", curriculum.title.in(lang)},
                        {"id", curriculum.id},
                        {"document", curriculum.source.document},
                        {"clause", curriculum.source.clause},
                        {"status", std::string(text("status." + std::string(to_string(curriculum.status)), lang))}}));
  for (const Issue& issue : report.monitor->issues) lines.push_back(describe(issue.where, lang) + ": " + issue.message(lang));
  return lines;
}

ReportTable frame_by_area(const FrameReport& report, const std::vector<const FrameArea*>& areas, Lang lang) {
  ReportTable out = table("frame", lang);
  for (const char* key : {"text.code", "text.area", "monitor.subject.subject"}) column(out, key, lang, ColumnAlign::Left);
  for (const char* key : {"monitor.subject.class_primary", "monitor.subject.class_junior", "monitor.subject.frame_share"})
    column(out, key, lang);
  for (const char* key : {"monitor.subject.frame_range", "monitor.verdict_word"}) column(out, key, lang, ColumnAlign::Left);
  for (const char* key : {"monitor.subject.frame_schools_below", "monitor.subject.frame_schools_above"}) column(out, key, lang);
  column(out, "monitor.subject.unknown", lang, ColumnAlign::Left);
  for (const FrameArea* area : areas)
    for (std::size_t i = 0; i < report.monitor->shares.size(); ++i) {
      const FrameAreaShare& sum = area->shares[i];
      std::vector<TableCell> row = {word_cell(std::string(report.dataset->areas.codes.at(area->area.value))),
                                    word_cell(std::string(report.dataset->areas.names.at(area->area.value))),
                                    word_cell(report.title(i, lang))};
      for (const auto& periods : sum.share.per_class) row.push_back(number_cell(periods, 1));
      row.push_back(share_cell(*report.monitor->shares[i], sum.share));
      if (sum.share.percent && !sum.is_complete()) row.back().mark = kKnownOnly;
      row.push_back(word_cell(report.range(i)));
      row.push_back(
          word_cell(sum.share.place ? report.place_word(*sum.share.place, lang) : std::string(text("csv.verdict.unknown", lang))));
      const bool has_judged = sum.schools_below + sum.schools_inside + sum.schools_above > 0;
      for (const std::uint32_t schools : {sum.schools_below, sum.schools_above})
        row.push_back(number_cell(has_judged ? std::optional<double>(schools) : std::nullopt, 0));
      row.push_back(word_cell(report.reasons(*area, i, lang)));
      out.rows.push_back(std::move(row));
    }
  drop_empty_columns(out, out.columns.size() - 1);
  mark_note(out, kKnownOnly, "monitor.subject.frame_mark", lang);
  mark_note(out, kUnverified, "monitor.subject.frame_unverified", lang);
  return out;
}

ReportTable frame_by_school(const FrameReport& report, const std::vector<const FrameArea*>& areas, Lang lang) {
  ReportTable out = table("frame_by_school", lang);
  school_columns(out, lang);
  for (std::size_t i = 0; i < report.monitor->shares.size(); ++i)
    out.columns.push_back({report.title(i, lang) + " (" + report.range(i) + ")", ColumnAlign::Right});
  for (const FrameArea* area : areas)
    for (const std::size_t position : area->schools) {
      const FrameSchool& school = report.monitor->schools[position];
      std::vector<TableCell> row = school_cells(report, school);
      for (std::size_t i = 0; i < school.shares.size(); ++i) row.push_back(share_cell(*report.monitor->shares[i], school.shares[i]));
      out.rows.push_back(std::move(row));
    }
  out.notes.emplace_back(text("monitor.subject.frame_read", lang));
  return out;
}

ReportTable frame_outside(const FrameReport& report, const std::vector<const FrameArea*>& areas, Lang lang) {
  struct Outside {
    const FrameSchool* school;
    std::size_t share;
    double points;
  };
  std::vector<Outside> all;
  for (const FrameArea* area : areas)
    for (const std::size_t position : area->schools) {
      const FrameSchool& school = report.monitor->schools[position];
      for (std::size_t i = 0; i < school.shares.size(); ++i)
        if (const double points = distance(*report.monitor->shares[i], school.shares[i]); points > 0) all.push_back({&school, i, points});
    }
  std::ranges::stable_sort(all, std::ranges::greater{}, &Outside::points);
  ReportTable out = table("frame_outside", lang, {{"count", std::to_string(all.size())}});
  school_columns(out, lang);
  column(out, "monitor.subject.subject", lang, ColumnAlign::Left);
  for (const char* key : {"monitor.subject.class_primary", "monitor.subject.class_junior", "monitor.subject.frame_share"})
    column(out, key, lang);
  for (const char* key : {"monitor.subject.frame_range", "monitor.verdict_word"}) column(out, key, lang, ColumnAlign::Left);
  column(out, "monitor.subject.frame_points", lang);
  for (const Outside& one : all) {
    const FrameShare& share = one.school->shares[one.share];
    std::vector<TableCell> row = school_cells(report, *one.school);
    row.push_back(word_cell(report.title(one.share, lang)));
    for (std::size_t stage = 0; stage < monitor::kFrameStages; ++stage) {
      row.push_back(number_cell(share.per_class[stage], 1));
      if (share.per_class[stage] && share.is_county[stage]) row.back().mark = kFromCounty;
    }
    row.push_back(number_cell(share.percent, 1));
    row.push_back(word_cell(report.range(one.share)));
    row.push_back(word_cell(report.place_word(*share.place, lang)));
    row.push_back(number_cell(one.points, 1));
    out.rows.push_back(std::move(row));
  }
  mark_note(out, kFromCounty, "monitor.subject.frame_county", lang);
  mark_note(out, kUnverified, "monitor.subject.frame_unverified", lang);
  return out;
}

}  // namespace junheng::report
