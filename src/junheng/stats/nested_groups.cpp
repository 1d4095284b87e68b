#include "junheng/stats/nested_groups.h"

#include <algorithm>

#include "junheng/core/codes.h"

namespace junheng::stats {

Result<NestedGroups> NestedGroups::create(std::span<const GroupLevel> levels) {
  if (levels.empty() || levels.front().group_of.empty()) return fail(Code::EmptyInput);
  const std::size_t count = levels.front().group_of.size();
  for (const GroupLevel& level : levels) {
    if (level.group_of.size() != count) return fail(Code::SizeMismatch);
    if (std::ranges::max(level.group_of) >= level.group_count) return fail(Code::GroupUnknown);
  }
  NestedGroups groups;
  groups.parents_.resize(levels.size());
  for (std::size_t level = 0; level < levels.size(); ++level) {
    const GroupLevel& inner = levels[level];
    groups.group_counts_.push_back(inner.group_count);
    if (level == 0) continue;
    const std::span<const std::uint32_t> outer = levels[level - 1].group_of;
    std::vector<std::uint32_t>& parents = groups.parents_[level];
    parents.resize(inner.group_count);
    for (std::size_t i = 0; i < count; ++i) parents[inner.group_of[i]] = outer[i];
    for (std::size_t i = 0; i < count; ++i)
      if (parents[inner.group_of[i]] != outer[i]) return fail(Code::GroupsNotNested);
  }
  groups.innermost_.assign(levels.back().group_of.begin(), levels.back().group_of.end());
  return groups;
}

}  // namespace junheng::stats
