#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "junheng/monitor/subject_need.h"

namespace junheng::monitor {

/// Where a share lies to the range that a frame allows; the ends belong to it.
enum class FramePlace : std::uint8_t { Below, Inside, Above };

[[nodiscard]] std::string_view to_string(FramePlace place);

inline constexpr std::size_t kFrameStages = 2;

/// The share that some subjects have in the frame's periods of all grades.
struct FrameShare {
  /// Periods a week of one class, primary and junior; nullopt where not known, or where there is no such stage.
  std::array<std::optional<double>, kFrameStages> per_class;
  /// sum over stages of per_class x teaching weeks of the stage's grades / total of the frame, in percent.
  std::optional<double> percent;
  /// Why `percent` is not known.
  SubjectGap missing = SubjectGap::None;
  /// The stage is that of the county, as the school lacks it.
  std::array<bool, kFrameStages> is_county{};
  std::optional<FramePlace> place;
};

struct FrameSchool {
  SchoolIndex school;
  /// In the order of FrameMonitor::shares.
  std::vector<FrameShare> shares;
};

struct FrameReason {
  SubjectGap why = SubjectGap::None;
  std::uint32_t schools = 0;
};

/// One range in one area. `share` is that of the schools known; its place is told only where every school is.
struct FrameAreaShare {
  FrameShare share;
  /// Schools whose periods are known in all of their stages, and the others.
  std::uint32_t schools = 0;
  std::uint32_t schools_unknown = 0;
  /// Schools by the place of their own share.
  std::uint32_t schools_below = 0;
  std::uint32_t schools_inside = 0;
  std::uint32_t schools_above = 0;
  /// Of schools without a share of their own, in the order of the reasons.
  std::vector<FrameReason> reasons;

  [[nodiscard]] bool is_complete() const { return share.percent && schools_unknown == 0; }
};

struct FrameArea {
  AreaIndex area;
  std::vector<FrameAreaShare> shares;
  /// Positions in FrameMonitor::schools.
  std::vector<std::size_t> schools;
};

struct FrameMonitor {
  /// The ranges of the frame; they lead into the curriculum.
  std::vector<const standards::PeriodShare*> shares;
  /// As of SubjectMonitor.
  std::vector<FrameSchool> schools;
  /// In the order of their codes.
  std::vector<FrameArea> areas;
  std::vector<Issue> issues;

  [[nodiscard]] const FrameArea* find(AreaIndex area) const;
};

/// Periods taught against the ranges of a frame without a table of grade by subject (docs/methods/teacher-need.md, "National frame").
///
/// A class's periods a week in a stage = periods of the stage / its classes (grade_classes()); an area's: sums over its schools. The share
/// of a nine-year course = sum over stages of these x teaching weeks of the stage's grades / total of the frame. A school of one stage is
/// judged with the other stage as its county gives it, unless no grade of that stage has the subjects; where the county does not tell it,
/// the share is not known. A stage whose grades have none of the subjects and of which nothing is told counts nothing. Loads are not used.
/// `input.curriculum` has a frame.
[[nodiscard]] FrameMonitor monitor_frame(const SubjectInput& input);

/// Areas of the level (nullopt: all) at or below the code (empty: all), in the order of codes.
[[nodiscard]] std::vector<const FrameArea*> frame_areas(const FrameMonitor& monitor, const model::Dataset& dataset,
                                                        std::optional<model::AreaLevel> level, const std::string& area_code);

}  // namespace junheng::monitor
