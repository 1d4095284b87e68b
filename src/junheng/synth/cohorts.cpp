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

/// Who goes to a school of this place: shares of its pupils, and moves in a year per pupil.
struct Intake {
  double migrant;
  double left_behind;
  double moves_in;
  double moves_out;
};

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

/// Undoes a year's moves: the cohort's size when it was in the grade below. Draws the moves.
int size_before(GradeValues& grade, const Intake& intake, Stage stage, Rng& rng) {
  grade.transfers_in = part_of(grade.pupils, intake.moves_in * rng.between(0.5, 1.5), rng);
  grade.transfers_out = part_of(grade.pupils, intake.moves_out * rng.between(0.5, 1.5), rng);
  grade.deaths = part_of(grade.pupils, 0.0001, rng);
  grade.dropouts = part_of(grade.pupils, stage == Stage::Primary ? 0.0001 : 0.0012, rng);
  return grade.pupils - grade.transfers_in + grade.transfers_out + grade.deaths + grade.dropouts;
}

}  // namespace

int class_limit(Stage stage) { return stage == Stage::Primary ? 45 : 50; }

int Cohorts::sum(int GradeValues::*member) const {
  return std::accumulate(grades.begin(), grades.end(), 0, [member](int total, const GradeValues& grade) { return total + grade.*member; });
}

CohortsOfTwoYears draw_cohorts(const CountyTraits& traits, const SchoolPlan& school, Stage stage, Rng& rng) {
  GradeRange range = grades_of(stage);
  // Teaching points keep the lower grades only; older children go to the central school.
  if (school.kind == Kind::TeachingPoint) range.last = rng.chance(0.5) ? 3 : 4;
  const int planned = school.pupils.at(stage == Stage::Primary ? 0 : stage == Stage::Junior ? 1 : 2);
  const Intake intake = intake_of(school, rng);
  const int aim = school.kind == Kind::Special ? 8 : draw_class_aim(traits, school, stage, rng);
  const int count = range.last - range.first + 1;
  const double mean = static_cast<double>(planned) / count;
  // Births fall: each grade is a little smaller than the one above it, more so in villages.
  const double growth = school.location == Location::Village ? 0.035 : 0.015;
  const double noise = 0.02 + 0.25 / std::sqrt(mean + 1);

  CohortsOfTwoYears cohorts;
  cohorts.now.stage = cohorts.before.stage = stage;
  for (int g = range.first; g <= range.last; ++g) {
    const double from_middle = g - 0.5 * (range.first + range.last);
    GradeValues grade;
    grade.grade = g;
    grade.pupils =
        std::max(1, static_cast<int>(std::lround(mean * (1 + growth * from_middle) * std::clamp(1 + noise * rng.bell(), 0.6, 1.4))));
    grade.classes = classes_for(grade.pupils, aim);
    describe_pupils(grade, school, intake, rng);
    GradeValues before;
    before.grade = g - 1;
    before.pupils = size_before(grade, intake, stage, rng);
    if (g == range.first) {
      grade.entrants = std::max(0, grade.pupils - grade.transfers_in);
      grade.transfers_out = grade.deaths = grade.dropouts = 0;
    } else {
      cohorts.before.grades.push_back(before);
    }
    cohorts.now.grades.push_back(grade);
  }
  GradeValues leavers;
  leavers.grade = range.last;
  leavers.pupils =
      std::max(1, static_cast<int>(std::lround(cohorts.now.grades.back().pupils * std::clamp(1 + growth + noise * rng.bell(), 0.7, 1.3))));
  cohorts.before.grades.push_back(leavers);
  cohorts.now.grades.back().graduates = leavers.pupils;

  for (GradeValues& grade : cohorts.before.grades) {
    grade.classes = classes_for(grade.pupils, aim);
    describe_pupils(grade, school, intake, rng);
    size_before(grade, intake, stage, rng);
    if (grade.grade == range.first) {
      grade.entrants = std::max(0, grade.pupils - grade.transfers_in);
      grade.transfers_out = grade.deaths = grade.dropouts = 0;
    }
  }
  // One year more back is not drawn; the last grade of then is taken to have been as large as that of last year.
  cohorts.before.grades.back().graduates = leavers.pupils;
  return cohorts;
}

}  // namespace junheng::synth
