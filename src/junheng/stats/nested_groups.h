#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "junheng/core/error.h"

namespace junheng::stats {

/// One partition of the observations: which group each is in, e.g. the county of a school.
struct GroupLevel {
  /// Per observation, 0 ... group_count - 1. Groups without observations are allowed.
  std::span<const std::uint32_t> group_of;
  std::size_t group_count = 0;
};

/// Nested partitions, e.g. provinces, and counties inside them: which inner group belongs to which outer one, found once and used for any
/// number of measures and resamples over the same observations. Immutable, so threads may share it.
class NestedGroups {
 public:
  /// `levels` from the outermost to the innermost; one level is a flat partition such as urban and rural. Complexity: O(n * levels).
  ///
  /// Errors: EmptyInput (no level or no observation); SizeMismatch (levels differ in their number of observations); GroupUnknown (an
  /// index not below group_count); GroupsNotNested (an inner group lies in two outer ones).
  [[nodiscard]] static Result<NestedGroups> create(std::span<const GroupLevel> levels);

  [[nodiscard]] std::size_t level_count() const { return group_counts_.size(); }
  [[nodiscard]] std::size_t observation_count() const { return innermost_.size(); }
  [[nodiscard]] std::size_t group_count(std::size_t level) const { return group_counts_[level]; }
  /// Group of each observation at the innermost level.
  [[nodiscard]] std::span<const std::uint32_t> innermost() const { return innermost_; }
  /// Per group of `level`, its group at `level - 1`; 0 for a group without observations. Requires: level > 0.
  [[nodiscard]] std::span<const std::uint32_t> parents(std::size_t level) const { return parents_[level]; }

 private:
  NestedGroups() = default;

  std::vector<std::uint32_t> innermost_;
  std::vector<std::size_t> group_counts_;
  std::vector<std::vector<std::uint32_t>> parents_;
};

}  // namespace junheng::stats
