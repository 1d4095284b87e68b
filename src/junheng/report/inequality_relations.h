#pragma once

#include <string>
#include <vector>

#include "junheng/formats/json_writer.h"
#include "junheng/report/inequality_report.h"
#include "junheng/report/inequality_words.h"

namespace junheng::report {

/// Sentences on places, years, overlap, segregation and concentration, or why something is not known.
[[nodiscard]] std::vector<std::string> moran_lines(const monitor::Inequality& result, Lang lang);
[[nodiscard]] std::vector<std::string> convergence_lines(const monitor::Inequality& result, Lang lang);
[[nodiscard]] std::vector<std::string> dagum_lines(const monitor::Inequality& result, Lang lang);
[[nodiscard]] std::vector<std::string> segregation_lines(const monitor::Inequality& result, Lang lang);
[[nodiscard]] std::vector<std::string> concentration_lines(const monitor::Inequality& result, Lang lang);

/// "Books ÷ pupils": what the concentration index ranks by. Requires: there is one.
[[nodiscard]] std::string ranking_name(const monitor::Inequality& result, Lang lang);
/// BCa, else percentile; nullopt without intervals.
[[nodiscard]] std::optional<ShownInterval> concentration_interval(const monitor::Concentration& concentration);
/// Whether those ranked higher have more, or why there is no value.
[[nodiscard]] std::string concentration_verdict(const monitor::Inequality& result, Lang lang);
/// "migrant pupils + left-behind pupils".
[[nodiscard]] std::string segregated_groups(const monitor::Segregation& segregation, Lang lang);
/// "the 4 nearest, all alike" or "all within 80 km, by inverse distance".
[[nodiscard]] std::string neighbour_words(const monitor::NeighbourRule& rule, Lang lang);

/// "High, neighbours high".
[[nodiscard]] std::string quadrant_name(stats::MoranQuadrant quadrant, Lang lang);
/// Id in JSON: "high_high", "low_high", "low_low", "high_low", the area's own mean first.
[[nodiscard]] std::string_view quadrant_id(stats::MoranQuadrant quadrant);

/// "counties", or "areas" where each school's own area is compared.
[[nodiscard]] std::string moran_level(const monitor::Inequality& result, Lang lang);
[[nodiscard]] std::string convergence_level(const monitor::Inequality& result, Lang lang);
/// "Near areas are alike", or why Moran's I is not known.
[[nodiscard]] std::string moran_verdict(const monitor::Inequality& result, Lang lang);

/// One number on convergence, for tables.
struct ConvergenceFigure {
  /// "cv", "log_deviation", "cv_slope", "log_deviation_slope"; of beta "beta", "beta_standard_error", "beta_robust_standard_error",
  /// "beta_r_squared", "beta_speed", "beta_half_life".
  std::string id;
  /// Years that it is of, equal where it is of one.
  SchoolYear first;
  SchoolYear last;
  /// Areas that it is of; of a year that is not compared, those that have a mean.
  std::size_t areas = 0;
  std::optional<double> value;
  /// Key of its unit: "none", "per_year", "years".
  std::string_view unit;
  /// Set where `value` is not, but for a half-life that does not exist.
  std::optional<Error> undefined;
};
[[nodiscard]] std::vector<ConvergenceFigure> convergence_figures(const monitor::AreaConvergence& convergence);

/// One number on segregation, for tables.
struct SegregationFigure {
  /// "D", "H", "M".
  std::string_view index;
  /// "Between counties", or "between schools, in all" for the whole.
  std::string part;
  std::optional<double> value;
  /// Of the whole of its index.
  std::optional<double> percent;
  /// Key of its unit: "none", "nats".
  std::string_view unit;
};
/// D, then H and M with their parts; of a group that is not known one line without a value.
[[nodiscard]] std::vector<SegregationFigure> segregation_figures(const monitor::Segregation& segregation, Lang lang);

/// Means of areas against those of their neighbours, with the line of slope I. Empty where Moran's I is not known.
[[nodiscard]] std::string moran_chart(const monitor::Inequality& result, Lang lang);

/// The members dagum, moran, convergence, segregation and concentration; null for what is not there.
void write_relations_json(formats::JsonWriter& json, const monitor::Inequality& result);

}  // namespace junheng::report
