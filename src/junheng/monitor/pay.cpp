#include "junheng/monitor/pay.h"

#include <algorithm>

#include "junheng/assess/threshold.h"
#include "junheng/monitor/monitor_functions.h"
#include "junheng/monitor/year_frame.h"

namespace junheng::monitor {

namespace {

constexpr std::string_view kTeacherPay = "teacher_pay_yuan";
constexpr std::string_view kCivilServantPay = "civil_servant_pay_yuan";

enum PayTally : std::size_t { kTold, kBelow, kPayTallies };

Figure amount_figure(std::string_view id, const model::Quantity& amount, bool is_county) {
  Figure figure;
  figure.id = id;
  figure.value = amount.get();
  if (!figure.value) figure.missing = {is_county ? id : "not_additive"};
  figure.source = "area_facts";
  return figure;
}

Figure ratio_of(const Pay& pay, bool is_county) {
  Figure figure;
  figure.id = kPayRatio;
  figure.numerator = pay.teacher.get();
  figure.denominator = pay.civil_servant.get();
  figure.value = pay.ratio();
  figure.source = "area_facts";
  if (figure.value) return figure;
  if (!is_county) {
    figure.missing = {"not_additive"};
    return figure;
  }
  if (!pay.teacher.is_present()) figure.missing.push_back(kTeacherPay);
  if (!pay.civil_servant.is_present()) figure.missing.push_back(kCivilServantPay);
  if (figure.missing.empty()) figure.missing = {"zero_denominator"};
  return figure;
}

}  // namespace

std::optional<double> Pay::ratio() const {
  if (!teacher.is_present() || !civil_servant.is_present() || civil_servant.value <= 0) return std::nullopt;
  return teacher.value / civil_servant.value;
}

std::optional<bool> Pay::reaches(double limit) const {
  if (!ratio()) return std::nullopt;
  return assess::ratio_reaches(1, teacher.value, civil_servant.value, limit, standards::Direction::Higher);
}

Pay pay_of(const model::Dataset& dataset, AreaIndex area, SchoolYear year) {
  return {dataset.area_items.get(area, year, kTeacherPay), dataset.area_items.get(area, year, kCivilServantPay)};
}

bool is_pay(std::string_view item) { return item == kTeacherPay || item == kCivilServantPay; }

std::vector<CountyTallies> tally_pay(const YearFrame& frame, const standards::MonitorLimits& limits) {
  const auto limit = limits.in_force(kPayRatio, frame.year.start());
  std::vector<CountyTallies> out(frame.county_count());
  for (std::size_t county = 0; county < out.size(); ++county) {
    out[county].tallies.resize(kPayTallies);
    if (!frame.is_county(county)) continue;
    const Pay pay = pay_of(*frame.dataset, frame.county(county), frame.year);
    const auto ratio = pay.ratio();
    out[county].tallies[kTold].add(ratio ? 1 : 0);
    if (!limit) continue;
    Tally& below = out[county].tallies[kBelow];
    const auto is_reached = pay.reaches(limit->value);
    if (!is_reached) {
      below.leave_open(pay.teacher.is_present() ? kCivilServantPay : kTeacherPay);
      continue;
    }
    below.add(*is_reached ? 0 : 1);
    if (!*is_reached) out[county].offenders.push_back({{}, std::nullopt, kPayRatio, *ratio, limit->value, frame.county(county)});
  }
  return out;
}

std::vector<Figure> conclude_pay(const ConcludeInput& input) {
  const bool is_county = input.dataset->areas.levels[input.area.value] == model::AreaLevel::County;
  const Pay pay = pay_of(*input.dataset, input.area, input.year);
  std::vector<Figure> out = {amount_figure(kTeacherPay, pay.teacher, is_county),
                             amount_figure(kCivilServantPay, pay.civil_servant, is_county), ratio_of(pay, is_county),
                             count_figure("counties_told", (*input.sums)[kTold]), count_figure("counties_below", (*input.sums)[kBelow])};
  judge(out[2], input, kPayRatio);
  // Without a standard for the country nobody is below it, and of one county there is nothing to count.
  if (!input.has_standards) out.back() = count_figure(out.back().id, {});
  if (is_county)
    for (std::size_t i = 3; i < out.size(); ++i) out[i] = count_figure(out[i].id, {});
  return out;
}

bool tells_pay(const model::Dataset& dataset) {
  return std::ranges::any_of(dataset.area_items.entries, [](const auto& entry) { return is_pay(entry.item); });
}

}  // namespace junheng::monitor
