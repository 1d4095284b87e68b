#include "junheng/monitor/monitor.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "junheng/assess/threshold.h"
#include "junheng/core/codes.h"
#include "junheng/model/dataset.h"
#include "junheng/monitor/missing.h"
#include "junheng/monitor/monitor_functions.h"

namespace junheng::monitor {

namespace {

constexpr std::array kMonitors = {
    Monitor{"classes", &tally_classes, &conclude_classes, &class_histogram},
    Monitor{"schools", &tally_schools, &conclude_schools},
    Monitor{"beds", &tally_beds, &conclude_beds},
    Monitor{"retention", &tally_retention, &conclude_retention},
    Monitor{"enrolment", &tally_enrolment, &conclude_enrolment},
    Monitor{"pay", &tally_pay, &conclude_pay, nullptr, nullptr, nullptr, &tells_pay},
    Monitor{"gaps", &tally_gaps, &conclude_gaps, nullptr, &gap_breakdowns, nullptr, &tells_gaps, true},
    Monitor{"staff", &tally_staff, &conclude_staff, nullptr, &staff_breakdowns, &staff_bases, &tells_staff, true},
    Monitor{"buildings", &tally_buildings, &conclude_buildings, nullptr, &building_breakdowns, &building_bases, &tells_buildings, true},
};

}  // namespace

std::span<const Monitor> monitors() { return kMonitors; }

const Monitor* find_monitor(std::string_view id) {
  const auto found = std::ranges::find(kMonitors, id, &Monitor::id);
  return found == kMonitors.end() ? nullptr : &*found;
}

Result<void> check_monitor(std::string_view id) {
  if (find_monitor(id) != nullptr || id == kSubjects || id == kPeriods) return {};
  std::string ids;
  for (const Monitor& monitor : kMonitors) ids += (ids.empty() ? "" : ", ") + std::string(monitor.id);
  for (const std::string_view other : {kSubjects, kPeriods}) ids += ", " + std::string(other);
  return fail(Code::UnknownMonitor, {{"id", std::string(id)}, {"ids", ids}});
}

void Tally::leave_open(std::string_view what) {
  ++open;
  name_missing(missing, what);
}

void Tally::add(const Tally& other) {
  known += other.known;
  open += other.open;
  has_any = has_any || other.has_any;
  for (const std::string_view what : other.missing) name_missing(missing, what);
}

const Tally& CountyTallies::operator[](std::size_t position) const {
  static const Tally kNothing;
  return position < tallies.size() ? tallies[position] : kNothing;
}

double Offender::excess() const { return limit ? std::abs(value - *limit) : value; }

const Figure* MonitorArea::find(std::string_view id) const {
  const auto found = std::ranges::find(figures, id, &Figure::id);
  return found == figures.end() ? nullptr : &*found;
}

const MonitorArea* MonitorYear::find(const model::Areas& all, AreaIndex area) const {
  const auto code = [&](AreaIndex index) { return all.codes.at(index.value); };
  const auto found = std::ranges::lower_bound(areas, code(area), {}, [&](const MonitorArea& each) { return code(each.area); });
  return found == areas.end() || found->area != area ? nullptr : &*found;
}

Figure count_figure(std::string_view id, const Tally& tally) {
  Figure figure;
  figure.id = id;
  figure.value = tally.value();
  if (!figure.value && tally.has_any) figure.at_least = tally.known;
  figure.missing = tally.missing;
  return figure;
}

Figure percent_figure(std::string_view id, const Tally& part, const Tally& whole) {
  constexpr double kPercent = 100;
  Figure figure = ratio_figure(id, part, whole);
  figure.is_percent = true;
  if (figure.value) figure.value = kPercent * *figure.numerator / *figure.denominator;
  return figure;
}

Figure ratio_figure(std::string_view id, const Tally& part, const Tally& whole) {
  Figure figure;
  figure.id = id;
  figure.numerator = part.value();
  figure.denominator = whole.value();
  for (const Tally* tally : {&part, &whole})
    for (const std::string_view what : tally->missing) name_missing(figure.missing, what);
  if (!figure.numerator || !figure.denominator) return figure;
  if (*figure.denominator == 0) name_missing(figure.missing, "zero_denominator");
  else figure.value = *figure.numerator / *figure.denominator;
  return figure;
}

void judge(Figure& figure, const ConcludeInput& input, std::string_view limit_id, std::string_view variant) {
  if (!input.has_standards) return;
  figure.limit = input.limits->in_force(limit_id, input.year.start(), Stage::Primary, variant);
  if (!figure.limit) return;
  figure.direction = input.limits->find(limit_id)->direction;
  hold_against_limit(figure);
}

void hold_against_limit(Figure& figure) {
  if (!figure.limit) return;
  figure.verdict = assess::Verdict::Unknown;
  if (!figure.value) return;
  const bool is_met = assess::reaches(*figure.value, figure.limit->value, figure.direction);
  figure.verdict = is_met ? assess::Verdict::Met : assess::Verdict::Unmet;
}

void refer(Figure& figure, const ConcludeInput& input, std::string_view value_id) {
  if (input.has_standards) figure.reference = input.limits->in_force(value_id, input.year.start());
}

}  // namespace junheng::monitor
