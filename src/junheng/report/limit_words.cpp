#include "junheng/report/limit_words.h"

#include <charconv>

#include "junheng/assess/diagnosis.h"
#include "junheng/core/catalogue.h"
#include "junheng/model/schema.h"
#include "junheng/report/listing.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/school_facts.h"

namespace junheng::report {

namespace {

std::string setting_name(const std::string& prefix, Lang lang) {
  if (const std::string key = "setting." + prefix; has_text(key)) return std::string(text(key, lang));
  // 11 is written 110, 2 is 200.
  int code = 0;
  const std::string whole = prefix + std::string(prefix.size() < 3 ? 3 - prefix.size() : 0, '0');
  std::from_chars(whole.data(), whole.data() + whole.size(), code);
  const std::string name = code_name(model::setting_codes(), code, lang);
  return name.empty() ? prefix : name;
}

}  // namespace

std::string setting_words(std::span<const std::string> prefixes, Lang lang) {
  std::string out;
  for (const std::string& prefix : prefixes) append_listed(out, setting_name(prefix, lang), lang);
  return out;
}

std::string limits_text(const std::optional<standards::Limit>& limit, const std::vector<standards::SettingLimit>& by_setting, Lang lang) {
  if (!limit) return {};
  if (by_setting.empty()) return shown_limit(limit->value);
  std::string named;
  for (const standards::SettingLimit& own : by_setting)
    named += (named.empty()      ? ""
              : lang == Lang::Zh ? "，"
                                 : ", ") +
             setting_words(own.setting_prefixes, lang) + " " + shown_limit(own.limit.value);
  return text("limit.by_setting", lang, {{"rest", shown_limit(limit->value)}, {"named", named}});
}

std::string all_limits(const assess::IndicatorRule& rule, Lang lang) {
  if (!rule.standard) return {};
  return std::string(direction_sign(rule.indicator->direction)) + " " + limits_text(rule.standard, rule.standards_by_setting, lang);
}

assess::OwnLimits limits_of_unit(const assess::Assessment& assessment, Stage stage, std::uint32_t unit, std::size_t indicator) {
  const SchoolIndex school = assessment.units.of(stage).schools[unit];
  return assess::own_limits(assessment.rules_of(stage).indicators[indicator], assessment.dataset->schools.settings[school.value]);
}

bool is_limit_several(const assess::Assessment& assessment, Stage stage, std::uint32_t unit, std::size_t indicator) {
  if (!assessment.schools_of(stage).indicators[indicator].values.has(unit)) return false;
  const SchoolIndex school = assessment.units.of(stage).schools[unit];
  const assess::IndicatorRule& rule = assessment.rules_of(stage).indicators[indicator];
  return assess::possible_limits(rule, assessment.dataset->schools.settings[school.value]).size() > 1;
}

std::string unjudged_reason(const assess::Assessment& assessment, Stage stage, std::uint32_t unit, std::size_t indicator, Lang lang) {
  if (is_limit_several(assessment, stage, unit, indicator)) return std::string(text("limit.open", lang));
  return absence_text(assessment.schools_of(stage).indicators[indicator].values.at(unit).absence, lang);
}

}  // namespace junheng::report
