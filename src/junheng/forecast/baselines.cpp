#include "junheng/forecast/baselines.h"

#include <algorithm>

namespace junheng::forecast {

namespace {

/// Least-squares line of a grade over the years before the last, time 0 being the last.
struct Line {
  double level = 0;
  double slope = 0;
};

Line line_of(std::span<const GradeArray> rows, std::size_t grade) {
  double n = 0;
  double x = 0;
  double y = 0;
  double xx = 0;
  double xy = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (is_none(rows[i][grade])) continue;
    const double time = static_cast<double>(i) - static_cast<double>(rows.size() - 1);
    n += 1;
    x += time;
    y += rows[i][grade];
    xx += time * time;
    xy += time * rows[i][grade];
  }
  const double spread = n * xx - x * x;
  if (n < 2 || spread == 0) return {rows.back()[grade], 0};
  const double slope = (n * xy - x * y) / spread;
  return {(y - slope * x) / n, slope};
}

std::vector<GradeArray> by_trend(std::span<const GradeArray> rows, std::size_t horizon) {
  constexpr std::size_t kYears = 5;
  const auto window = rows.last(std::min(kYears, rows.size()));
  std::vector<GradeArray> out(horizon, filled(kNone));
  for (std::size_t g = 0; g < kGrades; ++g) {
    if (is_none(rows.back()[g])) continue;
    const Line line = line_of(window, g);
    for (std::size_t ahead = 0; ahead < horizon; ++ahead)
      out[ahead][g] = std::max(0.0, line.level + line.slope * static_cast<double>(ahead + 1));
  }
  return out;
}

}  // namespace

std::string_view to_string(Baseline baseline) {
  switch (baseline) {
    case Baseline::LastValue: return "last_value";
    case Baseline::ThreeYearRatio: return "three_year_ratio";
    case Baseline::FiveYearTrend: return "five_year_trend";
  }
  return "last_value";
}

GradeArray mean_ratios(std::span<const GradeArray> rows, std::size_t pairs) {
  GradeArray ratios = filled(kNone);
  for (std::size_t g = 0; g + 1 < kGrades; ++g) {
    double sum = 0;
    double count = 0;
    for (std::size_t later = rows.size() > pairs ? rows.size() - pairs : 1; later < rows.size(); ++later) {
      const double before = rows[later - 1][g];
      const double after = rows[later][g + 1];
      if (is_none(before) || is_none(after) || before <= 0) continue;
      sum += after / before;
      count += 1;
    }
    if (count > 0) ratios[g] = sum / count;
  }
  return ratios;
}

std::vector<GradeArray> progress(const GradeArray& last, const GradeArray& ratios, std::size_t horizon, std::span<const double> entrants) {
  const auto lowest = static_cast<std::size_t>(std::ranges::find_if(last, [](double each) { return !is_none(each); }) - last.begin());
  std::vector<GradeArray> out;
  GradeArray cohorts = last;
  for (std::size_t ahead = 0; ahead < horizon; ++ahead) {
    GradeArray next = filled(kNone);
    for (std::size_t g = 0; g < kGrades; ++g) {
      if (is_none(last[g])) continue;
      const bool has_cohort = g > 0 && !is_none(ratios[g - 1]) && !is_none(cohorts[g - 1]);
      next[g] = has_cohort ? cohorts[g - 1] * ratios[g - 1] : last[g];
    }
    if (lowest < kGrades && ahead < entrants.size()) next[lowest] = entrants[ahead];
    out.push_back(next);
    cohorts = next;
  }
  return out;
}

std::vector<GradeArray> baseline(Baseline which, std::span<const GradeArray> rows, std::size_t horizon) {
  switch (which) {
    case Baseline::LastValue: return std::vector<GradeArray>(horizon, rows.back());
    case Baseline::ThreeYearRatio: return progress(rows.back(), mean_ratios(rows, 3), horizon, {});
    case Baseline::FiveYearTrend: return by_trend(rows, horizon);
  }
  return {};
}

}  // namespace junheng::forecast
