#include "junheng/forecast/county_state.h"

#include <algorithm>

namespace junheng::forecast {

namespace {

double or_zero(double value) { return is_none(value) ? 0 : value; }

class Mover {
 public:
  explicit Mover(CountyState& state) : state_(state) {}

  /// Grades that the event names, of those that the school runs.
  [[nodiscard]] std::vector<std::size_t> grades_of(const CountyEvent& event, std::size_t school) const {
    std::vector<std::size_t> out;
    for (std::size_t g = 0; g < kGrades; ++g) {
      const bool is_named = event.grades.empty() || std::ranges::find(event.grades, g) != event.grades.end();
      if (is_named && state_.runs(school, g)) out.push_back(g);
    }
    return out;
  }

  void move(std::size_t from, std::size_t to, std::size_t grade, double share) {
    begin(to, grade, state_.ratios[from]);
    const double cohort = share * or_zero(state_.cohorts[from][grade]);
    const double level = share * state_.levels[from][grade];
    state_.cohorts[to][grade] = or_zero(state_.cohorts[to][grade]) + cohort;
    state_.levels[to][grade] += level;
    state_.cohorts[from][grade] = or_zero(state_.cohorts[from][grade]) - cohort;
    state_.levels[from][grade] -= level;
  }

  /// The new grade of a school that grows: entrants and levels to come, the cohort being there already.
  void grow(const CountyState::Growing& growing, std::size_t grade) {
    begin(growing.school, grade, state_.ratios[growing.source]);
    const double level = growing.share * state_.levels[growing.source][grade];
    state_.levels[growing.school][grade] = level;
    state_.levels[growing.source][grade] -= level;
  }

  void end(std::size_t school, std::size_t grade) { state_.levels[school][grade] = state_.cohorts[school][grade] = kNone; }

  /// Moves the whole grade to another school, or, without one, to all others that run it by their size.
  void dissolve(std::size_t school, std::size_t grade, std::optional<std::size_t> other) {
    if (other) {
      move(school, *other, grade, 1);
    } else {
      double all = 0;
      for (std::size_t s = 0; s < state_.levels.size(); ++s)
        if (s != school && state_.runs(s, grade)) all += state_.levels[s][grade];
      double left = 1;
      for (std::size_t s = 0; s < state_.levels.size() && all > 0; ++s) {
        if (s == school || !state_.runs(s, grade)) continue;
        // Shares of what is left add up to the whole.
        const double share = state_.levels[s][grade] / all;
        move(school, s, grade, left > 0 ? std::min(1.0, share / left) : 0);
        left -= share;
      }
    }
    end(school, grade);
  }

  void begin(std::size_t school, std::size_t grade, const GradeArray& ratios) {
    if (state_.runs(school, grade)) return;
    state_.levels[school][grade] = 0;
    if (is_none(state_.cohorts[school][grade])) state_.cohorts[school][grade] = 0;
    if (!is_none(ratios[grade])) state_.ratios[school][grade] = ratios[grade];
    if (grade > 0 && is_none(state_.ratios[school][grade - 1]) && state_.runs(school, grade - 1))
      state_.ratios[school][grade - 1] = state_.usual_ratio[grade - 1];
  }

  void add(std::size_t school, std::size_t grade, double pupils) {
    begin(school, grade, state_.usual_ratio);
    state_.cohorts[school][grade] = or_zero(state_.cohorts[school][grade]) + pupils;
    state_.levels[school][grade] += pupils;
    state_.flow[grade] = or_zero(state_.flow[grade]) + pupils;
    state_.last_total[grade] = or_zero(state_.last_total[grade]) + pupils;
  }

 private:
  CountyState& state_;
};

/// The part of a school's pupils in some grades that a number of them is.
double share_of(const CountyState& state, std::size_t school, const std::vector<std::size_t>& grades, double pupils) {
  double all = 0;
  for (const std::size_t g : grades) all += or_zero(state.cohorts[school][g]);
  return all > 0 ? std::clamp(pupils / all, 0.0, 1.0) : 0;
}

void apply(const CountyEvent& event, CountyState& state) {
  Mover mover(state);
  switch (event.kind) {
    case EventKind::Close:
    case EventKind::Merge:
      for (const std::size_t g : mover.grades_of(event, event.school)) mover.dissolve(event.school, g, event.other);
      return;
    case EventKind::Boundary:
    case EventKind::Open: {
      // Pupils go from `other` to a school that opens, and from the school to `other` where a boundary moves.
      const bool is_open = event.kind == EventKind::Open;
      const std::size_t from = is_open ? *event.other : event.school;
      const std::size_t to = is_open ? event.school : *event.other;
      const std::vector<std::size_t> grades = mover.grades_of(event, from);
      const double share = share_of(state, from, grades, event.pupils);
      for (const std::size_t g : grades) mover.move(from, to, g, event.parts ? (*event.parts)[g] : share);
      if (is_open) state.growing.push_back({to, from, share});
      return;
    }
    case EventKind::Housing: {
      const std::vector<std::size_t> grades = event.grades.empty() ? mover.grades_of(event, event.school) : event.grades;
      for (const std::size_t g : grades) mover.add(event.school, g, event.pupils / static_cast<double>(grades.size()));
      return;
    }
  }
}

}  // namespace

CountyState::CountyState(const CountyModel& model)
    : cohorts(model.last),
      levels(model.levels),
      ratios(model.ratios),
      usual_ratio(model.schools_ratio),
      flow(model.last_total),
      last_total(model.last_total) {}

void grow_schools(CountyState& state) {
  Mover mover(state);
  for (const CountyState::Growing& each : state.growing)
    for (std::size_t g = kGrades; g-- > 1;)
      if (state.runs(each.school, g - 1) && !state.runs(each.school, g) && state.runs(each.source, g)) mover.grow(each, g);
}

void apply_events(const std::vector<CountyEvent>& events, std::size_t ahead, CountyState& state) {
  for (const CountyEvent& event : events)
    if (event.ahead == ahead) apply(event, state);
}

}  // namespace junheng::forecast
