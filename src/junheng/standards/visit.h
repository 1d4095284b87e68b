#pragma once

#include <string_view>

#include "junheng/standards/pack.h"

namespace junheng::standards {

/// Calls visit(limits, owner) for every list of dated values of the pack; `owner` is the id of what they limit.
template <typename AnyPack, typename Visit>
void for_each_limits(AnyPack& pack, Visit visit) {
  for (auto& indicator : pack.indicators) {
    visit(indicator.limits, std::string_view(indicator.id));
    for (auto& part : indicator.parts) visit(part.limits, std::string_view(part.id));
  }
  visit(pack.school_limits, std::string_view("school"));
  visit(pack.composite_limits, std::string_view("composite"));
  visit(pack.county_limits, std::string_view("county"));
  for (auto& item : pack.items)
    for (auto& clause : item.clauses) visit(clause.limits, std::string_view(clause.id));
}

/// Calls visit(source, line, owner) for everything in the pack that must have an origin, and for the origins that indicators state.
/// Entry rules that let every school in need none.
template <typename AnyPack, typename Visit>
void for_each_source(AnyPack& pack, Visit visit) {
  for_each_limits(pack, [&](auto& limits, std::string_view owner) {
    for (auto& limit : limits) visit(limit.source, limit.line, owner);
  });
  for (auto& indicator : pack.indicators)
    if (!indicator.source.document.empty() || !indicator.source.clause.empty())
      visit(indicator.source, indicator.line, std::string_view(indicator.id));
  for (auto& rule : pack.entry)
    if (!rule.kinds.empty() || !rule.founders.empty() || !rule.min_pupils.empty()) visit(rule.source, rule.line, std::string_view("entry"));
  for (auto& weights : pack.split) visit(weights.source, weights.line, std::string_view("split"));
  for (auto& item : pack.items) {
    visit(item.source, item.line, std::string_view(item.id));
    if (item.scoring) visit(item.scoring->source, item.scoring->line, std::string_view(item.id));
  }
  for (auto& tolerance : pack.tolerances) visit(tolerance.source, tolerance.line, std::string_view(tolerance.id));
}

}  // namespace junheng::standards
