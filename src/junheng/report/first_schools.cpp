#include "junheng/report/first_schools.h"

#include <algorithm>
#include <map>

#include "junheng/assess/diagnosis.h"
#include "junheng/report/item_text.h"
#include "junheng/report/json_parts.h"
#include "junheng/report/mending.h"
#include "junheng/report/shortfall_text.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using assess::Contribution;
using assess::Priority;
using formats::JsonWriter;

constexpr std::size_t kMostShown = 10;

/// Contributions by indicator, each worked out when it is first asked for.
class Contributions {
 public:
  Contributions(const assess::Assessment& assessment, const assess::StageResult& stage) : assessment_(assessment), stage_(stage) {}

  /// nullptr where the school has no value or the indicator no CV.
  const Contribution* find(std::size_t indicator, std::uint32_t unit) {
    const auto [known, is_new] = by_indicator_.try_emplace(indicator);
    if (is_new) known->second = assess::contributions(assessment_, stage_, indicator);
    const auto found = std::ranges::find(known->second, unit, &Contribution::unit);
    return found == known->second.end() ? nullptr : &*found;
  }

 private:
  const assess::Assessment& assessment_;
  const assess::StageResult& stage_;
  std::map<std::size_t, std::vector<Contribution>> by_indicator_;
};

struct Cause {
  std::size_t indicator = 0;
  const Contribution* contribution = nullptr;
};

/// nullopt for a school that is named for county items alone.
///
/// Of the indicators for which the school stands among the priorities the one to which it adds most; where there is none, the first that
/// it does not meet.
std::optional<Cause> cause_of(const AreaViewInput& in, const Priority& priority, Contributions& contributions) {
  Cause cause;
  if (!priority.enters) return std::nullopt;
  for (const std::size_t indicator : priority.indicators) {
    const Contribution* each = contributions.find(indicator, priority.unit);
    if (each != nullptr && (cause.contribution == nullptr || each->cv2_share > cause.contribution->cv2_share)) cause = {indicator, each};
  }
  if (cause.contribution != nullptr) return cause;
  const auto lacks = assess::shortfalls(*in.assessment, priority.stage, priority.unit);
  if (lacks.empty() && !priority.items.empty()) return std::nullopt;
  if (!lacks.empty()) cause.indicator = lacks.front().indicator;
  cause.contribution = contributions.find(cause.indicator, priority.unit);
  return cause;
}

void write_cause(JsonWriter& json, const AreaViewInput& in, const assess::StageResult& stage, const Priority& priority,
                 const std::optional<Cause>& cause) {
  if (!cause) {
    for (const std::string_view member : {"indicator", "indicator_name", "unit_text", "share", "value", "mean", "cv", "cv_if_mean"})
      json.key(member).null();
    return;
  }
  const assess::IndicatorSummary& summary = stage.indicators[cause->indicator];
  const standards::Indicator& indicator = *in.assessment->rules_of(stage.stage).indicators[cause->indicator].indicator;
  json.member("indicator", std::string_view(indicator.id)).member("indicator_name", std::string_view(indicator.title.in(in.lang)));
  json.member("unit_text", standards::unit_label(indicator.unit, in.lang));
  json.member("share", cause->contribution != nullptr ? cause->contribution->cv2_share : 0.0);
  json.member("value", in.assessment->schools_of(stage.stage).indicators[cause->indicator].values.get(priority.unit));
  json.member("mean", summary.mean).member("cv", summary.cv).key("cv_if_mean");
  if (cause->contribution != nullptr && summary.cv) json.value(cause->contribution->cv_at_mean);
  else json.null();
}

void write_items(JsonWriter& json, const AreaViewInput& in, const Priority& priority) {
  json.key("items").begin_array();
  for (const assess::ItemShare& share : priority.items) {
    json.begin_object().member("id", std::string_view(share.item->item->id));
    json.member("name", std::string_view(share.item->item->title.in(in.lang)));
    json.member("text", std::string_view(offender_text(*share.clause, *share.offender, in.lang))).end_object();
  }
  json.end_array();
}

void write_school(JsonWriter& json, const AreaViewInput& in, const assess::StageResult& stage, const Priority& priority,
                  Contributions& contributions) {
  const model::Schools& schools = in.assessment->dataset->schools;
  json.begin_object().member("school_id", schools.ids.at(priority.school.value)).member("name", schools.names.at(priority.school.value));
  json.member("stage", to_string(stage.stage));
  write_verdict(json, "verdict", priority.verdict);
  write_cause(json, in, stage, priority, cause_of(in, priority, contributions));
  write_items(json, in, priority);
  const std::string shortfall = priority.enters ? shortfalls_text(*in.assessment, stage.stage, priority.unit, in.lang) : "";
  const auto mending = priority.enters ? mending_of(*in.assessment, stage.stage, priority.unit) : std::nullopt;
  json.member("shortfall", std::string_view(shortfall));
  json.member("mending", std::string_view(mending ? mending_text(*in.assessment, stage.stage, *mending, in.lang) : "")).end_object();
}

}  // namespace

void write_first_schools(JsonWriter& json, const AreaViewInput& in) {
  json.key("first_schools").begin_array();
  for (const assess::StageResult& stage : in.area->stages) {
    if (in.area->is_pooled || in.assessment->rules_of(stage.stage).indicators.empty()) continue;
    Contributions contributions(*in.assessment, stage);
    std::size_t shown = 0;
    for (const Priority& priority : assess::priorities(*in.assessment, *in.area, stage)) {
      if (priority.kind != assess::PriorityKind::Mend || in.small_counts->hides(stage.stage, priority.unit)) continue;
      if (shown++ == kMostShown) break;
      write_school(json, in, stage, priority, contributions);
    }
  }
  json.end_array();
}

}  // namespace junheng::report
