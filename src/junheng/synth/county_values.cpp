#include "junheng/synth/county_values.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace junheng::synth {

namespace {

struct SchoolOfTwoYears {
  SchoolValues now;
  SchoolValues before;
};

CountyMoney draw_money(const CountyTraits& traits, Rng& rng) {
  // Tens of yuan, from the national quota upwards.
  CountyMoney money;
  money.quota_primary_yuan = 720 + 10 * static_cast<int>(std::lround(30 * traits.maturity * rng.unit()));
  money.quota_junior_yuan = money.quota_primary_yuan + 220;
  money.quota_special_yuan = traits.maturity < 0.15 ? 7500 : 8000 + 100 * static_cast<int>(rng.whole(0, 15));
  return money;
}

CountyMoney money_before(CountyMoney money) {
  // The year before, the quotas were 20 yuan lower, as after a yearly raise.
  money.quota_primary_yuan -= 20;
  money.quota_junior_yuan -= 20;
  return money;
}

std::int64_t hundreds(double yuan) { return static_cast<std::int64_t>(std::ceil(yuan / 100 - 1e-9)) * 100; }

/// Habits of a school that last: drawn once for both years.
struct Habits {
  double extra_funds = 1;
  bool funds_small_as_hundred = true;
  double training_share = 0.06;
  double beds_per_boarder = 1;
  double catchment_share = 1;
};

Habits draw_habits(const CountyTraits& traits, Stage stage, Rng& rng) {
  const double lag = 1 - traits.maturity;
  Habits habits;
  habits.extra_funds = rng.between(1.0, 1.08);
  habits.funds_small_as_hundred = !rng.chance(0.4 * (lag - 0.6));
  habits.training_share = rng.chance(0.12 * (lag - 0.35)) ? rng.between(0.03, 0.048) : rng.between(0.051, 0.08);
  habits.beds_per_boarder = rng.chance(0.3 * (lag - 0.5)) ? rng.between(0.85, 0.98) : rng.between(1.0, 1.1);
  const double strays = stage == Stage::Primary ? (rng.chance(0.10 * (lag - 0.3)) ? 0.02 : 0) : rng.between(0.0, 0.02 + 0.05 * lag);
  habits.catchment_share = 1 - strays;
  return habits;
}

Funds funds_of(const SchoolPlan& school, const Cohorts& cohorts, const CountyMoney& money, const Habits& habits) {
  const int pupils = cohorts.pupils();
  double quota_yuan = cohorts.stage == Stage::Primary ? money.quota_primary_yuan : money.quota_junior_yuan;
  if (cohorts.stage == Stage::Senior) quota_yuan = 1.2 * money.quota_junior_yuan;
  if (school.kind == Kind::Special) quota_yuan = money.quota_special_yuan;
  // A school below 100 pupils is funded as one of 100.
  constexpr int kFundedAsLeast = 100;
  const bool is_topped_up = school.kind != Kind::Special && habits.funds_small_as_hundred;
  const int funded = is_topped_up ? std::max(pupils, kFundedAsLeast) : pupils;
  constexpr double kPerBoarderYuan = 300;
  Funds funds;
  funds.public_funds_yuan = hundreds((funded * quota_yuan + cohorts.boarders() * kPerBoarderYuan) * habits.extra_funds);
  funds.public_budget_yuan = funds.public_funds_yuan;
  funds.training_budget_yuan = hundreds(static_cast<double>(funds.public_budget_yuan) * habits.training_share);
  funds.public_final_yuan = hundreds(static_cast<double>(funds.public_budget_yuan) * 0.985);
  funds.training_final_yuan = hundreds(static_cast<double>(funds.public_final_yuan) * habits.training_share);
  return funds;
}

StageValues stage_values(const SchoolPlan& school, Cohorts cohorts, const Staff& staff, const CountyMoney& money, const Habits& habits) {
  StageValues values;
  values.staff = staff;
  values.funds = funds_of(school, cohorts, money, habits);
  values.beds = static_cast<int>(std::lround(cohorts.boarders() * habits.beds_per_boarder));
  if (!school.is_private() && school.kind != Kind::Special && cohorts.stage != Stage::Senior) {
    values.pupils_in_catchment = static_cast<int>(std::lround(cohorts.pupils() * habits.catchment_share));
  }
  values.cohorts = std::move(cohorts);
  return values;
}

constexpr std::array kStages = {Stage::Primary, Stage::Junior, Stage::Senior};

SchoolOfTwoYears draw_school(const CountyTraits& traits, const SchoolPlan& school, const CountyMoney& money, Rng& rng) {
  const SchoolStanding standing = {rng.chance(traits.compliance), rng.bell()};
  SchoolOfTwoYears two;
  std::vector<CohortsOfTwoYears> cohorts;
  for (std::size_t s = 0; s < kStages.size(); ++s) {
    if (school.pupils.at(s) == 0) continue;
    const CohortsOfTwoYears& own = cohorts.emplace_back(draw_cohorts(traits, school, kStages.at(s), rng));
    const StaffOfTwoYears staff = draw_staff(traits, school, standing, own, rng);
    const Habits habits = draw_habits(traits, kStages.at(s), rng);
    two.now.stages.push_back(stage_values(school, own.now, staff.now, money, habits));
    two.before.stages.push_back(stage_values(school, own.before, staff.before, money_before(money), habits));
  }
  if (school.pools_facilities) {
    std::vector<const Cohorts*> users;
    for (const CohortsOfTwoYears& own : cohorts) users.push_back(&own.now);
    const FacilitiesOfTwoYears facilities = draw_facilities(traits, school, standing, users, rng);
    two.now.pooled = facilities.now;
    two.before.pooled = facilities.before;
    return two;
  }
  for (std::size_t i = 0; i < cohorts.size(); ++i) {
    const FacilitiesOfTwoYears facilities = draw_facilities(traits, school, standing, {&cohorts[i].now}, rng);
    two.now.stages[i].facilities = facilities.now;
    two.before.stages[i].facilities = facilities.before;
  }
  return two;
}

}  // namespace

County make_county(std::uint64_t seed, std::size_t number, std::size_t school_count, SchoolYear year) {
  County county;
  county.seed = seed;
  county.traits = draw_traits(seed, number);
  county.plan = plan_county(seed, county.traits, school_count, year);
  Rng money_draws = county_stream(seed, number, {3});
  county.now.year = year;
  county.now.money = draw_money(county.traits, money_draws);
  county.before.year = SchoolYear{year.first - 1};
  county.before.money = money_before(county.now.money);
  county.now.schools.reserve(school_count);
  county.before.schools.reserve(school_count);
  for (std::size_t i = 0; i < county.plan.schools.size(); ++i) {
    Rng draws = county_stream(seed, number, {4, i});
    SchoolOfTwoYears school = draw_school(county.traits, county.plan.schools[i], county.now.money, draws);
    county.now.schools.push_back(std::move(school.now));
    county.before.schools.push_back(std::move(school.before));
  }
  return county;
}

}  // namespace junheng::synth
