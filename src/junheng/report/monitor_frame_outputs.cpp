// The tables of monitor_frame.cpp on screens, pages and sheets, and as JSON.
#include <algorithm>
#include <span>
#include <utility>

#include "junheng/core/catalogue.h"
#include "junheng/monitor/monitor.h"
#include "junheng/report/monitor_frame.h"
#include "junheng/standards/names.h"

namespace junheng::report {

using formats::JsonWriter;
using monitor::FrameArea;
using monitor::FrameSchool;
using monitor::FrameShare;

namespace {

constexpr std::size_t kShownAreas = 20;
constexpr std::size_t kShownSchools = 20;
constexpr std::size_t kMostRows = 200;

std::vector<View> lines_of(const std::vector<std::string>& texts) {
  std::vector<View> out;
  for (const std::string& words : texts) out.push_back(std::move(View().text("words", words)));
  return out;
}

View part_of(const ReportTable& table, Lang lang) {
  View part;
  part.text("title", table.title).text("table", table_markup(table, kMostRows)).text("legend", "");
  const std::size_t more = table.rows.size() - std::min(table.rows.size(), kMostRows);
  part.text("more", more == 0 ? "" : text("monitor.more_html", lang, {{"count", std::to_string(more)}}));
  part.list("notes", lines_of(table.notes));
  return part;
}

void write_source(JsonWriter& json, const standards::Source& source, standards::ValueStatus status) {
  json.member("document", std::string_view(source.document)).member("clause", std::string_view(source.clause));
  json.member("href", std::string_view(source.href)).member("status", to_string(status));
}

void write_share(JsonWriter& json, const FrameShare& share, std::optional<double> percent) {
  json.member("share_percent", percent).key("place");
  if (share.place) json.value(to_string(*share.place));
  else json.null();
  json.key("periods_per_class").begin_object().member("primary", share.per_class[0]).member("junior", share.per_class[1]).end_object();
}

void write_outside(JsonWriter& json, const FrameReport& report, const FrameArea& area, std::size_t share) {
  json.key("schools").begin_array();
  for (const std::size_t position : area.schools) {
    const FrameSchool& school = report.monitor->schools[position];
    const FrameShare& one = school.shares[share];
    if (!one.place || *one.place == monitor::FramePlace::Inside) continue;
    json.begin_object().member("school_id", report.dataset->schools.ids.at(school.school.value));
    json.member("name", report.dataset->schools.names.at(school.school.value));
    write_share(json, one, one.percent);
    json.key("from_county").begin_array();
    for (std::size_t stage = 0; stage < monitor::kFrameStages; ++stage)
      if (one.is_county[stage]) json.value(to_string(kCompulsoryStages[stage]));
    json.end_array().end_object();
  }
  json.end_array();
}

}  // namespace

std::string frame_text(const FrameReport& report, Lang lang) {
  std::string out = "\n" + std::string(text("monitor.period_shares", lang)) + "\n";
  const auto line = [&](std::string_view words, int indent) {
    out += std::string(static_cast<std::size_t>(indent), ' ') + std::string(words) + "\n";
  };
  line(text("monitor.subject.lead.period_shares", lang), 2);
  for (const std::string& words : frame_basis_lines(report, lang)) line(words, 2);
  for (const FrameArea* area : std::span(report.areas).first(std::min(report.areas.size(), kShownAreas))) {
    line(
        std::string(report.dataset->areas.codes.at(area->area.value)) + " " + std::string(report.dataset->areas.names.at(area->area.value)),
        2);
    ReportTable table = frame_by_area(report, {area}, lang);
    // Code and name of the area stand above.
    table.columns.erase(table.columns.begin(), table.columns.begin() + 2);
    for (auto& row : table.rows) row.erase(row.begin(), row.begin() + 2);
    out += table_lines(table, 4, table.rows.size());
    for (const std::string& note : table.notes) line(note, 4);
  }
  if (report.areas.size() > kShownAreas)
    line(text("monitor.subject.more_areas", lang, {{"count", std::to_string(report.areas.size() - kShownAreas)}}), 2);
  const ReportTable outside = frame_outside(report, report.top_areas(), lang);
  if (outside.rows.empty()) return out;
  line(outside.title, 2);
  out += table_lines(outside, 4, kShownSchools);
  if (outside.rows.size() > kShownSchools)
    line(text("monitor.more", lang, {{"count", std::to_string(outside.rows.size() - kShownSchools)}}), 4);
  for (const std::string& note : outside.notes) line(note, 4);
  return out;
}

View frame_section(const FrameReport& report, Lang lang) {
  View section;
  section.text("id", std::string(monitor::kPeriods)).text("title", std::string(text("monitor.period_shares", lang)));
  section.text("lead", std::string(text("monitor.subject.lead.period_shares", lang)));
  std::vector<View> parts;
  for (const ReportTable& table : {frame_by_area(report, report.areas, lang), frame_outside(report, report.top_areas(), lang),
                                   frame_by_school(report, report.top_areas(), lang)})
    if (!table.rows.empty()) parts.push_back(part_of(table, lang));
  section.list("basis", lines_of(frame_basis_lines(report, lang))).list("parts", std::move(parts));
  return section;
}

void write_frame_sheets(formats::XlsxWriter& writer, const SheetHead& head, const FrameReport& report, Lang lang) {
  const auto write = [&](const ReportTable& table, std::uint32_t frozen) {
    if (!table.rows.empty()) write_table_sheet(writer, head, text("monitor.subject.sheet." + std::string(table.id), lang), table, frozen);
  };
  ReportTable areas = frame_by_area(report, report.areas, lang);
  areas.title = std::string(text("monitor.period_shares", lang));
  areas.lead = std::string(text("monitor.subject.lead.period_shares", lang));
  for (const std::string& words : frame_basis_lines(report, lang)) areas.notes.push_back(words);
  write(areas, 3);
  write(frame_outside(report, report.top_areas(), lang), 1);
  write(frame_by_school(report, report.top_areas(), lang), 3);
}

void write_frame_basis(JsonWriter& json, const FrameReport& report, Lang lang) {
  json.key("curriculum").begin_object().member("id", std::string_view(report.curriculum->id));
  json.member("title", std::string_view(report.curriculum->title.in(lang))).member("assumed", false);
  write_source(json, report.curriculum->source, report.curriculum->status);
  json.member("total_periods", report.curriculum->frame->total).end_object();
  json.key("unknown_subjects").begin_array();
  for (const Issue& issue : report.monitor->issues) json.value(std::string_view(issue.message(lang)));
  json.end_array();
}

void write_area_frame(JsonWriter& json, const FrameReport& report, AreaIndex code, Lang lang) {
  json.key("period_shares");
  const auto at = std::ranges::find(report.areas, code, &FrameArea::area);
  if (at == report.areas.end()) {
    json.null();
    return;
  }
  const FrameArea& area = **at;
  json.begin_array();
  for (std::size_t i = 0; i < report.monitor->shares.size(); ++i) {
    const standards::PeriodShare& range = *report.monitor->shares[i];
    const monitor::FrameAreaShare& sum = area.shares[i];
    json.begin_object().key("subjects").begin_array();
    for (const std::string& subject : range.subjects) json.value(std::string_view(subject));
    json.end_array().member("name", std::string_view(report.title(i, lang)));
    write_share(json, sum.share, sum.is_complete() ? sum.share.percent : std::nullopt);
    json.key("range").begin_object().member("low_percent", range.low_percent).member("high_percent", range.high_percent);
    write_source(json, range.source, range.status);
    json.end_object().member("schools_below", sum.schools_below).member("schools_inside", sum.schools_inside);
    json.member("schools_above", sum.schools_above);
    json.key("known").begin_object().member("schools", sum.schools).member("schools_unknown", sum.schools_unknown);
    json.member("share_percent", sum.share.percent).end_object().key("missing").begin_array();
    for (const monitor::FrameReason& reason : sum.reasons)
      json.begin_object().member("reason", to_string(reason.why)).member("schools", reason.schools).end_object();
    json.end_array();
    if (report.dataset->areas.levels[area.area.value] == model::AreaLevel::County) write_outside(json, report, area, i);
    json.end_object();
  }
  json.end_array();
}

}  // namespace junheng::report
