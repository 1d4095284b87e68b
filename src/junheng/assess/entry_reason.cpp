#include "junheng/assess/entry_reason.h"

#include <algorithm>

namespace junheng::assess {

std::optional<EntryReason> why_outside(const standards::Standard& standard, const model::Schools& schools, const UnitTable& units,
                                       std::uint32_t unit) {
  if (units.entries[unit] != Entry::No) return std::nullopt;
  const auto rule = std::ranges::find(standard.pack.entry, units.stage, &standards::EntryRule::stage);
  if (rule == standard.pack.entry.end()) return std::nullopt;
  const std::size_t school = units.schools[unit].value;
  const int kind = schools.kinds[school];
  const auto lacks = [](const std::vector<int>& codes, int code) {
    return !codes.empty() && code != 0 && std::ranges::find(codes, code) == codes.end();
  };
  if (lacks(rule->kinds, kind)) return EntryReason{EntryBar::Kind, &*rule, 0, 0};
  if (lacks(rule->founders, schools.founders[school])) return EntryReason{EntryBar::Founder, &*rule, 0, 0};
  const auto least = rule->min_pupils.find(kind);
  if (least == rule->min_pupils.end()) return std::nullopt;
  return EntryReason{EntryBar::Pupils, &*rule, units.pupils.get(unit).value_or(0), least->second};
}

}  // namespace junheng::assess
