#include <algorithm>
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
constexpr std::array<Band, model::kClassBandCount> kBandBounds = {
    {{0, 25}, {26, 30}, {31, 35}, {36, 40}, {41, 45}, {46, 50}, {51, 55}, {56, 60}, {61, 65}, {66, 1e9}}};

}  // namespace

ClassLimit::ClassLimit(double most_pupils) : pupils(most_pupils) {
  for (std::size_t band = 0; band < kBandBounds.size(); ++band) {
    is_above[band] = kBandBounds[band].low > pupils ? 1 : 0;
    is_straddling[band] = kBandBounds[band].low <= pupils && kBandBounds[band].high > pupils ? 1 : 0;
  }
}

ClassCounter::ClassCounter(const ItemInput& input)
    : input_(&input), listed_(input.dataset->classes.of_year(input.year)), pupils_(input.dataset->classes.column("pupils")) {
  for (std::size_t slot = 0; slot < bands_.size(); ++slot)
    bands_[slot] = input.dataset->bands_by_school().of(input.year, kCompulsoryStages[slot]);
}

ClassCounter::Told ClassCounter::listed(SchoolIndex school, Stage stage, const ClassLimit& limit) const {
  Told told;
  for (const std::uint32_t row : listed_.of(school)) {
    if (stage_of_grade(input_->dataset->classes.parts[row]) != stage) continue;
    told.is_given = true;
    told.classes += 1;
    if (pupils_ == nullptr || !pupils_->has(row)) {
      told.is_open = told.has_gap = true;
      continue;
    }
    if (!reaches(pupils_->at(row).value, limit.pupils, Direction::Lower)) told.above += 1;
  }
  return told;
}

ClassCounter::Told ClassCounter::banded(SchoolIndex school, Stage stage, const ClassLimit& limit) const {
  Told told;
  const model::BandCounts* counts = bands_[Assessment::slot(stage)].of(school);
  if (counts == nullptr) return told;
  double straddling = 0;
  // Without branches: most bands of most schools have no class, in no order that a processor could foresee.
  for (std::size_t band = 0; band < kBandBounds.size(); ++band) {
    const double number = counts->classes[band];
    told.classes += number;
    told.above += limit.is_above[band] * number;
    straddling += limit.is_straddling[band] * number;
  }
  told.is_given = true;
  told.has_gap = counts->has_gap;
  told.is_open = told.has_gap || straddling > 0;
  return told;
}

bool ClassCounter::has_stage(SchoolIndex member, SchoolIndex root, Stage stage) const {
  const auto has_row = [&](Stage of) {
    return input_->dataset->stage_facts.find(input_->year, member, static_cast<std::uint8_t>(of)) != model::kNoRow;
  };
  return has_row(stage) || (has_row(Stage::All) && stages_of_whole(input_->dataset->schools, member, root).has(stage));
}

ClassCounts ClassCounter::count(SchoolIndex root, Stage stage, const ClassLimit& limit, const Quantity& classes) const {
  ClassCounts counts;
  bool is_open = false;
  bool has_gap = false;
  const std::span<const SchoolIndex> members = input_->campuses->of(root);
  for (const SchoolIndex member : members) {
    const Told list = listed_.empty() ? Told{} : listed(member, stage, limit);
    const Told bands = banded(member, stage, limit);
    // Either table may tell more classes than the other; what one of them shows to be above is above.
    const Told& fuller = is_list_fuller(list, bands) ? list : bands;
    counts.told += fuller.classes;
    counts.above += std::max(list.above, bands.above);
    is_open = is_open || fuller.is_open;
    has_gap = has_gap || fuller.has_gap || (!fuller.is_given && members.size() > 1 && has_stage(member, root, stage));
  }
  counts.is_complete = counts.told > 0 && !has_gap && (!classes.is_present() || counts.told >= classes.value);
  counts.is_open = is_open || !counts.is_complete;
  return counts;
}

double ClassCounter::largest_of(SchoolIndex member, Stage stage) const {
  double largest = 0;
  for (const std::uint32_t row : listed_.of(member)) {
    if (stage_of_grade(input_->dataset->classes.parts[row]) != stage || pupils_ == nullptr) continue;
    // A missing number reads 0.
    largest = std::max(largest, pupils_->at(row).value);
  }
  const model::BandCounts* counts = bands_[Assessment::slot(stage)].of(member);
  for (std::size_t band = 0; counts != nullptr && band < kBandBounds.size(); ++band)
    if (counts->classes[band] > 0) largest = std::max(largest, kBandBounds[band].high);
  return largest;
}

Quantity ClassCounter::largest(SchoolIndex root, Stage stage, const Quantity& classes) const {
  // Whether every class is told does not depend on a limit.
  if (!count(root, stage, ClassLimit(0), classes).is_complete) return Quantity::missing(Absence::PartMissing);
  double largest = 0;
  for (const SchoolIndex member : input_->campuses->of(root)) largest = std::max(largest, largest_of(member, stage));
  return Quantity::of(largest);
}

ClauseResult class_size(const ItemContext& context, const BoundClause& clause) {
  ClauseResult result;
  const ClassCounter counter(*context.input);
  OffenderCount count;
  std::size_t schools = 0;
  for (const Stage stage : kCompulsoryStages) {
    const auto& limit = clause.limit(stage);
    if (!limit) continue;
    const UnitTable& units = context.input->units->of(stage);
    const UnitTable::Group& group = units.groups[context.group];
    const UnitColumn* classes_column = units.measure("classes", false);
    const ClassLimit class_limit(*limit);
    for (std::size_t unit = group.begin; unit < group.end; ++unit) {
      const SchoolIndex school = units.schools[unit];
      const Quantity pupils = units.pupils.at(unit);
      const Entry entry = clause.scope.entry(school, pupils);
      if (entry == Entry::No) continue;
      ++schools;
      const Quantity classes = classes_column == nullptr ? Quantity::missing(Absence::NoColumn) : classes_column->at(unit);
      const ClassCounts counts = counter.count(school, stage, class_limit, classes);
      count.looked_at += std::max(counts.told, classes.value);
      // More pupils than limit x classes prove that at least one class is above.
      const bool is_proven = counts.is_open && classes.is_present() && pupils.is_present() && classes.value > 0 &&
                             !reaches(pupils.value, *limit * classes.value, Direction::Lower);
      const double above = std::max(counts.above, is_proven ? 1.0 : 0.0);
      if (counts.is_open || (above > 0 && entry == Entry::Uncertain)) ++count.unknown;
      if (above == 0 || entry == Entry::Uncertain) continue;
      count.offenders += above;
      result.offenders.push_back({school, stage, above, *limit});
    }
  }
  if (count.unknown > 0 || schools == 0) result.missing = {"classes", "class_bands"};
  if (schools > 0) conclude_count(context, result, count);
  return result;
}

}  // namespace junheng::assess
