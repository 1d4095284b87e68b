#include "junheng/report/json_report.h"

#include <algorithm>
#include <tuple>

#include "junheng/assess/margins.h"
#include "junheng/core/parallel.h"
#include "junheng/report/json_parts.h"
#include "junheng/report/json_schools.h"

namespace junheng::report {

namespace {

using assess::AreaResult;
using assess::Assessment;
using assess::StageResult;
using formats::JsonWriter;

void write_indicators(JsonWriter& json, const Assessment& assessment, const StageResult& stage) {
  const assess::StageRules& rules = assessment.rules_of(stage.stage);
  json.key("indicators").begin_array();
  for (std::size_t i = 0; i < rules.indicators.size(); ++i) {
    const assess::IndicatorRule& rule = rules.indicators[i];
    const assess::IndicatorSummary& summary = stage.indicators[i];
    json.begin_object();
    json.member("id", std::string_view(rule.indicator->id)).member("unit", std::string_view(rule.indicator->unit));
    write_indicator_members(json, rule, summary, stage);
    json.end_object();
  }
  json.end_array();
}

void write_stage(JsonWriter& json, const Assessment& assessment, const StageResult& stage) {
  json.begin_object();
  json.member("stage", to_string(stage.stage));
  write_stage_members(json, assessment.rules_of(stage.stage), stage);
  write_indicators(json, assessment, stage);
  write_schools(json, assessment, stage);
  json.end_object();
}

void write_rooms(JsonWriter& json, const assess::RoomsOfKinds& rooms) {
  json.key("rooms").begin_array();
  for (const auto& [kind, count, is_open] :
       {std::tuple{"music", rooms.music, rooms.is_music_open}, {"art", rooms.art, rooms.is_art_open}}) {
    json.begin_object().member("kind", std::string_view(kind)).member("value", count).member("limit", rooms.needed);
    if (is_open) json.member("open", true);
    json.end_object();
  }
  json.end_array();
}

void write_offenders(JsonWriter& json, const Assessment& assessment, std::span<const assess::Offender> offenders) {
  json.key("offenders").begin_array();
  for (const assess::Offender& offender : offenders) {
    json.begin_object();
    json.member("school_id", assessment.dataset->schools.ids.at(offender.school.value));
    if (offender.stage) json.member("stage", to_string(*offender.stage));
    json.member("value", offender.value).member("limit", offender.limit);
    if (offender.verdict == assess::Verdict::Unknown) json.member("verdict", to_string(offender.verdict));
    if (offender.rooms) write_rooms(json, *offender.rooms);
    json.end_object();
  }
  json.end_array();
}

void write_strings(JsonWriter& json, std::string_view name, std::span<const std::string_view> strings) {
  json.key(name).begin_array();
  for (const std::string_view text : strings) json.value(text);
  json.end_array();
}

void write_items(JsonWriter& json, const Assessment& assessment, const AreaResult& area) {
  json.key("items").begin_array();
  for (const assess::ItemResult& item : area.items) {
    json.begin_object();
    json.member("id", std::string_view(item.item->id))
        .member("value", item.value)
        .member("limit", item.limit)
        .member("margin", assess::item_margin(item));
    json.member("verdict", to_string(item.verdict)).member("basis", to_string(item.basis));
    if (item.item->scoring) {
      json.member("score", item.score).member("max", item.item->scoring->max);
    }
    json.key("clauses").begin_array();
    for (const assess::ClauseResult& clause : item.clauses) {
      json.begin_object();
      if (!clause.clause->id.empty()) json.member("id", std::string_view(clause.clause->id));
      write_clause_members(json, assessment, *item.item, clause);
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
}

std::string area_json(const ReportInput& input, const AreaResult& area) {
  const Assessment& assessment = *input.assessment;
  JsonWriter json;
  json.begin_object();
  json.member("area_code", assessment.dataset->areas.codes.at(area.area.value));
  json.member("name", assessment.dataset->areas.names.at(area.area.value));
  write_verdict(json, "verdict", area.verdict);
  write_reasons(json, assessment, area, input.lang);
  if (area.is_pooled) write_counties(json, area);
  if (area.score_low) {
    json.member("score", area.score).member("score_low", area.score_low).member("score_high", area.score_high);
    write_verdict(json, "score_verdict", area.score_verdict);
  }
  json.key("stages").begin_array();
  for (const StageResult& stage : area.stages) write_stage(json, assessment, stage);
  json.end_array();
  write_items(json, assessment, area);
  json.end_object();
  return json.take();
}

}  // namespace

void write_clause_members(JsonWriter& json, const Assessment& assessment, const standards::Item& item, const assess::ClauseResult& clause) {
  json.member("unit", std::string_view(clause.clause->unit));
  json.member("value", clause.value).member("limit", clause.limit).member("margin", assess::clause_margin(item, clause));
  json.member("verdict", to_string(clause.verdict)).member("basis", to_string(clause.basis));
  json.member("numerator", clause.numerator).member("denominator", clause.denominator);
  write_offenders(json, assessment, clause.offenders);
  write_strings(json, "missing", clause.missing);
  write_strings(json, "warnings", clause.warnings);
}

namespace {

void write_finding_members(JsonWriter& json, const Issue& issue, Lang lang) {
  json.member("id", std::string_view(issue.id())).member("severity", to_string(issue.severity));
  json.member("file", std::string_view(issue.where.file));
  if (!issue.where.sheet.empty()) json.member("sheet", std::string_view(issue.where.sheet));
  if (issue.where.row > 0) json.member("row", static_cast<std::int64_t>(issue.where.row));
  if (issue.where.column > 0) json.member("column", static_cast<std::int64_t>(issue.where.column));
  if (issue.where.row > 0 && issue.where.column > 0)
    json.member("cell", std::string_view(column_letters(issue.where.column) + std::to_string(issue.where.row)));
  if (!issue.where.header.empty()) json.member("header", std::string_view(issue.where.header));
  if (!issue.value.empty()) json.member("value", std::string_view(issue.value));
  json.member("message", std::string_view(issue.message(lang))).member("hint", std::string_view(issue.hint(lang)));
}

void write_finding(JsonWriter& json, const Issue& issue, Lang lang) {
  json.begin_object();
  write_finding_members(json, issue, lang);
  json.end_object();
}

}  // namespace

void write_findings(JsonWriter& json, const std::vector<Issue>& issues, Lang lang) {
  json.begin_array();
  for (const Issue& issue : issues) write_finding(json, issue, lang);
  json.end_array();
}

void write_finding_groups(JsonWriter& json, std::span<const FindingGroup> groups, Lang lang) {
  json.begin_array();
  for (const FindingGroup& group : groups) {
    json.begin_object();
    write_finding_members(json, *group.first, lang);
    if (!group.more.empty()) {
      const MorePlaces places = more_places(group);
      json.key("also").begin_object().member("rows", places.rows).member("tables", places.tables);
      json.member("text", std::string_view(more_places_text(group, lang))).end_object();
    }
    json.end_object();
  }
  json.end_array();
}

void write_findings_json(const std::vector<Issue>& issues, const std::optional<DataOrigin>& origin, Lang lang, const Sink& sink) {
  constexpr std::size_t kPieceBytes = 1 << 16;
  const IssueCounts counts = count_issues(issues);
  JsonWriter json;
  json.begin_object();
  if (origin) json.member("source", std::string_view(origin->source)).member("synthetic", origin->is_synthetic);
  json.key("issues").begin_object().member("errors", counts.errors).member("warnings", counts.warnings).end_object();
  json.key("findings").begin_array();
  for (const Issue& issue : issues) {
    write_finding(json, issue, lang);
    if (json.text().size() >= kPieceBytes) sink(json.take());
  }
  json.end_array().end_object();
  sink(json.take());
}

std::string assessment_json(const ReportInput& input, unsigned threads) {
  const Assessment& assessment = *input.assessment;
  // Counties are dealt out in fixed blocks and joined in order, so the bytes are the same on any number of threads.
  constexpr std::size_t kBlock = 16;
  std::vector<std::string> blocks((assessment.areas.size() + kBlock - 1) / kBlock);
  parallel_for(blocks.size(), threads, [&](std::size_t b) {
    const std::size_t end = std::min(assessment.areas.size(), (b + 1) * kBlock);
    for (std::size_t a = b * kBlock; a < end; ++a) {
      if (a > b * kBlock) blocks[b] += ',';
      blocks[b] += area_json(input, assessment.areas[a]);
    }
  });
  const IssueCounts counts = count_issues(*input.issues);
  JsonWriter json;
  json.begin_object();
  json.member("standard", std::string_view(assessment.standard->pack.id));
  json.member("resolved_on", std::string_view(to_string(assessment.standard->on)));
  json.member("school_year", assessment.year.first).member("level", model::to_string(assessment.level));
  json.member("source", std::string_view(input.dataset->manifest.source)).member("synthetic", input.dataset->manifest.is_synthetic);
  json.member("partial", input.is_partial).member("version", std::string_view(input.version));
  json.key("tolerances").begin_array();
  for (const auto& tolerance : assessment.standard->tolerances) json.value(std::string_view(tolerance.id));
  json.end_array();
  json.key("issues").begin_object().member("errors", counts.errors).member("warnings", counts.warnings).end_object();
  if (input.is_partial) {
    json.key("findings");
    write_findings(json, *input.issues, input.lang);
  }
  if (!assessment.areas_without_schools.empty()) {
    json.key("areas_without_schools").begin_array();
    for (const AreaIndex area : assessment.areas_without_schools) json.value(assessment.dataset->areas.codes.at(area.value));
    json.end_array();
  }
  json.key("areas").begin_array();
  for (const std::string& block : blocks) json.raw(block);
  json.end_array().end_object();
  return json.take();
}

}  // namespace junheng::report
