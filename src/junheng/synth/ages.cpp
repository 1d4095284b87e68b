#include "junheng/synth/ages.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace junheng::synth {

namespace {

constexpr int kEntryAge = 6;
constexpr int kLastCompulsoryAge = 14;

/// Shares of a grade who are a year and two years older than the others: late entry, illness.
constexpr double kOneYearOlder = 0.013;
constexpr double kTwoYearsOlder = 0.002;

int pupils_of(const std::vector<PupilsOfAge>& rows, int age) {
  int sum = 0;
  for (const PupilsOfAge& row : rows)
    if (row.age == age) sum += row.pupils;
  return sum;
}

/// Share of an age group that is at school. One draw for each birth cohort and age.
double draw_enrolled_share(const County& county, const CountyYear& year, int age) {
  Rng rng =
      county_stream(county.seed, county.traits.number, {16, static_cast<std::uint64_t>(year.year.first), static_cast<std::uint64_t>(age)});
  const double lag = 1 - maturity_in(county, year);
  if (age == kEntryAge) return rng.between(0.983, 0.995) - 0.01 * lag;
  if (age <= 11) return rng.between(0.997, 0.9999);
  return rng.between(0.992, 0.999) - 0.004 * lag * (age - 11);
}

int of_compulsory_age(const County& county, const CountyYear& year, int age) {
  return static_cast<int>(std::ceil(pupils_of(pupils_by_age(year), age) / draw_enrolled_share(county, year, age)));
}

/// How many fewer were born than the year before.
double draw_fall_of_births(const County& county, int birth_year) {
  Rng rng = county_stream(county.seed, county.traits.number, {17, static_cast<std::uint64_t>(birth_year)});
  return rng.between(0.02, 0.08);
}

int below_school_age(const County& county, const CountyYear& year, int age) {
  const int birth_year = year.year.first - age;
  const int year_of_entry = birth_year + kEntryAge;
  const CountyYear& now = county.now();
  const auto of_entry = std::ranges::find_if(county.years, [&](const CountyYear& other) { return other.year.first == year_of_entry; });
  if (of_entry != county.years.end()) return of_compulsory_age(county, *of_entry, kEntryAge);
  double persons = of_compulsory_age(county, now, kEntryAge);
  for (int born = now.year.first - kEntryAge + 1; born <= birth_year; ++born) persons *= 1 - draw_fall_of_births(county, born);
  return static_cast<int>(std::lround(persons));
}

double girls_share(const CountyYear& year) {
  double girls = 0;
  double pupils = 0;
  for (const SchoolValues& school : year.schools)
    for (const StageValues& stage : school.stages) {
      girls += stage.cohorts.sum(&GradeValues::girls);
      pupils += stage.cohorts.pupils();
    }
  return girls / pupils;
}

}  // namespace

std::vector<PupilsOfAge> pupils_by_age(const CountyYear& year) {
  std::map<int, int> grades;
  for (const SchoolValues& school : year.schools)
    for (const StageValues& stage : school.stages)
      for (const GradeValues& grade : stage.cohorts.grades) grades[grade.grade] += grade.pupils;
  std::map<std::pair<Stage, int>, int> ages;
  for (const auto& [grade, pupils] : grades) {
    const Stage stage = grade <= 6 ? Stage::Primary : grade <= 9 ? Stage::Junior : Stage::Senior;
    const int age = kEntryAge + grade - 1;
    const int older = static_cast<int>(std::lround(kOneYearOlder * pupils));
    const int much_older = static_cast<int>(std::lround(kTwoYearsOlder * pupils));
    ages[{stage, age}] += pupils - older - much_older;
    ages[{stage, age + 1}] += older;
    ages[{stage, age + 2}] += much_older;
  }
  ages.try_emplace({Stage::Senior, kLastCompulsoryAge + 1}, 0);
  std::vector<PupilsOfAge> rows;
  for (const auto& [key, pupils] : ages) rows.push_back({key.first, key.second, pupils});
  return rows;
}

std::vector<PersonsOfAge> persons_by_age(const County& county, const CountyYear& year) {
  std::vector<PersonsOfAge> rows;
  const double girls = girls_share(year);
  for (int age = 0; age <= kHighestPersonAge; ++age) {
    // Many of those above compulsory age are at schools elsewhere: the last compulsory age stands for them.
    const int persons =
        age < kEntryAge ? below_school_age(county, year, age) : of_compulsory_age(county, year, std::min(age, kLastCompulsoryAge));
    const int female = static_cast<int>(std::lround(persons * girls));
    rows.push_back({age, persons - female, female});
  }
  return rows;
}

}  // namespace junheng::synth
