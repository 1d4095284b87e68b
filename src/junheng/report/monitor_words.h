#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/catalogue.h"
#include "junheng/report/monitor_report.h"

namespace junheng::report {

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
  /// The dataset tells nothing of the monitor, or no figure of any area is known: the notes alone say what is missing.
  [[nodiscard]] bool is_empty(const monitor::MonitorResult& result) const;
  /// "≤ 5%"; without a limit the reference, or nothing.
  [[nodiscard]] std::string limit(const monitor::Figure& figure) const;
  /// "country, 2023: 95.7%"; empty without a reference.
  [[nodiscard]] std::string reference(const monitor::Figure& figure) const;
  /// Document and clause of each standard, then what is missing: figures that lack the same stand together.
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
  void add_standards(const monitor::MonitorResult& result, std::vector<std::string>& out) const;

  const MonitorInput& in_;
  const model::Dataset& dataset_;
  /// Values in force on the first day of the year, by id, and by id and variant.
  Params limits_;
};

}  // namespace junheng::report
