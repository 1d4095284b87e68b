#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "junheng/model/dataset.h"
#include "junheng/monitor/plan_period.h"
#include "junheng/monitor/review_items.h"

namespace junheng::monitor {

/// Where a figure comes from.
enum class FigureBasis : std::uint8_t {
  None,      ///< there is no number
  Reported,  ///< stands in area_facts
  Listed,    ///< counted in the tables accreditation and areas
  Schools,   ///< worked out from the schools of the dataset
  Computed,  ///< a ratio or sum of other figures of the same area
  Counties,  ///< the sum over the counties of the area
};

[[nodiscard]] std::string_view to_string(FigureBasis basis);

/// A number with where it comes from, or why there is none.
struct AreaFigure {
  std::optional<double> value;
  int year = 0;
  FigureBasis basis = FigureBasis::None;
  /// Rests on a number that was worked out from what was published.
  bool is_inferred = false;
  /// What the dataset says of the number, or of its absence; a view into the dataset.
  std::string_view evidence;
  /// Sums that lack terms: how many counties of how many have no value.
  std::uint32_t counties_missing = 0;
  std::uint32_t counties = 0;
  /// Worked out from the schools, or from other figures of which one is.
  bool is_of_schools = false;
  /// Without a value: what the schools lack for it, ids of measures, items or tables.
  std::vector<std::string_view> missing = {};
  /// Digits after the point as they stand in area_facts; nullopt where the number is not reported or its cell does not say.
  std::optional<int> decimals = {};

  [[nodiscard]] bool is_said() const { return value.has_value() || !evidence.empty(); }
};

/// A figure of an area that other monitors have worked out from the schools (school_figures.h).
struct SchoolFigure {
  AreaIndex area;
  int year = 0;
  std::string_view item;
  std::optional<double> value;
  /// Without a value: what is missing for it.
  std::vector<std::string_view> missing = {};
  /// Of areas above the county: counties of which the monitor has nothing, and counties.
  std::uint32_t counties_missing = 0;
  std::uint32_t counties = 0;
  /// Worked out from numbers of area_facts alone, not from the schools.
  bool is_of_area_facts = false;
};

/// A percentage, or another number, that may be computed, published, or both.
struct Percent {
  AreaFigure computed;
  AreaFigure published;
  /// Decimals of the published number, as published ("5.0" has 1); 1 without one.
  int decimals = 1;

  /// The computed one where there is one.
  [[nodiscard]] const AreaFigure& best() const { return computed.value ? computed : published; }
  /// Both are known and differ at the published digits.
  [[nodiscard]] bool disagrees() const;
};

/// The figures of a dataset by area, item and year. Each is looked up in this order: area_facts; lists of counties; schools; the sum over
/// the counties below the area. A sum that lacks a county is no number. Shares are computed where part and whole are known for the year.
/// What is reported goes before what the schools give; where both are there, reported_beside_schools() has them.
class AreaFigures {
 public:
  /// `dataset` must outlive the object.
  AreaFigures(const model::Dataset& dataset, std::span<const SchoolFigure> of_schools);

  [[nodiscard]] AreaFigure at(AreaIndex area, std::string_view item, int year) const;
  /// The last year of the period that has a number or says why it has none; a number comes first.
  [[nodiscard]] AreaFigure latest(AreaIndex area, std::string_view item, const PlanPeriod& period) const;
  /// The same with the computed and the published share of that year.
  [[nodiscard]] Percent latest_share(AreaIndex area, const ReviewItem& share, const PlanPeriod& period) const;
  [[nodiscard]] Percent share(AreaIndex area, const ReviewItem& share, int year) const;
  /// The sum of a yearly item over the period; no number where a year is missing.
  [[nodiscard]] AreaFigure sum(AreaIndex area, std::string_view item, const PlanPeriod& period) const;
  /// What is reported of the area (as published) beside what the schools give (as computed); nullopt where one of them is missing.
  [[nodiscard]] std::optional<Percent> reported_beside_schools(AreaIndex area, const ReviewItem& item, int year) const;
  /// The years for which the dataset tells anything of the areas, ascending.
  [[nodiscard]] const std::vector<int>& years() const { return years_; }
  /// The last year that the dataset is of or tells anything of; 0 where it tells nothing.
  [[nodiscard]] int last_year_told() const { return last_year_told_; }
  /// How far into a period the dataset reaches: years after it are not known to be over. The end of the period where nothing in it is told.
  [[nodiscard]] int last_year_of(const PlanPeriod& period) const;
  [[nodiscard]] std::span<const AreaIndex> counties_of(AreaIndex area) const { return counties_[area.value]; }
  [[nodiscard]] const model::Dataset& dataset() const { return *dataset_; }

 private:
  [[nodiscard]] AreaFigure reported(AreaIndex area, std::string_view item, int year) const;
  [[nodiscard]] AreaFigure listed(AreaIndex area, std::string_view item, int year) const;
  [[nodiscard]] AreaFigure of_schools(AreaIndex area, std::string_view item, int year) const;
  [[nodiscard]] AreaFigure over_counties(AreaIndex area, std::string_view item, int year) const;

  const model::Dataset* dataset_;
  /// Per area the counties below it (not itself).
  std::vector<std::vector<AreaIndex>> counties_;
  /// Per area: year of recognition by kind; 0: none in the list.
  std::array<std::vector<int>, 2> recognised_;
  std::array<bool, 2> has_county_list_{};
  std::map<std::tuple<std::size_t, int, std::string_view>, SchoolFigure> school_figures_;
  std::vector<int> years_;
  int last_year_told_ = 0;
};

/// (after / before - 1) x 100; no number where one is missing or before is 0. Of inferred numbers it is inferred.
[[nodiscard]] AreaFigure growth_percent(const AreaFigure& before, const AreaFigure& after);
/// Both, in percent with the decimals of the published one, decimals_of(published).
[[nodiscard]] Percent percent_of(AreaFigure computed, AreaFigure published);
/// Digits after the point in the shortest text of a number: 6.98 has 2, 523 has none.
[[nodiscard]] int decimals_of(double number);
/// Digits after the point as reported, else those of the shortest text; 0 without a number.
[[nodiscard]] int decimals_of(const AreaFigure& figure);

}  // namespace junheng::monitor
