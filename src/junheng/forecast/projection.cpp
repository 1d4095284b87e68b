#include "junheng/forecast/projection.h"

#include <algorithm>

#include "junheng/forecast/county_state.h"

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
GradeArray next_flow(const History& history, const CountyModel& model, const CountyState& state, std::size_t ahead, const Levers& levers) {
  const double migration = Levers::at(levers.migration, ahead);
  const GradeArray& flow = state.flow;
  GradeArray next = filled(kNone);
  for (std::size_t g = 1; g < kGrades; ++g)
    if (!is_none(flow[g - 1]) && !is_none(state.last_total[g])) next[g] = flow[g - 1] * model.flow_ratio[g - 1] * migration;
  const auto low = static_cast<std::size_t>(model.lowest_grade);
  const double births = model.entrants == EntrantBasis::LastLevel ? kNone : births_ahead(history, model, ahead, levers);
  if (!is_none(births)) {
    next[low] = births * model.entrants_per_birth;
  } else {
    const double lever = Levers::at(levers.births, ahead) / (ahead == 0 ? 1 : Levers::at(levers.births, ahead - 1));
    next[low] = flow[low] * lever * migration;
  }
  // A grade that no grade below it feeds stands where it stood.
  for (std::size_t g = 0; g < kGrades; ++g)
    if (is_none(next[g]) && !is_none(state.last_total[g])) next[g] = flow[g];
  return next;
}

/// One year of a county's schools.
class Step {
 public:
  Step(const CountyModel& model, CountyState& state, double migration) : model_(model), state_(state), migration_(migration) {}

  /// Moves the cohorts on by a year; `flow` is the county's of the new year.
  void run(const GradeArray& flow) {
    state_.flow = flow;
    std::vector<GradeArray>& cohorts = state_.cohorts;
    std::vector<GradeArray> next(cohorts.size(), filled(kNone));
    GradeArray passed_on = filled(0);
    GradeArray usual = filled(0);
    for (std::size_t s = 0; s < cohorts.size(); ++s) {
      for (std::size_t g = 0; g < kGrades; ++g) {
        if (!state_.runs(s, g)) continue;
        if (is_entry(s, g)) {
          usual[g] += state_.levels[s][g];
          continue;
        }
        next[s][g] = cohorts[s][g - 1] * state_.ratios[s][g - 1] * migration_;
        passed_on[g] += next[s][g];
      }
    }
    const GradeArray entrants = entrant_factors(passed_on, usual);
    for (std::size_t s = 0; s < cohorts.size(); ++s)
      for (std::size_t g = 0; g < kGrades; ++g)
        if (state_.runs(s, g) && is_entry(s, g)) next[s][g] = state_.levels[s][g] * entrants[g];
    cohorts = std::move(next);
  }

  /// The forecast of the year: cohorts drawn to the level of their grade. Entrants stand at it already.
  [[nodiscard]] GradeArray forecast(std::size_t school, double cohort_part, const GradeArray& was_entry) const {
    GradeArray out = filled(kNone);
    for (std::size_t g = 0; g < kGrades; ++g) {
      if (!state_.runs(school, g)) continue;
      const double cohort = state_.cohorts[school][g];
      const double level = was_entry[g] > 0 ? cohort : state_.levels[school][g] * change(g);
      out[g] = std::max(0.0, cohort_part * cohort + (1 - cohort_part) * level);
    }
    return out;
  }

  /// 1 where entrants stand in the coming step.
  [[nodiscard]] GradeArray entries(std::size_t school) const {
    GradeArray out = filled(0);
    for (std::size_t g = 0; g < kGrades; ++g) out[g] = is_entry(school, g) ? 1 : 0;
    return out;
  }

 private:
  [[nodiscard]] bool is_entry(std::size_t school, std::size_t grade) const {
    return grade == 0 || is_none(state_.cohorts[school][grade - 1]) || is_none(state_.ratios[school][grade - 1]);
  }
  /// Of the county's pupils of a grade since the last year.
  [[nodiscard]] double change(std::size_t grade) const {
    const double before = state_.last_total[grade];
    return before > 0 && !is_none(state_.flow[grade]) ? std::clamp(state_.flow[grade] / before, 0.2, 5.0) : 1;
  }
  [[nodiscard]] GradeArray entrant_factors(const GradeArray& passed_on, const GradeArray& usual) const {
    GradeArray factors = filled(1);
    for (std::size_t g = 0; g < kGrades; ++g) {
      if (usual[g] <= 0 || is_none(state_.flow[g])) continue;
      const bool is_lowest = g == static_cast<std::size_t>(model_.lowest_grade);
      if (is_lowest && model_.entrants == EntrantBasis::LastLevel) {
        factors[g] = change(g);
        continue;
      }
      const double left = state_.flow[g] - passed_on[g];
      if (left <= 0) continue;
      // Children who are born go to some school; who has been to school already may go on elsewhere.
      const double feeding = is_lowest ? 1 : model_.feeding;
      factors[g] = std::pow(std::clamp(left / usual[g], 1.0 / 3, 3.0), feeding);
    }
    return factors;
  }

  const CountyModel& model_;
  CountyState& state_;
  double migration_;
};

/// Brings a year's flow, cohorts and forecasts to the total that is known.
void reconcile(double known, CountyState& state, std::span<GradeArray> pupils, std::size_t stride) {
  const double now = total(state.flow);
  if (is_none(known) || now <= 0) return;
  const double factor = known / now;
  const auto scale = [factor](GradeArray& grades) {
    for (double& each : grades) each *= factor;
  };
  scale(state.flow);
  for (std::size_t s = 0; s < state.cohorts.size(); ++s) {
    scale(state.cohorts[s]);
    scale(pupils[s * stride]);
  }
}

}  // namespace

CountyPath project(const History& history, const CountyModel& model, std::size_t horizon, const ModelOptions& options,
                   const CountyScenario& scenario) {
  CountyPath path;
  path.horizon = horizon;
  path.pupils.assign(model.last.size() * horizon, filled(kNone));
  CountyState state(model);
  for (std::size_t ahead = 0; ahead < horizon; ++ahead) {
    grow_schools(state);
    Step step(model, state, Levers::at(scenario.levers.migration, ahead));
    std::vector<GradeArray> entries;
    for (std::size_t s = 0; s < state.cohorts.size(); ++s) entries.push_back(step.entries(s));
    step.run(next_flow(history, model, state, ahead, scenario.levers));
    apply_events(scenario.events, ahead, state);
    const double part = std::max(0.0, options.cohort_part - options.cohort_loss * static_cast<double>(ahead));
    for (std::size_t s = 0; s < state.cohorts.size(); ++s) path.pupils[s * horizon + ahead] = step.forecast(s, part, entries[s]);
    if (ahead < scenario.totals.size()) reconcile(scenario.totals[ahead], state, std::span(path.pupils).subspan(ahead), horizon);
    path.flow.push_back(state.flow);
  }
  return path;
}

}  // namespace junheng::forecast
