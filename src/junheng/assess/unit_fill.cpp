#include "junheng/assess/unit_fill.h"

#include <algorithm>

namespace junheng::assess {

using model::Absence;
using model::NumberColumn;
using model::Quantity;

void UnitPlaces::finish() {
  begin_group();
  const std::vector<std::uint32_t>& rows = rows_->rows;
  rows_->runs.assign(rows.size(), 1);
  for (std::size_t unit = rows.size(); unit-- > 1;)
    if (rows[unit] == rows[unit - 1] + 1) rows_->runs[unit - 1] = rows_->runs[unit] + 1;
}

UnitPlaces::Range UnitPlaces::rows_of(std::size_t first, std::size_t end) const {
  const Range units = units_of(first, end);
  std::uint32_t least = UnitColumn::kWorkedOut;
  std::uint32_t most = 0;
  for (std::size_t unit = units.begin; unit < units.end; ++unit) {
    const std::uint32_t row = rows_->rows[unit];
    least = std::min(least, row);
    most = std::max(most, (row & UnitColumn::kWorkedOut) != 0 ? 0 : row + 1);
  }
  return least < most ? Range{least, most} : Range{};
}

bool UnitPlaces::are_given(const NumberColumn& column) const {
  const Absence* const absences = column.absences().data();
  unsigned seen = 0;
  for (const std::uint32_t row : rows_->rows)
    if ((row & UnitColumn::kWorkedOut) == 0) seen |= static_cast<unsigned>(absences[row]);
  return seen == static_cast<unsigned>(Absence::Present);
}

MeasureFill::MeasureFill(const UnitPlaces& places, const NumberColumn* given, bool has_other_sources)
    : places_(&places), is_own_(given != nullptr && (!has_other_sources || places.are_given(*given))) {
  numbers_ = std::make_shared<NumberColumn>(is_own_ ? places.schools().size() : places.size(), Absence::NoColumn);
  column_ = is_own_ ? UnitColumn(*given, places.rows(), numbers_) : UnitColumn(numbers_);
}

StageMeasureFill::StageMeasureFill(const UnitInput& input, SchoolValues& values, const UnitPlaces& places, const MeasurePlan& plan,
                                   Stage stage)
    : MeasureFill(places, plan.given.column, !plan.derived[stage == Stage::Primary ? 0 : 1].empty() || plan.given.by_grade != nullptr),
      input_(&input),
      values_(&values),
      plan_(&plan),
      derived_(&plan.derived[stage == Stage::Primary ? 0 : 1]),
      stage_(stage) {}

void StageMeasureFill::fill(std::size_t first, std::size_t end) {
  fill_groups(
      first, end, [this](std::size_t school) { return of_school(school); }, [this](std::uint32_t row) { return of_row(row); },
      [this](std::size_t school) { values_->prefetch(school, plan_->given, stage_); });
}

Quantity StageMeasureFill::of_school(std::size_t school) {
  const Quantity given = values_->value(school, plan_->given, stage_, plan_->key.is_split);
  if (given.is_present() || derived_->empty()) return given;
  double sum = 0;
  for (const MeasurePlan::Term& term : *derived_) {
    const Quantity part = values_->value(school, term.given, stage_, plan_->key.is_split);
    if (!part.is_present()) return given.absence == Absence::NoColumn || given.absence == Absence::NotCollected ? part : given;
    sum += term.sign * part.value;
  }
  return Quantity::of(sum);
}

/// Of a measure that may come from other columns or from the grades.
Quantity StageMeasureFill::of_row(std::uint32_t row) {
  const NumberColumn* const column = plan_->given.column;
  if (column != nullptr && column->has(row)) return column->at(row);
  if (!derived_->empty()) {
    double sum = 0;
    const auto add = [&](const MeasurePlan::Term& term) {
      if (term.given.column == nullptr || !term.given.column->has(row)) return false;
      sum += term.sign * term.given.column->at(row).value;
      return true;
    };
    if (std::ranges::all_of(*derived_, add)) return Quantity::of(sum);
  }
  // The grades, or the reason why there is no value.
  return of_school(values_->add(input_->dataset->stage_facts.schools[row], *input_->campuses));
}

WholeMeasureFill::WholeMeasureFill(const UnitInput& input, SchoolValues& values, const UnitPlaces& places, const MeasureColumn& given,
                                   Part part)
    : MeasureFill(places, given.column, given.by_grade != nullptr), input_(&input), values_(&values), given_(given), part_(part) {}

void WholeMeasureFill::fill(std::size_t first, std::size_t end) {
  fill_groups(
      first, end, [this](std::size_t school) { return of_school(school); }, [this](std::uint32_t row) { return of_row(row); },
      [this](std::size_t school) { values_->prefetch(school, given_, Stage::Primary); });
}

Quantity WholeMeasureFill::of_school(std::size_t school) const {
  switch (part_) {
    case Part::Compulsory: return values_->compulsory(school, given_);
    case Part::Whole: return values_->whole(school, given_);
    case Part::Known: return values_->known(school, given_);
  }
  return {};
}

Quantity WholeMeasureFill::of_row(std::uint32_t row) {
  if (given_.column != nullptr && given_.column->has(row)) return given_.column->at(row);
  if (given_.by_grade == nullptr) return Quantity::missing(Absence::NoColumn);
  return of_school(values_->add(input_->dataset->stage_facts.schools[row], input_->campuses->of_whole()));
}

}  // namespace junheng::assess
