#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "junheng/assess/item_rules.h"
#include "junheng/assess/threshold.h"
#include "junheng/model/code_lists.h"

namespace junheng::assess {

namespace {

using model::Quantity;
using standards::Direction;

/// Rooms of a kind and least size.
struct RoomCount {
  /// Known to be there.
  double known = 0;
  /// There may be more.
  bool is_open = true;
};

/// Counts rooms from the list of rooms where the school lists rooms of the kind, else from the measures that count them by size. What is
/// typed for a campus stands in the place of its list, and of no other.
class RoomCounter {
 public:
  RoomCounter(const ItemContext& context, const BoundItem& item)
      : input_(context.input),
        item_(&item),
        listed_(input_->dataset->rooms.of_year(input_->year)),
        area_(input_->dataset->rooms.column("area_m2")) {}

  [[nodiscard]] bool has_lists() const { return !listed_.empty(); }
  /// Rooms counted by the measure of a size; null where there is none.
  [[nodiscard]] const UnitColumn* column(std::string_view kind, double least_m2) const {
    const auto found =
        std::ranges::find_if(item_->rooms, [&](const RoomColumn& rooms) { return rooms.least_m2 == least_m2 && rooms.kind == kind; });
    return found == item_->rooms.end() ? nullptr : found->column;
  }

  /// `row` is the school's in the table of whole schools.
  [[nodiscard]] RoomCount count(std::size_t row, std::string_view kind, double least_m2) const {
    const RoomCount measured = count_measured(row, kind, least_m2);
    if (listed_.empty()) return measured;
    const List list = count_listed(input_->units->whole.schools[row], kind, least_m2);
    if (list.lists_kind && list.is_whole && !(list.is_typed && list.count.is_open)) return list.count;
    // A list that leaves out a campus, or the kind altogether, says no more than that its rooms are there, if anything is counted
    // otherwise.
    if (!measured.is_open) return {std::max(measured.known, list.count.known), false};
    return {std::max(measured.known, list.count.known), list.count.is_open || !list.is_whole};
  }

 private:
  /// The numbers of rooms of a kind that are typed for one school or campus; empty where none are.
  [[nodiscard]] std::vector<const ValueChange*> typed_for(SchoolIndex member, std::string_view kind) const {
    std::vector<const ValueChange*> out;
    const auto own = std::ranges::equal_range(input_->changes, member, {}, &ValueChange::school);
    for (const ValueChange& change : own)
      if (change.measure.starts_with(std::string(kind) + "_rooms_")) out.push_back(&change);
    return out;
  }

  /// Whether a school or campus lists rooms of the kind.
  [[nodiscard]] bool lists(SchoolIndex member, std::uint8_t kind_slot) const {
    const auto& kinds = input_->dataset->rooms.subparts;
    return std::ranges::any_of(listed_.of(member), [&](std::uint32_t room) { return kinds[room] == kind_slot; });
  }

  /// The number of rooms that stands in the rows of the stages for which none is typed.
  [[nodiscard]] double recorded_beside(SchoolIndex member, const std::vector<const ValueChange*>& typed, const std::string& measure) const {
    const model::FactTable& facts = input_->dataset->stage_facts;
    const model::NumberColumn* column = facts.column(measure);
    double sum = 0;
    if (column == nullptr) return sum;
    for (const std::uint32_t row : facts.rows_of(input_->year, member)) {
      const bool is_typed = std::ranges::any_of(typed, [&](const ValueChange* change) {
        return change->measure == measure && static_cast<std::uint8_t>(change->stage) == facts.parts[row];
      });
      if (!is_typed && column->has(row)) sum += column->at(row).value;
    }
    return sum;
  }

  struct TypedRooms {
    std::string_view kind;
    double least_m2 = 0;
    /// What is recorded for stages without a typed number counts too: no list does.
    bool adds_recorded = false;
  };

  /// Typed numbers of the size, of all stages; where none is, those of a larger size are known to be there.
  [[nodiscard]] RoomCount count_typed(SchoolIndex member, const std::vector<const ValueChange*>& typed, const TypedRooms& of) const {
    const auto& [kind, least_m2, adds_recorded] = of;
    RoomCount count;
    for (const RoomColumn& rooms : item_->rooms) {
      if (rooms.kind != kind || rooms.least_m2 < least_m2) continue;
      double sum = adds_recorded ? recorded_beside(member, typed, room_measure(kind, rooms.least_m2)) : 0;
      bool is_told = false;
      for (const ValueChange* change : typed) {
        if (change->measure != room_measure(kind, rooms.least_m2) || !change->value.is_present()) continue;
        sum += change->value.value;
        is_told = true;
      }
      if (is_told && rooms.least_m2 == least_m2) return {sum, false};
      count.known = std::max(count.known, sum);
    }
    return count;
  }

  struct List {
    RoomCount count;
    bool lists_kind = false;
    /// Every campus lists its rooms, or has them typed.
    bool is_whole = false;
    /// Those of a campus are typed.
    bool is_typed = false;
  };

  /// Rooms of a larger size that is counted are rooms of this size too.
  [[nodiscard]] RoomCount count_measured(std::size_t row, std::string_view kind, double least_m2) const {
    RoomCount count;
    for (const RoomColumn& rooms : item_->rooms) {
      if (rooms.kind != kind || rooms.least_m2 < least_m2 || rooms.column == nullptr) continue;
      const Quantity counted = rooms.column->at(row);
      if (rooms.least_m2 == least_m2 && counted.is_present()) return {counted.value, false};
      count.known = std::max(count.known, rooms.known->at(row).value);
    }
    return count;
  }

  [[nodiscard]] List count_listed(SchoolIndex root, std::string_view kind, double least_m2) const {
    const model::FactTable& rooms = input_->dataset->rooms;
    const auto kind_slot = model::room_kind_slot(kind);
    List list;
    list.is_whole = true;
    list.count.is_open = false;
    const auto members = input_->campuses->of_whole().of(root);
    // Without campuses and without a list the measures, typed ones among them, tell all.
    const bool is_campus = std::size(members) > 1;
    for (const SchoolIndex member : members) {
      if (const auto typed = typed_for(member, kind); !typed.empty() && (is_campus || lists(member, kind_slot))) {
        const RoomCount own = count_typed(member, typed, {kind, least_m2, !lists(member, kind_slot)});
        list.count = {list.count.known + own.known, list.count.is_open || own.is_open};
        list.lists_kind = list.is_typed = true;
        continue;
      }
      list.is_whole = list.is_whole && !listed_.of(member).empty();
      for (const std::uint32_t room : listed_.of(member)) {
        if (rooms.subparts[room] != kind_slot) continue;
        list.lists_kind = true;
        if (area_ == nullptr || !area_->has(room)) list.count.is_open = true;
        else if (reaches(area_->at(room).value, least_m2, Direction::Higher)) list.count.known += 1;
      }
    }
    return list;
  }

  const ItemInput* input_;
  const BoundItem* item_;
  model::FactTable::YearRows listed_;
  const model::NumberColumn* area_;
};

/// std::ceil() without a call for numbers of rooms.
double rounded_up(double number) {
  if (!(number >= 0 && number < 1e9)) return std::ceil(number);
  const double whole = static_cast<std::int32_t>(number);
  return whole < number ? whole + 1 : whole;
}

Verdict rooms_verdict(const RoomCount& music, const RoomCount& art, double needed, bool each) {
  const auto enough = [&](const RoomCount& rooms) {
    if (rooms.known >= needed) return Verdict::Met;
    return rooms.is_open ? Verdict::Unknown : Verdict::Unmet;
  };
  return each ? both(enough(music), enough(art)) : enough({music.known + art.known, music.is_open || art.is_open});
}

/// Rooms of the right size, no more of a kind than it needs.
double rooms_that_count(const RoomCount& music, const RoomCount& art, double needed, bool each) {
  return each ? std::min(music.known, needed) + std::min(art.known, needed) : music.known + art.known;
}

}  // namespace

RoomSizes room_sizes(const standards::ItemClause& clause, std::span<const standards::Tolerance* const> tolerances) {
  const auto least = [&](const char* name) {
    double size = param_of(clause, name, 0);
    for (const standards::Tolerance* tolerance : tolerances)
      if (const auto eased = tolerance->params.find(name); eased != tolerance->params.end()) size = std::min(size, eased->second);
    return size;
  };
  return {least("music_m2"), least("art_m2")};
}

void special_rooms(const ItemContext& context, const BoundItem& item, const BoundClause& clause, ClauseDraft& result) {
  const double per_classes = clause.param("per_classes", 12);
  const auto reading = clause.clause->words.find("reading");
  const bool each = reading == clause.clause->words.end() || reading->second == "each";
  const RoomSizes strict = room_sizes(*clause.clause, {});
  const RoomCounter counter(context, item);
  const WholeTable& whole = context.input->units->whole;
  const UnitColumn* const music_column = counter.column("music", strict.music_m2);
  const UnitColumn* const art_column = counter.column("art", strict.art_m2);
  // Rooms that suffice by the measures alone, without a list that says otherwise, need no closer look.
  const bool are_measured = !counter.has_lists() && music_column != nullptr && art_column != nullptr;
  const UnitColumn::View music_rooms = are_measured ? music_column->view() : UnitColumn::View();
  const UnitColumn::View art_rooms = are_measured ? art_column->view() : UnitColumn::View();
  const UnitColumn::View all_pupils = whole.pupils.view();
  const UnitColumn::View all_classes = whole.classes.view();
  OffenderCount count;
  const std::size_t end = context.whole_end();
  for (std::size_t row = context.whole_begin(); row < end; ++row) {
    const SchoolIndex school = whole.schools[row];
    const Quantity pupils = all_pupils.at(row);
    if (pupils.is_present() && pupils.value == 0) continue;
    const Entry entry = clause.scope.entry(school, pupils);
    if (entry == Entry::No) continue;
    count.looked_at += 1;
    const Quantity classes = all_classes.at(row);
    const double needed = rounded_up(classes.value / per_classes);
    if (are_measured && classes.is_present() && std::min(music_rooms.at(row).value, art_rooms.at(row).value) >= needed) continue;
    if (!classes.is_present()) {
      ++count.unknown;
      name_missing(result, "classes");
      continue;
    }
    const RoomSizes sizes = item.tolerances.empty() ? strict : room_sizes(*clause.clause, tolerances_for(context, item, school, pupils));
    const RoomCount music = counter.count(row, "music", sizes.music_m2);
    const RoomCount art = counter.count(row, "art", sizes.art_m2);
    const Verdict verdict = rooms_verdict(music, art, needed, each);
    if (verdict == Verdict::Met) continue;
    if (verdict == Verdict::Unknown || entry == Entry::Uncertain) {
      ++count.unknown;
      name_missing(result, verdict == Verdict::Unknown ? "rooms" : clause.scope.undecided_by(school, pupils));
      continue;
    }
    count.offenders += 1;
    Offender& offender =
        result.offenders.emplace_back(Offender{school, {}, rooms_that_count(music, art, needed, each), each ? 2 * needed : needed});
    if (each) offender.rooms = RoomsOfKinds{music.known, art.known, needed, music.is_open, art.is_open};
  }
  conclude_over_schools(context, result, count);
}

}  // namespace junheng::assess
