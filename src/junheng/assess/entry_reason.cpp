#include "junheng/assess/entry_reason.h"

#include <algorithm>

namespace junheng::assess {

Entry decide_entry(const standards::Pack& pack, const model::Schools& schools, SchoolIndex school, Stage stage,
                   const model::Quantity& pupils, EntryReason* reason) {
  const auto rule = std::ranges::find(pack.entry, stage, &standards::EntryRule::stage);
  if (rule == pack.entry.end()) return Entry::Yes;
  bool is_uncertain = false;
  const auto bars = [&](const std::vector<int>& codes, int code) {
    is_uncertain = is_uncertain || (!codes.empty() && code == 0);
    return !codes.empty() && code != 0 && std::ranges::find(codes, code) == codes.end();
  };
  const auto outside = [&](EntryBar bar, double least) {
    if (reason != nullptr) *reason = {bar, &*rule, bar == EntryBar::Pupils ? pupils.value : 0, least};
    return Entry::No;
  };
  const int kind = schools.kinds[school.value];
  if (bars(rule->kinds, kind)) return outside(EntryBar::Kind, 0);
  if (bars(rule->founders, schools.founders[school.value])) return outside(EntryBar::Founder, 0);
  if (const auto least = rule->min_pupils.find(kind); least != rule->min_pupils.end()) {
    if (!pupils.is_present()) return Entry::Uncertain;
    if (pupils.value < least->second) return outside(EntryBar::Pupils, least->second);
  }
  return is_uncertain ? Entry::Uncertain : Entry::Yes;
}

EntryTest::EntryTest(const standards::Pack& pack, const model::Schools& schools, Stage stage)
    : pack_(&pack), schools_(&schools), stage_(stage) {
  const auto rule = std::ranges::find(pack.entry, stage, &standards::EntryRule::stage);
  if (rule == pack.entry.end()) return;
  rule_ = &*rule;
  asks_for_founder_ = !rule->founders.empty();
}

EntryTest::Known EntryTest::look_up(SchoolIndex school, int kind, int founder) const {
  const bool asks_for_pupils = rule_ != nullptr && rule_->min_pupils.contains(kind);
  return {kind, founder, asks_for_pupils, decide_entry(*pack_, *schools_, school, stage_, model::Quantity::of(0))};
}

std::optional<EntryReason> why_outside(const standards::Standard& standard, const model::Schools& schools, const UnitTable& units,
                                       std::uint32_t unit) {
  EntryReason reason;
  const Entry entry = decide_entry(standard.pack, schools, units.schools[unit], units.stage, units.pupils.at(unit), &reason);
  return entry == Entry::No ? std::optional(reason) : std::nullopt;
}

}  // namespace junheng::assess
