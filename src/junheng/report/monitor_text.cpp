#include "junheng/core/catalogue.h"
#include "junheng/report/breakdown_tables.h"
#include "junheng/report/monitor_headlines.h"
#include "junheng/report/monitor_report.h"
#include "junheng/report/monitor_tables.h"
#include "junheng/report/terminal_table.h"

namespace junheng::report {

namespace {

using monitor::Figure;
using monitor::MonitorArea;
using monitor::MonitorResult;

constexpr std::size_t kShownOffenders = 20;

class MonitorText {
 public:
  explicit MonitorText(const MonitorInput& input) : in_(input), dataset_(*input.monitoring->dataset), words_(input) {}

  std::string run() {
    head();
    for (const MonitorResult& result : in_.monitoring->results) show(result);
    if (in_.subjects != nullptr) out_ += subjects_text(*in_.subjects, in_.lang);
    return std::move(out_);
  }

  std::string summary() {
    head();
    out_ += "\n" + monitor_headlines_title(in_, words_) + "\n";
    return out_ + headline_lines(monitor_headlines(in_, words_), in_.lang);
  }

 private:
  void head() {
    out_ = words_.head() + "\n";
    if (dataset_.manifest.is_synthetic) out_ += say("text.synthetic") + "\n";
    if (in_.is_partial) out_ += say("text.partial") + "\n";
    if (!in_.monitoring->has_standards) out_ += say("monitor.no_standards") + "\n";
    if (!in_.left_out.empty()) out_ += say("report.left_out", {{"areas", in_.left_out}}) + "\n";
  }

  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const { return words_.say(key, params); }
  [[nodiscard]] std::string title_of(const MonitorResult& result, const Figure& figure) const { return words_.title(result.id, figure.id); }

  [[nodiscard]] std::string shown_figure(const Figure& figure) const { return words_.value(figure) + words_.signs(figure); }

  void show(const MonitorResult& result) {
    out_ += "\n" + say("monitor." + std::string(result.id)) + "\n";
    const std::string nothing = words_.nothing_known(result);
    if (!nothing.empty()) out_ += "  " + nothing + "\n";
    else figure_table(result);
    for (const std::string& note : words_.notes(result)) out_ += "  " + note + "\n";
    reports(result);
    if (!words_.is_empty(result)) out_ += breakdowns_text(in_, result);
    offenders(result);
    trend(result);
  }

  void figure_table(const MonitorResult& result) {
    const auto areas = words_.shown_areas(result);
    const auto positions = words_.shown_figures(result);
    std::vector<std::string> header = {say("text.code"), say("text.area")};
    std::vector<ColumnAlign> aligns = {ColumnAlign::Left, ColumnAlign::Left};
    for (const std::size_t position : positions) {
      header.push_back(title_of(result, areas.front()->figures[position]));
      aligns.push_back(ColumnAlign::Right);
    }
    TerminalTable table(header, aligns);
    for (const MonitorArea* area : areas) {
      std::vector<std::string> row = {words_.area_code(area->area), words_.area_name(area->area)};
      for (const std::size_t position : positions) row.push_back(shown_figure(area->figures[position]));
      table.add_row(std::move(row));
    }
    out_ += table.text();
  }

  void reports(const MonitorResult& result) {
    const ReportTable table = reported_table({&result, 1}, words_);
    if (!table.rows.empty()) out_ += "  " + table.title + "\n" + table_lines(table, 4, table.rows.size());
  }

  void offenders(const MonitorResult& result) {
    const ReportTable table = offender_table({&result, 1}, words_);
    if (table.rows.empty()) return;
    out_ += "  " + table.title + "\n" + table_lines(table, 4, kShownOffenders);
    if (table.rows.size() > kShownOffenders)
      out_ += "    " + say("monitor.more", {{"count", std::to_string(table.rows.size() - kShownOffenders)}}) + "\n";
  }

  void trend(const MonitorResult& result) {
    for (const MonitorArea& top : result.years.back().areas) {
      if (!words_.is_top(result.years.back(), top.area)) continue;
      const ReportTable table = trend_table(result, top.area, words_);
      if (!table.rows.empty()) out_ += "  " + table.title + "\n" + table_lines(table, 4, table.rows.size());
    }
  }

  const MonitorInput& in_;
  const model::Dataset& dataset_;
  MonitorWords words_;
  std::string out_;
};

}  // namespace

std::string monitor_text(const MonitorInput& input) { return MonitorText(input).run(); }
std::string monitor_summary(const MonitorInput& input) { return MonitorText(input).summary(); }

}  // namespace junheng::report
