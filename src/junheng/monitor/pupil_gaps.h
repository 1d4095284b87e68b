#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "junheng/assess/assessment.h"
#include "junheng/monitor/setting.h"

namespace junheng::monitor {

/// Columns of grade_facts that count a group of pupils.
inline constexpr auto kPupilGroups = std::to_array<std::string_view>(
    {"girls", "boarders", "migrant_pupils", "migrant_worker_pupils", "left_behind_pupils", "inclusive_pupils"});

/// A mean, over whom it was taken, and how many schools could not enter it.
struct GapMean {
  /// numerator / denominator.
  std::optional<double> mean;
  /// The weighted sum of which `mean` is made, in the unit of the mean x that of the denominator.
  double numerator = 0;
  /// Pupils, but for settings: there the sum of the indicator's own denominators, such as teachers.
  double denominator = 0;
  std::uint32_t schools_valued = 0;
  std::uint32_t schools_unknown = 0;
};

struct IndicatorGaps {
  std::string_view indicator;
  /// As the county mean of the assessment: scale x sum of numerators / sum of denominators, over the schools of the setting.
  std::array<GapMean, kSettings> settings;
  /// Pupils of the schools in the mean of each setting, and how many of those schools do not tell them.
  std::array<double, kSettings> setting_pupils{};
  std::array<std::uint32_t, kSettings> setting_pupils_unknown{};
  /// Mean of the schools' values, each school counting with its pupils, and with its pupils of a group: what the pupil, and the pupil of
  /// the group, has on average.
  GapMean all;
  std::array<GapMean, kPupilGroups.size()> groups;
};

/// Gaps of one stage of an area.
struct StageGaps {
  Stage stage = Stage::Primary;
  /// In the order of the standard's indicators; those made of parts have no value of their own and are left out.
  std::vector<IndicatorGaps> indicators;
  /// Percent of the pupils of the schools that tell the group (`denominator`: their pupils).
  std::array<GapMean, kPupilGroups.size()> group_percent;
  /// Pupils of the schools of each setting.
  std::array<double, kSettings> setting_pupils{};
  /// Schools of each setting whose pupils are not known.
  std::array<std::uint32_t, kSettings> setting_pupils_unknown{};
  /// Schools whose setting is not given: in no setting's mean.
  std::uint32_t schools_without_setting = 0;
};

struct AreaGaps {
  AreaIndex area;
  std::vector<StageGaps> stages;
};

/// Gaps inside every area of an assessment: between settings, and between the schools that groups of pupils attend. Values are those of the
/// assessment; schools that do not enter it are left out. A group's pupils of a school are the sum over its grades and campuses, unknown
/// where a grade row with pupils does not tell them, or a grade that should have a row has none (lacking_grades).
[[nodiscard]] std::vector<AreaGaps> pupil_gaps(const assess::Assessment& assessment);

}  // namespace junheng::monitor
