#pragma once

#include <cstdint>
#include <vector>

#include "junheng/forecast/cohort_model.h"
#include "junheng/forecast/projection.h"
#include "junheng/forecast/spread.h"

namespace junheng::forecast {

/// The middle of the forecast and its 80 % interval: a tenth of the draws lies below `low`, a tenth above `high`.
struct Interval {
  double low = kNone;
  double middle = kNone;
  double high = kNone;
};

struct SimulationOptions {
  std::size_t draws = 200;
  std::uint64_t seed = 1;
};

/// A table of standard normal numbers in random order, from which draws take slices at random places.
class NormalTable {
 public:
  /// Holds kSize quantiles of the normal distribution, shuffled; slices of up to `longest`.
  NormalTable(std::uint64_t seed, std::size_t longest);
  /// `bits` choose the place.
  [[nodiscard]] const float* slice(std::uint64_t bits) const { return numbers_.data() + (bits & (kSize - 1)); }

 private:
  static constexpr std::size_t kSize = 1U << 16;
  std::vector<float> numbers_;
};

/// Draws of an area's totals, by year ahead, grade and draw: [(ahead x kGrades + grade) x draws + draw].
struct AreaDraws {
  std::size_t horizon = 0;
  std::size_t draws = 0;
  std::vector<float> pupils;

  AreaDraws(std::size_t horizon_, std::size_t draws_) : horizon(horizon_), draws(draws_), pupils(horizon_ * kGrades * draws_, 0.0F) {}
  void add(const AreaDraws& other);
  [[nodiscard]] float* at(std::size_t ahead, std::size_t grade) { return pupils.data() + (ahead * kGrades + grade) * draws; }
  [[nodiscard]] const float* at(std::size_t ahead, std::size_t grade) const { return pupils.data() + (ahead * kGrades + grade) * draws; }
};

/// Intervals of a county's schools.
struct SchoolIntervals {
  /// [school x horizon + ahead].
  std::vector<GradeArray> low;
  std::vector<GradeArray> high;
  std::vector<Interval> total;
  /// Shares of draws in which the school's total is above each of the limits asked for: [(school x horizon + ahead) x limits + limit].
  std::vector<double> above;
};

/// Simulates a county: errors of all counties together and of the county, of each school, of each cohort (which carry over from year to
/// year and, with the cohort, from grade to grade), and counting noise, of the sizes that `spread` tells. Half of the variance of a
/// county's error is shared by all counties. What is drawn depends on the seed, the county's code and the schools' ids alone.
///
/// `schools`: filled where not null. Returns the draws of the county's totals, whose mean is its flow.
[[nodiscard]] AreaDraws simulate(const History& history, const CountyPath& path, std::size_t county, const Spread& spread,
                                 const NormalTable& normals, const SimulationOptions& options, std::span<const double> limits,
                                 SchoolIntervals* schools);

/// The interval of a grade or, without one, of all grades in [first, last].
[[nodiscard]] Interval interval_of(const AreaDraws& draws, std::size_t ahead, std::size_t first_grade, std::size_t last_grade);

}  // namespace junheng::forecast
