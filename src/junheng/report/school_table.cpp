#include "junheng/report/school_table.h"

#include <algorithm>
#include <array>
#include <deque>
#include <functional>
#include <mutex>
#include <numeric>

#include "junheng/core/text.h"

namespace junheng::report {

namespace {

/// Orders that are kept: a reader turns pages of the same one.
constexpr std::size_t kMostOrders = 8;
constexpr std::array<std::string_view, 6> kTextColumns = {"name", "school_id", "county", "township", "kind", ""};

using Places = std::vector<std::uint32_t>;

/// Rows with a key by it, the others behind them, both in the order of the table where keys are equal.
template <typename KeyOf, typename HasKey>
Places sorted_by(std::size_t size, SortOrder order, HasKey has_key, KeyOf key_of) {
  Places places(size);
  std::iota(places.begin(), places.end(), 0U);
  const auto end = std::stable_partition(places.begin(), places.end(), has_key);
  if (order == SortOrder::Ascending) std::stable_sort(places.begin(), end, [&](auto a, auto b) { return key_of(a) < key_of(b); });
  else std::stable_sort(places.begin(), end, [&](auto a, auto b) { return key_of(b) < key_of(a); });
  return places;
}

Places sorted_by_text(const model::TextColumn& texts, SortOrder order) {
  return sorted_by(
      texts.size(), order, [&](std::uint32_t row) { return !texts.at(row).empty(); }, [&](std::uint32_t row) { return texts.at(row); });
}

Places sorted_by_number(const model::NumberColumn& numbers, SortOrder order) {
  return sorted_by(
      numbers.size(), order, [&](std::uint32_t row) { return numbers.has(row); }, [&](std::uint32_t row) { return numbers.values()[row]; });
}

void append(std::vector<std::uint8_t>& to, const std::vector<std::uint8_t>& from) { to.insert(to.end(), from.begin(), from.end()); }

/// A column of indicator values of rows that the standard's other stage, or another county, does not have.
void append_missing(SchoolRows::Indicator& to, std::size_t rows) {
  to.values.append(model::NumberColumn(rows, model::Absence::NotCollected));
  to.states.insert(to.states.end(), rows, static_cast<std::uint8_t>(school_states().size() - 1));
}

}  // namespace

struct SchoolTable::Orders {
  std::mutex mutex;
  /// By column and order; first in, first out.
  std::deque<std::pair<std::string, std::shared_ptr<const Places>>> kept;
};

SchoolTable::SchoolTable() : orders_(std::make_unique<Orders>()) {}
SchoolTable::SchoolTable(SchoolTable&&) noexcept = default;
SchoolTable& SchoolTable::operator=(SchoolTable&&) noexcept = default;
SchoolTable::~SchoolTable() = default;

void SchoolTable::append(const SchoolRows& rows) {
  const bool is_first = rows_.size() == 0;
  const std::size_t before = rows_.size();
  for (std::size_t row = 0; row < rows.size(); ++row) {
    search_begins_.push_back(search_text_.size());
    search_text_ += '\n' + lower_ascii(rows.names.at(row)) + '\n' + lower_ascii(rows.ids.at(row));
  }
  for (const SchoolRows::Indicator& indicator : rows.indicators) {
    if (!is_first) break;
    rows_.indicators.push_back({indicator.id, indicator.name, indicator.unit_text, indicator.direction, indicator.limits, {}, {}});
  }
  rows_.ids.append(rows.ids);
  rows_.names.append(rows.names);
  rows_.stages.insert(rows_.stages.end(), rows.stages.begin(), rows.stages.end());
  rows_.kinds.append(rows.kinds);
  rows_.county_codes.append(rows.county_codes);
  rows_.county_names.append(rows.county_names);
  rows_.township_codes.append(rows.township_codes);
  rows_.township_names.append(rows.township_names);
  rows_.outside.append(rows.outside);
  rows_.lon.append(rows.lon);
  rows_.lat.append(rows.lat);
  rows_.pupils.append(rows.pupils);
  rows_.met.append(rows.met);
  report::append(rows_.verdicts, rows.verdicts);
  rows_.is_hidden.insert(rows_.is_hidden.end(), rows.is_hidden.begin(), rows.is_hidden.end());
  for (SchoolRows::Indicator& indicator : rows_.indicators) {
    if (!is_first && before > 0)
      for (SchoolRows::StageLimits& limits : indicator.limits) limits.mean.reset();
    const SchoolRows::Indicator* added = rows.find_indicator(indicator.id);
    if (added == nullptr) {
      append_missing(indicator, rows.size());
      continue;
    }
    indicator.values.append(added->values);
    report::append(indicator.states, added->states);
  }
}

std::size_t SchoolTable::bytes() const {
  constexpr std::size_t kTexts = 8;
  constexpr std::size_t kNumber = sizeof(double) + sizeof(model::Absence);
  const std::size_t numbers = (4 + rows_.indicators.size()) * kNumber + rows_.indicators.size() + 2;
  return rows_.size() * (kTexts * sizeof(std::size_t) + numbers + kMostOrders * sizeof(std::uint32_t)) + 4 * search_text_.size();
}

bool SchoolTable::can_sort_by(std::string_view sort) const {
  return std::ranges::find(kTextColumns, sort) != kTextColumns.end() || sort == "pupils" || sort == "verdict" || sort == "met" ||
         has_indicator(sort);
}

std::string SchoolTable::page_json(const SchoolPageQuery& query, std::int64_t run_id, std::string_view area_code) const {
  const auto [page, total] = select(query);
  return school_rows_json(rows_, {page, total, query.offset}, run_id, area_code);
}

SchoolTable::Places SchoolTable::sorted(const std::string& sort, SortOrder order) const {
  if (sort == "name") return sorted_by_text(rows_.names, order);
  if (sort == "school_id") return sorted_by_text(rows_.ids, order);
  if (sort == "county") return sorted_by_text(rows_.county_codes, order);
  if (sort == "township") return sorted_by_text(rows_.township_codes, order);
  if (sort == "kind") return sorted_by_text(rows_.kinds, order);
  if (sort == "pupils") return sorted_by_number(rows_.pupils, order);
  if (sort == "met") return sorted_by_number(rows_.met, order);
  if (sort == "verdict")
    return sorted_by(
        rows_.size(), order, [&](std::uint32_t row) { return rows_.verdicts[row] > 0; },
        [&](std::uint32_t row) { return rows_.verdicts[row]; });
  if (const SchoolRows::Indicator* indicator = rows_.find_indicator(sort)) return sorted_by_number(indicator->values, order);
  Places places(rows_.size());
  std::iota(places.begin(), places.end(), 0U);
  if (order == SortOrder::Descending) std::ranges::reverse(places);
  return places;
}

std::shared_ptr<const SchoolTable::Places> SchoolTable::order_of(const std::string& sort, SortOrder order) const {
  const std::string key = (order == SortOrder::Ascending ? "+" : "-") + sort;
  // Sorted under the lock: two who ask for the same order at once would do the work twice.
  const std::lock_guard lock(orders_->mutex);
  const auto known = std::ranges::find(orders_->kept, key, &std::pair<std::string, std::shared_ptr<const Places>>::first);
  if (known != orders_->kept.end()) return known->second;
  auto made = std::make_shared<const Places>(sorted(sort, order));
  orders_->kept.emplace_back(key, made);
  if (orders_->kept.size() > kMostOrders) orders_->kept.pop_front();
  return made;
}

std::vector<bool> SchoolTable::rows_with(std::string_view words) const {
  std::vector<bool> has(rows_.size(), false);
  const std::string wanted = lower_ascii(words);
  // A line end stands in no name: what has one matches nothing.
  if (wanted.find('\n') != std::string::npos) return has;
  const std::boyer_moore_horspool_searcher searcher(wanted.begin(), wanted.end());
  for (auto from = search_text_.begin(); from != search_text_.end();) {
    const auto hit = std::search(from, search_text_.end(), searcher);
    if (hit == search_text_.end()) break;
    const auto place = static_cast<std::size_t>(hit - search_text_.begin());
    const auto next = std::ranges::upper_bound(search_begins_, place);
    has[static_cast<std::size_t>(next - search_begins_.begin()) - 1] = true;
    from = next == search_begins_.end() ? search_text_.end() : search_text_.begin() + static_cast<std::ptrdiff_t>(*next);
  }
  return has;
}

std::pair<SchoolTable::Places, std::size_t> SchoolTable::select(const SchoolPageQuery& query) const {
  const auto order = order_of(query.sort, query.order);
  const bool takes_all = query.words.empty() && !query.stage && query.verdict.empty() && query.township.empty() && query.below.empty();
  if (takes_all) {
    const std::size_t begin = std::min(query.offset, order->size());
    const auto first = order->begin() + static_cast<std::ptrdiff_t>(begin);
    return {Places(first, first + static_cast<std::ptrdiff_t>(std::min(query.limit, order->size() - begin))), order->size()};
  }
  const std::vector<bool> named = query.words.empty() ? std::vector<bool>() : rows_with(query.words);
  const SchoolRows::Indicator* below = query.below.empty() ? nullptr : rows_.find_indicator(query.below);
  const auto verdict = place_of_word(school_verdicts(), query.verdict);
  const auto matches = [&](std::uint32_t row) {
    if (!named.empty() && !named[row]) return false;
    if (query.stage && rows_.stages[row] != *query.stage) return false;
    if (verdict != 0 && rows_.verdicts[row] != verdict) return false;
    if (!query.township.empty() && rows_.township_codes.at(row) != query.township) return false;
    if (below == nullptr) return true;
    const std::string_view state = school_states()[below->states[row]];
    return state == "floor" || state == "unmet";
  };
  Places page;
  std::size_t total = 0;
  for (const std::uint32_t row : *order) {
    if (!matches(row)) continue;
    if (total >= query.offset && page.size() < query.limit) page.push_back(row);
    ++total;
  }
  return {std::move(page), total};
}

}  // namespace junheng::report
