#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/issue.h"
#include "junheng/model/dataset.h"
#include "junheng/monitor/grade_classes.h"
#include "junheng/standards/curriculum.h"
#include "junheng/standards/retirement.h"

namespace junheng::monitor {

/// Why a figure of a subject is not known.
enum class SubjectGap : std::uint8_t {
  None,
  NoClasses,     ///< no table tells the classes of a stage that the school has
  NoLoad,        ///< no weekly load for the subject in a stage that teaches it
  NoStaff,       ///< neither subject_staff nor a subject in teachers for the school or for one of its stages, or an empty cell in it
  NotByStage,    ///< staff of a school with a further stage, given for the whole of it
  NoPeriods,     ///< weekly periods of a teacher or of the subject are not given
  TwoSubjects,   ///< weekly periods of a teacher of two subjects, not divided between them
  NoOtherStage,  ///< the other stage of a nine-year course, which the school lacks and its county does not tell
};

[[nodiscard]] std::string_view to_string(SubjectGap gap);

/// The whole teachers that a need takes: rounded up, but for what the arithmetic leaves (1e-9).
[[nodiscard]] double whole_teachers(double need);

/// A number, or the reason why there is none.
struct SubjectValue {
  double value = 0;
  SubjectGap missing = SubjectGap::None;

  [[nodiscard]] std::optional<double> get() const { return missing == SubjectGap::None ? std::optional(value) : std::nullopt; }
  void lose(SubjectGap why) {
    if (missing == SubjectGap::None) missing = why;
  }
};

/// One subject in one school: the compulsory stages together, since teachers move between the stages of a school.
struct SubjectFigure {
  /// Teachers: sum over stages and grades of classes x periods / load.
  SubjectValue need;
  /// Teachers of the subject, fractions kept.
  SubjectValue have;
  /// Teachers with it as their second subject; not in `have`.
  double second = 0;
  /// Persons of the list of teachers whose retirement can be told (sex, year of birth), and how many of them are gone by each school
  /// year asked for (SubjectInput::retirement). Persons may be fewer than `have`, which need no list.
  double retirement_told = 0;
  std::vector<double> retired;
  /// Periods a week that the curriculum asks for, and that are given.
  SubjectValue due;
  SubjectValue taught;

  /// need - have: positive is a shortage.
  [[nodiscard]] std::optional<double> gap() const;
  /// Whole teachers if the school shares none with another: need, rounded up.
  [[nodiscard]] std::optional<double> whole_need() const;
  /// The need apart: posts with a full load in this school, and the part of one more that a teacher of another subject or school can fill.
  [[nodiscard]] std::optional<double> full_posts() const;
  [[nodiscard]] std::optional<double> part_post() const;
  /// Whether the curriculum has the subject in the grades of the school, or may have: of a school whose grades are not known.
  [[nodiscard]] bool is_taught() const { return due.missing != SubjectGap::None || due.value > 0; }
  /// taught / due; nullopt where nothing is due.
  [[nodiscard]] std::optional<double> share_taught() const;
};

struct SchoolSubjects {
  SchoolIndex school;
  double classes = 0;
  ClassBasis basis = ClassBasis::Unknown;
  /// Teachers of no subject, of one that the list of subjects lacks, or of one that the curriculum has no row for.
  double without_subject = 0;
  double unknown_subject = 0;
  double outside_curriculum = 0;
  /// In the order of SubjectMonitor::subjects.
  std::vector<SubjectFigure> subjects;
};

/// Sums over the schools of an area of which both numbers are known; the others are counted.
struct AreaSubject {
  double need = 0;
  double have = 0;
  double second = 0;
  /// need - have. What one school has too many does not teach in the next: see `shortage`.
  double gap = 0;
  /// Sum of the gaps of schools that lack teachers, and of what others have above their need (both positive).
  double shortage = 0;
  double surplus = 0;
  /// Whole teachers if every school has its own, and if all schools share (走教).
  double whole_need_each = 0;
  double whole_need_shared = 0;
  /// whole_need_shared apart: posts with a full load in one school, and teachers who fill what is left over in several (走教).
  double full_posts = 0;
  double shared_posts = 0;
  std::uint32_t schools = 0;
  std::uint32_t schools_short = 0;
  std::uint32_t schools_unknown = 0;
  double due = 0;
  double taught = 0;
  std::uint32_t schools_with_periods = 0;
  std::uint32_t schools_under_taught = 0;
  std::uint32_t schools_periods_unknown = 0;
  /// Schools in whose grades the subject is taught, or may be.
  std::uint32_t schools_teaching = 0;

  [[nodiscard]] std::optional<double> share_taught() const;
  /// Whether the sums are of every school of the area.
  [[nodiscard]] bool has_every_school() const { return schools > 0 && schools_unknown == 0; }
  [[nodiscard]] bool has_all_periods() const { return schools_with_periods > 0 && schools_periods_unknown == 0; }
};

struct AreaSubjects {
  AreaIndex area;
  double without_subject = 0;
  double unknown_subject = 0;
  double outside_curriculum = 0;
  std::vector<AreaSubject> subjects;
};

struct SubjectInput {
  const model::Dataset* dataset = nullptr;
  SchoolYear year;
  const standards::CurriculumLibrary* library = nullptr;
  /// One with a table; of monitor_frame() one with a frame.
  const standards::Curriculum* curriculum = nullptr;
  const standards::LoadTable* loads = nullptr;
  /// Of SubjectStaff: staff of this compulsory stage alone; nullopt: of both together.
  std::optional<Stage> only_stage = {};
  /// Ages at which teachers retire, and the school years by which leavers are counted; null: they are not.
  const standards::RetirementTable* retirement = nullptr;
  std::vector<SchoolYear> leaving_by = {};
};

struct SubjectMonitor {
  /// Ids, in the order of the curriculum's rows.
  std::vector<std::string_view> subjects;
  /// Schools with a compulsory stage, in the order of the dataset; campuses with their school; special-education schools left out.
  std::vector<SchoolSubjects> schools;
  /// Counties and what lies above, in the order of their codes.
  std::vector<AreaSubjects> areas;
  /// Words of the data that name no subject, each once.
  std::vector<Issue> issues;
};

/// Teachers that each subject needs, has and lacks, and periods given against the curriculum, by school and area (standards.md 5.3).
///
/// need[subject] = sum over grades of classes[grade] x periods[grade][subject] / load[stage][subject]; classes from grade_classes().
/// Teachers and periods come from subject_staff where the school or campus has rows there (in a stage that they tell, a subject without a
/// row has none), else from teachers.
/// Music and fine arts count in arts, as the list of subjects says. The method: docs/methods/teacher-need.md. Linear in the rows.
[[nodiscard]] SubjectMonitor monitor_subjects(const SubjectInput& input);

/// Whether the school or a campus of it has, or must have, the stage.
[[nodiscard]] bool has_compulsory_stage(const model::Dataset& dataset, const assess::YearRows& rows, const assess::Campuses& campuses,
                                        SchoolIndex root, Stage stage);

}  // namespace junheng::monitor
