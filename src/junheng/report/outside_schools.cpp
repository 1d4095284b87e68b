#include "junheng/report/outside_schools.h"

#include <algorithm>

#include "junheng/core/catalogue.h"
#include "junheng/report/number_format.h"
#include "junheng/report/school_facts.h"

namespace junheng::report {

namespace {

/// What the entry rule holds against the school; the first that applies, in the order in which the rule looks.
std::string reason_of(const assess::Assessment& assessment, Stage stage, SchoolIndex school, Lang lang) {
  const auto& entries = assessment.standard->pack.entry;
  const auto rule = std::ranges::find(entries, stage, &standards::EntryRule::stage);
  if (rule == entries.end()) return {};
  const model::Schools& schools = assessment.dataset->schools;
  const int kind = schools.kinds[school.value];
  const int founder = schools.founders[school.value];
  const std::string kind_name = code_name(model::school_kinds(), kind, lang);
  if (kind != 0 && !rule->kinds.empty() && std::ranges::find(rule->kinds, kind) == rule->kinds.end())
    return text("outside.kind", lang, {{"kind", kind_name}});
  if (founder != 0 && !rule->founders.empty() && std::ranges::find(rule->founders, founder) == rule->founders.end())
    return text("outside.founder", lang, {{"founder", code_name(model::founder_kinds(), founder, lang)}});
  const auto least = rule->min_pupils.find(kind);
  if (least != rule->min_pupils.end()) return text("outside.pupils", lang, {{"kind", kind_name}, {"least", shown_limit(least->second)}});
  return {};
}

/// Whether the school reports the stage with no pupils in it.
bool is_empty_stage(const assess::Assessment& assessment, SchoolIndex school, Stage stage) {
  const model::FactTable& facts = assessment.dataset->stage_facts;
  const model::NumberColumn* pupils = facts.column("pupils");
  if (pupils == nullptr) return false;
  return std::ranges::any_of(facts.rows_of(assessment.year, school), [&](std::uint32_t row) {
    return facts.parts[row] == static_cast<std::uint8_t>(stage) && pupils->get(row) == 0.0;
  });
}

}  // namespace

std::vector<OutsideSchool> outside_schools(const assess::Assessment& assessment, const assess::StageResult& stage, Lang lang) {
  const assess::UnitTable& units = assessment.units.of(stage.stage);
  const auto& group = units.groups[stage.group];
  std::vector<OutsideSchool> out;
  for (std::uint32_t unit = group.entered_end; unit < group.end; ++unit)
    out.push_back({units.schools[unit], units.pupils.get(unit), reason_of(assessment, stage.stage, units.schools[unit], lang)});
  if (group.without_pupils == 0) return out;
  const assess::WholeTable& whole = assessment.units.whole;
  for (std::uint32_t row = whole.offsets[stage.group]; row < whole.offsets[stage.group + 1]; ++row)
    if (is_empty_stage(assessment, whole.schools[row], stage.stage))
      out.push_back({whole.schools[row], 0, std::string(text("outside.no_pupils", lang))});
  return out;
}

}  // namespace junheng::report
