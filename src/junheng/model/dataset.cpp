#include "junheng/model/dataset.h"

#include <algorithm>
#include <array>
#include <set>

#include "junheng/core/parallel.h"
#include "junheng/model/schema.h"

namespace junheng::model {

std::string_view to_string(AreaLevel level) { return area_levels()[static_cast<std::size_t>(level)].code; }

std::optional<AreaLevel> parse_area_level(std::string_view text) {
  const auto levels = area_levels();
  for (std::size_t i = 0; i < levels.size(); ++i)
    if (text == levels[i].code || text == levels[i].zh) return static_cast<AreaLevel>(i);
  return std::nullopt;
}

void Areas::build_index() {
  by_code_.clear();
  by_code_.reserve(size());
  for (std::uint32_t i = 0; i < size(); ++i) by_code_.emplace(codes.at(i), i);
}

std::optional<AreaIndex> Areas::find(std::string_view code) const {
  const auto found = by_code_.find(code);
  return found == by_code_.end() ? std::nullopt : std::optional(AreaIndex(found->second));
}

std::optional<AreaIndex> Areas::at_level(AreaIndex area, AreaLevel level) const {
  std::optional<AreaIndex> at = area;
  while (at && levels[at->value] > level) at = parents[at->value];
  if (at && levels[at->value] == level) return at;
  return std::nullopt;
}

void Schools::build_index() {
  by_id_.clear();
  by_id_.reserve(size());
  for (std::uint32_t i = 0; i < size(); ++i) by_id_.emplace(ids.at(i), i);
}

std::optional<SchoolIndex> Schools::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? std::nullopt : std::optional(SchoolIndex(found->second));
}

const NumberColumn* FactTable::column(std::string_view id) const {
  for (std::size_t i = 0; i < column_ids.size(); ++i)
    if (column_ids[i] == id) return &columns[i];
  return nullptr;
}

void FactTable::build_index(std::size_t school_count) {
  std::set<std::int16_t> found;
  for (std::size_t row = 0; row < size(); ++row)
    if (row == 0 || years[row] != years[row - 1]) found.insert(years[row]);
  distinct_years_.assign(found.begin(), found.end());
  school_count_ = school_count;
  std::int16_t year = distinct_years_.empty() ? std::int16_t{0} : distinct_years_.front();
  std::size_t first = 0;
  by_year_and_school_ = RowLists(size(), distinct_years_.size() * school_count, [&](std::size_t row) {
    if (years[row] != year) {
      year = years[row];
      first = static_cast<std::size_t>(std::ranges::lower_bound(distinct_years_, year) - distinct_years_.begin()) * school_count;
    }
    return static_cast<std::uint32_t>(first + schools[row].value);
  });
}

FactTable::YearRows FactTable::of_year(SchoolYear year) const {
  const auto found = std::ranges::lower_bound(distinct_years_, year.first);
  if (found == distinct_years_.end() || *found != year.first) return {};
  return {by_year_and_school_, static_cast<std::size_t>(found - distinct_years_.begin()) * school_count_};
}

std::span<const std::uint32_t> FactTable::rows_of(SchoolYear year, SchoolIndex school) const { return of_year(year).of(school); }

std::uint32_t FactTable::find(SchoolYear year, SchoolIndex school, std::uint8_t part) const {
  for (const std::uint32_t row : rows_of(year, school))
    if (parts[row] == part) return row;
  return kNoRow;
}

std::vector<SchoolYear> FactTable::distinct_years() const {
  std::vector<SchoolYear> out;
  for (const std::int16_t year : distinct_years_) out.push_back(SchoolYear{year});
  return out;
}

void AreaItems::build_index() {
  by_item_.clear();
  for (std::uint32_t row = 0; row < entries.size(); ++row) {
    const Entry& entry = entries[row];
    by_item_[entry.item].push_back({(std::uint64_t{entry.area.value} << 16) | static_cast<std::uint16_t>(entry.year), row, entry.value});
  }
  for (auto& [item, slots] : by_item_) std::ranges::stable_sort(slots, {}, &Slot::area_and_year);
}

std::optional<RowIndex> AreaItems::row(AreaIndex area, SchoolYear year, std::string_view item) const {
  const auto slots = by_item_.find(item);
  if (slots == by_item_.end()) return std::nullopt;
  const std::uint64_t key = (std::uint64_t{area.value} << 16) | static_cast<std::uint16_t>(year.first);
  const auto found = std::ranges::lower_bound(slots->second, key, {}, &Slot::area_and_year);
  if (found == slots->second.end() || found->area_and_year != key) return std::nullopt;
  return RowIndex(found->row);
}

Quantity AreaItems::get(AreaIndex area, SchoolYear year, std::string_view item) const {
  const auto at = row(area, year, item);
  return at ? entries[at->value].value : Quantity::missing(Absence::NoRow);
}

namespace {

template <typename Row>
RowLists rows_by_county(const std::vector<Row>& rows, const Areas& areas) {
  return RowLists(rows.size(), areas.size(), [&](std::size_t row) {
    const AreaIndex area = rows[row].area;
    return areas.at_level(area, AreaLevel::County).value_or(area).value;
  });
}

}  // namespace

void Dataset::build(unsigned threads) {
  const std::array<FactTable*, 7> tables = {&stage_facts, &grade_facts, &classes, &class_bands, &rooms, &subject_staff, &school_facts};
  constexpr std::size_t kOthers = 11;
  parallel_for(kOthers + tables.size(), threads, [&](std::size_t i) {
    switch (i) {
      case 0: schools.build_index(); break;
      case 1: areas.build_index(); break;
      case 2: area_items.build_index(); break;
      case 3: by_county_.quality_results = rows_by_county(quality_results, areas); break;
      case 4: by_county_.survey = rows_by_county(survey, areas); break;
      case 5: bands_by_school_ = BandTable(class_bands, schools.size()); break;
      case 6: by_county_.accreditations = rows_by_county(accreditations, areas); break;
      case 7: teachers.build_index(schools.size()); break;
      case 8: age_facts.build_index(); break;
      case 9: population.build_index(); break;
      case 10: targets.build_index(areas.size()); break;
      default: tables[i - kOthers]->build_index(schools.size());
    }
  });
}

std::vector<SchoolYear> Dataset::years() const {
  std::set<SchoolYear> all;
  for (const FactTable* table : {&stage_facts, &grade_facts}) {
    for (const SchoolYear year : table->distinct_years()) all.insert(year);
  }
  return {all.begin(), all.end()};
}

}  // namespace junheng::model
