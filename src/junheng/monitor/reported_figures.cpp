#include "junheng/monitor/reported_figures.h"

#include <algorithm>
#include <set>

#include "junheng/monitor/area_chain.h"
#include "junheng/monitor/missing.h"
#include "junheng/monitor/monitored_items.h"
#include "junheng/monitor/pay.h"

namespace junheng::monitor {

namespace {

constexpr std::string_view kAreaFacts = "area_facts";
constexpr std::string_view kSchoolsAndAreaFacts = "schools+area_facts";

/// Whether the area lies at or below the one of that code; true without a code.
bool is_within_code(const model::Areas& areas, AreaIndex area, const std::string& code) {
  if (code.empty()) return true;
  const auto top = areas.find(code);
  return top && is_within(areas, area, *top);
}

bool tells(const model::AreaItems::Entry& entry) {
  return (find_monitored_item(entry.item) != nullptr || is_pay(entry.item)) && (entry.value.is_present() || !entry.evidence.empty());
}

MonitorArea* find_area(const model::Areas& areas, MonitorYear& year, AreaIndex area) {
  const MonitorArea* at = year.find(areas, area);
  return at == nullptr ? nullptr : &year.areas[static_cast<std::size_t>(at - year.areas.data())];
}

Figure* find(const model::Areas& areas, MonitorYear& year, AreaIndex area, std::string_view id) {
  MonitorArea* at = find_area(areas, year, area);
  if (at == nullptr) return nullptr;
  const auto found = std::ranges::find(at->figures, id, &Figure::id);
  return found == at->figures.end() ? nullptr : &*found;
}

/// Whether a county counts in the areas above it by what it reports: of this figure, or without schools of any of the monitor.
bool counts_by_report(const model::Areas& areas, const MonitorYear& year, AreaIndex county, std::string_view id) {
  const MonitorArea* at = year.find(areas, county);
  return at != nullptr && std::ranges::any_of(at->figures, [&](const Figure& figure) {
           return figure.is_reported && (figure.id == id || !at->has_schools);
         });
}

void unsettle(Figure& figure) {
  figure.value.reset();
  figure.numerator.reset();
  figure.denominator.reset();
  figure.at_least.reset();
  hold_against_limit(figure);
}

void settle(Figure& figure, double value, std::string_view source) {
  figure.value = value;
  figure.at_least.reset();
  figure.missing.clear();
  figure.source = source;
  figure.is_reported = true;
  hold_against_limit(figure);
}

void take(Figure& figure, const AreaFigure& reported) {
  figure.numerator.reset();
  figure.denominator.reset();
  figure.decimals = decimals_of(*reported.value);
  figure.evidence = reported.evidence;
  settle(figure, *reported.value, kAreaFacts);
}

/// Notes what the area reports beside a number that stands.
void hold_beside(Figure& figure, double stands, const AreaFigure& reported) {
  AreaFigure own;
  own.value = stands;
  if (!percent_of(own, reported).disagrees()) return;
  figure.reported = reported.value;
  figure.evidence = reported.evidence;
}

}  // namespace

std::vector<SchoolYear> reported_years(const model::Dataset& dataset, const std::string& area_code) {
  std::set<SchoolYear> years;
  for (const model::AreaItems::Entry& entry : dataset.area_items.entries)
    if (tells(entry) && is_within_code(dataset.areas, entry.area, area_code)) years.insert(SchoolYear{entry.year});
  return {years.begin(), years.end()};
}

ReportedFigures::ReportedFigures(const model::Dataset& dataset, const std::string& area_code)
    : dataset_(&dataset), area_code_(area_code), figures_(dataset, {}), years_(reported_years(dataset, area_code)) {}

std::vector<AreaIndex> ReportedFigures::areas(SchoolYear last) const {
  const model::Areas& areas = dataset_->areas;
  std::set<AreaIndex> out;
  for (const model::AreaItems::Entry& entry : dataset_->area_items.entries) {
    if (!tells(entry) || entry.year > last.first) continue;
    out.insert(entry.area);
    if (areas.levels[entry.area.value] == model::AreaLevel::County)
      for (const AreaIndex above : area_chain(areas, entry.area)) out.insert(above);
  }
  std::erase_if(
      out, [&](AreaIndex area) { return areas.levels[area.value] > model::AreaLevel::County || !is_within_code(areas, area, area_code_); });
  return {out.begin(), out.end()};
}

void ReportedFigures::add_up(MonitorYear& year, AreaIndex area, std::string_view item, Figure& figure) const {
  Tally sum;
  bool is_all_reported = true;
  for (const AreaIndex county : figures_.counties_of(area)) {
    const Figure* one = find(dataset_->areas, year, county, figure.id);
    if (one != nullptr && one->value) {
      sum.add(*one->value);
      is_all_reported = is_all_reported && one->is_reported;
      continue;
    }
    sum.leave_open(item);
    if (one != nullptr && one->at_least) sum.add(*one->at_least);
  }
  unsettle(figure);
  if (const auto value = sum.value()) {
    settle(figure, *value, is_all_reported ? kAreaFacts : kSchoolsAndAreaFacts);
    return;
  }
  figure.at_least = sum.known;
  name_missing(figure.missing, item);
}

void ReportedFigures::complete_count(MonitorYear& year, MonitorArea& area, std::string_view item, Figure& figure) const {
  const AreaFigure own = figures_.at(area.area, item, year.year.first);
  const bool is_told = own.basis == FigureBasis::Reported;
  const bool is_sum = !figure.is_percent && std::ranges::any_of(figures_.counties_of(area.area), [&](AreaIndex county) {
    return counts_by_report(dataset_->areas, year, county, figure.id);
  });
  if (figure.value && !is_sum) {
    if (is_told) hold_beside(figure, *figure.value, own);
  } else if (is_told && figure.at_least.value_or(0) > *own.value) {
    hold_beside(figure, *figure.at_least, own);
  } else if (is_told) {
    take(figure, own);
  } else if (is_sum) {
    add_up(year, area.area, item, figure);
  } else {
    figure.evidence = own.evidence;
  }
}

void ReportedFigures::complete_share(MonitorYear& year, MonitorArea& area, const ReviewItem& share, Figure& figure) const {
  const Figure* part = find(dataset_->areas, year, area.area, find_monitored_item(share.part)->figure);
  const Figure* whole = find(dataset_->areas, year, area.area, find_monitored_item(share.whole)->figure);
  const AreaFigure published = figures_.share(area.area, share, year.year.first).published;
  const bool is_of_schools = part->value && whole->value && !part->is_reported && !whole->is_reported;
  if (!is_of_schools && part->value && whole->value && part->is_reported && whole->is_reported && *whole->value > 0) {
    Tally over;
    Tally under;
    over.add(*part->value);
    under.add(*whole->value);
    const Figure computed = percent_figure(figure.id, over, under);
    figure.numerator = computed.numerator;
    figure.denominator = computed.denominator;
    figure.evidence = part->evidence;
    settle(figure, *computed.value, part->source == whole->source ? part->source : kSchoolsAndAreaFacts);
  } else if (!is_of_schools) {
    if (published.value) return take(figure, published);
    if (part->is_reported || whole->is_reported) {
      unsettle(figure);
      for (const Figure* each : {part, whole})
        for (const std::string_view what : each->missing) name_missing(figure.missing, what);
    }
    figure.evidence = published.evidence;
    return;
  }
  if (figure.value && published.value) hold_beside(figure, *figure.value, published);
}

void ReportedFigures::complete(MonitorYear& year, std::string_view monitor) const {
  // Counties come before the areas that they add up to; counts stand before their shares.
  std::vector<MonitorArea*> order;
  for (MonitorArea& area : year.areas) order.push_back(&area);
  std::ranges::stable_sort(order, std::ranges::greater(),
                           [&](const MonitorArea* area) { return dataset_->areas.levels[area->area.value]; });
  for (MonitorArea* area : order)
    for (const MonitoredItem& each : monitored_items()) {
      if (each.monitor != monitor) continue;
      const ReviewItem& item = *find_review_item(each.item);
      Figure& figure = *find(dataset_->areas, year, area->area, each.figure);
      if (item.part.empty()) complete_count(year, *area, each.item, figure);
      else complete_share(year, *area, item, figure);
    }
}

}  // namespace junheng::monitor
