#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/model/dataset.h"
#include "junheng/monitor/setting.h"
#include "junheng/stats/nested_groups.h"

namespace junheng::monitor {

/// What schools are grouped by: levels of areas from the highest down, and inside the last of them, or of all, the setting.
struct Grouping {
  std::vector<model::AreaLevel> levels;
  bool is_by_setting = false;

  /// Names of the levels, highest first: "province", "county", "setting".
  [[nodiscard]] std::vector<std::string> names() const;
};

struct SchoolGroup {
  /// nullopt where the schools have no area of the level; of a setting the area that it is in, if any.
  std::optional<AreaIndex> area;
  std::optional<Setting> setting;
  /// Group of the level above that it is in.
  std::uint32_t parent = 0;
};

/// The groups of one level.
struct GroupingLevel {
  std::string name;
  std::vector<SchoolGroup> groups;
  /// Per school of the sample.
  std::vector<std::uint32_t> group_of;
  /// Schools of which no area has the level.
  std::size_t schools_without_area = 0;
  /// The level is country and no area of the data has it: all are one group.
  bool is_whole_dataset = false;
};

/// Groups the schools, level by level, highest first; the order of groups is that of area codes within the group above.
///
/// Levels may be skipped: schools without an area of a level, such as those of counties directly under a province, make up one group of
/// that level inside their group of the level above, so that groups are always nested. Schools whose setting is not given are a group too,
/// in each area one. Data without any area of the level country are all of one country.
/// Errors: NoAreaOfGrouping (no school has an area of the level, or a setting).
[[nodiscard]] Result<std::vector<GroupingLevel>> group_schools(const model::Dataset& dataset, std::span<const SchoolIndex> schools,
                                                               const Grouping& grouping);

/// The same for areas; the levels stand above them. Levels only, no setting.
[[nodiscard]] Result<std::vector<GroupingLevel>> group_areas(const model::Dataset& dataset, std::span<const AreaIndex> areas,
                                                             const Grouping& grouping);

/// Of province, city and county the levels that part the schools, i.e. of which they are in more than one area; of township where no
/// other does.
[[nodiscard]] Grouping default_grouping(const model::Dataset& dataset, std::span<const SchoolIndex> schools);

/// The same for areas of one level: of province, city and county those above it that part them.
[[nodiscard]] Grouping default_grouping(const model::Dataset& dataset, std::span<const AreaIndex> areas, model::AreaLevel units);

/// The levels as stats takes them; all schools in one group where there is no level.
[[nodiscard]] Result<stats::NestedGroups> nested_groups(std::span<const GroupingLevel> levels, std::size_t schools);

}  // namespace junheng::monitor
