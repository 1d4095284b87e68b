#include <array>

#include "junheng/assess/item_rules.h"
#include "junheng/assess/threshold.h"

namespace junheng::assess {

namespace {

using model::Absence;
using model::Quantity;
using standards::Direction;

struct Band {
  double low;
  double high;
};

/// Bounds of class_bands(), in its order.
constexpr std::array<Band, 10> kBandBounds = {{{0, 25}, {26, 30}, {31, 35}, {36, 40}, {41, 45}, {46, 50}, {51, 55}, {56, 60}, {61, 65}, {66, 1e9}}};

void raise(Quantity& largest, double value) {
  if (!largest.is_present() || largest.value < value) largest = Quantity::of(value);
}

}  // namespace

ClassCounter::ClassCounter(const ItemInput& input)
    : input_(&input),
      listed_(input.dataset->classes.of_year(input.year)),
      pupils_(input.dataset->classes.column("pupils")),
      banded_(input.dataset->class_bands.of_year(input.year)),
      classes_(input.dataset->class_bands.column("classes")) {}

bool ClassCounter::count_listed(SchoolIndex school, Stage stage, double limit, ClassCounts& counts) const {
  bool any = false;
  for (const std::uint32_t row : listed_.of(school)) {
    if (stage_of_grade(input_->dataset->classes.parts[row]) != stage) continue;
    any = true;
    if (pupils_ == nullptr || !pupils_->has(row)) {
      counts.is_open = counts.has_gap = true;
      continue;
    }
    const double size = pupils_->at(row).value;
    raise(counts.largest, size);
    if (!reaches(size, limit, Direction::Lower)) counts.above.value += 1;
  }
  return any;
}

bool ClassCounter::count_banded(SchoolIndex school, Stage stage, double limit, ClassCounts& counts) const {
  const model::FactTable& bands = input_->dataset->class_bands;
  const auto part = static_cast<std::uint8_t>(stage);
  bool any = false;
  double above = 0;
  double straddling = 0;
  double largest = -1;
  for (const std::uint32_t row : banded_.of(school)) {
    if (bands.parts[row] != part) continue;
    any = true;
    if (classes_ == nullptr || !classes_->has(row)) {
      counts.is_open = counts.has_gap = true;
      continue;
    }
    // Without branches on the number, which is 0 for most bands of most schools, in no order that a processor could foresee.
    const double number = classes_->at(row).value;
    const Band& band = kBandBounds[bands.subparts[row]];
    above += band.low > limit ? number : 0;
    straddling += band.low <= limit && band.high > limit ? number : 0;
    largest = number > 0 && band.high > largest ? band.high : largest;
  }
  counts.above.value += above;
  counts.is_open = counts.is_open || straddling > 0;
  if (largest >= 0) raise(counts.largest, largest);
  return any;
}

ClassCounts ClassCounter::count(SchoolIndex root, Stage stage, double limit) const {
  ClassCounts counts;
  counts.above = Quantity::of(0);
  bool any = false;
  for (const SchoolIndex member : input_->campuses->of(root)) {
    if ((!listed_.empty() && count_listed(member, stage, limit, counts)) || count_banded(member, stage, limit, counts)) any = true;
  }
  if (!any) counts.above = Quantity::missing(Absence::NoRow);
  if (counts.has_gap) counts.largest = Quantity::missing(Absence::PartMissing);
  return counts;
}

ClauseResult class_size(const ItemContext& context, const BoundClause& clause) {
  ClauseResult result;
  const ClassCounter counter(*context.input);
  double offending = 0;
  std::size_t unknown = 0;
  std::size_t schools = 0;
  for (const Stage stage : kCompulsoryStages) {
    const auto& limit = clause.limit(stage);
    if (!limit) continue;
    const UnitTable& units = context.input->units->of(stage);
    const UnitTable::Group& group = units.groups[context.group];
    const UnitColumn* classes_column = units.measure("classes", false);
    for (std::size_t unit = group.begin; unit < group.end; ++unit) {
      const SchoolIndex school = units.schools[unit];
      if (!clause.scope.holds(school, units.pupils.at(unit))) continue;
      ++schools;
      ClassCounts counts = counter.count(school, stage, *limit);
      if (!counts.above.is_present() || counts.is_open) {
        ++unknown;
        // Without a list, more pupils than limit x classes prove that at least one class is above.
        const Quantity classes = classes_column == nullptr ? Quantity::missing(Absence::NoColumn) : classes_column->at(unit);
        const Quantity pupils = units.pupils.at(unit);
        const bool proven = classes.is_present() && pupils.is_present() && classes.value > 0 && !reaches(pupils.value, *limit * classes.value, Direction::Lower);
        if (!counts.above.is_present()) counts.above = Quantity::of(proven ? 1 : 0);
      }
      if (counts.above.value == 0) continue;
      offending += counts.above.value;
      result.offenders.push_back({school, stage, counts.above.value, *limit});
    }
  }
  if (unknown > 0 || schools == 0) result.missing = {"classes", "class_bands"};
  if (schools > 0) conclude_count(result, offending, unknown);
  return result;
}

}  // namespace junheng::assess
