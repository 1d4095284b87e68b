#include "junheng/report/shown_school_rows.h"

#include <algorithm>
#include <numeric>

#include "junheng/report/shown_to_all.h"

namespace junheng::report {

namespace {

using Places = std::vector<std::uint32_t>;

bool is_same(const model::NumberColumn& a, const model::NumberColumn& b, std::uint32_t row) { return a.get(row) == b.get(row); }
bool is_same(const model::TextColumn& a, const model::TextColumn& b, std::uint32_t row) { return a.at(row) == b.at(row); }
template <typename T>
bool is_same(const std::vector<T>& a, const std::vector<T>& b, std::uint32_t row) {
  return a[row] == b[row];
}

/// Calls visit(column of a, column of b) for every column; both have the same indicators.
template <typename Rows, typename Other, typename Visit>
void for_each_column(Rows& a, Other& b, Visit visit) {
  visit(a.ids, b.ids);
  visit(a.names, b.names);
  visit(a.stages, b.stages);
  visit(a.kinds, b.kinds);
  visit(a.county_codes, b.county_codes);
  visit(a.county_names, b.county_names);
  visit(a.township_codes, b.township_codes);
  visit(a.township_names, b.township_names);
  visit(a.outside, b.outside);
  visit(a.lon, b.lon);
  visit(a.lat, b.lat);
  visit(a.pupils, b.pupils);
  visit(a.met, b.met);
  visit(a.verdicts, b.verdicts);
  visit(a.is_hidden, b.is_hidden);
  for (std::size_t i = 0; i < a.indicators.size(); ++i) {
    visit(a.indicators[i].values, b.indicators[i].values);
    visit(a.indicators[i].states, b.indicators[i].states);
  }
}

/// Whether the tables have the same schools with the same stages in the same order, and the same indicators.
bool are_aligned(const SchoolRows& a, const SchoolRows& b) {
  if (a.size() != b.size() || a.stages != b.stages ||
      !std::ranges::equal(a.indicators, b.indicators, {}, &SchoolRows::Indicator::id, &SchoolRows::Indicator::id))
    return false;
  for (std::uint32_t row = 0; row < a.size(); ++row)
    if (!is_same(a.ids, b.ids, row)) return false;
  return true;
}

Places differing_rows(std::span<const SchoolRows> sides) {
  std::vector<bool> differs(sides.front().size(), false);
  for (const SchoolRows& side : sides.subspan(1))
    for_each_column(sides.front(), side, [&](const auto& a, const auto& b) {
      for (std::uint32_t row = 0; row < differs.size(); ++row)
        if (!is_same(a, b, row)) differs[row] = true;
    });
  Places places;
  for (std::uint32_t row = 0; row < differs.size(); ++row)
    if (differs[row]) places.push_back(row);
  return places;
}

SchoolRows agreed(std::span<const SchoolRows> sides, const Places& places, Lang lang) {
  std::vector<std::string> pages;
  for (const SchoolRows& side : sides) pages.push_back(school_rows_json(side, {places, places.size(), 0}, 0, ""));
  // What all have in common has the columns of each.
  return read_school_rows(shown_to_all(pages, lang)).value();
}

// Puts the rows of `from` in the places of `to`.
void put(model::NumberColumn& to, const model::NumberColumn& from, const Places& places) {
  for (std::size_t i = 0; i < places.size(); ++i) to.set(places[i], from.at(i));
}
template <typename T>
void put(std::vector<T>& to, const std::vector<T>& from, const Places& places) {
  for (std::size_t i = 0; i < places.size(); ++i) to[places[i]] = from[i];
}
void put(model::TextColumn& to, const model::TextColumn& from, const Places& places) {
  model::TextColumn merged;
  std::size_t next = 0;
  for (std::uint32_t row = 0; row < to.size(); ++row) {
    const bool is_put = next < places.size() && places[next] == row;
    merged.push(is_put ? from.at(next) : to.at(row));
    if (is_put) ++next;
  }
  to = std::move(merged);
}

}  // namespace

SchoolRows shown_school_rows(std::span<const SchoolRows> sides, Lang lang) {
  const SchoolRows& first = sides.front();
  if (!std::ranges::all_of(sides, [&](const SchoolRows& side) { return are_aligned(first, side); })) {
    Places all(first.size());
    std::iota(all.begin(), all.end(), 0U);
    return agreed(sides, all, lang);
  }
  const Places places = differing_rows(sides);
  const SchoolRows common = agreed(sides, places, lang);
  SchoolRows rows = first;
  for (std::size_t i = 0; i < rows.indicators.size(); ++i) {
    const SchoolRows::Indicator& head = common.indicators[i];
    rows.indicators[i].name = head.name;
    rows.indicators[i].unit_text = head.unit_text;
    rows.indicators[i].direction = head.direction;
    rows.indicators[i].limits = head.limits;
  }
  for_each_column(rows, common, [&](auto& to, const auto& from) { put(to, from, places); });
  return rows;
}

}  // namespace junheng::report
