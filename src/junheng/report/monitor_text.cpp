#include <algorithm>

#include "junheng/core/catalogue.h"
#include "junheng/report/breakdown_tables.h"
#include "junheng/report/monitor_report.h"
#include "junheng/report/monitor_words.h"
#include "junheng/report/number_format.h"
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
    const auto& manifest = dataset_.manifest;
    out_ = words_.head() + "\n";
    if (manifest.is_synthetic) out_ += say("text.synthetic") + "\n";
    if (in_.is_partial) out_ += say("text.partial") + "\n";
    if (!in_.monitoring->has_standards) out_ += say("monitor.no_standards") + "\n";
    for (const MonitorResult& result : in_.monitoring->results) show(result);
    if (in_.subjects != nullptr) out_ += subjects_text(*in_.subjects, in_.lang);
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const { return words_.say(key, params); }
  [[nodiscard]] std::string title_of(const MonitorResult& result, const Figure& figure) const { return words_.title(result.id, figure.id); }

  [[nodiscard]] std::string shown_figure(const Figure& figure) const {
    std::string value = words_.value(figure);
    if (figure.verdict == assess::Verdict::Unmet) value += " ✗";
    if (figure.verdict == assess::Verdict::Met) value += " ✓";
    return value;
  }

  void show(const MonitorResult& result) {
    const monitor::MonitorYear& year = result.years.back();
    out_ += "\n" + say("monitor." + std::string(result.id)) + "\n";
    if (year.areas.empty()) return;
    figure_table(result, year);
    for (const std::string& note : words_.notes(result)) out_ += "  " + note + "\n";
    out_ += breakdowns_text(in_, result);
    offenders(result);
    trend(result);
  }

  void figure_table(const MonitorResult& result, const monitor::MonitorYear& year) {
    std::vector<std::string> header = {say("text.code"), say("text.area")};
    std::vector<ColumnAlign> aligns = {ColumnAlign::Left, ColumnAlign::Left};
    for (const Figure& figure : year.areas.front().figures) {
      header.push_back(title_of(result, figure));
      aligns.push_back(ColumnAlign::Right);
    }
    TerminalTable table(header, aligns);
    for (const MonitorArea& area : year.areas) {
      std::vector<std::string> row = {std::string(dataset_.areas.codes.at(area.area.value)),
                                      std::string(dataset_.areas.names.at(area.area.value))};
      for (const Figure& figure : area.figures) row.push_back(shown_figure(figure));
      table.add_row(std::move(row));
    }
    out_ += table.text();
  }

  void offenders(const MonitorResult& result) {
    const std::vector<monitor::Offender> all = words_.offenders(result);
    if (all.empty()) return;
    out_ += "  " + say("monitor.offenders", {{"count", std::to_string(all.size())}}) + "\n";
    TerminalTable table(
        {say("text.code"), say("monitor.school"), say("monitor.stage"), say("monitor.figure"), say("monitor.value"), say("monitor.limit")},
        {ColumnAlign::Left, ColumnAlign::Left, ColumnAlign::Left, ColumnAlign::Left, ColumnAlign::Right, ColumnAlign::Right});
    for (const monitor::Offender& offender : std::span(all).first(std::min(all.size(), kShownOffenders)))
      table.add_row({words_.offender_code(offender), words_.offender_name(offender),
                     offender.stage ? std::string(stage_name(*offender.stage, in_.lang)) : "",
                     say("monitor." + std::string(result.id) + "." + std::string(offender.figure)), MonitorWords::offender_number(offender.value),
                     MonitorWords::offender_number(offender.limit)});
    out_ += table.text(4);
    if (all.size() > kShownOffenders)
      out_ += "    " + say("monitor.more", {{"count", std::to_string(all.size() - kShownOffenders)}}) + "\n";
  }

  void trend(const MonitorResult& result) {
    if (result.years.size() < 2) return;
    for (const MonitorArea& top : result.years.back().areas) {
      if (!words_.is_top(result.years.back(), top.area)) continue;
      std::vector<std::string> header = {say("monitor.year")};
      std::vector<ColumnAlign> aligns = {ColumnAlign::Left};
      for (const Figure& figure : top.figures) {
        header.push_back(title_of(result, figure));
        aligns.push_back(ColumnAlign::Right);
      }
      TerminalTable table(header, aligns);
      for (const monitor::MonitorYear& year : result.years) {
        const auto at = std::ranges::find(year.areas, top.area, &MonitorArea::area);
        if (at == year.areas.end()) continue;
        std::vector<std::string> row = {std::to_string(year.year.first)};
        for (const Figure& figure : at->figures) row.push_back(shown_figure(figure));
        table.add_row(std::move(row));
      }
      out_ += "  " + say("monitor.trend", {{"area", std::string(dataset_.areas.names.at(top.area.value))}}) + "\n" + table.text(4);
    }
  }

  const MonitorInput& in_;
  const model::Dataset& dataset_;
  MonitorWords words_;
  std::string out_;
};

}  // namespace

std::string monitor_text(const MonitorInput& input) { return MonitorText(input).run(); }

}  // namespace junheng::report
