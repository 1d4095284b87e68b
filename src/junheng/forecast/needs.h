#pragma once

#include <optional>
#include <vector>

#include "junheng/forecast/forecast.h"
#include "junheng/forecast/history.h"

namespace junheng::forecast {

/// What forecasts of schools are held against. Policy: it comes from a standard, as it stands on the day.
struct NeedLimits {
  /// Most pupils of a class, by grade; kNone where there is no rule.
  GradeArray class_size = filled(kNone);
  /// Most pupils of a school, and of a through-school (nine or twelve years); kNone: no rule.
  double school_size = kNone;
  double through_school_size = kNone;
  /// A school with fewer pupils is small, with fewer than `smallest` it has to be looked at; kNone: no rule.
  double small = kNone;
  double smallest = kNone;
};

/// How many pupils a class holds before another one is formed, by grade: the largest average class of a grade that nine of ten schools with
/// two classes or more keep to in the last year, by stage; kNone where the data have no classes. The dataset's own class-forming rule.
[[nodiscard]] GradeArray own_class_sizes(const History& history);

/// Classes of so many pupils: none for none, else pupils / size rounded up.
[[nodiscard]] double classes_for(double pupils, double size);

/// What one school needs in one year; kNone where it cannot be known.
struct SchoolNeed {
  /// Classes at the limit, and as the dataset forms them.
  double classes_at_limit = kNone;
  double classes_as_formed = kNone;
  /// Pupils that today's classes hold at the limit, and how many there are more.
  double places = kNone;
  double places_missing = kNone;
};

/// [school of the county x horizon + ahead].
[[nodiscard]] std::vector<SchoolNeed> school_needs(const History& history, const CountyForecast& county, std::size_t horizon,
                                                   const NeedLimits& limits, const GradeArray& own_sizes);

enum class BreachKind : std::uint8_t { ClassSize, SchoolSize, BelowSmall, BelowSmallest };

[[nodiscard]] std::string_view to_string(BreachKind kind);

/// The first year in which a school that keeps a limit today is on its wrong side.
struct Breach {
  BreachKind kind = BreachKind::ClassSize;
  /// Position in History::schools.
  std::size_t school = 0;
  int school_year = 0;
  /// Of class size; nullopt: of the school.
  std::optional<std::size_t> grade;
  /// Pupils of the school, or of an average class of the grade.
  double pupils = 0;
  double limit = 0;
  /// By the interval of the forecast, 0 to 1.
  double chance = 0;
};

/// In the order of years, kinds and schools. A cohort keeps the classes that it has; entrants get as many as the grade has today. A grade
/// whose classes are not told cannot breach.
[[nodiscard]] std::vector<Breach> find_breaches(const History& history, const Forecast& forecast, const NeedLimits& limits);

}  // namespace junheng::forecast
