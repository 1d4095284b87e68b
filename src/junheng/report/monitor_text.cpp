#include <algorithm>
#include <map>

#include "junheng/core/catalogue.h"
#include "junheng/model/english_names.h"
#include "junheng/model/schema.h"
#include "junheng/report/monitor_report.h"
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
  explicit MonitorText(const MonitorInput& input) : in_(input), dataset_(*input.monitoring->dataset) {}

  std::string run() {
    const auto& manifest = dataset_.manifest;
    const int year = in_.monitoring->year.first;
    out_ = say("monitor.title", {{"year", std::to_string(year)},
                                 {"next", std::to_string(year + 1)},
                                 {"source", manifest.source.empty() ? say("text.no_source") : manifest.source}}) +
           "\n";
    if (manifest.is_synthetic) out_ += say("text.synthetic") + "\n";
    if (in_.is_partial) out_ += say("text.partial") + "\n";
    for (const MonitorResult& result : in_.monitoring->results) show(result);
    if (in_.subjects != nullptr) out_ += subjects_text(*in_.subjects, in_.lang);
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const { return text(key, in_.lang, params); }
  [[nodiscard]] std::string title_of(const MonitorResult& result, const Figure& figure) const {
    return say("monitor." + std::string(result.id) + "." + std::string(figure.id));
  }

  [[nodiscard]] std::string shown_figure(const Figure& figure) const {
    if (!figure.value) return figure.at_least.value_or(0) > 0 ? say("monitor.at_least", {{"value", shown_amount(*figure.at_least)}}) : "—";
    const std::optional<double> limit = figure.limit ? std::optional(figure.limit->value) : std::nullopt;
    std::string value = figure.is_percent ? shown(figure.value, 2, limit, figure.direction) + "%" : shown_amount(*figure.value);
    if (figure.verdict == assess::Verdict::Unmet) value += " ✗";
    if (figure.verdict == assess::Verdict::Met) value += " ✓";
    return value;
  }

  [[nodiscard]] std::string name_of(std::string_view id) const {
    const std::string special = "monitor.missing." + std::string(id);
    if (has_text(special)) return say(special);
    if (in_.lang == Lang::En) return model::english_name(id);
    if (const auto* measure = model::find_stage_measure(id)) return std::string(measure->zh);
    if (const auto* measure = model::find_area_measure(id)) return std::string(measure->zh);
    if (const auto* table = model::find_table(id)) return std::string(table->zh);
    for (const std::string_view table : {"grade_facts", "schools"})
      if (const auto* column = model::find_table(table)->column(id)) return std::string(column->zh);
    return std::string(id);
  }

  void show(const MonitorResult& result) {
    const monitor::MonitorYear& year = result.years.back();
    out_ += "\n" + say("monitor." + std::string(result.id)) + "\n";
    if (year.areas.empty()) return;
    figure_table(result, year);
    standards(result, year.areas.front());
    missing(result, year);
    offenders(result, year);
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

  void standards(const MonitorResult& result, const MonitorArea& area) {
    for (const Figure& figure : area.figures) {
      if (!figure.limit) continue;
      const auto& limit = *figure.limit;
      const bool is_verified = limit.status == standards::ValueStatus::Verified;
      out_ +=
          "  " +
          say(is_verified ? "monitor.standard" : "monitor.standard_unverified", {{"figure", title_of(result, figure)},
                                                                                 {"sign", std::string(direction_sign(figure.direction))},
                                                                                 {"value", shown_limit(limit.value)},
                                                                                 {"document", limit.source.document},
                                                                                 {"clause", limit.source.clause}}) +
          "\n";
    }
  }

  /// Per figure, what is missing anywhere.
  void missing(const MonitorResult& result, const monitor::MonitorYear& year) {
    for (std::size_t i = 0; i < year.areas.front().figures.size(); ++i) {
      std::vector<std::string> names;
      for (const MonitorArea& area : year.areas)
        for (const std::string_view what : area.figures[i].missing)
          if (std::ranges::find(names, name_of(what)) == names.end()) names.push_back(name_of(what));
      if (names.empty()) continue;
      std::string list;
      for (const std::string& name : names) list += (list.empty() ? "" : say("monitor.comma")) + name;
      out_ += "  " + say("monitor.unknown_for", {{"figure", title_of(result, year.areas.front().figures[i])}, {"what", list}}) + "\n";
    }
  }

  /// Of all counties together; areas above them repeat the same schools.
  void offenders(const MonitorResult& result, const monitor::MonitorYear& year) {
    std::vector<monitor::Offender> all;
    for (const MonitorArea& area : year.areas)
      if (is_top(year, area.area)) all.insert(all.end(), area.offenders.begin(), area.offenders.end());
    if (all.empty()) return;
    out_ += "  " + say("monitor.offenders", {{"count", std::to_string(all.size())}}) + "\n";
    TerminalTable table(
        {say("text.code"), say("monitor.school"), say("monitor.stage"), say("monitor.figure"), say("monitor.value"), say("monitor.limit")},
        {ColumnAlign::Left, ColumnAlign::Left, ColumnAlign::Left, ColumnAlign::Left, ColumnAlign::Right, ColumnAlign::Right});
    for (const monitor::Offender& offender : std::span(all).first(std::min(all.size(), kShownOffenders)))
      table.add_row({std::string(dataset_.schools.ids.at(offender.school.value)),
                     std::string(dataset_.schools.names.at(offender.school.value)),
                     offender.stage ? std::string(stage_name(*offender.stage, in_.lang)) : "",
                     say("monitor." + std::string(result.id) + "." + std::string(offender.figure)), shown_amount(offender.value),
                     shown_limit(offender.limit)});
    out_ += table.text(4);
    if (all.size() > kShownOffenders)
      out_ += "    " + say("monitor.more", {{"count", std::to_string(all.size() - kShownOffenders)}}) + "\n";
  }

  [[nodiscard]] bool is_top(const monitor::MonitorYear& year, AreaIndex area) const {
    for (auto above = dataset_.areas.parents[area.value]; above; above = dataset_.areas.parents[above->value])
      if (std::ranges::find(year.areas, *above, &MonitorArea::area) != year.areas.end()) return false;
    return true;
  }

  void trend(const MonitorResult& result) {
    if (result.years.size() < 2) return;
    for (const MonitorArea& top : result.years.back().areas) {
      if (!is_top(result.years.back(), top.area)) continue;
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
  std::string out_;
};

}  // namespace

std::string monitor_text(const MonitorInput& input) { return MonitorText(input).run(); }

}  // namespace junheng::report
