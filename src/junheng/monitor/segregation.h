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

/// How far the pupils of a group are from the other pupils, school by school.
struct Segregation {
  std::string group;
  /// Schools of the stage that tell the group; `pupils` is of them.
  std::size_t schools = 0;
  double group_pupils = 0;
  double pupils = 0;
  std::vector<UnitWithoutValue> without_value;
  double dissimilarity = 0;
  /// Names of the levels, one per term of parts.between.
  std::vector<std::string> levels;
  stats::SegregationDecomposition parts;
  /// Why it is not known; then the measures are empty.
  std::optional<Error> undefined;
};

/// D, M and H of a group against the other pupils over schools, M and H taken apart over the grouping: stats::dissimilarity,
/// stats::segregation_decomposition. `request` gives year, stage and area; its measure does not matter.
///
/// Counts are those of stage_facts where a school of the stage has the group there, else of the grades of the stage with campuses added.
/// A school is in `without_value` where a grade lacks the group or its pupils (PartMissing), where its grades have fewer pupils than the
/// stage (PartMissing), where the group is larger than its pupils (Rejected), and where it has no grades (NoRow).
/// Reasons: those of school_sample for pupils; MeasureWithoutValues; OneGroupOnly; those of group_schools.
[[nodiscard]] Segregation segregation_by_level(const SampleRequest& request, std::string_view group, const Grouping& grouping);

}  // namespace junheng::monitor
