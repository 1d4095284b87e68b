#include "junheng/synth/cohorts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace junheng::synth {

namespace {

struct GradeRange {
  int first;
  int last;
};

GradeRange grades_of(Stage stage) {
  if (stage == Stage::Primary) return {1, 6};
  return stage == Stage::Junior ? GradeRange{7, 9} : GradeRange{10, 12};
}

Intake intake_of(const SchoolPlan& school, Rng& rng) {
  if (school.is_private()) return {rng.between(0.35, 0.65), 0.08, 0.020, 0.015};
  switch (school.location) {
    case Location::Seat: return {rng.between(0.08, 0.24), 0.04, 0.015, 0.008};
    case Location::TownshipCentre: return {0.03, rng.between(0.12, 0.28), 0.006, 0.012};
    case Location::Village: return {0.01, rng.between(0.18, 0.38), 0.003, 0.016};
  }
  return {};
}

/// Share of a grade that sleeps at school: younger children do not.
double boarding_share(const SchoolPlan& school, int grade) {
  if (!school.is_boarding || grade <= 3) return 0;
  if (grade <= 6) return 0.3;
  return school.location == Location::Seat ? 0.45 : 0.8;
}

int part_of(int whole, double share, Rng& rng) { return static_cast<int>(std::clamp<std::int64_t>(rng.rounded(whole * share), 0, whole)); }

/// Numbers that depend on the grade's pupils, once these are known.
void describe_pupils(GradeValues& grade, const SchoolPlan& school, const Intake& intake, Rng& rng) {
  grade.girls = part_of(grade.pupils, std::clamp(0.47 + 0.03 * rng.bell(), 0.35, 0.6), rng);
  grade.boarders = part_of(grade.pupils, boarding_share(school, grade.grade), rng);
  grade.migrant_pupils = part_of(grade.pupils, intake.migrant, rng);
  grade.migrant_worker_pupils = part_of(grade.migrant_pupils, 0.85, rng);
  grade.left_behind_pupils = part_of(grade.pupils - grade.migrant_pupils, intake.left_behind, rng);
  grade.inclusive_pupils = part_of(grade.pupils, 0.003, rng);
  grade.suspended = part_of(grade.pupils, 0.001, rng);
}

int classes_for(int pupils, int aim) { return std::max(1, (pupils + aim - 1) / aim); }

/// The class size up to which a school fills its classes.
int draw_class_aim(const CountyTraits& traits, const SchoolPlan& school, Stage stage, Rng& rng) {
  const int limit = class_limit(stage);
  const bool is_full = school.location == Location::Seat && !school.is_private();
  if (is_full && rng.chance(traits.crowding)) return limit + static_cast<int>(rng.whole(2, 9));
  return limit - static_cast<int>(rng.whole(0, is_full ? 4 : 8));
}

/// The moves of the year before. A cohort's size in the grade below follows from them.
void add_moves(GradeValues& grade, const Intake& intake, Stage stage, Rng& rng) {
  grade.transfers_in = part_of(grade.pupils, intake.moves_in * rng.between(0.5, 1.5), rng);
  grade.transfers_out = part_of(grade.pupils, intake.moves_out * rng.between(0.5, 1.5), rng);
  grade.deaths = part_of(grade.pupils, 0.0001, rng);
  grade.dropouts = part_of(grade.pupils, stage == Stage::Primary ? 0.0001 : 0.0012, rng);
}

struct GradePlace {
  Stage stage;
  bool is_first;
};

/// Everything about a grade that follows from the number of its pupils.
void describe_grade(GradeValues& grade, const SchoolPlan& school, const Intake& intake, int class_aim, GradePlace place, Rng& rng) {
  grade.classes = classes_for(grade.pupils, class_aim);
  describe_pupils(grade, school, intake, rng);
  add_moves(grade, intake, place.stage, rng);
  if (!place.is_first) return;
  grade.entrants = std::max(0, grade.pupils - grade.transfers_in);
  grade.transfers_out = grade.deaths = grade.dropouts = 0;
}

/// Births fall: each grade is a little smaller than the one above it, more so in villages.
double growth_of(const SchoolPlan& school) { return school.location == Location::Village ? 0.035 : 0.015; }

/// Planned pupils of a grade.
double planned_grade(const SchoolPlan& school, Stage stage, int grades) {
  const int planned = school.pupils.at(stage == Stage::Primary ? 0 : stage == Stage::Junior ? 1 : 2);
  return static_cast<double>(planned) / grades;
}

double noise_of(double mean) { return 0.02 + 0.25 / std::sqrt(mean + 1); }

}  // namespace

int class_limit(Stage stage) { return stage == Stage::Primary ? 45 : 50; }

int Cohorts::sum(int GradeValues::*member) const {
  return std::accumulate(grades.begin(), grades.end(), 0, [member](int total, const GradeValues& grade) { return total + grade.*member; });
}

DrawnCohorts draw_cohorts(const CountyTraits& traits, const SchoolPlan& school, Stage stage, Rng& rng) {
  GradeRange range = grades_of(stage);
  // Teaching points keep the lower grades only; older children go to the central school.
  if (school.kind == Kind::TeachingPoint) range.last = rng.chance(0.5) ? 3 : 4;
  DrawnCohorts drawn;
  drawn.intake = intake_of(school, rng);
  drawn.class_aim = school.kind == Kind::Special ? 8 : draw_class_aim(traits, school, stage, rng);
  const double mean = planned_grade(school, stage, range.last - range.first + 1);
  drawn.cohorts.stage = stage;
  for (int g = range.first; g <= range.last; ++g) {
    const double from_middle = g - 0.5 * (range.first + range.last);
    GradeValues grade;
    grade.grade = g;
    const double share = (1 + growth_of(school) * from_middle) * std::clamp(1 + noise_of(mean) * rng.bell(), 0.6, 1.4);
    grade.pupils = std::max(1, static_cast<int>(std::lround(mean * share)));
    describe_grade(grade, school, drawn.intake, drawn.class_aim, {stage, g == range.first}, rng);
    drawn.cohorts.grades.push_back(grade);
  }
  return drawn;
}

Cohorts cohorts_before(const Cohorts& later, const SchoolPlan& school, const Intake& intake, int class_aim, Rng& rng) {
  Cohorts earlier;
  earlier.stage = later.stage;
  for (const GradeValues& grade : later.grades) {
    if (grade.entrants) continue;
    GradeValues below;
    below.grade = grade.grade - 1;
    below.pupils = grade.pupils - grade.transfers_in + grade.transfers_out + grade.deaths + grade.dropouts;
    earlier.grades.push_back(below);
  }
  const GradeValues& last = later.grades.back();
  const double mean = planned_grade(school, later.stage, static_cast<int>(later.grades.size()));
  const double share = std::clamp(1 + growth_of(school) + noise_of(mean) * rng.bell(), 0.7, 1.3);
  GradeValues leavers;
  leavers.grade = last.grade;
  leavers.pupils = std::max(1, static_cast<int>(std::lround(last.pupils * share)));
  earlier.grades.push_back(leavers);
  for (std::size_t i = 0; i < earlier.grades.size(); ++i)
    describe_grade(earlier.grades[i], school, intake, class_aim, {later.stage, i == 0}, rng);
  return earlier;
}

}  // namespace junheng::synth
