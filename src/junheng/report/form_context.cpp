#include "junheng/report/form_context.h"

#include <algorithm>

#include "junheng/report/data_origin.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/table_words.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

std::string_view form_key(FormKind form) {
  switch (form) {
    case FormKind::Quality: return "quality";
    case FormKind::Basic: return "basic";
    case FormKind::None: return "none";
  }
  return "none";
}

}  // namespace

FormKind form_of(const assess::Assessment& assessment) {
  // The two forms are China's; a pack of another country may judge CVs too.
  if (assessment.standard->pack.country != "CN") return FormKind::None;
  const auto any_stage = [&](auto judges) { return std::ranges::any_of(assessment.rules, judges); };
  if (any_stage([](const assess::StageRules& rules) {
        return std::ranges::any_of(rules.indicators, [](const auto& rule) { return rule.cv.has_value(); });
      }))
    return FormKind::Quality;
  return any_stage([](const assess::StageRules& rules) { return rules.composite.has_value(); }) ? FormKind::Basic : FormKind::None;
}

std::string FormContext::area_name() const { return area == nullptr ? "" : std::string(dataset().areas.names.at(area->area.value)); }

SheetHead FormContext::head() const {
  const standards::Standard& standard = *assessment().standard;
  const model::Manifest& manifest = dataset().manifest;
  SheetHead head;
  const Params params = {
      {"area", area_name()},
      {"code", area == nullptr ? "" : std::string(dataset().areas.codes.at(area->area.value))},
      {"year", std::to_string(assessment().year.first)},
      {"next", next_year_digits(assessment().year)},
      {"standard", standard.pack.title.in(lang())},
      {"id", standard.pack.id},
      {"on", to_string(standard.on)},
      {"source", source_words(manifest.source, lang())},
      {"date", input->date},
      {"version", input->version},
  };
  head.lines.push_back(words(area == nullptr ? "xlsx.head.all" : "xlsx.head.area", params));
  std::string source = words("xlsx.head.source", params);
  if (!input->date.empty()) source += words("xlsx.head.date", params);
  if (!input->version.empty()) source += words("xlsx.head.version", params);
  head.lines.push_back(std::move(source));
  if (manifest.is_synthetic) head.alerts.push_back(words("text.synthetic"));
  if (input->is_partial) head.alerts.push_back(words("text.partial"));
  return head;
}

FormSheet FormContext::sheet(std::string_view key, std::vector<FormColumn> columns, Page page,
                             const std::vector<std::string>& alerts) const {
  FormSheet::Layout layout;
  layout.name = (is_one_of_many ? area_name() + " " : "") + words("xlsx.sheet." + std::string(key));
  layout.title = words("xlsx.title." + std::string(key));
  layout.columns = std::move(columns);
  layout.page = page;
  SheetHead above = head();
  above.alerts.insert(above.alerts.end(), alerts.begin(), alerts.end());
  return {*writer, above, std::move(layout)};
}

FormSheet FormContext::numbered_sheet(std::string_view key, std::vector<FormColumn> columns, Page page) const {
  return sheet(std::string(form_key(form)) + "." + std::string(key), std::move(columns), page);
}

std::string indicator_header(const standards::Indicator& indicator, Lang lang) {
  const std::string unit(standards::unit_label(indicator.unit, lang));
  std::string out = indicator.id + " " + indicator.title.in(lang);
  if (unit.empty()) return out;
  return out + (lang == Lang::Zh ? "\n（" + unit + "）" : "\n(" + unit + ")");
}

}  // namespace junheng::report
