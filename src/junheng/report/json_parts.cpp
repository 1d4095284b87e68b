#include "junheng/report/json_parts.h"

#include <algorithm>

#include "junheng/assess/margins.h"
#include "junheng/core/catalogue.h"
#include "junheng/report/json_schools.h"
#include "junheng/report/reason_text.h"

namespace junheng::report {

using formats::JsonWriter;

void write_verdict(JsonWriter& json, std::string_view name, const std::optional<assess::Verdict>& verdict) {
  json.key(name);
  if (verdict) json.value(to_string(*verdict));
  else json.null();
}

void write_limit_value(JsonWriter& json, std::string_view name, const std::optional<standards::Limit>& limit) {
  json.key(name);
  if (limit) json.value(limit->value);
  else json.null();
}

void write_indicator_members(JsonWriter& json, const assess::IndicatorRule& rule, const assess::IndicatorSummary& summary,
                             const assess::StageResult& stage) {
  json.member("mean", summary.mean).member("cv", summary.cv);
  write_limit_value(json, "cv_limit", rule.cv);
  json.member("cv_margin", assess::cv_margin(rule, summary));
  write_verdict(json, "cv_verdict", summary.cv_verdict);
  write_limit_value(json, "standard", rule.standard);
  write_limit_value(json, "floor", rule.floor);
  write_setting_limits(json, rule, [](JsonWriter& out, const standards::Limit& limit) { out.member("value", limit.value); });
  json.key("schools_met");
  if (rule.is_judged()) json.value(summary.schools_met);
  else json.null();
  json.member("schools_total", stage.schools);
  json.member("schools_valued", summary.schools_valued);
  json.member("schools_unknown", summary.schools_unknown);
  json.member("pupils_valued", summary.pupils_valued);
}

void write_stage_members(JsonWriter& json, const assess::StageRules& rules, const assess::StageResult& stage) {
  json.member("schools", stage.schools).member("pupils", stage.pupils);
  json.member("schools_without_pupils", stage.schools_without_pupils);
  json.member("schools_outside", stage.schools_outside);
  json.member("composite_cv", stage.composite_cv);
  write_limit_value(json, "composite_limit", rules.composite);
  json.member("composite_margin", assess::composite_margin(rules, stage));
  write_verdict(json, "composite_verdict", stage.composite_verdict);
  write_verdict(json, "schools_verdict", stage.schools_verdict);
  json.member("schools_met", stage.schools_met).member("schools_unmet", stage.schools_unmet);
  json.member("schools_unknown", stage.schools_unknown);
  write_verdict(json, "verdict", stage.verdict);
}

void write_reasons(JsonWriter& json, const assess::Assessment& assessment, const assess::AreaResult& area, Lang lang,
                   const std::function<bool(const assess::ItemResult&)>& hides) {
  json.key("reasons").begin_array();
  for (const assess::Reason& reason : area.reasons) {
    const auto item = std::ranges::find_if(area.items, [&](const assess::ItemResult& each) { return each.item->id == reason.clause; });
    const bool is_hidden = hides && item != area.items.end() && hides(*item);
    json.begin_object();
    json.member("kind", to_string(reason.kind)).member("verdict", to_string(reason.verdict));
    if (reason.stage) json.member("stage", to_string(*reason.stage));
    if (!reason.clause.empty()) json.member("clause", reason.clause);
    json.member("value", is_hidden ? std::nullopt : reason.value).member("limit", reason.limit);
    json.member("count", reason.count).member("total", reason.total);
    const std::string words =
        is_hidden ? text("view.reason_hidden", lang, {{"id", std::string(reason.clause)}, {"title", item->item->title.in(lang)}})
                  : reason_text(assessment, area, reason, lang);
    json.member("text", std::string_view(words));
    json.end_object();
  }
  json.end_array();
}

void write_counties(JsonWriter& json, const assess::AreaResult& area) {
  json.key("counties").begin_object();
  json.member("met", area.counties_met).member("unmet", area.counties_unmet).member("unknown", area.counties_unknown);
  json.end_object();
}

}  // namespace junheng::report
