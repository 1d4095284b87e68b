#include "junheng/synth/plans.h"

#include <algorithm>
#include <cmath>

namespace junheng::synth {

namespace {

constexpr int kYearsOfAPlan = 5;

/// National plans end in years that end in 0 or 5.
int last_year_of_plan(int year) { return (year + kYearsOfAPlan - 1) / kYearsOfAPlan * kYearsOfAPlan; }

const CountyYear* find_year(const County& county, int year) {
  const auto found = std::ranges::find_if(county.years, [=](const CountyYear& other) { return other.year.first == year; });
  return found == county.years.end() ? nullptr : &*found;
}

/// What is to disappear in a county: large classes and schools by the compulsory stages, boarders by whole schools.
struct Burden {
  int classes = 0;
  int large_classes = 0;
  int large_schools = 0;
  int boarders_without_bed = 0;
  [[nodiscard]] double large_percent() const { return 100.0 * large_classes / std::max(1, classes); }
};

void add_classes(Burden& burden, const Cohorts& cohorts) {
  constexpr int kLargeClass = 56;
  for (const GradeValues& grade : cohorts.grades) {
    burden.classes += grade.classes;
    for (int number = 0; number < grade.classes; ++number)
      if (grade.class_size(number) >= kLargeClass) ++burden.large_classes;
  }
}

Burden burden_of(const County& county, const CountyYear& year) {
  constexpr int kLargeSchool = 2000;
  struct School {
    int pupils = 0;
    int boarders = 0;
    int beds = 0;
  };
  Burden burden;
  std::vector<School> schools(year.schools.size());
  for (std::size_t i = 0; i < year.schools.size(); ++i) {
    const SchoolPlan& plan = county.plan.schools[i];
    if (plan.kind == Kind::Special) continue;
    // A campus counts with its school.
    School& school = schools[plan.parent.value_or(i)];
    for (const StageValues& stage : year.schools[i].stages) {
      school.boarders += stage.cohorts.boarders();
      school.beds += stage.beds;
      if (stage.cohorts.stage == Stage::Senior) continue;
      school.pupils += stage.cohorts.pupils();
      add_classes(burden, stage.cohorts);
    }
  }
  for (const School& school : schools) {
    burden.boarders_without_bed += std::max(0, school.boarders - school.beds);
    if (school.pupils > kLargeSchool) ++burden.large_schools;
  }
  return burden;
}

/// From `start`, at the end of the plan before, down to none at the end of the plan.
void add_schedule(std::vector<Target>& rows, std::string_view item, int start, int last_year) {
  if (start == 0) return;
  for (int left = kYearsOfAPlan - 1; left >= 0; --left)
    rows.push_back({item, last_year - left, static_cast<double>(start * left / kYearsOfAPlan)});
}

double tenths(double value) { return std::round(10 * value) / 10; }

/// Sums over the years of a plan that the county has.
struct Works {
  double teachers_added = 0;
  int schools_built = 0;
  int rebuilding_projects = 0;
  int floor_area_m2 = 0;
};

int teaching_m2(const SchoolValues& school) {
  int sum = school.pooled ? school.pooled->teaching_m2 : 0;
  for (const StageValues& stage : school.stages)
    if (stage.facilities) sum += stage.facilities->teaching_m2;
  return sum;
}

int teachers_of(const CountyYear& year) {
  int sum = 0;
  for (const SchoolValues& school : year.schools)
    for (const StageValues& stage : school.stages)
      if (stage.cohorts.stage != Stage::Senior) sum += stage.staff.teachers;
  return sum;
}

/// What came about between the year before and this one.
void add_works(Works& works, const County& county, const CountyYear& before, const CountyYear& year) {
  constexpr double kLeavingShare = 0.03;
  works.teachers_added += std::max(0, teachers_of(year) - teachers_of(before)) + std::round(kLeavingShare * teachers_of(before));
  for (std::size_t i = 0; i < year.schools.size(); ++i) {
    const int built_m2 = teaching_m2(year.schools[i]) - teaching_m2(before.schools[i]);
    if (built_m2 <= 0) continue;
    works.floor_area_m2 += built_m2;
    const bool is_rebuilt = county.plan.schools[i].built_year == year.year.first;
    ++(is_rebuilt ? works.schools_built : works.rebuilding_projects);
  }
}

}  // namespace

std::optional<int> posts(const County& county, std::size_t school, const StageValues& stage) {
  const SchoolPlan& plan = county.plan.schools.at(school);
  if (plan.is_private()) return std::nullopt;
  Rng rng = county_stream(county.seed, county.traits.number, {18});
  const double county_level = rng.between(0.97, 1.06);
  const double pupils = stage.cohorts.pupils();
  double by_pupils = pupils / 19;
  double per_class = 1.7;
  if (stage.cohorts.stage == Stage::Junior) {
    by_pupils = pupils / 13.5;
    per_class = 2.5;
  } else if (stage.cohorts.stage == Stage::Senior) {
    by_pupils = pupils / 12.5;
    per_class = 0;
  }
  if (plan.kind == Kind::Special) by_pupils = pupils / 3;
  return static_cast<int>(std::lround(county_level * std::max(by_pupils, per_class * stage.cohorts.classes())));
}

std::vector<Target> targets(const County& county) {
  std::vector<Target> rows;
  const int last = last_year_of_plan(county.now().year.first);
  const int before = last - kYearsOfAPlan;
  const CountyYear* baseline = find_year(county, before);
  const Burden start = burden_of(county, baseline != nullptr ? *baseline : county.years.back());
  if (const CountyYear* earlier = find_year(county, before - kYearsOfAPlan + 1); earlier != nullptr) {
    const double aim_percent = tenths(burden_of(county, *earlier).large_percent() / 2);
    if (aim_percent > 0) rows.push_back({"large_class_share_percent", before, aim_percent});
  }
  if (start.large_classes > 0) rows.push_back({"large_class_share_percent", last, 0});
  add_schedule(rows, "large_classes", start.large_classes, last);
  add_schedule(rows, "schools_over_2000", start.large_schools, last);
  add_schedule(rows, "boarders_without_bed", start.boarders_without_bed, last);
  rows.push_back({"retention_junior_3y_percent", last, 97 + std::round(2 * county.traits.maturity)});
  return rows;
}

std::vector<AreaValue> plan_values(const County& county, const CountyYear& year) {
  const int last = last_year_of_plan(year.year.first);
  if (year.year.first != last && county.years_back(year) != 0) return {};
  Works works;
  for (int each = last - kYearsOfAPlan + 1; each <= year.year.first; ++each) {
    const CountyYear* of_plan = find_year(county, each);
    const CountyYear* before = find_year(county, each - 1);
    if (of_plan == nullptr || before == nullptr) return {};
    add_works(works, county, *before, *of_plan);
  }
  Rng rng = county_stream(county.seed, county.traits.number, {19, static_cast<std::uint64_t>(year.year.first)});
  constexpr double kRoomPerPlaceM2 = 6;
  return {{"teachers_added", works.teachers_added},
          {"teachers_added_generalist_scarce", std::round(works.teachers_added * rng.between(0.25, 0.45))},
          {"teachers_sent_rural", std::round(works.teachers_added * rng.between(0.15, 0.3))},
          {"schools_built_or_relocated", static_cast<double>(works.schools_built)},
          {"school_rebuilding_projects", static_cast<double>(works.rebuilding_projects)},
          {"floor_area_built_m2", static_cast<double>(works.floor_area_m2)},
          {"places_added", std::round(works.floor_area_m2 / kRoomPerPlaceM2)}};
}

}  // namespace junheng::synth
