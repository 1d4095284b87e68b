#include "junheng/report/county_lacks.h"

#include <algorithm>
#include <map>
#include <vector>

#include "junheng/assess/diagnosis.h"
#include "junheng/report/item_text.h"
#include "junheng/report/schools_view.h"
#include "junheng/report/shortfall_text.h"

namespace junheng::report {

namespace {

using formats::JsonWriter;

struct Unit {
  Stage stage = Stage::Primary;
  std::uint32_t unit = 0;
  std::vector<assess::Shortfall> shortfalls;
};

/// Which county items each school keeps from being met.
using Shares = std::map<SchoolIndex, std::vector<assess::ItemShare>>;

Shares shares_by_school(const AreaViewInput& in) {
  Shares shares;
  for (const assess::ItemResult& item : in.area->items)
    for (const assess::ClauseResult& clause : item.clauses)
      for (const assess::Offender& offender : clause.offenders) shares[offender.school].push_back({&item, &clause, &offender});
  return shares;
}

std::vector<Unit> entering_units(const AreaViewInput& in) {
  std::vector<Unit> out;
  for (const assess::StageResult& stage : in.area->stages) {
    const auto& group = in.assessment->units.of(stage.stage).groups[stage.group];
    for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit)
      out.push_back({stage.stage, unit, assess::shortfalls(*in.assessment, stage.stage, unit)});
  }
  return out;
}

std::string lack_of(const AreaViewInput& in, const Unit& at, const standards::Indicator& indicator) {
  if (in.small_counts->hides(at.stage, at.unit) && tells_pupils(indicator)) return {};
  const auto place = in.assessment->rules_of(at.stage).find(indicator.id);
  if (!place) return {};
  const auto found = std::ranges::find(at.shortfalls, *place, &assess::Shortfall::indicator);
  return found == at.shortfalls.end() ? std::string() : shortfall_amount(*in.assessment, at.stage, *found, in.lang);
}

/// The county items that schools keep from being met, but for those that repeat their verdicts: by school, then as in the standard. One
/// list rather than a column, since every one is told apart by its ids.
void write_items(JsonWriter& json, const AreaViewInput& in) {
  const model::Schools& schools = in.assessment->dataset->schools;
  json.key("items").begin_array();
  for (const auto& [school, shares] : shares_by_school(in)) {
    for (const assess::ItemShare& share : shares) {
      if (assess::repeats_school_standard(share)) continue;
      const bool is_hidden = in.small_counts->hides(school) || in.small_counts->hides(*share.item);
      json.begin_object().member("school_id", schools.ids.at(school.value)).member("school", schools.names.at(school.value));
      if (share.offender->stage) json.member("stage", to_string(*share.offender->stage));
      json.member("id", std::string_view(share.item->item->id));
      json.member("name", std::string_view(share.item->item->title.in(in.lang))).member("verdict", to_string(share.offender->verdict));
      json.member("text", std::string_view(is_hidden ? "" : offender_text(*share.clause, *share.offender, in.lang))).end_object();
    }
  }
  json.end_array();
}

}  // namespace

std::string county_lacks_json(const AreaViewInput& in) {
  const std::vector<Unit> units = entering_units(in);
  JsonWriter json;
  const auto write_column = [&](std::string_view name, auto text_of) {
    json.key(name).begin_array();
    for (const Unit& at : units) json.value(std::string_view(text_of(at)));
    json.end_array();
  };
  json.begin_object();
  write_column("school_id", [&](const Unit& at) {
    return in.assessment->dataset->schools.ids.at(in.assessment->units.of(at.stage).schools[at.unit].value);
  });
  write_column("stage", [](const Unit& at) { return to_string(at.stage); });
  // The whole list would tell hidden pupils by what it leaves out.
  write_column("to_mend", [&](const Unit& at) {
    return in.small_counts->hides(at.stage, at.unit) ? std::string() : shortfalls_text(*in.assessment, at.stage, at.unit, in.lang);
  });
  json.key("lacks").begin_object();
  for (const standards::Indicator& indicator : in.assessment->standard->pack.indicators)
    if (std::ranges::any_of(kCompulsoryStages, [&](Stage stage) { return in.assessment->rules_of(stage).find(indicator.id).has_value(); }))
      write_column(indicator.id, [&](const Unit& at) { return lack_of(in, at, indicator); });
  json.end_object();
  write_items(json, in);
  return json.end_object().take();
}

}  // namespace junheng::report
