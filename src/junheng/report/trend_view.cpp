#include "junheng/report/trend_view.h"

#include "junheng/report/json_parts.h"

namespace junheng::report {

using formats::JsonWriter;

std::string trend_year_json(const assess::Assessment& assessment, const assess::AreaResult& area, std::int64_t run_id) {
  JsonWriter json;
  json.begin_object().member("school_year", assessment.year.first).member("run_id", run_id);
  write_verdict(json, "verdict", area.verdict);
  if (area.is_pooled) write_counties(json, area);
  else json.key("counties").null();
  json.key("stages").begin_array();
  for (const assess::StageResult& stage : area.stages) {
    const assess::StageRules& rules = assessment.rules_of(stage.stage);
    json.begin_object().member("stage", to_string(stage.stage)).member("composite_cv", stage.composite_cv);
    json.member("schools", stage.schools).member("schools_met", stage.schools_met).key("indicators").begin_array();
    for (std::size_t i = 0; i < rules.indicators.size(); ++i) {
      const assess::IndicatorSummary& summary = stage.indicators[i];
      json.begin_object().member("id", std::string_view(rules.indicators[i].indicator->id));
      json.member("mean", summary.mean).member("cv", summary.cv);
      write_limit_value(json, "cv_limit", rules.indicators[i].cv);
      json.key("schools_met");
      if (rules.indicators[i].is_judged()) json.value(summary.schools_met);
      else json.null();
      json.end_object();
    }
    json.end_array().end_object();
  }
  return json.end_array().end_object().take();
}

std::string trend_json(std::string_view area_code, std::string_view standard, std::span<const std::string> years,
                       std::span<const YearOfOtherForm> other_form) {
  JsonWriter json;
  json.begin_object().member("area_code", area_code).member("standard", standard).key("years").begin_array();
  for (const std::string& year : years) json.raw(year);
  json.end_array().key("other_form").begin_array();
  for (const YearOfOtherForm& year : other_form)
    json.begin_object().member("school_year", year.year.first).member("run_id", year.run_id).end_object();
  return json.end_array().end_object().take();
}

}  // namespace junheng::report
