#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "junheng/assess/units.h"
#include "junheng/monitor/subject_need.h"

namespace junheng::monitor {

/// Teachers and weekly periods by subject, school by school.
class SubjectStaff {
 public:
  SubjectStaff(const SubjectInput& input, const assess::YearRows& rows, const assess::Campuses& campuses,
               const std::vector<std::string_view>& subjects);

  /// Fills `have`, `second`, `taught` and the teachers that count for no subject, of a school with these compulsory stages. Each campus
  /// is read from its rows of subject_staff, or from its persons where it has none. In a stage of which no campus tells its staff, the
  /// teachers and periods of the subjects taught there are not known.
  void fill(SchoolIndex root, assess::StageSet stages, SchoolSubjects& out) const;

  /// Adds the persons on the list whose stage counts to `retirement_told` and `retired` of their subject, a twelfth for each month of the
  /// year of birth. Persons without sex or year of birth, or for whom there is no age, are left out of both.
  void fill_leavers(SchoolIndex root, SchoolSubjects& out) const;

  /// Words that name no subject, with their teachers of the year.
  [[nodiscard]] std::vector<Issue> unknown_words() const;

 private:
  enum Slot : std::int32_t { kEmpty = -1, kUnknown = -2, kOutside = -3 };

  [[nodiscard]] std::vector<std::int32_t> slots_of(const model::InternedColumn& words, const std::vector<std::string_view>& subjects) const;
  /// Whether staff of this stage counts; nullopt: not to be told, of a school that has stages besides those that count.
  [[nodiscard]] std::optional<bool> is_ours(std::optional<Stage> stage, bool has_other) const;
  /// Whether the school or a campus has a stage besides those that count.
  [[nodiscard]] bool has_other_stage(SchoolIndex root) const;
  /// The compulsory stages of which the rows, or persons with a subject, tell the staff.
  [[nodiscard]] assess::StageSet fill_from_rows(SchoolIndex member, bool has_other, SchoolSubjects& out) const;
  [[nodiscard]] assess::StageSet fill_from_persons(SchoolIndex member, bool has_other, SchoolSubjects& out) const;
  void lose_stage(Stage stage, SchoolSubjects& out) const;
  void count_person(std::size_t row, SchoolSubjects& out) const;

  const SubjectInput& input_;
  const assess::YearRows& rows_;
  const assess::Campuses& campuses_;
  std::vector<std::string_view> subjects_;
  /// By code of the word: position in the curriculum's rows, or a Slot.
  std::vector<std::int32_t> row_slots_;
  std::vector<std::int32_t> first_slots_;
  std::vector<std::int32_t> second_slots_;
};

}  // namespace junheng::monitor
