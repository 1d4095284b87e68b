#include "junheng/monitor/pay.h"

#include <set>

#include "junheng/assess/threshold.h"

namespace junheng::monitor {

namespace {

constexpr std::string_view kTeacherPay = "teacher_pay_yuan";
constexpr std::string_view kCivilServantPay = "civil_servant_pay_yuan";

assess::Verdict judge(const PayYear& pay, double limit) {
  if (!pay.ratio()) return assess::Verdict::Unknown;
  const bool is_met = assess::ratio_reaches(1, pay.teacher_pay.value, pay.civil_servant_pay.value, limit, standards::Direction::Higher);
  return is_met ? assess::Verdict::Met : assess::Verdict::Unmet;
}

}  // namespace

std::optional<double> PayYear::ratio() const {
  if (!teacher_pay.is_present() || !civil_servant_pay.is_present() || civil_servant_pay.value <= 0) return std::nullopt;
  return teacher_pay.value / civil_servant_pay.value;
}

std::optional<double> CountyPay::change() const {
  std::optional<double> first;
  std::optional<double> last;
  std::size_t known = 0;
  for (const PayYear& year : years) {
    const auto ratio = year.ratio();
    if (!ratio) continue;
    if (known++ == 0) first = ratio;
    last = ratio;
  }
  return known < 2 ? std::nullopt : std::optional(*last - *first);
}

std::vector<CountyPay> monitor_pay(const model::Dataset& dataset, std::optional<double> limit) {
  std::set<std::int16_t> years;
  for (const model::AreaItems::Entry& entry : dataset.area_items.entries)
    if (entry.item == kTeacherPay || entry.item == kCivilServantPay) years.insert(entry.year);
  std::vector<CountyPay> out;
  for (std::size_t i = 0; i < dataset.areas.size(); ++i) {
    if (dataset.areas.levels[i] != model::AreaLevel::County) continue;
    CountyPay county{AreaIndex(i), {}};
    for (const std::int16_t first : years) {
      const SchoolYear year{first};
      PayYear pay{year, dataset.area_items.get(county.county, year, kTeacherPay),
                  dataset.area_items.get(county.county, year, kCivilServantPay), std::nullopt};
      if (!pay.teacher_pay.is_present() && !pay.civil_servant_pay.is_present()) continue;
      if (limit) pay.verdict = judge(pay, *limit);
      county.years.push_back(pay);
    }
    if (!county.years.empty()) out.push_back(std::move(county));
  }
  return out;
}

}  // namespace junheng::monitor
