#include "junheng/monitor/county_pay.h"

#include <set>

#include "junheng/monitor/run_monitors.h"

namespace junheng::monitor {

namespace {

assess::Verdict judge(const Pay& pay, double limit) {
  const auto is_reached = pay.reaches(limit);
  if (!is_reached) return assess::Verdict::Unknown;
  return *is_reached ? assess::Verdict::Met : assess::Verdict::Unmet;
}

}  // namespace

std::vector<CountyPay> county_pay(const model::Dataset& dataset, const standards::MonitorLimits& limits) {
  const bool is_judged = are_standards(limits, dataset);
  std::set<std::int16_t> years;
  for (const model::AreaItems::Entry& entry : dataset.area_items.entries)
    if (is_pay(entry.item)) years.insert(entry.year);
  std::vector<CountyPay> out;
  for (std::size_t i = 0; i < dataset.areas.size(); ++i) {
    if (dataset.areas.levels[i] != model::AreaLevel::County) continue;
    CountyPay county{AreaIndex(i), {}};
    for (const std::int16_t first : years) {
      const SchoolYear year{first};
      const Pay pay = pay_of(dataset, county.county, year);
      if (!pay.teacher.is_present() && !pay.civil_servant.is_present()) continue;
      const auto limit = is_judged ? limits.in_force(kPayRatio, year.start()) : std::nullopt;
      if (limit) county.years.push_back({year, pay, limit->value, judge(pay, limit->value)});
      else county.years.push_back({year, pay, std::nullopt, std::nullopt});
    }
    if (!county.years.empty()) out.push_back(std::move(county));
  }
  return out;
}

}  // namespace junheng::monitor
