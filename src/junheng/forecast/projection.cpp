#include <algorithm>

#include "junheng/forecast/cohort_model.h"

namespace junheng::forecast {

namespace {

/// Births that enter `ahead` years on; those of years that nobody has told yet are the last that are known, times the lever.
double births_ahead(const History& history, const CountyModel& model, std::size_t ahead, const Levers& levers) {
  const int born = history.first_year + static_cast<int>(model.years + ahead) - birth_lag(model.lowest_grade);
  const double told = history.births_of(model.county, born);
  if (!is_none(told)) return told;
  for (int year = born - 1; year >= history.first_birth_year; --year) {
    const double last = history.births_of(model.county, year);
    if (!is_none(last)) return last * Levers::at(levers.births, static_cast<std::size_t>(born - year - 1));
  }
  return kNone;
}

/// The county's totals a year on.
GradeArray next_flow(const History& history, const CountyModel& model, const GradeArray& flow, std::size_t ahead, const Levers& levers) {
  const double migration = Levers::at(levers.migration, ahead);
  GradeArray next = filled(kNone);
  for (std::size_t g = 1; g < kGrades; ++g)
    if (!is_none(flow[g - 1]) && !is_none(model.last_total[g])) next[g] = flow[g - 1] * model.flow_ratio[g - 1] * migration;
  const auto low = static_cast<std::size_t>(model.lowest_grade);
  double births = kNone;
  if (model.entrants != EntrantBasis::LastLevel) births = births_ahead(history, model, ahead, levers);
  if (!is_none(births)) {
    next[low] = births * model.entrants_per_birth;
  } else {
    const double lever = Levers::at(levers.births, ahead) / (ahead == 0 ? 1 : Levers::at(levers.births, ahead - 1));
    next[low] = flow[low] * lever * migration;
  }
  // A grade that no school below it feeds stands where it stood.
  for (std::size_t g = 0; g < kGrades; ++g)
    if (is_none(next[g]) && !is_none(model.last_total[g])) next[g] = flow[g];
  return next;
}

/// One year of a county's schools.
class Step {
 public:
  Step(const CountyModel& model, const GradeArray& flow, double migration, double cohort_part)
      : model_(model), flow_(flow), migration_(migration), cohort_part_(cohort_part) {}

  /// From the cohorts of the year before to those of this one; `out` is the forecast, [school x stride].
  void run(std::vector<GradeArray>& cohorts, GradeArray* out, std::size_t stride) const {
    std::vector<GradeArray> next(cohorts.size(), filled(kNone));
    GradeArray passed_on = filled(0);
    GradeArray usual = filled(0);
    for (std::size_t s = 0; s < cohorts.size(); ++s) {
      for (std::size_t g = 0; g < kGrades; ++g) {
        if (!runs(s, g)) continue;
        if (is_entry(cohorts[s], s, g)) {
          usual[g] += model_.levels[s][g];
          continue;
        }
        next[s][g] = cohorts[s][g - 1] * model_.ratios[s][g - 1] * migration_;
        passed_on[g] += next[s][g];
      }
    }
    const GradeArray entrants = entrant_factors(passed_on, usual);
    for (std::size_t s = 0; s < cohorts.size(); ++s) {
      for (std::size_t g = 0; g < kGrades; ++g) {
        if (!runs(s, g)) continue;
        double level = model_.levels[s][g] * change(g);
        if (is_entry(cohorts[s], s, g)) level = next[s][g] = model_.levels[s][g] * entrants[g];
        out[s * stride][g] = std::max(0.0, cohort_part_ * next[s][g] + (1 - cohort_part_) * level);
      }
    }
    cohorts = std::move(next);
  }

 private:
  [[nodiscard]] bool runs(std::size_t school, std::size_t grade) const { return !is_none(model_.last[school][grade]); }
  [[nodiscard]] bool is_entry(const GradeArray& cohorts, std::size_t school, std::size_t grade) const {
    return grade == 0 || is_none(cohorts[grade - 1]) || is_none(model_.ratios[school][grade - 1]);
  }
  /// Of the county's pupils of a grade since the last year.
  [[nodiscard]] double change(std::size_t grade) const {
    const double before = model_.last_total[grade];
    return before > 0 && !is_none(flow_[grade]) ? std::clamp(flow_[grade] / before, 0.2, 5.0) : 1;
  }
  [[nodiscard]] GradeArray entrant_factors(const GradeArray& passed_on, const GradeArray& usual) const {
    GradeArray factors = filled(1);
    for (std::size_t g = 0; g < kGrades; ++g) {
      if (usual[g] <= 0 || is_none(flow_[g])) continue;
      const bool is_lowest = g == static_cast<std::size_t>(model_.lowest_grade);
      if (is_lowest && model_.entrants == EntrantBasis::LastLevel) {
        factors[g] = change(g);
        continue;
      }
      const double left = flow_[g] - passed_on[g];
      if (left <= 0) continue;
      // Children who are born go to some school; who has been to school already may go on elsewhere.
      const double feeding = is_lowest ? 1 : model_.feeding;
      factors[g] = std::pow(std::clamp(left / usual[g], 1.0 / 3, 3.0), feeding);
    }
    return factors;
  }

  const CountyModel& model_;
  const GradeArray& flow_;
  double migration_;
  double cohort_part_;
};

}  // namespace

CountyPath project(const History& history, const CountyModel& model, std::size_t horizon, const ModelOptions& options,
                   const Levers& levers) {
  CountyPath path;
  path.horizon = horizon;
  path.pupils.assign(model.last.size() * horizon, filled(kNone));
  std::vector<GradeArray> cohorts = model.last;
  GradeArray flow = model.last_total;
  for (std::size_t ahead = 0; ahead < horizon; ++ahead) {
    flow = next_flow(history, model, flow, ahead, levers);
    const double part = std::max(0.0, options.cohort_part - options.cohort_loss * static_cast<double>(ahead));
    Step(model, flow, Levers::at(levers.migration, ahead), part).run(cohorts, path.pupils.data() + ahead, horizon);
    path.flow.push_back(flow);
  }
  return path;
}

}  // namespace junheng::forecast
