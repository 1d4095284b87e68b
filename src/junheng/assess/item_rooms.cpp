#include <algorithm>
#include <cmath>

#include "junheng/assess/item_rules.h"
#include "junheng/assess/threshold.h"

namespace junheng::assess {

namespace {

using model::Absence;
using model::Quantity;
using standards::Direction;

/// Counts rooms of a kind and least size, from the list of rooms where the school has one, else from the measure of that size.
class RoomCounter {
 public:
  RoomCounter(const ItemContext& context, const BoundItem& item)
      : input_(context.input), item_(&item), listed_(input_->dataset->rooms.of_year(input_->year)), area_(input_->dataset->rooms.column("area_m2")) {}

  /// Rooms counted by the measure of a size; null where there is none.
  [[nodiscard]] const UnitColumn* column(std::string_view kind, double least_m2) const {
    const auto found = std::ranges::find_if(item_->rooms, [&](const RoomColumn& rooms) { return rooms.least_m2 == least_m2 && rooms.kind == kind; });
    return found == item_->rooms.end() ? nullptr : found->column;
  }

  /// `row` is the school's in the table of whole schools.
  [[nodiscard]] Quantity count(std::size_t row, std::string_view kind, double least_m2) const {
    const SchoolIndex root = input_->units->whole.schools[row];
    if (!listed_.empty()) {
      if (const auto listed = count_listed(root, kind, least_m2)) return *listed;
    }
    const UnitColumn* counted = column(kind, least_m2);
    return counted == nullptr ? Quantity::missing(Absence::NoColumn) : counted->at(row);
  }

 private:
  [[nodiscard]] std::optional<Quantity> count_listed(SchoolIndex root, std::string_view kind, double least_m2) const {
    const model::FactTable& rooms = input_->dataset->rooms;
    const auto kind_slot = static_cast<std::uint8_t>(kind == "music" ? 0 : 1);
    bool is_listed = false;
    bool is_open = false;
    double count = 0;
    for (const SchoolIndex member : input_->campuses->of(root)) {
      for (const std::uint32_t room : listed_.of(member)) {
        is_listed = true;
        if (rooms.subparts[room] != kind_slot) continue;
        if (area_ == nullptr || !area_->has(room)) is_open = true;
        else if (reaches(area_->at(room).value, least_m2, Direction::Higher)) count += 1;
      }
    }
    if (!is_listed) return std::nullopt;
    return is_open ? Quantity::missing(Absence::NotCollected) : Quantity::of(count);
  }

  const ItemInput* input_;
  const BoundItem* item_;
  model::FactTable::YearRows listed_;
  const model::NumberColumn* area_;
};

Verdict rooms_verdict(const Quantity& music, const Quantity& art, double needed, bool each) {
  const auto enough = [&](const Quantity& rooms) {
    if (!rooms.is_present()) return Verdict::Unknown;
    return rooms.value >= needed ? Verdict::Met : Verdict::Unmet;
  };
  if (each) return both(enough(music), enough(art));
  if (music.is_present() && art.is_present()) return music.value + art.value >= needed ? Verdict::Met : Verdict::Unmet;
  const double known = (music.is_present() ? music.value : 0) + (art.is_present() ? art.value : 0);
  return known >= needed ? Verdict::Met : Verdict::Unknown;
}

/// Rooms of the right size, no more of a kind than it needs.
double rooms_that_count(const Quantity& music, const Quantity& art, double needed, bool each) {
  const double have_music = music.is_present() ? music.value : 0;
  const double have_art = art.is_present() ? art.value : 0;
  return each ? std::min(have_music, needed) + std::min(have_art, needed) : have_music + have_art;
}

/// Least sizes of music and art rooms.
struct RoomSizes {
  double music_m2 = 0;
  double art_m2 = 0;
};

void ease(RoomSizes& sizes, const standards::Tolerance& tolerance) {
  const auto eased = [&](const char* name, double strict) {
    const auto found = tolerance.params.find(name);
    return found == tolerance.params.end() ? strict : std::min(strict, found->second);
  };
  sizes.music_m2 = eased("music_m2", sizes.music_m2);
  sizes.art_m2 = eased("art_m2", sizes.art_m2);
}

}  // namespace

ClauseResult special_rooms(const ItemContext& context, const BoundItem& item, const BoundClause& clause) {
  ClauseResult result;
  const double per_classes = clause.param("per_classes", 12);
  const auto reading = clause.clause->words.find("reading");
  const bool each = reading == clause.clause->words.end() || reading->second == "each";
  const RoomSizes strict{clause.param("music_m2", 0), clause.param("art_m2", 0)};
  const RoomCounter counter(context, item);
  const WholeTable& whole = context.input->units->whole;
  double offenders = 0;
  std::size_t unknown = 0;
  for (std::size_t row = context.whole_begin(); row < context.whole_end(); ++row) {
    const SchoolIndex school = whole.schools[row];
    const Quantity pupils = whole.pupils.at(row);
    if ((pupils.is_present() && pupils.value == 0) || !clause.scope.holds(school, pupils)) continue;
    const Quantity classes = whole.classes.at(row);
    if (!classes.is_present()) {
      ++unknown;
      continue;
    }
    RoomSizes sizes = strict;
    for (const standards::Tolerance* tolerance : tolerances_for(context, item, school, pupils)) ease(sizes, *tolerance);
    const Quantity music = counter.count(row, "music", sizes.music_m2);
    const Quantity art = counter.count(row, "art", sizes.art_m2);
    const double needed = std::ceil(classes.value / per_classes);
    switch (rooms_verdict(music, art, needed, each)) {
      case Verdict::Met: break;
      case Verdict::Unknown: ++unknown; break;
      case Verdict::Unmet:
        ++offenders;
        result.offenders.push_back({school, {}, rooms_that_count(music, art, needed, each), each ? 2 * needed : needed});
        break;
    }
  }
  if (unknown > 0) result.missing = {"classes", "rooms"};
  if (context.whole_begin() < context.whole_end()) conclude_count(result, offenders, unknown);
  return result;
}

}  // namespace junheng::assess
