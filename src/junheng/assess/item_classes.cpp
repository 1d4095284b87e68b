#include <algorithm>
#include <array>
#include <ranges>

#include "junheng/assess/class_bands.h"
#include "junheng/assess/item_rules.h"
#include "junheng/assess/threshold.h"

namespace junheng::assess {

namespace {

using model::Absence;
using model::Quantity;
using standards::Direction;

using model::kClassBandBounds;

/// How many schools ahead a loop begins to load what the bands tell.
constexpr std::size_t kAhead = 16;

/// What a class of a band is known to hold: no band without an upper end makes room for pupils of other classes.
double known_room(const model::ClassBandBounds& band) { return band.most < model::ClassBandBounds::kOpenEnd ? band.most : band.least; }

/// What a class of a band may hold.
double most_room(const model::ClassBandBounds& band) { return band.most; }

void warn(ClauseDraft& result, std::string_view key) {
  if (std::ranges::find(result.warnings, key) == result.warnings.end()) result.warnings.push_back(key);
}

/// The last band that begins with so many pupils or fewer.
std::size_t band_of(double pupils) {
  std::size_t band = 0;
  while (band + 1 < kClassBandBounds.size() && kClassBandBounds[band + 1].least <= pupils) ++band;
  return band;
}

/// What the bands of one school or campus tell; null where it has none.
inline ClassCounter::Told told_by(const model::BandCounts* counts, const ClassLimit& limit) {
  ClassCounter::Told told;
  if (counts == nullptr) return told;
  for (std::size_t band = 0; band < limit.first_above; ++band) told.classes += counts->classes[band];
  for (std::size_t band = limit.first_above; band < counts->classes.size(); ++band) told.above += counts->classes[band];
  told.classes += told.above;
  told.is_given = true;
  told.has_gap = counts->has_gap;
  told.is_open = told.has_gap || (limit.straddling && counts->classes[*limit.straddling] > 0);
  return told;
}

/// Bands that the table class_bands names for a school or campus without telling how many classes they have.
std::bitset<model::kClassBandCount> bands_without_number(const ItemInput& input, SchoolIndex member, Stage stage) {
  const model::FactTable& table = input.dataset->class_bands;
  const model::NumberColumn* classes = table.column("classes");
  std::bitset<model::kClassBandCount> out;
  for (const std::uint32_t row : table.rows_of(input.year, member))
    if (table.parts[row] == static_cast<std::uint8_t>(stage) && (classes == nullptr || !classes->has(row))) out.set(table.subparts[row]);
  return out;
}

}  // namespace

ClassLimit::ClassLimit(double most_pupils) : pupils(most_pupils) {
  while (first_above < kClassBandBounds.size() && kClassBandBounds[first_above].least <= pupils) ++first_above;
  if (first_above > 0 && kClassBandBounds[first_above - 1].most > pupils) straddling = first_above - 1;
}

ClassCounter::ClassCounter(const ItemInput& input)
    : input_(&input), listed_(input.dataset->classes.of_year(input.year)), pupils_(input.dataset->classes.column("pupils")) {
  for (std::size_t slot = 0; slot < bands_.size(); ++slot)
    bands_[slot] = input.dataset->bands_by_school().of(input.year, kCompulsoryStages[slot]);
  // Of two changes of the same cell the first holds.
  for (const ValueChange& change : input.changes | std::views::reverse) take_change(change);
}

void ClassCounter::take_change(const ValueChange& change) {
  if (change.measure == "pupils") return take_pupils(change);
  const auto band = class_band_of(change.measure);
  const bool is_compulsory = std::ranges::find(kCompulsoryStages, change.stage) != kCompulsoryStages.end();
  if (!band || !is_compulsory || !change.value.is_present()) return;
  const SchoolStage key{change.school, change.stage};
  if (!changed_.contains(key)) changed_.emplace(key, told_bands(change.school, change.stage).value_or(ToldBands{}));
  ToldBands& bands = changed_[key];
  bands.classes[*band] = change.value.value;
  bands.unknown.reset(*band);
  bands.has_gap = bands.unknown.any();
}

void ClassCounter::take_pupils(const ValueChange& change) {
  const auto has_own_row = [&](Stage stage) {
    return input_->dataset->stage_facts.find(input_->year, change.school, static_cast<std::uint8_t>(stage)) != model::kNoRow;
  };
  // Pupils of the whole school are those of a stage that has no row of its own.
  for (const Stage stage : kCompulsoryStages)
    if (change.stage == stage || (change.stage == Stage::All && !has_own_row(stage))) changed_pupils_.emplace(change.school, stage);
}

const model::BandCounts* ClassCounter::bands_of(SchoolIndex school, Stage stage) const {
  if (!changed_.empty())
    if (const auto changed = changed_.find({school, stage}); changed != changed_.end()) return &changed->second;
  return bands_[Assessment::slot(stage)].of(school);
}

std::optional<ToldBands> ClassCounter::told_bands(SchoolIndex member, Stage stage) const {
  if (const auto changed = changed_.find({member, stage}); changed != changed_.end()) return changed->second;
  const ClassLimit any_size(0);
  const Told list = listed(member, stage, any_size);
  const Told bands = banded(member, stage, any_size);
  if (!list.is_given && !bands.is_given) return std::nullopt;
  ToldBands out;
  if (!is_list_fuller(list, bands)) {
    static_cast<model::BandCounts&>(out) = *bands_of(member, stage);
    if (out.has_gap) out.unknown = bands_without_number(*input_, member, stage);
    return out;
  }
  for (const std::uint32_t row : rows_listed(member, stage)) {
    if (stage_of_grade(input_->dataset->classes.parts[row]) != stage) continue;
    if (pupils_ == nullptr || !pupils_->has(row)) out.has_gap = true;
    else out.classes[band_of(pupils_->at(row).value)] += 1;
  }
  if (out.has_gap) out.unknown.set();
  return out;
}

ClassCounter::Told ClassCounter::listed(SchoolIndex school, Stage stage, const ClassLimit& limit) const {
  Told told;
  for (const std::uint32_t row : rows_listed(school, stage)) {
    if (stage_of_grade(input_->dataset->classes.parts[row]) != stage) continue;
    told.is_given = true;
    told.classes += 1;
    if (pupils_ == nullptr || !pupils_->has(row)) {
      told.is_open = told.has_gap = true;
      told.unsized += 1;
      continue;
    }
    if (!reaches(pupils_->at(row).value, limit.pupils, Direction::Lower)) told.above += 1;
  }
  return told;
}

ClassCounter::Told ClassCounter::banded(SchoolIndex school, Stage stage, const ClassLimit& limit) const {
  return told_by(bands_of(school, stage), limit);
}

bool ClassCounter::has_stage(SchoolIndex member, SchoolIndex root, Stage stage) const {
  const auto has_row = [&](Stage of) {
    return input_->dataset->stage_facts.find(input_->year, member, static_cast<std::uint8_t>(of)) != model::kNoRow;
  };
  return has_row(stage) || (has_row(Stage::All) && stages_of_whole(input_->dataset->schools, member, root).has(stage));
}

bool ClassCounter::can_hold(std::span<const SchoolIndex> members, Stage stage, double pupils) const {
  double room = 0;
  for (const SchoolIndex member : members) {
    const bool is_listed = is_list_fuller(listed(member, stage, ClassLimit(0)), banded(member, stage, ClassLimit(0)));
    if (is_listed) {
      for (const std::uint32_t row : rows_listed(member, stage))
        if (pupils_ != nullptr && stage_of_grade(input_->dataset->classes.parts[row]) == stage) room += pupils_->at(row).value;
    } else if (const model::BandCounts* counts = bands_of(member, stage)) {
      for (std::size_t band = 0; band < kClassBandBounds.size(); ++band) room += counts->classes[band] * known_room(kClassBandBounds[band]);
    }
  }
  return reaches(room, pupils, Direction::Higher);
}

inline bool ClassCounter::are_all_told(double told, std::span<const SchoolIndex> members, Stage stage, const StageSize& size) const {
  if (told <= 0) return false;
  if (size.classes.is_present()) return told >= size.classes.value;
  return size.pupils.is_present() && can_hold(members, stage, size.pupils.value);
}

bool ClassCounter::is_overfull(std::span<const SchoolIndex> members, Stage stage, const StageSize& size) const {
  if (!size.pupils.is_present()) return false;
  bool is_typed = false;
  double room = 0;
  for (const SchoolIndex member : members) {
    const auto told = told_bands(member, stage);
    if (!told) continue;
    double own = 0;
    for (std::size_t band = 0; band < kClassBandBounds.size(); ++band) own += told->classes[band] * most_room(kClassBandBounds[band]);
    // Where no class is told, none is too small for pupils.
    is_typed = is_typed || changed_.contains({member, stage}) || (own > 0 && changed_pupils_.contains({member, stage}));
    room += own;
  }
  return is_typed && !reaches(room, size.pupils.value, Direction::Higher);
}

ClassCounts ClassCounter::count_members(std::span<const SchoolIndex> members, Stage stage, const ClassLimit& limit,
                                        const StageSize& size) const {
  ClassCounts counts;
  bool is_open = false;
  bool has_gap = false;
  for (const SchoolIndex member : members) {
    const Told list = listed_.empty() ? Told{} : listed(member, stage, limit);
    const Told bands = banded(member, stage, limit);
    // Either table may tell more classes than the other; what one of them shows to be above is above.
    const Told& fuller = is_list_fuller(list, bands) ? list : bands;
    counts.told += fuller.classes;
    counts.above += std::max(list.above, bands.above);
    counts.unsized += fuller.unsized;
    is_open = is_open || fuller.is_open;
    has_gap = has_gap || fuller.has_gap || (!fuller.is_given && members.size() > 1 && has_stage(member, members.front(), stage));
  }
  counts.is_overfull = has_changes() && !has_gap && is_overfull(members, stage, size);
  counts.is_complete = !has_gap && !counts.is_overfull && are_all_told(counts.told, members, stage, size);
  counts.is_open = is_open || !counts.is_complete;
  return counts;
}

inline ClassCounts ClassCounter::count_school(SchoolIndex root, Stage stage, const ClassLimit& limit, const StageSize& size) const {
  const std::span<const SchoolIndex> members = input_->campuses->of(root);
  if (!listed_.empty() || has_changes() || members.size() > 1) return count_members(members, stage, limit, size);
  const Told bands = told_by(bands_[Assessment::slot(stage)].of(root), limit);
  const bool is_complete = !bands.has_gap && are_all_told(bands.classes, members, stage, size);
  return {bands.classes, bands.above, 0, bands.is_open || !is_complete, is_complete, false};
}

ClassCounts ClassCounter::count(SchoolIndex root, Stage stage, const ClassLimit& limit, const StageSize& size) const {
  return count_school(root, stage, limit, size);
}

ClassBands ClassCounter::by_band(SchoolIndex root, Stage stage, const StageSize& size) const {
  ClassBands out;
  for (const SchoolIndex member : input_->campuses->of(root))
    if (const auto told = told_bands(member, stage))
      for (std::size_t band = 0; band < out.classes.size(); ++band) out.classes[band] += told->classes[band];
  out.is_open = !count(root, stage, ClassLimit(0), size).is_complete;
  return out;
}

void ClassCounter::name_open_tables(SchoolIndex root, Stage stage, const ClassLimit& limit, ClauseDraft& result) const {
  const auto is_named = [&](std::string_view table) { return std::ranges::find(result.missing, table) != result.missing.end(); };
  if (is_named("classes") && is_named("class_bands")) return;
  const std::span<const SchoolIndex> members = input_->campuses->of(root);
  bool has_list = false;
  bool is_explained = false;
  const auto name = [&](std::string_view table) {
    name_missing(result, table);
    is_explained = true;
  };
  for (const SchoolIndex member : members) {
    const Told list = listed_.empty() ? Told{} : listed(member, stage, limit);
    const Told bands = banded(member, stage, limit);
    if (!list.is_given && !bands.is_given) {
      // Either table would do.
      if (members.size() > 1 && !has_stage(member, root, stage)) continue;
      name("classes");
      name("class_bands");
      continue;
    }
    const bool is_list_used = is_list_fuller(list, bands);
    has_list = has_list || is_list_used;
    // A band that reaches over the limit wants the list of classes.
    if (is_list_used ? list.is_open : bands.is_open && !bands.has_gap) name("classes");
    else if (bands.has_gap && !is_list_used) name("class_bands");
  }
  // Nothing is open in what they tell: they tell fewer classes than there are.
  if (!is_explained) name_missing(result, has_list ? "classes" : "class_bands");
}

double ClassCounter::largest_of(SchoolIndex member, Stage stage) const {
  double largest = 0;
  for (const std::uint32_t row : rows_listed(member, stage)) {
    if (stage_of_grade(input_->dataset->classes.parts[row]) != stage || pupils_ == nullptr) continue;
    // A missing number reads 0.
    largest = std::max(largest, pupils_->at(row).value);
  }
  const model::BandCounts* counts = bands_of(member, stage);
  for (std::size_t band = 0; counts != nullptr && band < kClassBandBounds.size(); ++band)
    if (counts->classes[band] > 0) largest = std::max(largest, kClassBandBounds[band].most);
  return largest;
}

Quantity ClassCounter::largest(SchoolIndex root, Stage stage, const StageSize& size) const {
  // Whether every class is told does not depend on a limit.
  if (!count(root, stage, ClassLimit(0), size).is_complete) return Quantity::missing(Absence::PartMissing);
  double largest = 0;
  for (const SchoolIndex member : input_->campuses->of(root)) largest = std::max(largest, largest_of(member, stage));
  return Quantity::of(largest);
}

void class_size(const ItemContext& context, const BoundClause& clause, ClauseDraft& result) {
  const ClassCounter& counter = *context.classes;
  OffenderCount count;
  std::size_t schools = 0;
  for (const Stage stage : kCompulsoryStages) {
    const auto& limit = clause.limit(stage);
    if (!limit) continue;
    const UnitTable& units = context.input->units->of(stage);
    const UnitTable::Group& group = units.groups[context.group];
    const UnitColumn* classes_column = units.measure("classes", false);
    const UnitColumn::View pupils_view = units.pupils.view();
    const UnitColumn::View classes_view = classes_column == nullptr ? UnitColumn::View() : classes_column->view();
    const ClassLimit class_limit(*limit);
    for (std::size_t unit = group.begin; unit < group.end; ++unit) {
      if (unit + kAhead < units.schools.size()) counter.prefetch(units.schools[unit + kAhead], stage);
      const SchoolIndex school = units.schools[unit];
      const Quantity pupils = pupils_view.at(unit);
      const Entry entry = clause.scope.entry(school, pupils);
      if (entry == Entry::No) continue;
      ++schools;
      const Quantity classes = classes_column == nullptr ? Quantity::missing(Absence::NoColumn) : classes_view.at(unit);
      const ClassCounts counts = counter.count_school(school, stage, class_limit, {classes, pupils});
      count.looked_at += std::max(counts.told, classes.value);
      if (!counts.is_open && counts.above == 0) continue;
      // More pupils than limit x classes prove that at least one class is above.
      const bool is_proven = counts.is_open && classes.is_present() && pupils.is_present() && classes.value > 0 &&
                             !reaches(pupils.value, *limit * classes.value, Direction::Lower);
      const double above = std::max(counts.above, is_proven ? 1.0 : 0.0);
      if (counts.is_open || (above > 0 && entry == Entry::Uncertain)) ++count.unknown;
      if (counts.is_overfull) warn(result, "item.bands_too_small");
      else if (counts.is_open) counter.name_open_tables(school, stage, class_limit, result);
      else if (above > 0 && entry == Entry::Uncertain) name_missing(result, clause.scope.undecided_by(school, pupils));
      if (above == 0 || entry == Entry::Uncertain) continue;
      count.offenders += above;
      result.offenders.push_back({school, stage, above, *limit});
    }
  }
  if (schools > 0) conclude_count(context, result, count);
  else result.warnings.emplace_back("item.no_school_in_scope");
}

}  // namespace junheng::assess
