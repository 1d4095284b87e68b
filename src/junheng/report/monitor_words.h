#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/catalogue.h"
#include "junheng/report/monitor_report.h"

namespace junheng::report {

/// Whether there is a number, or a part of one.
[[nodiscard]] bool is_known(const monitor::Figure& figure);

/// Behind a rate that is shown as its cap.
inline constexpr std::string_view kCappedMark = "^";

/// What the reports of monitors say alike.
class MonitorWords {
 public:
  explicit MonitorWords(const MonitorInput& input);

  [[nodiscard]] std::string say(std::string_view key, const Params& params = {}) const { return text(key, in_.lang, params); }
  /// Year and source of the dataset, in a sentence.
  [[nodiscard]] std::string head() const;
  /// Title of a figure, with the values of monitors/*.toml that it is counted by in the year ("large (56+)").
  [[nodiscard]] std::string title(std::string_view monitor, std::string_view figure) const;
  /// "12.50%", "at least 3", a dash.
  [[nodiscard]] std::string value(const monitor::Figure& figure) const;
  /// " ✓", " ✗", or nothing.
  [[nodiscard]] std::string verdict_sign(const monitor::Figure& figure) const;
  /// "*" behind what the area reports, then the verdict_sign().
  [[nodiscard]] std::string signs(const monitor::Figure& figure) const;
  /// Of the area, where it says something: what an area without schools does not report is not judged.
  [[nodiscard]] std::optional<assess::Verdict> verdict(const monitor::MonitorArea& area, const monitor::Figure& figure) const;
  /// The areas of the year asked for that a table shows: of those without schools only the ones that report something for it.
  [[nodiscard]] std::vector<const monitor::MonitorArea*> shown_areas(const monitor::MonitorResult& result) const;
  /// Positions of the figures that a table shows: where no area has schools those that one reports, else all.
  [[nodiscard]] std::vector<std::size_t> shown_figures(const monitor::MonitorResult& result) const;
  /// Whether the dataset has anything of the monitor. Without, a number of schools that is known all the same tells nothing of it; what
  /// areas report does.
  [[nodiscard]] bool is_told(const monitor::MonitorResult& result) const;
  /// Nothing is known of any area: the notes alone say what is missing.
  [[nodiscard]] bool is_empty(const monitor::MonitorResult& result) const;
  /// "≤ 5%"; without a limit the reference, or nothing.
  [[nodiscard]] std::string limit(const monitor::Figure& figure) const;
  /// "country, 2023: 95.7%"; empty without a reference.
  [[nodiscard]] std::string reference(const monitor::Figure& figure) const;
  /// Why there is no table: nothing is known, or nothing for the year asked for. Empty where there is one.
  [[nodiscard]] std::string nothing_known(const monitor::MonitorResult& result) const;
  /// Document and clause of each standard, what "*" means and where reports and schools differ, then what is missing: figures that lack the
  /// same stand together.
  [[nodiscard]] std::vector<std::string> notes(const monitor::MonitorResult& result) const;
  /// Of the year asked for, each school once: of the areas that lie in no other area shown.
  [[nodiscard]] std::vector<monitor::Offender> offenders(const monitor::MonitorResult& result) const;
  /// Name, code and area of the school, or of the county, that misses a standard.
  [[nodiscard]] std::string offender_name(const monitor::Offender& offender) const;
  [[nodiscard]] std::string offender_code(const monitor::Offender& offender) const;
  [[nodiscard]] std::string offender_area(const monitor::Offender& offender) const;
  /// Whether the area lies in no other of the year.
  [[nodiscard]] bool is_top(const monitor::MonitorYear& year, AreaIndex area) const;
  [[nodiscard]] std::string area_name(AreaIndex area) const { return std::string(dataset_.areas.names.at(area.value)); }
  [[nodiscard]] std::string area_code(AreaIndex area) const { return std::string(dataset_.areas.codes.at(area.value)); }
  /// Name of a measure, item or table that is missing.
  [[nodiscard]] std::string missing_name(std::string_view id) const;
  [[nodiscard]] const model::Dataset& dataset() const { return dataset_; }
  [[nodiscard]] Lang lang() const { return in_.lang; }

 private:
  /// The schools tell something of the monitor in the year, or an area reports something.
  [[nodiscard]] bool says_something(const monitor::MonitorResult& result, const monitor::MonitorYear& year) const;
  void add_standards(const monitor::MonitorResult& result, std::vector<std::string>& out) const;
  /// Positions of the figures that a table, or that of the reports of other years, shows.
  [[nodiscard]] std::vector<std::size_t> told_figures(const monitor::MonitorResult& result) const;
  void add_reports(const monitor::MonitorResult& result, std::vector<std::string>& out) const;

  const MonitorInput& in_;
  const model::Dataset& dataset_;
  /// Values in force on the first day of the year, by id, and by id and variant.
  Params limits_;
};

}  // namespace junheng::report
