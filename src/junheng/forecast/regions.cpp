#include "junheng/forecast/regions.h"

#include <algorithm>
#include <map>
#include <string>

namespace junheng::forecast {

namespace {

template <typename T>
void copy_slice(const std::vector<T>& from, std::vector<T>& to, std::size_t begin, std::size_t count) {
  if (from.empty()) return;
  to.insert(to.end(), from.begin() + static_cast<std::ptrdiff_t>(begin), from.begin() + static_cast<std::ptrdiff_t>(begin + count));
}

}  // namespace

Regions regions_of(const History& history, model::AreaLevel level) {
  std::vector<const HistoryArea*> found(history.counties.size(), nullptr);
  Regions out;
  std::map<std::string, const HistoryArea*> by_code;
  for (std::size_t county = 0; county < history.counties.size(); ++county) {
    found[county] = &history.counties[county];
    const auto& above = history.above;
    const AreaAbove* region = nullptr;
    if (county < above.size()) {
      const auto at = std::ranges::find(above[county], level, &AreaAbove::level);
      if (at != above[county].end()) region = &*at;
    }
    if (region != nullptr) found[county] = &region->area;
    else out.alone.push_back(county);
    by_code.emplace(found[county]->code, found[county]);
  }
  std::map<std::string_view, std::uint32_t> positions;
  for (const auto& [code, area] : by_code) {
    positions.emplace(code, static_cast<std::uint32_t>(out.areas.size()));
    out.areas.push_back(*area);
  }
  for (const HistoryArea* area : found) out.of_county.push_back(positions.at(area->code));
  return out;
}

std::vector<std::size_t> counties_in(const History& history, std::string_view area_code) {
  std::vector<std::size_t> out;
  for (std::size_t county = 0; county < history.counties.size(); ++county) {
    const bool is_itself = history.counties[county].code == area_code;
    const bool is_below = county < history.above.size() &&
                          std::ranges::any_of(history.above[county], [&](const AreaAbove& each) { return each.area.code == area_code; });
    if (is_itself || is_below) out.push_back(county);
  }
  return out;
}

History select_counties(const History& history, std::span<const std::size_t> counties) {
  History out;
  out.first_year = history.first_year;
  out.years = history.years;
  out.townships = history.townships;
  out.first_birth_year = history.first_birth_year;
  out.birth_years = history.birth_years;
  out.renamed = history.renamed;
  for (const std::size_t county : counties) {
    const std::size_t first = history.county_begin[county];
    const std::size_t count = history.county_schools(county);
    out.county_begin.push_back(static_cast<std::uint32_t>(out.schools.size()));
    copy_slice(history.schools, out.schools, first, count);
    for (std::size_t s = out.county_begin.back(); s < out.schools.size(); ++s)
      out.schools[s].county = static_cast<std::uint32_t>(out.counties.size());
    copy_slice(history.pupils, out.pupils, first * history.years, count * history.years);
    copy_slice(history.moved, out.moved, first * history.years, count * history.years);
    copy_slice(history.implied, out.implied, 2 * first, 2 * count);
    copy_slice(history.classes, out.classes, first, count);
    copy_slice(history.births, out.births, county * history.birth_years, history.birth_years);
    copy_slice(history.published, out.published, county * history.years, history.years);
    copy_slice(history.above, out.above, county, 1);
    copy_slice(history.flows, out.flows, county, 1);
    out.counties.push_back(history.counties[county]);
  }
  out.county_begin.push_back(static_cast<std::uint32_t>(out.schools.size()));
  return out;
}

std::string name_counties(const History& history, std::span<const std::size_t> counties) {
  constexpr std::size_t kNamed = 10;
  std::string names;
  for (std::size_t i = 0; i < std::min(kNamed, counties.size()); ++i)
    names += (i == 0 ? "" : ", ") + history.counties[counties[i]].code + " " + history.counties[counties[i]].name;
  return counties.size() > kNamed ? names + " ..." : names;
}

}  // namespace junheng::forecast
