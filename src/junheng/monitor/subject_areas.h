#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "junheng/monitor/subject_need.h"

namespace junheng::monitor {

/// An area with the sums and the schools of its subjects. Points into the SubjectMonitor it is made from.
struct SubjectArea {
  const AreaSubjects* sums = nullptr;
  std::vector<const SchoolSubjects*> schools;

  [[nodiscard]] AreaIndex area() const { return sums->area; }
  /// Sum of a number of one subject over all schools of the area; nullopt where one of them lacks it, or there is no school.
  [[nodiscard]] std::optional<double> total(std::size_t subject, SubjectValue SubjectFigure::*number) const;
  /// The schools that lack teachers of the subject, the greatest gap first, of equal ones in the order of the dataset.
  [[nodiscard]] std::vector<const SchoolSubjects*> short_schools(std::size_t subject) const;
  /// The schools that give fewer periods of the subject than are due, those that lack the most first.
  [[nodiscard]] std::vector<const SchoolSubjects*> under_taught_schools(std::size_t subject) const;
  /// Nothing to say of the subject: no school has it in its grades, and none has a teacher or a period of it.
  [[nodiscard]] bool is_idle(std::size_t subject) const;
};

/// Why schools count in no sum: how many for each reason, in the order of the reasons.
struct SubjectReason {
  SubjectGap why = SubjectGap::None;
  std::uint32_t schools = 0;
};

/// Reasons why need or teachers of a subject are not known, and why periods are not. A school that lacks both numbers counts for each
/// reason.
[[nodiscard]] std::vector<SubjectReason> need_reasons(const SubjectArea& area, std::size_t subject);
[[nodiscard]] std::vector<SubjectReason> period_reasons(const SubjectArea& area, std::size_t subject);

/// A school that gives scarce subjects fewer periods than the curriculum asks for, and examined ones more: positions of the subjects.
struct SqueezedSchool {
  const SchoolSubjects* school = nullptr;
  std::vector<std::size_t> fewer;
  std::vector<std::size_t> more;
  /// Periods a week that the scarce subjects lack.
  double lost = 0;
};

/// The most periods lost first. Which subjects are scarce and which examined: the list of subjects (curricula/subjects.toml).
[[nodiscard]] std::vector<SqueezedSchool> squeezed_schools(const SubjectArea& area, const SubjectMonitor& monitor,
                                                           const standards::CurriculumLibrary& library);

/// Areas of the level (nullopt: all) at or below the code (empty: all), in the order of codes.
[[nodiscard]] std::vector<SubjectArea> subject_areas(const SubjectMonitor& monitor, const model::Dataset& dataset,
                                                     std::optional<model::AreaLevel> level, const std::string& area_code);

/// Sums by area in one year.
struct SubjectYear {
  SchoolYear year;
  std::vector<AreaSubjects> areas;

  /// nullptr: the area has no school in the year.
  [[nodiscard]] const AreaSubjects* find(AreaIndex area) const;
};

/// The years before that of `input` that have teachers or periods by subject, ascending, then the sums of `last`, which is that of `input`.
/// Every year is worked out by the same curriculum and loads, so that only classes and teachers differ.
[[nodiscard]] std::vector<SubjectYear> subject_years(const SubjectInput& input, const SubjectMonitor& last);

/// Whether a table tells teachers by subject in the year, and whether one tells weekly periods.
[[nodiscard]] bool has_subject_tables(const model::Dataset& dataset, SchoolYear year);
[[nodiscard]] bool has_period_tables(const model::Dataset& dataset, SchoolYear year);

}  // namespace junheng::monitor
