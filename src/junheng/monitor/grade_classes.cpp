#include "junheng/monitor/grade_classes.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string_view>

#include "junheng/assess/threshold.h"
#include "junheng/monitor/grade_rows.h"

namespace junheng::monitor {

namespace {

using ByGrade = std::array<double, kGradeSlots>;

double sum_of(const ByGrade& classes) { return std::accumulate(classes.begin(), classes.end(), 0.0); }

/// One campus in one stage.
class Member {
 public:
  Member(const model::Dataset& dataset, SchoolYear year, SchoolIndex school, Stage stage, const assess::YearRows& rows)
      : dataset_(dataset), year_(year), school_(school), stage_(stage), rows_(rows) {}

  /// `stage_classes`, `stage_pupils`: of the whole stage, where its row tells them.
  [[nodiscard]] GradeClasses read(std::optional<double> stage_classes, std::optional<double> stage_pupils, bool has_stage) const {
    const auto is_full = [&](const std::optional<ByGrade>& told, auto is_every_pupil_in_one) {
      return told && (stage_classes ? sum_of(*told) >= *stage_classes : is_every_pupil_in_one(*told));
    };
    const auto has_every_row = [&](const ByGrade&) { return lacking_grades(dataset_, year_, rows_, school_, stage_).none(); };
    if (const auto told = from_grade_rows(); is_full(told, has_every_row)) return {*told, ClassBasis::GradeRows};
    const auto holds_everyone = [&](const ByGrade& list) { return is_list_whole(list, stage_pupils); };
    if (const auto list = from_list(); is_full(list, holds_everyone)) return {*list, ClassBasis::ClassList};
    if (stage_classes) return {spread(*stage_classes), ClassBasis::SpreadEvenly};
    return {{}, has_stage ? ClassBasis::Unknown : ClassBasis::GradeRows};
  }

 private:
  template <typename Visit>
  void for_each_row(const model::FactTable& table, Visit visit) const {
    for (const std::uint32_t row : table.rows_of(year_, school_))
      if (table.parts[row] < kGradeSlots && stage_of_grade(table.parts[row]) == stage_) visit(row, table.parts[row]);
  }

  [[nodiscard]] std::optional<ByGrade> from_grade_rows() const {
    const model::NumberColumn* column = dataset_.grade_facts.column("classes");
    if (column == nullptr) return std::nullopt;
    ByGrade classes{};
    std::size_t rows = 0;
    bool is_complete = true;
    for_each_row(dataset_.grade_facts, [&](std::uint32_t row, std::uint8_t grade) {
      ++rows;
      is_complete = is_complete && column->has(row);
      classes[grade] += column->get(row).value_or(0);
    });
    return rows > 0 && is_complete ? std::optional(classes) : std::nullopt;
  }

  [[nodiscard]] std::optional<ByGrade> from_list() const {
    ByGrade classes{};
    for_each_row(dataset_.classes, [&](std::uint32_t, std::uint8_t grade) { classes[grade] += 1; });
    return sum_of(classes) > 0 ? std::optional(classes) : std::nullopt;
  }

  /// Without a number of classes, a list is whole if its classes hold all pupils of the stage. Where their sizes or the pupils are not
  /// known, if each grade has one that should have pupils: by a grade row that does not say 0, or because its row is lacking.
  [[nodiscard]] bool is_list_whole(const ByGrade& list, std::optional<double> stage_pupils) const {
    const model::NumberColumn* sizes = dataset_.classes.column("pupils");
    double seated = 0;
    bool is_sized = sizes != nullptr;
    for_each_row(dataset_.classes, [&](std::uint32_t row, std::uint8_t) {
      is_sized = is_sized && sizes->has(row);
      if (is_sized) seated += sizes->at(row).value;
    });
    if (is_sized && stage_pupils) return assess::reaches(seated, *stage_pupils, standards::Direction::Higher);
    const model::NumberColumn* pupils = dataset_.grade_facts.column("pupils");
    GradeSet taught = lacking_grades(dataset_, year_, rows_, school_, stage_);
    for_each_row(dataset_.grade_facts, [&](std::uint32_t row, std::uint8_t grade) {
      if (pupils == nullptr || pupils->get(row) != 0.0) taught.set(grade);
    });
    for (std::size_t grade = 1; grade < taught.size(); ++grade)
      if (taught.test(grade) && list[grade] == 0) return false;
    return true;
  }

  [[nodiscard]] ByGrade spread(double classes) const {
    ByGrade share{};
    const model::NumberColumn* pupils = dataset_.grade_facts.column("pupils");
    if (pupils != nullptr)
      for_each_row(dataset_.grade_facts,
                   [&](std::uint32_t row, std::uint8_t grade) { share[grade] = pupils->get(row).value_or(0) > 0 ? 1 : 0; });
    if (sum_of(share) == 0)
      for (std::size_t grade = 1; grade < kGradeSlots; ++grade) share[grade] = stage_of_grade(static_cast<int>(grade)) == stage_ ? 1 : 0;
    const double grades = sum_of(share);
    for (double& grade : share) grade *= classes / grades;
    return share;
  }

  const model::Dataset& dataset_;
  SchoolYear year_;
  SchoolIndex school_;
  Stage stage_;
  const assess::YearRows& rows_;
};

/// A number of the stage: of its row, or of the row of the whole school where that is all of one stage.
std::optional<double> stage_number(const model::Dataset& dataset, const assess::YearRows& rows, SchoolIndex member, SchoolIndex root,
                                   Stage stage, std::string_view measure) {
  const model::NumberColumn* column = dataset.stage_facts.column(measure);
  if (column == nullptr) return std::nullopt;
  if (const std::uint32_t row = rows.row(member, stage); row != model::kNoRow) return column->get(row);
  const std::uint32_t whole = rows.row(member, Stage::All);
  const assess::StageSet stages = assess::stages_of_whole(dataset.schools, member, root);
  if (whole == model::kNoRow || stages.count() != 1 || !stages.has(stage)) return std::nullopt;
  return column->get(whole);
}

}  // namespace

GradeClasses grade_classes(const model::Dataset& dataset, SchoolYear year, const assess::YearRows& rows, const assess::Campuses& campuses,
                           SchoolIndex root, Stage stage) {
  GradeClasses total;
  if (rows.untold_stages[root.value].has(stage)) total.basis = ClassBasis::Unknown;
  for (const SchoolIndex member : campuses.of_whole().of(root)) {
    const bool has_whole_row = rows.row(member, Stage::All) != model::kNoRow;
    const bool has_stage =
        rows.told_stages(member).has(stage) || (has_whole_row && assess::stages_of_whole(dataset.schools, member, root).has(stage));
    const auto of_stage = [&](std::string_view measure) { return stage_number(dataset, rows, member, root, stage, measure); };
    const GradeClasses own = Member(dataset, year, member, stage, rows).read(of_stage("classes"), of_stage("pupils"), has_stage);
    for (std::size_t grade = 0; grade < kGradeSlots; ++grade) total.by_grade[grade] += own.by_grade[grade];
    total.basis = std::max(total.basis, own.basis);
  }
  return total;
}

}  // namespace junheng::monitor
