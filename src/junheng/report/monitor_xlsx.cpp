#include "junheng/formats/xlsx_writer.h"
#include "junheng/report/breakdown_tables.h"
#include "junheng/report/form_sheet.h"
#include "junheng/report/monitor_report.h"
#include "junheng/report/monitor_subject_sheets.h"
#include "junheng/report/monitor_tables.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"

namespace junheng::report {

namespace {

using formats::Align;
using monitor::Figure;
using monitor::MonitorArea;
using monitor::MonitorResult;

class MonitorWorkbook {
 public:
  MonitorWorkbook(const MonitorInput& input, const std::string& path)
      : in_(input), dataset_(*input.monitoring->dataset), words_(input), writer_(path) {}

  Result<void> run() {
    writer_.set_properties(words_.say("monitor.kicker"), dataset_.manifest.title);
    head_.lines = {dataset_.manifest.title, words_.head(), words_.say("review.made", {{"date", in_.date}, {"version", in_.version}})};
    if (dataset_.manifest.is_synthetic) head_.alerts.push_back(words_.say("text.synthetic"));
    if (in_.is_partial) head_.alerts.push_back(words_.say("text.partial"));
    if (!in_.monitoring->has_standards && !in_.monitoring->results.empty()) head_.alerts.push_back(words_.say("monitor.no_standards"));
    for (const MonitorResult& result : in_.monitoring->results)
      if (!result.years.back().areas.empty()) {
        monitor_sheet(result);
        write_breakdown_sheets(in_, result, writer_, head_);
      }
    const ReportTable reported = reported_table(in_.monitoring->results, words_);
    if (!reported.rows.empty()) write_table_sheet(writer_, head_, words_.say("monitor.sheet.reported"), reported, 3);
    const ReportTable offenders = offender_table(in_.monitoring->results, words_);
    if (!offenders.rows.empty()) write_table_sheet(writer_, head_, words_.say("monitor.sheet.offenders"), offenders);
    const ReportTable trends = all_trends(*in_.monitoring, words_);
    if (!trends.rows.empty()) write_table_sheet(writer_, head_, words_.say("monitor.sheet.trends"), trends, 4);
    if (in_.subjects != nullptr) write_subject_sheets(writer_, head_, *in_.subjects, in_.lang);
    if (in_.frame != nullptr) write_frame_sheets(writer_, head_, *in_.frame, in_.lang);
    return writer_.close();
  }

 private:
  void monitor_sheet(const MonitorResult& result) {
    const auto areas = words_.shown_areas(result);
    const auto positions = words_.shown_figures(result);
    std::vector<FormColumn> columns = {{words_.say("text.code"), 12, Align::Left}, {words_.say("text.area"), 18, Align::Left}};
    for (const std::size_t position : positions) {
      const Figure& figure = areas.front()->figures[position];
      const std::string title = words_.title(result.id, figure.id);
      columns.push_back({figure.is_percent ? title + " (%)" : title, 13, Align::Right});
      if (!figure.limit) continue;
      columns.push_back({title + " " + words_.say("monitor.standard_word"), 11, Align::Right});
      columns.push_back({title + " " + words_.say("monitor.verdict_word"), 11, Align::Center});
    }
    FormSheet sheet(writer_, head_,
                    {words_.say("monitor.sheet." + std::string(result.id)), words_.say("monitor." + std::string(result.id)),
                     std::move(columns), Page::Landscape});
    sheet.freeze(2);
    for (const MonitorArea* area : areas) {
      sheet.text(words_.area_code(area->area)).text(words_.area_name(area->area));
      for (const std::size_t position : positions) figure_cells(sheet, *area, area->figures[position]);
      sheet.end_row();
    }
    if (const std::string nothing = words_.nothing_known(result); !nothing.empty()) sheet.note(nothing);
    for (const std::string& note : words_.notes(result)) sheet.note(note);
  }

  void figure_cells(FormSheet& sheet, const MonitorArea& area, const Figure& figure) {
    if (!figure.value && figure.at_least.value_or(0) > 0) sheet.text(words_.value(figure));
    else if (figure.is_capped()) sheet.marked_number(*figure.shown_cap, 2, kCappedMark);
    else if (figure.value && figure.is_reported) sheet.marked_number(*figure.value, figure.denominator ? 2 : figure.decimals, "*");
    else sheet.number(figure.value, figure.denominator ? 2 : figure.decimals);
    if (!figure.limit) return;
    sheet.limit(figure.limit->value, direction_sign(figure.direction), figure.is_percent ? "%" : "");
    const auto verdict = words_.verdict(area, figure);
    sheet.text(verdict ? verdict_text(*verdict, in_.lang) : "");
  }

  const MonitorInput& in_;
  const model::Dataset& dataset_;
  MonitorWords words_;
  formats::XlsxWriter writer_;
  SheetHead head_;
};

}  // namespace

Result<void> write_monitor_xlsx(const MonitorInput& input, const std::string& path) { return MonitorWorkbook(input, path).run(); }

}  // namespace junheng::report
