#include "junheng/assess/unit_sum.h"

#include <algorithm>

namespace junheng::assess {

using model::Absence;
using model::NumberColumn;
using model::Quantity;

UnitSum::UnitSum(const UnitTable& units, const std::vector<standards::SignedMeasure>& measures, bool is_split, double empty)
    : empty_(empty) {
  for (const auto& measure : measures) terms_.push_back({units.measure(measure.measure, is_split), measure.sign});
  if (terms_.size() == 1 && terms_.front().sign == 1 && terms_.front().column != nullptr) {
    column_ = *terms_.front().column;
    return;
  }
  auto sums = std::make_shared<NumberColumn>(units.size(), Quantity::of(empty));
  column_ = UnitColumn(sums);
  if (!terms_.empty()) sums_ = std::move(sums);
}

void UnitSum::fill(std::size_t first, std::size_t count) {
  if (sums_ == nullptr) return;
  constexpr std::size_t kUnits = UnitColumn::View::Block::kUnits;
  std::array<double, kUnits> sums{};
  std::array<Absence, kUnits> absences{};
  UnitColumn::View::Block room;
  for (const Term& term : terms_) {
    if (term.column == nullptr) {
      for (std::size_t i = 0; i < count; ++i) absences[i] = absences[i] == Absence::Present ? Absence::NoColumn : absences[i];
      continue;
    }
    const auto parts = term.column->view().block(first, count, room);
    for (std::size_t i = 0; i < count; ++i) sums[i] += term.sign * parts.values[i];
    for (std::size_t i = 0; i < count; ++i) absences[i] = absences[i] == Absence::Present ? parts.absences[i] : absences[i];
  }
  for (std::size_t i = 0; i < count; ++i) sums[i] = absences[i] == Absence::Present ? sums[i] : 0;
  sums_->set(first, std::span(sums).first(count), std::span(absences).first(count));
}

Quantity UnitSum::at(std::size_t unit) const {
  if (terms_.empty()) return Quantity::of(empty_);
  double sum = 0;
  for (const Term& term : terms_) {
    const Quantity part = term.column == nullptr ? Quantity::missing(Absence::NoColumn) : term.column->at(unit);
    if (!part.is_present()) return part;
    sum += term.sign * part.value;
  }
  return Quantity::of(sum);
}

}  // namespace junheng::assess
