#include "junheng/model/age_tables.h"

#include <algorithm>

#include "junheng/model/row_lists.h"

namespace junheng::model {

void AgeIndex::sort() {
  if (!std::ranges::is_sorted(slots_, {}, &Slot::key)) std::ranges::stable_sort(slots_, {}, &Slot::key);
}

std::uint32_t AgeIndex::find(const Key& key) const {
  const std::uint64_t wanted = packed(key);
  const auto found = std::ranges::lower_bound(slots_, wanted, {}, &Slot::key);
  return found == slots_.end() || found->key != wanted ? kNoRow : found->row;
}

void AgeFacts::build_index() {
  index_.build(size(), [&](std::size_t row) {
    return AgeIndex::Key{areas[row], years[row], static_cast<std::uint8_t>(stages[row]), ages[row]};
  });
}

std::uint32_t AgeFacts::find(AreaIndex area, SchoolYear year, Stage stage, std::uint8_t age) const {
  return index_.find({area, static_cast<std::int16_t>(year.first), static_cast<std::uint8_t>(stage), age});
}

Quantity AgeFacts::get(AreaIndex area, SchoolYear year, Stage stage, std::uint8_t age) const {
  const std::uint32_t row = find(area, year, stage, age);
  return row == kNoRow ? Quantity::missing(Absence::NoRow) : pupils.at(row);
}

void Population::build_index() {
  index_.build(size(), [&](std::size_t row) {
    return AgeIndex::Key{areas[row], years[row], static_cast<std::uint8_t>(sexes[row]), ages[row]};
  });
}

std::uint32_t Population::find(AreaIndex area, int year, Sex sex, std::uint8_t age) const {
  return index_.find({area, static_cast<std::int16_t>(year), static_cast<std::uint8_t>(sex), age});
}

Quantity Population::get(AreaIndex area, int year, std::uint8_t age) const {
  const auto of_sex = [&](Sex sex) {
    const std::uint32_t row = find(area, year, sex, age);
    return row == kNoRow ? Quantity::missing(Absence::NoRow) : persons.at(row);
  };
  const Quantity both = of_sex(Sex::All);
  if (both.is_present()) return both;
  const Quantity men = of_sex(Sex::Male);
  const Quantity women = of_sex(Sex::Female);
  if (men.is_present() && women.is_present()) return Quantity::of(men.value + women.value);
  const bool has_one_sex = men.absence != Absence::NoRow || women.absence != Absence::NoRow;
  return has_one_sex ? Quantity::missing(Absence::PartMissing) : both;
}

}  // namespace junheng::model
