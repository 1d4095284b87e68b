#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "junheng/monitor/accreditation_rollup.h"
#include "junheng/monitor/county_pay.h"
#include "junheng/monitor/target_course.h"

namespace junheng::monitor {

/// What a review looks at. Everything referred to must outlive the result.
struct ReviewInput {
  const model::Dataset* dataset = nullptr;
  PlanPeriods periods;
  std::span<const Target> targets;
  std::span<const SchoolFigure> of_schools;
  std::span<const CountyStanding> standings;
  std::span<const CountyPay> pay;
};

/// A rate of an area in both periods, beside that of the country and the target.
struct RetentionRow {
  AreaIndex area;
  const ReviewItem* item = nullptr;
  AreaFigure before;
  AreaFigure during;
  /// The country's in the later period, of its own year; none for the country itself.
  AreaFigure national;
  /// Of the area, else of the nearest area above that has one: for the last year within the later period.
  std::optional<Target> target;

  /// during - national, in percentage points.
  [[nodiscard]] std::optional<double> above_national() const;
};

/// A count, its share of the whole, and what the published share implies.
struct CountShare {
  AreaFigure before;
  AreaFigure count;
  /// Of the year of `count`.
  Percent share;
  /// Whole numbers of which `count` is the published share at its printed digits; nullopt where the whole is known or nothing was
  /// published.
  struct Implied {
    double low = 0;
    double high = 0;
  };
  std::optional<Implied> whole;

  [[nodiscard]] bool is_said() const { return before.is_said() || count.is_said() || share.best().is_said(); }
};

struct ClassRow {
  AreaIndex area;
  CountShare large;
  CountShare very_large;
};

struct SchoolRow {
  AreaIndex area;
  CountShare over_2000;
  CountShare over_3000;
  /// Whole numbers of schools that agree with both published shares; nullopt where one is missing.
  std::optional<CountShare::Implied> whole;
};

struct ShortageRow {
  AreaIndex area;
  AreaFigure before;
  AreaFigure during;
  /// The counties that the number is of; none: the whole area.
  AreaFigure counties;
};

/// An amount of both periods.
struct PeriodTotal {
  AreaIndex area;
  const ReviewItem* item = nullptr;
  AreaFigure before;
  AreaFigure during;
  Percent growth;
};

/// The values of an item by year.
struct Series {
  AreaIndex area;
  const ReviewItem* item = nullptr;
  /// Those that have a number, ascending by year.
  std::vector<AreaFigure> points;
};

/// Teachers' pay against civil servants' in a county: the last year of each period that has the ratio, else the last that tells anything.
struct PayRow {
  AreaIndex area;
  std::optional<PayYear> before;
  std::optional<PayYear> during;

  /// Change of the ratio between the two years; nullopt without both ratios.
  [[nodiscard]] std::optional<double> change() const;
};

/// Counties of an area by the pay of their teachers in the later period.
struct PaySum {
  AreaIndex area;
  std::uint32_t met = 0;
  std::uint32_t unmet = 0;
  /// Those that tell not enough, or nothing.
  std::uint32_t unknown = 0;
};

/// A number that is computed, from counts or from the schools, and was published too, with another result.
struct Disagreement {
  AreaIndex area;
  std::string_view item;
  Percent percent;
};

/// An item of which areas have no number in the later period, since their schools lack something for it.
struct Lack {
  std::string_view item;
  std::uint32_t areas = 0;
  /// Ids of measures, items or tables, each once.
  std::vector<std::string_view> missing;
};

/// A sum over counties that is no number, since some of them say nothing.
struct Gap {
  AreaIndex area;
  std::string_view item;
  int year = 0;
  std::uint32_t counties_missing = 0;
  std::uint32_t counties = 0;
};

/// One plan period against the one before. Rows are in the order of from_highest_level(); targets in the order given; an area of which
/// nothing is told has none.
struct Review {
  PlanPeriods periods;
  /// The last year of the later period that the dataset reaches.
  int as_of = 0;
  std::vector<AccreditationRow> accreditation;
  std::vector<AccreditedYear> accredited_years;
  std::vector<RecognisedCounty> recognised;
  std::vector<RecognisedSum> recognised_sums;
  std::vector<RetentionRow> retention;
  std::vector<ClassRow> classes;
  std::vector<SchoolRow> schools;
  std::vector<ShortageRow> shortages;
  std::vector<PayRow> pay;
  std::vector<PaySum> pay_sums;
  std::vector<PeriodTotal> funds;
  /// Other amounts of a plan period: teachers added, schools built.
  std::vector<PeriodTotal> totals;
  std::vector<TargetCourse> targets;
  std::vector<EliminationRow> elimination;
  /// Items with at least two years in the two periods.
  std::vector<Series> series;
  std::vector<Disagreement> disagreements;
  std::vector<Gap> gaps;
  std::vector<Lack> lacks;
};

/// Linear in areas x items x years.
[[nodiscard]] Review review(const ReviewInput& input);

}  // namespace junheng::monitor
