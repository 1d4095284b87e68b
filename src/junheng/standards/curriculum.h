#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/core/issue.h"
#include "junheng/core/lang.h"
#include "junheng/core/stage.h"
#include "junheng/standards/pack.h"

// Curricula: which subjects there are, how many periods a week each grade has of them, and how many periods a week a full teacher gives.

namespace junheng::standards {

/// Subjects that schools tend to lack teachers and time for, those that entrance examinations weigh most, and the rest.
enum class SubjectGroup : std::uint8_t { Other, Scarce, Examined };

/// A subject (学科) and the words by which tables name it.
struct Subject {
  std::string id;
  Bilingual title;
  /// Further words, in either language.
  std::vector<std::string> synonyms;
  /// The subject in whose periods this one's are contained ("arts" for music); empty: it stands by itself.
  std::string counts_in;
  SubjectGroup group = SubjectGroup::Other;
  std::uint32_t line = 0;
};

/// Grades from `first` to `last`.
struct GradeSpan {
  int first = 1;
  int last = 9;

  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(last - first + 1); }
  [[nodiscard]] bool contains(int grade) const { return grade >= first && grade <= last; }
};

/// A row of the table of periods: one subject, grade by grade.
struct SubjectPeriods {
  std::string subject;
  /// Periods a week, one entry per grade of the curriculum; 0 where the subject is not taught; the mean where weeks alternate.
  std::vector<double> weekly;
  /// The sum that the source prints for the row, if it does.
  std::optional<double> printed_sum;
  /// What the row is made of, e.g. music and fine arts.
  std::vector<SubjectPeriods> parts;
  std::uint32_t line = 0;
};

/// The share of all periods that some subjects have together: as printed beside a table, or as the range that a frame allows.
struct PeriodShare {
  std::vector<std::string> subjects;
  GradeSpan grades;
  std::optional<double> percent;
  /// Digits after the point that the source prints for `percent`.
  int decimals = 1;
  std::optional<double> low_percent;
  std::optional<double> high_percent;
  ValueStatus status = ValueStatus::Unverified;
  Source source;
  std::uint32_t line = 0;
};

/// Totals of a curriculum, one entry per grade.
struct PeriodFrame {
  std::vector<double> weekly;
  std::vector<double> teaching_weeks;
  /// weekly x teaching_weeks as printed.
  std::vector<double> yearly;
  /// Of all grades: periods a year where `yearly` is given, else periods a week.
  std::optional<double> total;
  std::uint32_t line = 0;
};

/// Periods by grade and subject, or (without `rows`) only the frame that such a table has to fit.
struct Curriculum {
  std::string id;
  Bilingual title;
  std::string country;
  /// Used where none is asked for.
  bool is_default = false;
  GradeSpan grades;
  std::vector<Bilingual> notes;
  std::optional<PeriodFrame> frame;
  std::vector<SubjectPeriods> rows;
  std::vector<PeriodShare> shares;
  ValueStatus status = ValueStatus::Unverified;
  Source source;
  std::string file;
  std::uint32_t line = 0;

  [[nodiscard]] bool has_table() const { return !rows.empty(); }
  [[nodiscard]] const SubjectPeriods* row(std::string_view subject) const;
  /// Periods a week of a subject in a grade; 0 where the table has no such row or the grade lies outside it.
  [[nodiscard]] double periods(std::string_view subject, int grade) const;
  /// Whether a grade has periods of the subject by the table, or without one by the grades of its share.
  [[nodiscard]] bool teaches(std::string_view subject, int grade) const;
};

/// Weekly load (周课时量) of a full teacher.
struct WeeklyLoad {
  Stage stage = Stage::Primary;
  /// Empty: every subject of the stage that no other entry names.
  std::vector<std::string> subjects;
  double periods = 0;
  ValueStatus status = ValueStatus::Unverified;
  Source source;
  std::uint32_t line = 0;
};

struct LoadTable {
  std::string id;
  Bilingual title;
  std::string country;
  bool is_default = false;
  std::vector<Bilingual> notes;
  std::vector<WeeklyLoad> loads;
  std::string file;
  std::uint32_t line = 0;

  /// The entry that names the subject, else the one for every other subject of the stage; nullptr: no load is known.
  [[nodiscard]] const WeeklyLoad* find(Stage stage, std::string_view subject) const;
};

/// The text of one file of `curricula/` and the name to show for it.
struct CurriculumFile {
  std::string name;
  std::string text;
};

/// What loading gives. Curricula and load tables whose file has an error are left out.
struct CurriculumLibrary {
  std::vector<Subject> subjects;
  std::vector<Curriculum> curricula;
  std::vector<LoadTable> loads;
  std::vector<Issue> issues;

  [[nodiscard]] const Subject* find_subject(std::string_view id) const;
  /// The subject that a word means: its id, a title or a synonym, compared as headers are (width, case and spaces do not count).
  [[nodiscard]] const Subject* recognise(std::string_view word) const;
  /// The subject whose periods this one's are part of, or the id itself.
  [[nodiscard]] std::string_view counted_in(std::string_view id) const;
  [[nodiscard]] const Curriculum* find_curriculum(std::string_view id) const;
  [[nodiscard]] const LoadTable* find_loads(std::string_view id) const;
  /// Those marked so, of which the lint allows one each; nullptr: none.
  [[nodiscard]] const Curriculum* default_curriculum() const;
  [[nodiscard]] const LoadTable* default_loads() const;
};

/// Reads and lints files of curricula, subjects and loads together: a file may hold any of the three, and subjects may be named by every
/// other file. The format: docs/curricula-format.md.
[[nodiscard]] CurriculumLibrary load_curricula(std::span<const CurriculumFile> files);

/// Whether a curriculum may be a frame alone.
enum class Frames : std::uint8_t { Refused, Accepted };

/// The curriculum by which need is worked out: by its id, or the default one where `id` is empty.
/// Errors: UnknownCurriculum; CurriculumWithoutTable (a frame alone has no periods by grade and subject) unless frames are accepted. Both
/// list what there is.
[[nodiscard]] Result<const Curriculum*> choose_curriculum(const CurriculumLibrary& library, std::string_view id,
                                                          Frames frames = Frames::Refused);

/// The same for weekly loads. Errors: UnknownLoads.
[[nodiscard]] Result<const LoadTable*> choose_loads(const CurriculumLibrary& library, std::string_view id);

/// The files that are compiled into the program.
[[nodiscard]] std::vector<CurriculumFile> built_in_curricula();

}  // namespace junheng::standards
