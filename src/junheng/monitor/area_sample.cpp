#include "junheng/monitor/area_sample.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "junheng/core/codes.h"
#include "junheng/model/schema.h"

namespace junheng::monitor {

namespace {

using model::AreaLevel;

constexpr std::array kLevelsUpward = {AreaLevel::Township, AreaLevel::County, AreaLevel::City, AreaLevel::Province, AreaLevel::Country};
constexpr std::size_t kLeastAreas = 2;

/// Measure and denominator of an area; `missing` is empty where it has both.
struct AreaRatio {
  double amount = 0;
  double whole = 1;
  std::string missing;
  model::Absence absence = model::Absence::NotCollected;
};

AreaRatio ratio_of(const SampleRequest& request, AreaIndex area) {
  const model::AreaItems& items = request.dataset->area_items;
  const model::Quantity amount = items.get(area, request.year, request.measure);
  if (!amount.is_present()) return {0, 1, request.measure, amount.absence};
  if (request.per.empty()) return {amount.value, 1, {}, {}};
  const model::Quantity whole = items.get(area, request.year, request.per);
  if (!whole.is_present()) return {amount.value, 1, request.per, whole.absence};
  if (whole.value == 0) return {amount.value, 0, request.per, model::Absence::ZeroDenominator};
  return {amount.value, whole.value, {}, {}};
}

std::vector<AreaIndex> areas_of(const SampleRequest& request, AreaLevel level) {
  const model::Areas& areas = request.dataset->areas;
  std::vector<AreaIndex> out;
  for (std::size_t a = 0; a < areas.size(); ++a)
    if (areas.levels[a] == level && is_within(areas, AreaIndex(a), request.within)) out.emplace_back(a);
  return out;
}

std::size_t count_with_value(const SampleRequest& request, AreaLevel level) {
  const std::vector<AreaIndex> areas = areas_of(request, level);
  return static_cast<std::size_t>(std::ranges::count_if(areas, [&](AreaIndex area) { return ratio_of(request, area).missing.empty(); }));
}

/// "2020: province 10, country 1; 2019: country 1", the latest year first.
std::string where_reported(const SampleRequest& request) {
  std::string out;
  const std::vector<SchoolYear> years = area_years(*request.dataset);
  for (auto year = years.rbegin(); year != years.rend(); ++year) {
    SampleRequest of_year = request;
    of_year.year = *year;
    std::string levels;
    for (const AreaLevel level : kLevelsUpward)
      if (const std::size_t count = count_with_value(of_year, level); count > 0)
        levels += (levels.empty() ? "" : ", ") + std::string(to_string(level)) + " " + std::to_string(count);
    if (!levels.empty()) out += (out.empty() ? "" : "; ") + std::to_string(year->first) + ": " + levels;
  }
  return out.empty() ? "–" : out;
}

}  // namespace

Result<UnitSample> area_sample(const SampleRequest& request) {
  UnitSample sample;
  for (const AreaIndex area : areas_of(request, *request.unit_level)) {
    AreaRatio ratio = ratio_of(request, area);
    if (ratio.whole < 0) return fail(Code::NegativeWeight);
    if (!ratio.missing.empty()) {
      sample.without_value.push_back({static_cast<std::uint32_t>(area.value), ratio.absence, std::move(ratio.missing)});
      continue;
    }
    sample.areas.push_back(area);
    sample.values.push_back(ratio.amount / ratio.whole);
    sample.amounts.push_back(ratio.amount);
    if (!request.per.empty()) sample.weights.push_back(ratio.whole);
  }
  if (sample.values.empty()) return fail(areas_too_few(request, 0));
  sort_by_value(sample);
  return sample;
}

Result<AreaLevel> reporting_level(const SampleRequest& request) {
  std::size_t most = 0;
  for (const AreaLevel level : kLevelsUpward) {
    const std::size_t count = count_with_value(request, level);
    if (count >= kLeastAreas) return level;
    most = std::max(most, count);
  }
  SampleRequest of_any_level = request;
  of_any_level.unit_level.reset();
  return fail(areas_too_few(of_any_level, most));
}

std::vector<SchoolYear> reported_years(const SampleRequest& request) {
  const model::Areas& areas = request.dataset->areas;
  std::set<SchoolYear> years;
  for (const model::AreaItems::Entry& entry : request.dataset->area_items.entries)
    if (entry.item == request.measure && entry.value.is_present() && areas.levels[entry.area.value] == request.unit_level &&
        is_within(areas, entry.area, request.within))
      years.insert(SchoolYear{entry.year});
  return {years.begin(), years.end()};
}

Error areas_too_few(const SampleRequest& request, std::size_t count) {
  return Error{Code::AreasTooFew,
               {{"measure", request.measure},
                {"per", request.per.empty() ? "1" : request.per},
                {"year", std::to_string(request.year.first)},
                {"count", std::to_string(count)},
                {"level", request.unit_level ? std::string(to_string(*request.unit_level)) : "–"},
                {"where", where_reported(request)}},
               {}};
}

std::vector<std::string> reported_area_measures(const model::Dataset& dataset) {
  std::set<std::string_view> reported;
  for (const model::AreaItems::Entry& entry : dataset.area_items.entries) reported.insert(entry.item);
  std::vector<std::string> out;
  for (const model::ColumnSpec& measure : model::area_measures())
    if (reported.contains(measure.id)) out.emplace_back(measure.id);
  return out;
}

std::vector<SchoolYear> area_years(const model::Dataset& dataset) {
  std::set<SchoolYear> years;
  for (const model::AreaItems::Entry& entry : dataset.area_items.entries)
    if (model::find_area_measure(entry.item) != nullptr) years.insert(SchoolYear{entry.year});
  return {years.begin(), years.end()};
}

}  // namespace junheng::monitor
