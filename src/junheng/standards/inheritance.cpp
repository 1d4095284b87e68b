#include "junheng/standards/inheritance.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "junheng/standards/visit.h"

namespace junheng::standards {

namespace {

/// The parent's entries, each replaced whole by the child's of the same key; the child's other entries at the end.
template <typename Entry, typename Key>
std::vector<Entry> override_by(const std::vector<Entry>& parent, std::vector<Entry> child, Key key) {
  std::vector<Entry> out;
  out.reserve(parent.size() + child.size());
  for (const Entry& entry : parent) {
    const auto own = std::ranges::find(child, std::invoke(key, entry), key);
    out.push_back(own == child.end() ? entry : *own);
  }
  for (Entry& own : child) {
    const bool is_placed = std::ranges::find(parent, std::invoke(key, own), key) != parent.end();
    if (!is_placed) out.push_back(std::move(own));
  }
  return out;
}

template <typename Entry>
std::vector<Entry> own_or_parent(const std::vector<Entry>& parent, std::vector<Entry> child) {
  return child.empty() ? parent : std::move(child);
}

}  // namespace

Pack merge_parent(const Pack& parent, Pack child) {
  if (child.country.empty()) child.country = parent.country;
  if (!child.in_force_from) child.in_force_from = parent.in_force_from;
  child.notes.insert(child.notes.end(), parent.notes.begin(), parent.notes.end());
  child.entry = override_by(parent.entry, std::move(child.entry), &EntryRule::stage);
  child.split = own_or_parent(parent.split, std::move(child.split));
  child.measures = override_by(parent.measures, std::move(child.measures), &DerivedMeasure::id);
  child.indicators = override_by(parent.indicators, std::move(child.indicators), &Indicator::id);
  child.school_limits = own_or_parent(parent.school_limits, std::move(child.school_limits));
  child.composite_limits = own_or_parent(parent.composite_limits, std::move(child.composite_limits));
  child.county_limits = own_or_parent(parent.county_limits, std::move(child.county_limits));
  child.items = override_by(parent.items, std::move(child.items), &Item::id);
  child.tolerances = override_by(parent.tolerances, std::move(child.tolerances), &Tolerance::id);
  return child;
}

void spread_last_checked(Pack& pack) {
  for_each_source(pack, [&](Source& source, std::uint32_t, std::string_view) {
    if (!source.last_checked_on) source.last_checked_on = pack.last_checked_on;
  });
}

}  // namespace junheng::standards
