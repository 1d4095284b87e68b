#include <utility>

#include "junheng/report/breakdown_tables.h"
#include "junheng/report/data_origin.h"
#include "junheng/report/html_page.h"
#include "junheng/report/html_view.h"
#include "junheng/report/monitor_charts.h"
#include "junheng/report/monitor_headlines.h"
#include "junheng/report/monitor_report.h"
#include "junheng/report/monitor_subject_html.h"
#include "junheng/report/monitor_tables.h"
#include "junheng/report/source_words.h"
#include "junheng/report/table_words.h"

namespace junheng::report {

namespace {

using monitor::Figure;
using monitor::MonitorArea;
using monitor::MonitorResult;

constexpr std::size_t kMostOffenders = 200;
constexpr std::size_t kMostTrends = 6;

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
    view.text("source", source_words(manifest.source, in_.lang)).text("licence", manifest.licence);
    view.flag("is_synthetic", manifest.is_synthetic).flag("is_partial", in_.is_partial);
    view.text("no_standards", in_.monitoring->has_standards || in_.monitoring->results.empty() ? "" : words_.say("monitor.no_standards"));
    view.text("left_out", in_.left_out.empty() ? "" : words_.say("report.left_out", {{"areas", in_.left_out}}));
    view.text("headlines", headline_cards(monitor_headlines(in_, words_), monitor_headlines_title(in_, words_), templates_, in_.lang));
    view.text("css", std::string(asset("report.css"))).text("script", std::string(asset("report.js")));
    view.text("symbols", std::string(asset("symbols.svg")));
    view.text("word_area", as_head(words_.say("text.area")));
    std::vector<View> tables;
    for (const MonitorResult& result : in_.monitoring->results) tables.push_back(section(result));
    view.list("monitors", std::move(tables));
    if (in_.subjects != nullptr) view.list("subject_sections", subject_sections(*in_.subjects, in_.lang));
    if (in_.frame != nullptr) view.list("subject_sections", {frame_section(*in_.frame, in_.lang)});
    return templates_.render("monitor", view);
  }

 private:
  static std::vector<View> lines_of(const std::vector<std::string>& texts, Lang lang) {
    std::vector<View> lines;
    for (const std::string& words : texts) {
      View line;
      lines.push_back(line.text("words", words_markup(words, lang)));
    }
    return lines;
  }

  View section(const MonitorResult& result) {
    const auto areas = words_.shown_areas(result);
    const auto positions = words_.shown_figures(result);
    View view;
    view.text("breakdowns", words_.is_empty(result) ? "" : breakdowns_markup(in_, result));
    view.text("id", std::string(result.id)).text("title", words_.say("monitor." + std::string(result.id)));
    std::vector<View> columns;
    for (const std::size_t position : positions) {
      const Figure& figure = areas.front()->figures[position];
      View column;
      columns.push_back(column.text("name", as_head(words_.title(result.id, figure.id))).text("limit", words_.limit(figure)));
    }
    std::vector<View> rows;
    for (const MonitorArea* area : areas) rows.push_back(area_row(*area, positions));
    std::vector<View> notes = lines_of(words_.notes(result), in_.lang);
    view.list("columns", std::move(columns)).list("rows", std::move(rows)).list("notes", std::move(notes));
    const ReportTable offenders = offender_table({&result, 1}, words_);
    view.text("offenders_title", offenders.rows.empty() ? "" : offenders.title);
    view.text("offenders", table_markup(offenders, kMostOffenders)).text("more", more(offenders)).list("trends", trends(result));
    const ReportTable reported = reported_table({&result, 1}, words_);
    view.text("reported_title", reported.rows.empty() ? "" : reported.title);
    view.text("reported", table_markup(reported, reported.rows.size()));
    view.text("nothing_known", words_.nothing_known(result));
    return view.flag("has_table", !words_.is_empty(result)).text("charts", monitor_charts(result, words_));
  }

  std::vector<View> trends(const MonitorResult& result) {
    std::vector<View> out;
    for (const MonitorArea& area : result.years.back().areas) {
      if (out.size() == kMostTrends || !words_.is_top(result.years.back(), area.area)) continue;
      const ReportTable table = trend_table(result, area.area, words_);
      if (table.rows.empty()) continue;
      View trend;
      out.push_back(trend.text("title", table.title).text("table", table_markup(table, table.rows.size())));
    }
    return out;
  }

  View area_row(const MonitorArea& area, const std::vector<std::size_t>& positions) {
    std::vector<View> cells;
    for (const std::size_t position : positions) {
      const Figure& figure = area.figures[position];
      const auto verdict = words_.verdict(area, figure);
      View cell;
      cells.push_back(cell.text("value", words_.value(figure) + (figure.is_reported ? "*" : ""))
                          .text("badge", verdict ? badge(verdict, in_.lang) : ""));
    }
    View row;
    const std::string name = words_.area_name(area.area);
    const std::string code = words_.area_code(area.area);
    return row.text("name", name).text("code", code == name ? "" : code).list("cells", std::move(cells));
  }

  std::string more(const ReportTable& offenders) {
    const std::size_t count = offenders.rows.size();
    return count > kMostOffenders ? words_.say("monitor.more_html", {{"count", std::to_string(count - kMostOffenders)}}) : "";
  }

  const MonitorInput& in_;
  const model::Dataset& dataset_;
  MonitorWords words_;
  HtmlTemplates templates_;
};

}  // namespace

std::string monitor_html(const MonitorInput& input) { return MonitorPage(input).run(); }

}  // namespace junheng::report
