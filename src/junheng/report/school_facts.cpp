#include "junheng/report/school_facts.h"

#include <algorithm>
#include <string_view>

#include "junheng/core/catalogue.h"

namespace junheng::report {

std::string code_name(std::span<const model::CodeName> list, int code, Lang lang) {
  const std::string wanted = std::to_string(code);
  const auto found = std::ranges::find(list, std::string_view(wanted), &model::CodeName::code);
  if (code == 0 || found == list.end()) return {};
  return std::string(lang == Lang::Zh ? found->zh : found->en);
}

std::string school_facts(const model::Dataset& dataset, SchoolIndex school, Lang lang) {
  const model::Schools& schools = dataset.schools;
  const std::size_t at = school.value;
  const std::uint32_t area = schools.areas[at].value;
  const std::string_view area_name = dataset.areas.names.at(area);
  std::string out = text("school.id", lang, {{"id", std::string(schools.ids.at(at))}});
  for (const std::string& fact :
       {std::string(area_name.empty() ? dataset.areas.codes.at(area) : area_name),
        code_name(model::school_kinds(), schools.kinds[at], lang), code_name(model::founder_kinds(), schools.founders[at], lang),
        code_name(model::setting_codes(), schools.settings[at], lang)})
    if (!fact.empty()) out += (lang == Lang::Zh ? "，" : ", ") + fact;
  return out;
}

}  // namespace junheng::report
