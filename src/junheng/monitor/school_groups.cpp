#include "junheng/monitor/school_groups.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "junheng/core/codes.h"

namespace junheng::monitor {

namespace {

using model::AreaLevel;

/// Where a school stands on a level before groups have numbers: in which group above, then by area (none last) or by setting.
using Place = std::tuple<std::uint32_t, bool, std::string_view, std::uint32_t>;

/// Numbers the places in their order and fills the level.
void number_places(const std::vector<Place>& places, GroupingLevel& level) {
  std::map<Place, std::uint32_t> numbers;
  for (const Place& place : places) numbers.emplace(place, 0);
  std::uint32_t next = 0;
  for (auto& [place, number] : numbers) number = next++;
  level.groups.resize(numbers.size());
  for (const auto& [place, number] : numbers) level.groups[number].parent = std::get<0>(place);
  for (const Place& place : places) level.group_of.push_back(numbers.at(place));
}

GroupingLevel by_setting(const model::Schools& all, std::span<const SchoolIndex> schools, const GroupingLevel* above) {
  GroupingLevel level;
  level.name = "setting";
  std::vector<Place> places;
  for (std::size_t i = 0; i < schools.size(); ++i) {
    const Setting setting = setting_of(all.settings[schools[i].value]);
    places.emplace_back(above == nullptr ? 0 : above->group_of[i], setting == Setting::NotGiven, "", static_cast<std::uint32_t>(setting));
    if (setting == Setting::NotGiven) ++level.schools_without_area;
  }
  number_places(places, level);
  for (std::size_t i = 0; i < places.size(); ++i) level.groups[level.group_of[i]].setting = static_cast<Setting>(std::get<3>(places[i]));
  if (above != nullptr)
    for (SchoolGroup& group : level.groups) group.area = above->groups[group.parent].area;
  return level;
}

GroupingLevel by_area(const model::Dataset& dataset, std::span<const AreaIndex> units, AreaLevel name, const GroupingLevel* above) {
  GroupingLevel level;
  level.name = to_string(name);
  // Units of one area are on one place: the way up is walked once per area.
  std::map<AreaIndex, std::optional<AreaIndex>> tops;
  std::vector<Place> places;
  std::vector<std::optional<AreaIndex>> areas;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const AreaIndex own = units[i];
    auto found = tops.find(own);
    if (found == tops.end()) found = tops.emplace(own, dataset.areas.at_level(own, name)).first;
    const std::optional<AreaIndex>& area = found->second;
    places.emplace_back(above == nullptr ? 0 : above->group_of[i], !area, area ? dataset.areas.codes.at(area->value) : "",
                        area ? area->value : 0);
    areas.push_back(area);
    if (!area) ++level.schools_without_area;
  }
  number_places(places, level);
  for (std::size_t i = 0; i < areas.size(); ++i) level.groups[level.group_of[i]].area = areas[i];
  if (name == AreaLevel::Country && level.schools_without_area == units.size()) {
    level.is_whole_dataset = true;
    level.schools_without_area = 0;
  }
  return level;
}

std::vector<AreaIndex> areas_of(const model::Schools& all, std::span<const SchoolIndex> schools) {
  std::vector<AreaIndex> out;
  out.reserve(schools.size());
  for (const SchoolIndex school : schools) out.push_back(all.areas[school.value]);
  return out;
}

bool parts(const model::Areas& areas, std::span<const AreaIndex> units, AreaLevel level) {
  const std::set<AreaIndex> own(units.begin(), units.end());
  std::set<AreaIndex> tops;
  for (const AreaIndex area : own)
    if (const auto top = areas.at_level(area, level)) tops.insert(*top);
  return tops.size() > 1;
}

}  // namespace

std::vector<std::string> Grouping::names() const {
  std::vector<std::string> out;
  for (const AreaLevel level : levels) out.emplace_back(to_string(level));
  if (is_by_setting) out.emplace_back("setting");
  return out;
}

Result<std::vector<GroupingLevel>> group_schools(const model::Dataset& dataset, std::span<const SchoolIndex> schools,
                                                 const Grouping& grouping) {
  auto out = group_areas(dataset, areas_of(dataset.schools, schools), grouping);
  if (!out || !grouping.is_by_setting) return out;
  GroupingLevel settings = by_setting(dataset.schools, schools, out->empty() ? nullptr : &out->back());
  if (settings.schools_without_area == schools.size()) return fail(Code::NoAreaOfGrouping, {{"level", settings.name}});
  out->push_back(std::move(settings));
  return out;
}

Result<std::vector<GroupingLevel>> group_areas(const model::Dataset& dataset, std::span<const AreaIndex> areas, const Grouping& grouping) {
  std::vector<GroupingLevel> out;
  for (const AreaLevel name : grouping.levels) out.push_back(by_area(dataset, areas, name, out.empty() ? nullptr : &out.back()));
  for (const GroupingLevel& level : out)
    if (level.schools_without_area == areas.size()) return fail(Code::NoAreaOfGrouping, {{"level", level.name}});
  return out;
}

Grouping default_grouping(const model::Dataset& dataset, std::span<const SchoolIndex> schools) {
  const std::vector<AreaIndex> areas = areas_of(dataset.schools, schools);
  Grouping grouping = default_grouping(dataset, areas, AreaLevel::Township);
  if (grouping.levels.empty() && parts(dataset.areas, areas, AreaLevel::Township)) grouping.levels.push_back(AreaLevel::Township);
  return grouping;
}

Grouping default_grouping(const model::Dataset& dataset, std::span<const AreaIndex> areas, AreaLevel units) {
  Grouping grouping;
  for (const AreaLevel level : {AreaLevel::Province, AreaLevel::City, AreaLevel::County})
    if (level < units && parts(dataset.areas, areas, level)) grouping.levels.push_back(level);
  return grouping;
}

Result<stats::NestedGroups> nested_groups(std::span<const GroupingLevel> levels, std::size_t schools) {
  std::vector<stats::GroupLevel> groups;
  for (const GroupingLevel& level : levels) groups.push_back({level.group_of, level.groups.size()});
  const std::vector<std::uint32_t> one(levels.empty() ? schools : 0, 0);
  if (levels.empty()) groups.push_back({one, 1});
  return stats::NestedGroups::create(groups);
}

}  // namespace junheng::monitor
