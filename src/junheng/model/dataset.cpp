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
  by_year_.clear();
  YearIndex* index = nullptr;
  std::int16_t index_year = 0;
  const auto index_of = [&](std::int16_t year) -> YearIndex& {
    if (index == nullptr || year != index_year) {
      index = &by_year_[year];
      index_year = year;
      if (index->offsets.empty()) index->offsets.assign(school_count + 1, 0);
    }
    return *index;
  };
  // Counting sort by school; rows of a school keep the order of the file.
  for (std::size_t row = 0; row < size(); ++row) ++index_of(years[row]).offsets[schools[row].value + 1];
  for (auto& [year, table] : by_year_) {
    for (std::size_t i = 1; i < table.offsets.size(); ++i) table.offsets[i] += table.offsets[i - 1];
    table.rows.resize(table.offsets.back());
  }
  std::map<std::int16_t, std::vector<std::uint32_t>> next;
  for (auto& [year, table] : by_year_) next[year].assign(table.offsets.begin(), table.offsets.end() - 1);
  std::vector<std::uint32_t>* cursor = nullptr;
  index = nullptr;
  for (std::size_t row = 0; row < size(); ++row) {
    if (index == nullptr || years[row] != index_year) cursor = &next[years[row]];
    YearIndex& table = index_of(years[row]);
    table.rows[(*cursor)[schools[row].value]++] = static_cast<std::uint32_t>(row);
  }
}

std::span<const std::uint32_t> FactTable::rows_of(SchoolYear year, SchoolIndex school) const {
  const auto found = by_year_.find(static_cast<std::int16_t>(year.first));
  if (found == by_year_.end()) return {};
  const YearIndex& table = found->second;
  return std::span(table.rows).subspan(table.offsets[school.value], table.offsets[school.value + 1] - table.offsets[school.value]);
}

std::uint32_t FactTable::find(SchoolYear year, SchoolIndex school, std::uint8_t part) const {
  for (const std::uint32_t row : rows_of(year, school))
    if (parts[row] == part) return row;
  return kNoRow;
}

std::vector<SchoolYear> FactTable::distinct_years() const {
  std::vector<SchoolYear> out;
  for (const auto& [year, table] : by_year_) out.push_back(SchoolYear{year});
  return out;
}

void AreaItems::build_index() {
  by_item_.clear();
  for (std::uint32_t row = 0; row < entries.size(); ++row) {
    const Entry& entry = entries[row];
    by_item_[entry.item].push_back({(std::uint64_t{entry.area.value} << 16) | static_cast<std::uint16_t>(entry.year), row});
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

void Dataset::build(unsigned threads) {
  const std::array<FactTable*, 5> tables = {&stage_facts, &grade_facts, &classes, &class_bands, &rooms};
  constexpr std::size_t kOthers = 3;
  parallel_for(kOthers + tables.size(), threads, [&](std::size_t i) {
    switch (i) {
      case 0: schools.build_index(); break;
      case 1: areas.build_index(); break;
      case 2: area_items.build_index(); break;
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
