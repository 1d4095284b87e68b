#include "junheng/report/forecast_needs.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "junheng/formats/json_writer.h"

namespace junheng::report {

namespace {

/// Schools that a note names.
constexpr std::size_t kNamed = 10;

std::string name_of(const forecast::HistorySchool& school) { return school.name.empty() ? school.id : school.name; }

}  // namespace

std::vector<LeftOutStage> left_out_stages(const ForecastInput& input, std::optional<std::size_t> school) {
  if (input.standard.empty()) return {};
  std::map<std::pair<Stage, forecast::PlaceGap>, std::vector<std::size_t>> found;
  for (const forecast::CountyForecast& county : input.forecast->counties)
    for (const forecast::UncountedStage& each : forecast::uncounted_stages(*input.history, county, input.forecast->horizon, input.limits))
      if (!school || *school == each.school) found[{each.stage, each.gap}].push_back(each.school);
  std::vector<LeftOutStage> out;
  for (auto& [key, schools] : found) out.push_back({key.first, key.second, std::move(schools)});
  return out;
}

std::string left_out_words(const LeftOutStage& left_out, Lang lang) {
  return text("forecast.left_out." + std::string(to_string(left_out.gap)), lang,
              {{"stage", std::string(stage_name(left_out.stage, lang))}, {"count", std::to_string(left_out.schools.size())}});
}

std::string left_out_note(const ForecastInput& input, const LeftOutStage& left_out) {
  std::string names;
  for (std::size_t i = 0; i < std::min(kNamed, left_out.schools.size()); ++i)
    names +=
        (i > 0 ? std::string(text("forecast.left_out.between", input.lang)) : "") + name_of(input.history->schools[left_out.schools[i]]);
  return text(left_out.schools.size() > kNamed ? "forecast.left_out.some" : "forecast.left_out.all", input.lang,
              {{"what", left_out_words(left_out, input.lang)}, {"names", std::move(names)}});
}

std::string breach_words(const forecast::Breach& breach, Lang lang) {
  return text("forecast.breach.kind." + std::string(to_string(breach.kind)), lang, {{"limit", std::to_string(std::lround(breach.limit))}});
}

void write_left_out(formats::JsonWriter& json, const ForecastInput& input, std::optional<std::size_t> school) {
  json.key("left_out").begin_array();
  for (const LeftOutStage& each : left_out_stages(input, school)) {
    json.begin_object().member("stage", to_string(each.stage)).member("kind", to_string(each.gap));
    json.member("what", std::string_view(left_out_words(each, input.lang))).key("schools").begin_array();
    for (const std::size_t one : each.schools) json.value(std::string_view(name_of(input.history->schools[one])));
    json.end_array().end_object();
  }
  json.end_array();
}

void write_page_breaches(formats::JsonWriter& json, const ForecastInput& input, std::optional<std::size_t> school) {
  json.key("breaches").begin_array();
  for (const forecast::Breach& each : input.breaches) {
    if (school && *school != each.school) continue;
    const forecast::HistorySchool& of = input.history->schools[each.school];
    json.begin_object().member("school_id", std::string_view(of.id)).member("name", std::string_view(of.name));
    json.member("area_code", std::string_view(input.history->counties[of.county].code)).member("kind", to_string(each.kind));
    json.member("what", std::string_view(breach_words(each, input.lang))).member("is_today", each.is_today);
    json.member("school_year", each.school_year).key("grade");
    if (each.grade) json.value(*each.grade);
    else json.null();
    // An average class of 45.003 pupils is above 45: a tenth would not tell.
    json.member("pupils", std::round(1e4 * each.pupils) / 1e4).member("limit", each.limit);
    json.member("chance", std::round(1000 * each.chance) / 1000).end_object();
  }
  json.end_array();
}

}  // namespace junheng::report
