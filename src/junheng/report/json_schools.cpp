#include "junheng/report/json_schools.h"

#include <algorithm>

#include "junheng/assess/diagnosis.h"
#include "junheng/report/limit_words.h"

namespace junheng::report {

namespace {

using assess::Assessment;
using assess::IndicatorRule;
using assess::StageResult;
using formats::JsonWriter;

using LimitMember = void (*)(JsonWriter&, const standards::Limit&);

void write_list(JsonWriter& json, std::string_view name, const std::vector<standards::SettingLimit>& limits, LimitMember member) {
  if (limits.empty()) return;
  json.key(name).begin_array();
  for (const standards::SettingLimit& own : limits) {
    json.begin_object().key("setting_prefixes").begin_array();
    for (const std::string& prefix : own.setting_prefixes) json.value(std::string_view(prefix));
    json.end_array();
    member(json, own.limit);
    json.end_object();
  }
  json.end_array();
}

std::string_view word_of(assess::Lack lack) {
  switch (lack) {
    case assess::Lack::Numerator: return "numerator";
    case assess::Lack::Denominator: return "denominator";
    case assess::Lack::TooMany: return "too_many";
  }
  return "numerator";
}

/// One school of a stage, with what is asked of all of them.
class SchoolJson {
 public:
  SchoolJson(JsonWriter& json, const Assessment& assessment, const StageResult& stage)
      : json_(json),
        assessment_(assessment),
        stage_(stage.stage),
        units_(assessment.units.of(stage.stage)),
        schools_(assessment.schools_of(stage.stage)),
        rules_(assessment.rules_of(stage.stage)),
        depends_on_setting_(std::ranges::any_of(rules_.indicators, &IndicatorRule::depends_on_setting)) {}

  void write(std::uint32_t unit) {
    json_.begin_object();
    json_.member("school_id", assessment_.dataset->schools.ids.at(units_.schools[unit].value));
    json_.key("verdict");
    if (schools_.verdicts[unit]) json_.value(to_string(*schools_.verdicts[unit]));
    else json_.null();
    json_.key("met");
    if (rules_.judges_schools()) json_.value(static_cast<std::int64_t>(schools_.met[unit]));
    else json_.null();
    json_.member("pupils", units_.pupils.get(unit));
    values(unit);
    missing(unit);
    if (rules_.judged_indicators() > 0) {
      states(unit);
      if (depends_on_setting_) limits(unit);
      shortfalls(unit);
    }
    json_.end_object();
  }

 private:
  [[nodiscard]] const std::string& id(std::size_t indicator) const { return rules_.indicators[indicator].indicator->id; }

  void values(std::uint32_t unit) {
    json_.key("values").begin_object();
    for (std::size_t i = 0; i < rules_.indicators.size(); ++i) json_.member(id(i), schools_.indicators[i].values.get(unit));
    json_.end_object();
  }

  void missing(std::uint32_t unit) {
    bool has_any = false;
    for (std::size_t i = 0; i < rules_.indicators.size(); ++i) {
      const model::Quantity value = schools_.indicators[i].values.at(unit);
      if (value.is_present()) continue;
      if (!has_any) json_.key("missing").begin_object();
      has_any = true;
      json_.member(id(i), to_string(value.absence));
    }
    if (has_any) json_.end_object();
  }

  void states(std::uint32_t unit) {
    json_.key("states").begin_object();
    for (std::size_t i = 0; i < rules_.indicators.size(); ++i)
      if (rules_.indicators[i].is_judged()) json_.member(id(i), assess::to_string(schools_.indicators[i].states[unit]));
    json_.end_object();
  }

  void limits(std::uint32_t unit) {
    json_.key("limits").begin_object();
    for (std::size_t i = 0; i < rules_.indicators.size(); ++i)
      if (rules_.indicators[i].depends_on_setting()) json_.member(id(i), limits_of_unit(assessment_, stage_, unit, i).standard);
    json_.end_object();
  }

  void shortfalls(std::uint32_t unit) {
    json_.key("shortfalls").begin_array();
    for (const assess::Shortfall& shortfall : assess::shortfalls(assessment_, stage_, unit)) {
      json_.begin_object().member("indicator", std::string_view(id(shortfall.indicator))).member("limit", shortfall.limit);
      json_.member("lack", word_of(shortfall.lack)).member("missing", shortfall.missing);
      if (shortfall.is_least) json_.member("is_least", true);
      if (shortfall.excess) json_.member("excess", shortfall.excess);
      json_.end_object();
    }
    json_.end_array();
  }

  JsonWriter& json_;
  const Assessment& assessment_;
  Stage stage_;
  const assess::UnitTable& units_;
  const assess::SchoolColumns& schools_;
  const assess::StageRules& rules_;
  bool depends_on_setting_;
};

}  // namespace

void write_setting_limits(JsonWriter& json, const IndicatorRule& rule, LimitMember member) {
  write_list(json, "standard_by_setting", rule.standards_by_setting, member);
  write_list(json, "floor_by_setting", rule.floors_by_setting, member);
}

void write_schools(JsonWriter& json, const Assessment& assessment, const StageResult& stage) {
  const auto& group = assessment.units.of(stage.stage).groups[stage.group];
  SchoolJson school(json, assessment, stage);
  json.key("school_results").begin_array();
  for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) school.write(unit);
  json.end_array();
}

}  // namespace junheng::report
