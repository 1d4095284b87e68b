#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/monitor/school_groups.h"
#include "junheng/monitor/unit_sample.h"
#include "junheng/stats/segregation.h"

namespace junheng::monitor {

/// Groups of pupils that the dataset format counts: ids of columns of grade_facts, of which stage_facts has some.
[[nodiscard]] std::span<const std::string_view> pupil_groups();

/// Whether no pupil may be in two of the groups: one group, or migrant and left-behind pupils, of whom the ones have moved to where their
/// parents work and the others have stayed. Girls, boarders and inclusive pupils may be any of the others.
[[nodiscard]] bool are_disjoint_groups(std::span<const std::string> groups);

/// How far groups of pupils are from each other and from the other pupils, school by school.
struct Segregation {
  /// One or several; the pupils in none of them are a group too.
  std::vector<std::string> groups;
  /// Schools of the stage that tell all of them; `pupils` is of them.
  std::size_t schools = 0;
  /// By group.
  std::vector<double> group_pupils;
  double pupils = 0;
  std::vector<UnitWithoutValue> without_value;
  double dissimilarity = 0;
  /// M and H of all schools: the sum of the parts.
  stats::EntropySegregation whole;
  /// Names of the levels, one per term of parts.between.
  std::vector<std::string> levels;
  stats::SegregationDecomposition parts;
  /// Why it is not known; then the measures are empty.
  std::optional<Error> undefined;

  /// "migrant_pupils+left_behind_pupils", as the groups are asked for.
  [[nodiscard]] std::string id() const;
};

/// D, M and H of groups and the other pupils over schools, M and H taken apart over the grouping: stats::dissimilarity,
/// stats::entropy_segregation, stats::segregation_decomposition. `request` gives year, stage and area; its measure does not matter.
///
/// Counts are those
/// of stage_facts where a school of the stage has the group there, else of the grades of the stage with campuses added.
/// A school is in `without_value` where a grade lacks the group or its pupils (PartMissing), where its grades have fewer pupils than the
/// stage (PartMissing), where the groups together are larger than its pupils, or its tables differ in them (Rejected), and where it has no
/// grades (NoRow).
/// Reasons: those of school_sample for pupils; MeasureWithoutValues; OneGroupOnly; those of group_schools. Requires: one group at least;
/// are_disjoint_groups().
[[nodiscard]] Segregation segregation_by_level(const SampleRequest& request, std::span<const std::string> groups, const Grouping& grouping);

}  // namespace junheng::monitor
