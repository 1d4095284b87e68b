#include <algorithm>

#include "junheng/assess/diagnosis.h"
#include "junheng/assess/margins.h"
#include "junheng/formats/json_writer.h"
#include "junheng/report/explain_item.h"
#include "junheng/report/explain_parts.h"
#include "junheng/report/explain_report.h"
#include "junheng/report/json_schools.h"
#include "junheng/report/measure_names.h"
#include "junheng/report/missing_value.h"
#include "junheng/report/reason_text.h"
#include "junheng/report/school_lists.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using formats::JsonWriter;

void write_cell(JsonWriter& json, const ExplainInput& in, const assess::SourceCell& cell) {
  json.member("measure", std::string_view(cell.measure));
  json.member("measure_name", std::string_view(measure_name(*in.report.assessment->standard, cell.measure, in.report.lang)));
  json.member("school_id", in.report.dataset->schools.ids.at(cell.school.value));
  json.member("school_name", in.report.dataset->schools.names.at(cell.school.value));
  json.member("stage", to_string(cell.stage)).member("value", cell.value.get());
  write_location(json, cell.where);
}

void write_trace(JsonWriter& json, const ExplainInput& in, const assess::ValueTrace& trace) {
  const auto& schools = in.report.dataset->schools;
  json.begin_object();
  json.member("school_id", schools.ids.at(trace.school.value)).member("name", schools.names.at(trace.school.value));
  json.member("value", trace.value.get()).member("numerator", trace.numerator.get()).member("denominator", trace.denominator.get());
  json.member("state", assess::to_string(trace.state));
  json.key("missing_reason");
  if (trace.value.is_present()) json.null();
  else json.value(model::to_string(absence_behind(in, trace)));
  json.key("rejected_rows").begin_array();
  for (const RowFault& fault : faults_behind(in, trace)) {
    json.begin_object();
    write_location(json, fault.where);
    json.member("message", std::string_view(fault.message));
    json.end_object();
  }
  json.end_array();
  json.member("split", trace.was_split).member("merged", trace.was_merged).member("derived", trace.was_derived);
  json.key("cells").begin_array();
  for (const assess::SourceCell& cell : trace.cells) {
    json.begin_object();
    write_cell(json, in, cell);
    json.member("sign", cell.sign).member("term", cell.is_numerator ? "numerator" : "denominator");
    json.end_object();
  }
  json.end_array();
  json.key("splits").begin_array();
  for (const assess::ValueSplit& split : trace.splits) {
    json.begin_object();
    json.key("measures").begin_array();
    for (const std::string& measure : split.measures) json.value(std::string_view(measure));
    json.end_array().key("parts").begin_array();
    for (const assess::SplitPart& part : split.parts) {
      json.begin_object();
      json.member("stage", to_string(part.stage)).member("weight", part.weight).member("pupils", part.pupils.get());
      json.key("cells").begin_array();
      for (const assess::SourceCell& cell : part.cells) {
        json.begin_object();
        write_cell(json, in, cell);
        json.end_object();
      }
      json.end_array().end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
}

void write_indicator(JsonWriter& json, const ExplainInput& in, const assess::StageResult& stage, std::size_t i) {
  const assess::Assessment& assessment = *in.report.assessment;
  const assess::IndicatorRule& rule = assessment.rules_of(in.stage).indicators[i];
  const assess::IndicatorSummary& summary = stage.indicators[i];
  json.begin_object();
  json.member("id", std::string_view(rule.indicator->id)).member("title", std::string_view(rule.indicator->title.in(in.report.lang)));
  json.member("formula", std::string_view(assess::formula_text(rule.indicator->ratio)))
      .member("formula_text", std::string_view(formula_words(*assessment.standard, *rule.indicator, in.report.lang)))
      .member("unit_text", standards::unit_label(rule.indicator->unit, in.report.lang))
      .member("mean", summary.mean)
      .member("cv", summary.cv);
  json.key("cv_verdict");
  if (summary.cv_verdict) json.value(to_string(*summary.cv_verdict));
  else json.null();
  write_limit(json, "standard", rule.standard);
  write_limit(json, "floor", rule.floor);
  write_setting_limits(json, rule, [](JsonWriter& out, const standards::Limit& limit) { write_limit(out, "limit", limit); });
  write_limit(json, "cv_limit", rule.cv);
  json.member("cv_margin", assess::cv_margin(rule, summary));
  json.key("contributions").begin_array();
  for (const assess::Contribution& contribution : assess::contributions(assessment, stage, i)) {
    json.begin_object();
    json.member("school_id", assessment.dataset->schools.ids.at(contribution.school.value)).member("value", contribution.value);
    json.member("weight_share", contribution.weight_share)
        .member("cv2_share", contribution.cv2_share)
        .member("cv_at_mean", summary.cv ? std::optional(contribution.cv_at_mean) : std::nullopt);
    json.end_object();
  }
  json.end_array();
  json.key("values").begin_array();
  const auto& group = assessment.units.of(in.stage).groups[stage.group];
  for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
    if (in.unit && *in.unit != unit) continue;
    write_trace(json, in, assess::trace_value(assessment, *in.campuses, in.stage, unit, i));
  }
  json.end_array().end_object();
}

}  // namespace

std::string explain_json(const ExplainInput& input) {
  const assess::Assessment& assessment = *input.report.assessment;
  const assess::AreaResult& area = assessment.areas.front();
  const auto& stage = *std::ranges::find(area.stages, input.stage, &assess::StageResult::stage);
  const assess::StageRules& rules = assessment.rules_of(input.stage);
  JsonWriter json;
  json.begin_object();
  json.member("standard", std::string_view(assessment.standard->pack.id))
      .member("area_code", assessment.dataset->areas.codes.at(area.area.value));
  json.member("stage", to_string(input.stage));
  json.member("source", std::string_view(assessment.dataset->manifest.source));
  json.member("synthetic", assessment.dataset->manifest.is_synthetic);
  json.key("verdict");
  if (area.verdict) json.value(to_string(*area.verdict));
  else json.null();
  json.key("reasons").begin_array();
  for (const assess::Reason& reason : area.reasons) json.value(std::string_view(reason_text(assessment, area, reason, input.report.lang)));
  json.end_array();
  json.key("outside");
  const std::string outside = input.unit ? outside_reason(assessment, input.stage, *input.unit, input.report.lang) : std::string();
  if (outside.empty()) json.null();
  else json.value(std::string_view(outside));
  json.key("indicators").begin_array();
  for (std::size_t i = 0; i < rules.indicators.size(); ++i)
    if (input.clause.empty() || rules.indicators[i].indicator->id == input.clause) write_indicator(json, input, stage, i);
  json.end_array();
  json.key("items").begin_array();
  for (const assess::ItemResult& item : area.items)
    if (input.clause.empty() || item.item->id == input.clause) write_item_chain(json, input, item);
  json.end_array().end_object();
  return json.take();
}

}  // namespace junheng::report
