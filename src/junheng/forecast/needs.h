#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "junheng/core/stage.h"
#include "junheng/forecast/forecast.h"
#include "junheng/forecast/history.h"

namespace junheng::forecast {

/// What forecasts of ordinary schools are held against. Policy: it comes from a standard, as it stands on the day. Special-education
/// schools are held against none of it.
struct NeedLimits {
  /// Most pupils of a class, by grade; kNone where there is no rule.
  GradeArray class_size = filled(kNone);
  /// Most pupils of the compulsory grades of a school, and of a nine- or twelve-year school; kNone: no rule.
  double school_size = kNone;
  double through_school_size = kNone;
  /// Marks of planning, not limits: a school with fewer pupils in the compulsory grades is small, with fewer than `smallest` very small;
  /// kNone: no mark.
  double small = kNone;
  double smallest = kNone;
};

/// The class sizes that hold for a school of a kind: none for special-education schools.
[[nodiscard]] GradeArray class_sizes_of(int kind, const GradeArray& sizes);

/// How many pupils a class holds before another one is formed, by grade: the largest average class of a grade that nine of ten ordinary
/// schools with two classes or more keep to in the last year, by stage; kNone where the data have no classes. The dataset's own
/// class-forming rule.
[[nodiscard]] GradeArray own_class_sizes(const History& history);

/// Classes of so many pupils: none for none, else pupils / size rounded up.
[[nodiscard]] double classes_for(double pupils, double size);

/// What one school needs in one year; kNone where it cannot be known. Sums of areas are sums of these.
struct SchoolNeed {
  /// Classes at the limit, and as the dataset forms them: sums over the grades that have a size.
  double classes_at_limit = kNone;
  double classes_as_formed = kNone;
  /// Pupils that today's classes hold at the limit, and how many there are more: sums over the stages of which that is known. Grades of a
  /// stage share its rooms; a stage fills nothing that another lacks.
  double places = kNone;
  double places_missing = kNone;
};

/// [school of the county x horizon + ahead].
[[nodiscard]] std::vector<SchoolNeed> school_needs(const History& history, const CountyForecast& county, std::size_t horizon,
                                                   const NeedLimits& limits, const GradeArray& own_sizes);

/// Why the places of a stage of a school are not known.
enum class PlaceGap : std::uint8_t {
  NoLimit,    ///< no class size is set for the stage, or for the kind of school
  NoClasses,  ///< a grade with pupils does not tell its classes (grade_facts.classes)
  NotToday,   ///< the stage is not taught today: its rooms are yet to come
};

[[nodiscard]] std::string_view to_string(PlaceGap gap);

/// A stage that SchoolNeed::places leaves out.
struct UncountedStage {
  /// Position in History::schools.
  std::size_t school = 0;
  Stage stage = Stage::Primary;
  PlaceGap gap = PlaceGap::NoLimit;
};

/// The stages, taught today or in the years ahead, that the needs of a county's schools leave out; by school and stage.
[[nodiscard]] std::vector<UncountedStage> uncounted_stages(const History& history, const CountyForecast& county, std::size_t horizon,
                                                           const NeedLimits& limits);

}  // namespace junheng::forecast
