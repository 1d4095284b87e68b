#pragma once

#include <optional>
#include <string>
#include <vector>

#include "junheng/report/inequality_report.h"
#include "junheng/report/inequality_units.h"

namespace junheng::report {

/// Name of a measure for a reader.
[[nodiscard]] std::string inequality_measure(const monitor::SampleRequest& request, std::string_view id, Lang lang);
/// "Computers ÷ pupils".
[[nodiscard]] std::string inequality_quantity(const monitor::SampleRequest& request, Lang lang);
/// "Gini coefficient", "Atkinson index (0.5)".
[[nodiscard]] std::string index_name(const monitor::InequalityIndex& index, Lang lang);
/// What the index says, or why it has no value; for an Atkinson index of 1 also that zeros made it so.
[[nodiscard]] std::string index_remark(const monitor::IndexResult& index, Lang lang);
/// "Between provinces", "Within provinces, between cities", "Between schools inside them", or areas where those are the units.
[[nodiscard]] std::string term_name(const std::vector<monitor::TheilTerm>& terms, std::size_t term, Lang lang,
                                    Units units = Units::Schools);
[[nodiscard]] std::string level_name(std::string_view level, Lang lang);
/// What the one country of data without a country is called: the title of the manifest.
[[nodiscard]] std::string whole_dataset_name(const model::Dataset& dataset, Lang lang);
/// Name of the area or setting, of a setting inside an area both; for schools without an area of the level, in which area above they are.
[[nodiscard]] std::string group_name(const monitor::Inequality& result, std::size_t level, const monitor::SchoolGroup& group, Lang lang);
/// Code of the area (of a setting the one that it is in, else its own id), or empty.
[[nodiscard]] std::string group_code(const model::Dataset& dataset, const monitor::SchoolGroup& group);

/// The interval that is shown: BCa, else percentile.
struct ShownInterval {
  stats::Interval interval;
  std::string method;
};
[[nodiscard]] std::optional<ShownInterval> shown_interval(const monitor::IndexResult& index);
/// " (few counties: too narrow)" to stand beside intervals of too few clusters, else empty.
[[nodiscard]] std::string interval_warning(const monitor::Inequality& result, Lang lang);
/// Resamples in which an index that has a bootstrap is not defined.
[[nodiscard]] std::size_t replicates_left_out(const monitor::Inequality& result, const monitor::IndexResult& index);

/// Positions of the groups that have a between part, largest first; ties in their own order.
[[nodiscard]] std::vector<std::size_t> by_contribution(const monitor::LevelResult& level);

/// Four digits of an index or mean, more for small ones.
[[nodiscard]] std::string shown_digits(double value);

/// How many schools or areas lack what, by measure and reason.
struct MissingCount {
  std::string measure;
  model::Absence absence = model::Absence::NotCollected;
  std::size_t schools = 0;
  /// Of those whose pupils are known; nullopt: of none, or units are areas.
  std::optional<double> pupils = {};
};
[[nodiscard]] std::vector<MissingCount> missing_counts(const monitor::Inequality& result);

/// Sentences on what the figures are of: who is in, weights, schools without value, levels that are skipped, intervals.
[[nodiscard]] std::vector<std::string> inequality_notes(const monitor::Inequality& result, Lang lang);

}  // namespace junheng::report
