#include "junheng/monitor/grade_rows.h"

#include <optional>

#include "junheng/model/school_traits.h"

namespace junheng::monitor {

namespace {

using model::SchoolKind;

/// A rounding of pupils that were split or averaged.
constexpr double kRounding = 1e-9;

GradeSet grades_of(Stage stage) {
  GradeSet grades;
  for (std::size_t grade = 1; grade < grades.size(); ++grade) grades.set(grade, stage_of_grade(static_cast<int>(grade)) == stage);
  return grades;
}

/// What the grade rows of one school tell in a year.
struct Told {
  GradeSet grades;
  double pupils_of_stage = 0;
  double pupils = 0;
};

Told told_in(const model::FactTable& table, SchoolYear year, SchoolIndex school, Stage stage) {
  Told told;
  const model::NumberColumn* column = table.column("pupils");
  for (const std::uint32_t row : table.rows_of(year, school)) {
    const std::uint8_t grade = table.parts[row];
    if (grade >= told.grades.size()) continue;
    const double pupils = column == nullptr ? 0 : column->get(row).value_or(0);
    told.pupils += pupils;
    if (stage_of_grade(grade) != stage) continue;
    told.grades.set(grade);
    told.pupils_of_stage += pupils;
  }
  return told;
}

GradeSet told_in_any_year(const model::FactTable& table, SchoolIndex school, Stage stage) {
  GradeSet grades;
  for (const SchoolYear year : table.distinct_years()) grades |= told_in(table, year, school, stage).grades;
  return grades;
}

/// Whether the rows hold all pupils of the stage; nullopt where no number says how many there are.
std::optional<bool> holds_all_pupils(const model::FactTable& stages, const assess::YearRows& rows, SchoolIndex school, Stage stage,
                                     const Told& told) {
  const model::NumberColumn* column = stages.column("pupils");
  if (column == nullptr) return std::nullopt;
  const auto pupils = [&](Stage of) {
    const std::uint32_t row = rows.row(school, of);
    return row == model::kNoRow ? std::nullopt : column->get(row);
  };
  if (const auto given = pupils(stage)) return told.pupils_of_stage >= *given * (1 - kRounding);
  if (const auto whole = pupils(Stage::All)) return told.pupils >= *whole * (1 - kRounding);
  return std::nullopt;
}

}  // namespace

GradeSet lacking_grades(const model::Dataset& dataset, SchoolYear year, const assess::YearRows& rows, SchoolIndex school, Stage stage) {
  const model::Schools& schools = dataset.schools;
  const model::FactTable& grades = dataset.grade_facts;
  const Told told = told_in(grades, year, school, stage);
  const GradeSet absent = grades_of(stage) & ~told.grades;
  if (absent.none()) return {};
  const SchoolIndex root = schools.parents[school.value].value_or(school);
  const assess::StageSet of_kind = assess::stages_of_whole(schools, school, root);
  const bool is_told = rows.told_stages(school).has(stage) || rows.untold_stages[school.value].has(stage) ||
                       (rows.row(school, Stage::All) != model::kNoRow && of_kind.has(stage));
  if (!is_told && (!model::was_open(schools, school.value, year) || (!of_kind.empty() && !of_kind.has(stage)))) return {};
  const auto is_whole = is_told ? holds_all_pupils(dataset.stage_facts, rows, school, stage, told) : std::nullopt;
  if (is_whole) return *is_whole ? GradeSet() : absent;
  const bool is_every_grade_taught = !of_kind.empty() && schools.kinds[school.value] != SchoolKind::kTeachingPoint;
  if (is_told && is_every_grade_taught) return absent;
  const GradeSet known = told_in_any_year(grades, school, stage);
  return is_told && known.none() ? absent : absent & known;
}

}  // namespace junheng::monitor
