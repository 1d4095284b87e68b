#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "junheng/assess/verdict.h"
#include "junheng/core/error.h"
#include "junheng/core/ids.h"
#include "junheng/core/school_year.h"
#include "junheng/core/stage.h"
#include "junheng/monitor/breakdown.h"
#include "junheng/standards/monitor_limits.h"

namespace junheng::model {
struct Areas;
struct Dataset;
}  // namespace junheng::model

namespace junheng::monitor {

struct YearFrame;

/// A sum over a county that gaps may leave open. Areas above the county add their counties' tallies.
struct Tally {
  /// What is known; with `open` above 0 the true sum may be larger.
  double known = 0;
  /// Schools, or counties, of which the number is missing.
  std::uint32_t open = 0;
  /// Whether there is anything to count: a sum over nothing is not zero but unknown.
  bool has_any = false;
  /// What is missing, each once: ids of measures, items or tables.
  std::vector<std::string_view> missing;

  void add(double value) {
    known += value;
    has_any = true;
  }
  void leave_open(std::string_view what);
  void add(const Tally& other);
  /// nullopt where something is missing, or where there is nothing.
  [[nodiscard]] std::optional<double> value() const { return open == 0 && has_any ? std::optional(known) : std::nullopt; }
};

/// A school, or a county itself, that misses a standard.
struct Offender {
  /// Means nothing where `county` is set.
  SchoolIndex school;
  std::optional<Stage> stage;
  /// The figure that it counts in.
  std::string_view figure;
  /// What the school has of what the standard is about: classes, pupils, staff, m2; of a share the persons that it counts.
  double value = 0;
  /// The limit on the value; nullopt: there is none, as for the number of large classes of one school.
  std::optional<double> limit;
  /// The county; there is no school then.
  std::optional<AreaIndex> county = {};

  /// How far from the limit; without one the value.
  [[nodiscard]] double excess() const;
};

/// The tallies of one county, in an order that the monitor defines.
struct CountyTallies {
  std::vector<Tally> tallies;
  std::vector<Offender> offenders;

  /// One that nothing was counted in where there is none: an area without schools has no tallies.
  [[nodiscard]] const Tally& operator[](std::size_t position) const;
};

/// One number of an area.
struct Figure {
  /// Also its key in JSON and, after "monitor.", that of its title.
  std::string_view id;
  /// Counts in schools, classes, beds or persons; shares and rates in percent. nullopt: unknown.
  std::optional<double> value;
  /// Set for shares and rates.
  std::optional<double> numerator;
  std::optional<double> denominator;
  /// For counts with gaps: what is known of them, which the true count may exceed.
  std::optional<double> at_least;
  bool is_percent = false;
  /// Digits that counts are shown with; shares and ratios have their own.
  int decimals = 0;
  std::optional<standards::Limit> limit;
  standards::Direction direction = standards::Direction::Lower;
  /// nullopt: nothing to judge by.
  std::optional<assess::Verdict> verdict;
  std::vector<std::string_view> missing;
  /// Where a figure may come from several tables: the one that was used.
  std::string_view source;
  /// A value to compare with, published for the year of its `from`; no standard, and nothing is judged by it.
  std::optional<standards::Limit> reference = {};
  /// The schools do not tell it: the area reports it (`source` "area_facts"), or it is a sum with counties that do ("schools+area_facts"
  /// where others are told by their schools). `decimals` are those of the number reported.
  bool is_reported = false;
  /// What the area reports where `value`, or for counts with gaps `at_least`, says otherwise at the digits reported.
  std::optional<double> reported = {};
  /// What the area says of the number that it reports, or of why it reports none; a view into the dataset.
  std::string_view evidence = {};
  /// Reports show a greater value as this; `value` and `verdict` know no cap.
  std::optional<double> shown_cap = {};

  [[nodiscard]] bool is_capped() const { return value && shown_cap && *value > *shown_cap; }
  [[nodiscard]] std::optional<double> shown_value() const { return is_capped() ? shown_cap : value; }
};

/// A distribution behind the figures, such as classes by size.
struct Histogram {
  /// In order; empty for monitors without one.
  std::vector<Figure> bands;
  /// From this band on, all that is counted lies beyond `limit`; the number of bands where none does.
  std::size_t first_beyond = 0;
  std::optional<standards::Limit> limit;
};

struct MonitorArea {
  AreaIndex area;
  std::vector<Figure> figures;
  Histogram histogram;
  /// Of counties, cities and the like alike: every school below that offends.
  std::vector<Offender> offenders;
  /// The figures by parts of the schools; empty for monitors without any.
  std::vector<Breakdown> breakdowns = {};
  /// Without, the figures are those that the area reports.
  bool has_schools = true;

  [[nodiscard]] const Figure* find(std::string_view id) const;
};

struct MonitorYear {
  SchoolYear year;
  /// In the order of area codes.
  std::vector<MonitorArea> areas;

  /// Null for an area that the year does not have. `all`: the dataset's areas, by whose codes they stand in order.
  [[nodiscard]] const MonitorArea* find(const model::Areas& all, AreaIndex area) const;
};

/// What a monitor rests on beside the limits of its figures: a row of a table, a ratio by stage and setting.
struct MonitorBasis {
  standards::Source source;
  standards::ValueStatus status = standards::ValueStatus::Unverified;
};

/// A monitor over the years of a dataset, ascending.
struct MonitorResult {
  std::string_view id;
  std::vector<MonitorYear> years;
  /// Of the year asked for; each once.
  std::vector<MonitorBasis> bases = {};
};

/// What a monitor reads to conclude.
struct ConcludeInput {
  const CountyTallies* sums = nullptr;
  const standards::MonitorLimits* limits = nullptr;
  SchoolYear year;
  /// The limits are standards for the dataset's country.
  bool has_standards = true;
  /// Null in years of which the dataset has no schools; monitors of which `is_of_schools` is set are not concluded then.
  const YearFrame* frame = nullptr;
  AreaIndex area = {};
  const model::Dataset* dataset = nullptr;
};

/// One monitor: counts by county, and figures from the sums of any area.
struct Monitor {
  std::string_view id;
  /// In the order of the frame's counties.
  std::vector<CountyTallies> (*tally)(const YearFrame& frame, const standards::MonitorLimits& limits);
  std::vector<Figure> (*conclude)(const ConcludeInput& input);
  /// Null for monitors without one.
  Histogram (*histogram)(const ConcludeInput& input) = nullptr;
  std::vector<Breakdown> (*breakdowns)(const ConcludeInput& input) = nullptr;
  std::vector<MonitorBasis> (*bases)(const standards::MonitorLimits& limits, SchoolYear year) = nullptr;
  /// Whether a dataset tells anything of it; without, it is run where it is asked for by name only. Null: it is always run.
  bool (*is_told)(const model::Dataset& dataset) = nullptr;
  /// Has nothing to say of a year without schools.
  bool is_of_schools = false;
};

/// Every monitor, in the order of reports. A new one is a file with two functions and a row here.
[[nodiscard]] std::span<const Monitor> monitors();
[[nodiscard]] const Monitor* find_monitor(std::string_view id);
/// Monitors with a result of their own, which run_monitors() passes over (monitor/subject_need.h).
inline constexpr std::string_view kSubjects = "subjects";
inline constexpr std::string_view kPeriods = "periods";
/// Error: UnknownMonitor (lists those there are).
[[nodiscard]] Result<void> check_monitor(std::string_view id);

/// A count as a figure; unknown with what is known of it where the tally is open.
[[nodiscard]] Figure count_figure(std::string_view id, const Tally& tally);
/// part / whole, as percent_figure().
[[nodiscard]] Figure ratio_figure(std::string_view id, const Tally& part, const Tally& whole);
/// 100 x part / whole. Unknown where either is, and for a whole of 0 (missing: "zero_denominator").
[[nodiscard]] Figure percent_figure(std::string_view id, const Tally& part, const Tally& whole);
/// Holds a figure against a value in force in the year; without one, or without a value, no verdict but `unknown` for the latter.
void judge(Figure& figure, const ConcludeInput& input, std::string_view limit_id, std::string_view variant = {});
/// The verdict of a figure that has a limit.
void hold_against_limit(Figure& figure);
/// Sets beside a figure the value published for its year, or for the last year before it that has one.
void refer(Figure& figure, const ConcludeInput& input, std::string_view value_id);

}  // namespace junheng::monitor
