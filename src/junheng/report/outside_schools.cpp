#include "junheng/report/outside_schools.h"

#include <algorithm>

#include "junheng/assess/entry_reason.h"
#include "junheng/core/catalogue.h"
#include "junheng/report/number_format.h"
#include "junheng/report/school_facts.h"

namespace junheng::report {

std::string outside_bar(const assess::Assessment& assessment, Stage stage, std::uint32_t unit, Lang lang) {
  const assess::UnitTable& units = assessment.units.of(stage);
  const model::Schools& schools = assessment.dataset->schools;
  const auto reason = assess::why_outside(*assessment.standard, schools, units, unit);
  if (!reason) return {};
  const std::size_t school = units.schools[unit].value;
  const std::string kind = code_name(model::school_kinds(), schools.kinds[school], lang);
  switch (reason->bar) {
    case assess::EntryBar::Kind: return text("outside.kind", lang, {{"kind", kind}});
    case assess::EntryBar::Founder:
      return text("outside.founder", lang, {{"founder", code_name(model::founder_kinds(), schools.founders[school], lang)}});
    case assess::EntryBar::Pupils: return text("outside.pupils", lang, {{"kind", kind}, {"least", shown_limit(reason->least_pupils)}});
  }
  return {};
}

std::vector<OutsideSchool> outside_schools(const assess::Assessment& assessment, const assess::StageResult& stage, Lang lang) {
  const assess::UnitTable& units = assessment.units.of(stage.stage);
  const auto& group = units.groups[stage.group];
  std::vector<OutsideSchool> out;
  for (std::uint32_t unit = group.entered_end; unit < group.end; ++unit)
    out.push_back({units.schools[unit], units.pupils.get(unit), outside_bar(assessment, stage.stage, unit, lang)});
  for (std::uint32_t i = 0; i < group.without_pupils; ++i)
    out.push_back({units.empty_schools[group.first_empty + i], 0, std::string(text("outside.no_pupils", lang))});
  return out;
}

}  // namespace junheng::report
