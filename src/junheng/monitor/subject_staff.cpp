#include "junheng/monitor/subject_staff.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/core/text.h"

namespace junheng::monitor {

namespace {

/// The compulsory stages that staff of a stage, or of the whole school, stands for.
assess::StageSet stages_meant(std::optional<Stage> stage) {
  if (!stage || *stage == Stage::All) return assess::StageSet::of(kCompulsoryStages);
  return assess::StageSet::of(std::array{*stage});
}

void lose_all(SchoolSubjects& out, SubjectGap why) {
  for (SubjectFigure& figure : out.subjects) {
    figure.have.lose(why);
    figure.taught.lose(why);
  }
}

}  // namespace

SubjectStaff::SubjectStaff(const SubjectInput& input, const assess::YearRows& rows, const assess::Campuses& campuses,
                           const std::vector<std::string_view>& subjects)
    : input_(input),
      rows_(rows),
      campuses_(campuses),
      subjects_(subjects),
      row_slots_(slots_of(input.dataset->subject_staff.names, subjects)),
      first_slots_(slots_of(input.dataset->teachers.subjects, subjects)),
      second_slots_(slots_of(input.dataset->teachers.second_subjects, subjects)) {}

std::vector<std::int32_t> SubjectStaff::slots_of(const model::InternedColumn& words, const std::vector<std::string_view>& subjects) const {
  std::vector<std::int32_t> slots;
  for (std::size_t code = 0; code < words.texts().size(); ++code) {
    const std::string_view word = words.texts().at(code);
    const standards::Subject* subject = input_.library->recognise(word);
    if (subject == nullptr) {
      slots.push_back(trim(word).empty() ? kEmpty : kUnknown);
      continue;
    }
    // A curriculum may have a row for the subject itself although it counts in another elsewhere.
    auto found = std::ranges::find(subjects, std::string_view(subject->id));
    if (found == subjects.end()) found = std::ranges::find(subjects, input_.library->counted_in(subject->id));
    slots.push_back(found == subjects.end() ? std::int32_t{kOutside} : static_cast<std::int32_t>(found - subjects.begin()));
  }
  return slots;
}

std::optional<bool> SubjectStaff::is_ours(std::optional<Stage> stage, bool has_other) const {
  if (stage == Stage::Primary || stage == Stage::Junior) return !input_.only_stage || stage == input_.only_stage;
  if (stage && *stage != Stage::All) return false;
  return has_other ? std::nullopt : std::optional(true);
}

bool SubjectStaff::has_other_stage(SchoolIndex root) const {
  assess::StageSet taught;
  for (const SchoolIndex member : campuses_.of_whole().of(root)) {
    taught.add(rows_.told_stages(member));
    taught.add(assess::stages_of_whole(input_.dataset->schools, member, root));
  }
  bool has_other = taught.has(Stage::Senior);
  for (const Stage stage : kCompulsoryStages)
    has_other = has_other || (input_.only_stage && stage != *input_.only_stage && taught.has(stage));
  return has_other;
}

void SubjectStaff::fill(SchoolIndex root, assess::StageSet stages, SchoolSubjects& out) const {
  const auto members = campuses_.of_whole().of(root);
  const model::FactTable& table = input_.dataset->subject_staff;
  const bool has_other = has_other_stage(root);
  assess::StageSet told;
  for (const SchoolIndex member : members) {
    const bool has_rows = !table.rows_of(input_.year, member).empty();
    told.add(has_rows ? fill_from_rows(member, has_other, out) : fill_from_persons(member, has_other, out));
  }
  if (told.empty()) lose_all(out, SubjectGap::NoStaff);
  for (const Stage stage : kCompulsoryStages)
    if (stages.has(stage) && !told.has(stage)) lose_stage(stage, out);
}

void SubjectStaff::fill_leavers(SchoolIndex root, SchoolSubjects& out) const {
  const model::Teachers& teachers = input_.dataset->teachers;
  for (SubjectFigure& figure : out.subjects) figure.retired.assign(input_.leaving_by.size(), 0);
  const bool has_other = has_other_stage(root);
  for (const SchoolIndex member : campuses_.of_whole().of(root))
    for (const std::uint32_t row : teachers.rows_of(member)) {
      const std::int32_t slot = first_slots_[teachers.subjects.code(row)];
      if (teachers.years[row] != input_.year.first || slot < 0 || is_ours(teachers.stages[row], has_other) != true) continue;
      if (!teachers.sexes[row] || teachers.birth_years[row] == 0) continue;
      const standards::RetirementRule* rule = input_.retirement->find(*teachers.sexes[row], teachers.posts[row]);
      if (rule == nullptr) continue;
      SubjectFigure& figure = out.subjects[static_cast<std::size_t>(slot)];
      figure.retirement_told += 1;
      for (std::size_t i = 0; i < figure.retired.size(); ++i)
        figure.retired[i] += standards::share_retired(*rule, teachers.birth_years[row], input_.leaving_by[i]);
    }
}

void SubjectStaff::lose_stage(Stage stage, SchoolSubjects& out) const {
  for (std::size_t i = 0; i < out.subjects.size(); ++i) {
    bool is_taught = false;
    for (int grade = 1; grade < static_cast<int>(kGradeSlots); ++grade)
      is_taught = is_taught || (stage_of_grade(grade) == stage && input_.curriculum->teaches(subjects_[i], grade));
    if (!is_taught) continue;
    out.subjects[i].have.lose(SubjectGap::NoStaff);
    out.subjects[i].taught.lose(SubjectGap::NoStaff);
  }
}

assess::StageSet SubjectStaff::fill_from_rows(SchoolIndex member, bool has_other, SchoolSubjects& out) const {
  const model::FactTable& table = input_.dataset->subject_staff;
  const model::NumberColumn* teachers = table.column("teachers");
  const model::NumberColumn* periods = table.column("weekly_periods");
  assess::StageSet told;
  for (const std::uint32_t row : table.rows_of(input_.year, member)) {
    const auto stage = static_cast<Stage>(table.parts[row]);
    const auto counts = is_ours(stage, has_other);
    if (counts == false) continue;
    told.add(stages_meant(stage));
    const std::int32_t slot = row_slots_[table.names.code(row)];
    const auto count = teachers == nullptr ? std::nullopt : teachers->get(row);
    const auto given = periods == nullptr ? std::nullopt : periods->get(row);
    if (slot == kEmpty) out.without_subject += count.value_or(0);
    if (slot == kUnknown) out.unknown_subject += count.value_or(0);
    if (slot == kOutside) out.outside_curriculum += count.value_or(0);
    if (slot < 0) continue;
    SubjectFigure& figure = out.subjects[static_cast<std::size_t>(slot)];
    if (!counts || !count) figure.have.lose(counts ? SubjectGap::NoStaff : SubjectGap::NotByStage);
    if (!counts || !given) figure.taught.lose(counts ? SubjectGap::NoPeriods : SubjectGap::NotByStage);
    figure.have.value += count.value_or(0);
    figure.taught.value += given.value_or(0);
  }
  return told;
}

assess::StageSet SubjectStaff::fill_from_persons(SchoolIndex member, bool has_other, SchoolSubjects& out) const {
  const model::Teachers& teachers = input_.dataset->teachers;
  assess::StageSet told;
  for (const std::uint32_t row : teachers.rows_of(member)) {
    if (teachers.years[row] != input_.year.first) continue;
    const auto counts = is_ours(teachers.stages[row], has_other);
    if (counts == false) continue;
    if (!counts) lose_all(out, SubjectGap::NotByStage);
    if (first_slots_[teachers.subjects.code(row)] != kEmpty) told.add(stages_meant(teachers.stages[row]));
    count_person(row, out);
  }
  return told;
}

void SubjectStaff::count_person(std::size_t row, SchoolSubjects& out) const {
  const model::Teachers& teachers = input_.dataset->teachers;
  const std::int32_t first = first_slots_[teachers.subjects.code(row)];
  const std::int32_t second = second_slots_[teachers.second_subjects.code(row)];
  if (first == kEmpty) out.without_subject += 1;
  if (first == kUnknown) out.unknown_subject += 1;
  if (first == kOutside) out.outside_curriculum += 1;
  if (first >= 0) out.subjects[static_cast<std::size_t>(first)].have.value += 1;
  if (second >= 0 && second != first) out.subjects[static_cast<std::size_t>(second)].second += 1;
  const auto periods = teachers.weekly_periods.get(row);
  const bool is_divided = second == kEmpty || second == first;
  for (const std::int32_t slot : {first, second}) {
    if (slot < 0) continue;
    SubjectValue& taught = out.subjects[static_cast<std::size_t>(slot)].taught;
    if (!periods) taught.lose(SubjectGap::NoPeriods);
    else if (!is_divided) taught.lose(SubjectGap::TwoSubjects);
  }
  if (first >= 0) out.subjects[static_cast<std::size_t>(first)].taught.value += periods.value_or(0);
  // Periods of a teacher whose subject is not given may be of any.
  if (first == kEmpty && periods.value_or(1) > 0)
    for (SubjectFigure& figure : out.subjects) figure.taught.lose(SubjectGap::NoPeriods);
}

std::vector<Issue> SubjectStaff::unknown_words() const {
  struct Found {
    double teachers = 0;
    Location where;
  };
  std::map<std::string, Found> found;
  const auto add = [&](std::string_view word, double count, const auto& locate) {
    const auto [at, is_new] = found.try_emplace(std::string(word));
    at->second.teachers += count;
    if (is_new) at->second.where = locate();
  };
  const model::FactTable& table = input_.dataset->subject_staff;
  const model::NumberColumn* count = table.column("teachers");
  for (std::size_t row = 0; row < table.size(); ++row)
    if (table.years[row] == input_.year.first && row_slots_[table.names.code(row)] == kUnknown)
      add(table.names.at(row), count == nullptr ? 0 : count->get(row).value_or(0),
          [&] { return table.origin.locate(RowIndex(row), "subject"); });
  const model::Teachers& teachers = input_.dataset->teachers;
  for (std::size_t row = 0; row < teachers.size(); ++row)
    if (teachers.years[row] == input_.year.first && first_slots_[teachers.subjects.code(row)] == kUnknown)
      add(teachers.subjects.at(row), 1, [&] { return teachers.origin.locate(RowIndex(row), "subject"); });
  std::vector<std::string_view> known;
  for (const standards::Subject& subject : input_.library->subjects) known.push_back(subject.title.zh);
  std::vector<Issue> issues;
  for (auto& [word, at] : found)
    issues.push_back(make_issue(Code::UnknownSubject, std::move(at.where), word,
                                {{"teachers", fmt::format("{}", at.teachers)}, {"known", fmt::format("{}", fmt::join(known, ", "))}}));
  return issues;
}

}  // namespace junheng::monitor
