#include "junheng/synth/county_values.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "junheng/synth/school_years.h"

namespace junheng::synth {

namespace {

CountyMoney draw_money(const CountyTraits& traits, Rng& rng) {
  // Tens of yuan, from the national quota upwards.
  CountyMoney money;
  money.quota_primary_yuan = 720 + 10 * static_cast<int>(std::lround(30 * traits.maturity * rng.unit()));
  money.quota_junior_yuan = money.quota_primary_yuan + 220;
  money.quota_special_yuan = traits.maturity < 0.15 ? 7500 : 8000 + 100 * static_cast<int>(rng.whole(0, 15));
  return money;
}

CountyMoney money_before(CountyMoney money) {
  constexpr int kYearlyRaiseYuan = 10;
  money.quota_primary_yuan -= kYearlyRaiseYuan;
  money.quota_junior_yuan -= kYearlyRaiseYuan;
  return money;
}

}  // namespace

double maturity_in(const County& county, const CountyYear& year) {
  constexpr double kYearlyGain = 0.04;
  return std::max(0.0, county.traits.maturity - kYearlyGain * county.years_back(year));
}

County make_county(const CountyRequest& request) {
  County county;
  county.seed = request.seed;
  county.traits = draw_traits(request.seed, request.number);
  county.plan = plan_county(request.seed, county.traits, request.schools, request.year);
  Rng money_draws = county_stream(request.seed, request.number, {3});
  std::vector<CountyMoney> money = {draw_money(county.traits, money_draws)};
  while (money.size() < request.years) money.push_back(money_before(money.back()));
  for (std::size_t back = 0; back < request.years; ++back) {
    CountyYear& year = county.years.emplace_back();
    year.year = SchoolYear{request.year.first - static_cast<int>(back)};
    year.money = money[back];
    year.schools.reserve(request.schools);
  }
  for (std::size_t i = 0; i < county.plan.schools.size(); ++i) {
    auto school = draw_school({request.seed, &county.traits, &county.plan.schools[i], i, request.year, &money, request.years});
    for (std::size_t back = 0; back < request.years; ++back) county.years[back].schools.push_back(std::move(school[back]));
  }
  return county;
}

}  // namespace junheng::synth
