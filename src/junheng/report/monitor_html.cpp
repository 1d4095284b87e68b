#include <algorithm>
#include <utility>

#include "junheng/report/breakdown_tables.h"
#include "junheng/report/html_page.h"
#include "junheng/report/html_view.h"
#include "junheng/report/monitor_charts.h"
#include "junheng/report/monitor_report.h"
#include "junheng/report/monitor_subject_html.h"
#include "junheng/report/monitor_words.h"
#include "junheng/report/number_format.h"

namespace junheng::report {

namespace {

using monitor::Figure;
using monitor::MonitorArea;
using monitor::MonitorResult;

constexpr std::size_t kMostOffenders = 200;
constexpr std::size_t kMostHeatMaps = 20;

class MonitorPage {
 public:
  explicit MonitorPage(const MonitorInput& input)
      : in_(input), dataset_(*input.monitoring->dataset), words_(input), templates_(input.lang) {}

  std::string run() {
    View view;
    const model::Manifest& manifest = dataset_.manifest;
    view.text("lang", in_.lang == Lang::Zh ? "zh-CN" : "en").text("version", in_.version).text("date", in_.date);
    view.text("place", manifest.title.empty() ? words_.say("monitor.kicker") : manifest.title);
    view.text("kicker", words_.say("monitor.kicker")).text("head", words_.head());
    view.text("source", manifest.source.empty() ? words_.say("text.no_source") : manifest.source).text("licence", manifest.licence);
    view.flag("is_synthetic", manifest.is_synthetic).flag("is_partial", in_.is_partial);
    view.text("no_standards", in_.monitoring->has_standards ? "" : words_.say("monitor.no_standards"));
    view.text("css", std::string(asset("report.css"))).text("script", std::string(asset("report.js")));
    view.text("symbols", std::string(asset("symbols.svg")));
    for (const char* word : {"school", "stage", "figure", "value", "limit", "county"})
      view.text("word_" + std::string(word), words_.say("monitor." + std::string(word)));
    view.text("word_area", words_.say("text.area")).text("word_offenders", words_.say("monitor.offender_title"));
    std::vector<View> tables;
    for (const MonitorResult& result : in_.monitoring->results)
      if (!result.years.back().areas.empty()) tables.push_back(section(result));
    view.list("monitors", std::move(tables));
    const bool has_need = in_.subjects != nullptr && in_.subjects->has_need;
    view.text("subjects_title", has_need ? words_.say("monitor.subjects") : "");
    if (has_need) view.list("heat_maps", heat_maps()).list("subject_notes", lines_of(subject_basis_lines(*in_.subjects, in_.lang)));
    return templates_.render("monitor", view);
  }

 private:
  /// One per county.
  std::vector<View> heat_maps() {
    std::vector<View> maps;
    for (const monitor::SubjectArea& area : in_.subjects->areas) {
      if (dataset_.areas.levels[area.area().value] != model::AreaLevel::County || maps.size() == kMostHeatMaps) continue;
      View map;
      map.text("name", words_.area_name(area.area())).text("map", subject_heat_map(*in_.subjects, area, in_.lang));
      maps.push_back(std::move(map));
    }
    return maps;
  }

  static std::vector<View> lines_of(const std::vector<std::string>& texts) {
    std::vector<View> lines;
    for (const std::string& words : texts) {
      View line;
      lines.push_back(line.text("words", words));
    }
    return lines;
  }

  View section(const MonitorResult& result) {
    const auto& areas = result.years.back().areas;
    View view;
    view.text("breakdowns", breakdowns_markup(in_, result));
    view.text("id", std::string(result.id)).text("title", words_.say("monitor." + std::string(result.id)));
    std::vector<View> columns;
    for (const Figure& figure : areas.front().figures) {
      View column;
      columns.push_back(column.text("name", words_.title(result.id, figure.id)).text("limit", words_.limit(figure)));
    }
    std::vector<View> rows;
    for (const MonitorArea& area : areas) rows.push_back(area_row(area));
    std::vector<View> notes = lines_of(words_.notes(result));
    view.list("columns", std::move(columns)).list("rows", std::move(rows)).list("notes", std::move(notes));
    view.flag("has_offenders", !words_.offenders(result).empty());
    return view.text("charts", monitor_charts(result, words_)).list("offenders", offender_rows(result)).text("more", more(result));
  }

  View area_row(const MonitorArea& area) {
    std::vector<View> cells;
    for (const Figure& figure : area.figures) {
      View cell;
      cells.push_back(cell.text("value", words_.value(figure)).text("badge", figure.verdict ? badge(figure.verdict, in_.lang) : ""));
    }
    View row;
    return row.text("name", words_.area_name(area.area)).text("code", words_.area_code(area.area)).list("cells", std::move(cells));
  }

  std::string more(const MonitorResult& result) {
    const std::size_t count = words_.offenders(result).size();
    return count > kMostOffenders ? words_.say("monitor.more_html", {{"count", std::to_string(count - kMostOffenders)}}) : "";
  }

  std::vector<View> offender_rows(const MonitorResult& result) {
    std::vector<View> rows;
    for (const monitor::Offender& offender : words_.offenders(result)) {
      if (rows.size() == kMostOffenders) break;
      View row;
      row.text("name", words_.offender_name(offender)).text("code", words_.offender_code(offender));
      row.text("area", words_.offender_area(offender));
      row.text("stage", offender.stage ? std::string(stage_name(*offender.stage, in_.lang)) : "");
      row.text("figure", words_.title(result.id, offender.figure)).text("value", MonitorWords::offender_number(offender.value));
      rows.push_back(row.text("limit", MonitorWords::offender_number(offender.limit)));
    }
    return rows;
  }

  const MonitorInput& in_;
  const model::Dataset& dataset_;
  MonitorWords words_;
  HtmlTemplates templates_;
};

}  // namespace

std::string monitor_html(const MonitorInput& input) { return MonitorPage(input).run(); }

}  // namespace junheng::report
