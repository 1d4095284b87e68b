#include "junheng/forecast/county_fit.h"

#include <algorithm>

namespace junheng::forecast {

GradeArray RatioSums::drawn_to(const GradeArray& ratio, double prior) const {
  GradeArray out = ratio;
  for (std::size_t g = 0; g < kGrades; ++g)
    if (below[g] > 0 || prior > 0) out[g] = (above[g] + prior * ratio[g]) / (below[g] + prior);
  return out;
}

RatioSums school_sums(std::span<const GradeArray> rows, const GradeArray* ratio, const ModelOptions& options,
                      std::span<const std::uint8_t> moved) {
  RatioSums sums;
  double weight = 1;
  for (std::size_t later = rows.size(); later-- > 1; weight *= options.ratio_memory) {
    if (!moved.empty() && moved[later] != 0) continue;
    const GradeArray& before = rows[later - 1];
    const GradeArray& after = rows[later];
    for (std::size_t g = 0; g + 1 < kGrades; ++g) {
      const double a = before[g];
      const double b = after[g + 1];
      if (is_none(a) || is_none(b) || a <= 0) continue;
      double w = weight;
      if (ratio != nullptr) {
        const double expected = a * (*ratio)[g];
        const double noise = expected + options.spread * expected * options.spread * expected;
        const double z = std::abs(b - expected) / std::sqrt(std::max(noise, 1.0));
        if (z > options.outlier) w *= options.outlier / z;
      }
      sums.below[g] += w * a;
      sums.above[g] += w * b;
    }
  }
  return sums;
}

RatioSums transition_sums(const History& history, std::size_t school, std::size_t years, const GradeArray* ratio,
                          const ModelOptions& options) {
  if (!history.implied.empty()) return school_sums(std::span(history.implied).subspan(2 * school, 2), ratio, options);
  std::span<const std::uint8_t> moved;
  if (!history.moved.empty()) moved = std::span(history.moved).subspan(school * history.years, years);
  return school_sums(std::span(history.pupils).subspan(school * history.years, years), ratio, options, moved);
}

std::vector<GradeArray> school_levels(const History& history, std::size_t county, std::size_t years, const ModelOptions& options) {
  const std::size_t first = history.county_begin[county];
  const std::size_t count = history.county_schools(county);
  std::vector<GradeArray> levels(count, filled(kNone));
  GradeArray profile = filled(0);
  GradeArray running = filled(0);
  for (std::size_t s = 0; s < count; ++s) {
    const GradeArray& last = history.at(first + s, years - 1);
    for (std::size_t g = 0; g < kGrades; ++g) {
      if (is_none(last[g])) continue;
      double sum = 0;
      double weights = 0;
      double weight = 1;
      for (std::size_t year = years; year-- > 0; weight *= options.level_memory) {
        const double pupils = history.at(first + s, year)[g];
        if (is_none(pupils)) continue;
        sum += weight * pupils;
        weights += weight;
      }
      levels[s][g] = sum / weights;
      profile[g] += levels[s][g];
      running[g] += 1;
    }
  }
  for (std::size_t g = 0; g < kGrades; ++g) profile[g] = running[g] > 0 ? profile[g] / running[g] : 0;
  for (GradeArray& level : levels) {
    double own = 0;
    double usual = 0;
    for (std::size_t g = 0; g < kGrades; ++g) {
      if (is_none(level[g])) continue;
      own += level[g];
      usual += profile[g];
    }
    if (usual <= 0) continue;
    for (std::size_t g = 0; g < kGrades; ++g)
      if (!is_none(level[g])) level[g] = (1 - options.pool) * level[g] + options.pool * profile[g] * own / usual;
  }
  return levels;
}

}  // namespace junheng::forecast
