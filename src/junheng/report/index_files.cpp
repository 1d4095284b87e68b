// A composite index for programs: JSON and CSV.
#include "junheng/formats/csv_writer.h"
#include "junheng/formats/json_writer.h"
#include "junheng/report/index_report.h"
#include "junheng/report/index_words.h"

namespace junheng::report {

namespace {

using formats::JsonWriter;
using monitor::CompositeIndex;
using monitor::RankedUnit;

std::string_view unit_word(const CompositeIndex& index) { return index.spec.level ? model::to_string(*index.spec.level) : "school"; }

std::string ratio_name(const monitor::IndexComponent& part) { return part.per.empty() ? part.measure : part.measure + "/" + part.per; }

/// Ids apart by spaces.
std::string peer_codes(const CompositeIndex& index, const RankedUnit& unit) {
  std::string out;
  for (const std::uint32_t peer : unit.peers) out += (out.empty() ? "" : " ") + index_unit_id(index, peer);
  return out;
}

void write_rank(JsonWriter& json, std::string_view key, const std::optional<std::uint32_t>& rank) {
  json.key(key);
  if (rank) json.value(*rank);
  else json.null();
}

void write_unit(JsonWriter& json, const CompositeIndex& index, const RankedUnit& unit) {
  json.begin_object()
      .member(index.spec.level ? "area_code" : "school_id", std::string_view(index_unit_id(index, unit.unit)))
      .member("name", std::string_view(index_unit_name(index, unit.unit)));
  json.member("score", unit.score).member("rank", unit.rank);
  write_rank(json, "rank_low", unit.rank_low);
  write_rank(json, "rank_high", unit.rank_high);
  json.member("schools", unit.schools).key("components").begin_array();
  for (std::size_t j = 0; j < unit.components.size(); ++j) {
    const monitor::ComponentResult& part = unit.components[j];
    json.begin_object().member("measure", std::string_view(index.spec.components[j].measure)).member("value", part.value);
    json.member("score", part.score).member("contribution", part.contribution);
    json.member("schools_without_value", part.schools_without_value).end_object();
  }
  json.end_array().key("funnel");
  if (unit.funnel) json.begin_object().member("low", unit.funnel->low).member("high", unit.funnel->high).end_object();
  else json.null();
  json.key("peers").begin_array();
  for (const std::uint32_t peer : unit.peers) json.value(std::string_view(index_unit_id(index, peer)));
  json.end_array().end_object();
}

}  // namespace

std::string index_json(const IndexInput& input) {
  const CompositeIndex& index = *input.index;
  JsonWriter json;
  json.begin_object().member("title", std::string_view(index.spec.title)).member("unit", unit_word(index));
  json.member("stage", to_string(index.spec.stage)).member("school_year", index.sample.year.first).key("weights").begin_array();
  for (std::size_t j = 0; j < index.weights.size(); ++j) {
    const monitor::IndexComponent& part = index.spec.components[j];
    json.begin_object().member("measure", std::string_view(part.measure)).member("per", std::string_view(part.per));
    json.member("weight", index.weights[j]).end_object();
  }
  json.end_array().member("consistency_ratio", index.consistency_ratio).key("ranking").begin_array();
  for (const RankedUnit& unit : index.ranking) write_unit(json, index, unit);
  json.end_array().key("unranked").begin_array();
  for (const monitor::UnrankedUnit& unit : index.unranked) {
    json.begin_object().member(index.spec.level ? "area_code" : "school_id", std::string_view(index_unit_id(index, unit.unit)));
    json.member("name", std::string_view(index_unit_name(index, unit.unit))).member("measure", std::string_view(unit.measure));
    json.member("reason", model::to_string(unit.absence)).end_object();
  }
  json.end_array().member("outside", index.outside).key("peer_covariates").begin_array();
  for (const std::string& name : index.peer_covariates) json.value(std::string_view(name));
  json.end_array().member("seed", static_cast<std::int64_t>(index.seed)).member("replicates", index.replicates);
  json.member("source", std::string_view(index.sample.dataset->manifest.source));
  json.member("synthetic", index.sample.dataset->manifest.is_synthetic).member("partial", input.is_partial).end_object();
  return json.take();
}

std::string index_csv(const IndexInput& input) {
  const CompositeIndex& index = *input.index;
  formats::CsvWriter csv;
  for (const char* name : {"rank", "rank_low", "rank_high", "unit", "id", "name", "score", "schools"}) csv.field(name);
  for (const monitor::IndexComponent& part : index.spec.components) csv.field(ratio_name(part));
  for (const char* what : {"score", "contribution"})
    for (const monitor::IndexComponent& part : index.spec.components) csv.field(std::string(what) + ":" + ratio_name(part));
  csv.field("funnel_low").field("funnel_high").field("peers").field("missing_measure").field("reason");
  csv.end_row();
  const auto number = [&](const std::optional<double>& value) {
    if (value) csv.field(*value);
    else csv.blank();
  };
  const auto whole = [&](const std::optional<std::uint32_t>& rank) {
    if (rank) csv.field(static_cast<double>(*rank));
    else csv.blank();
  };
  for (const RankedUnit& unit : index.ranking) {
    whole(unit.rank);
    whole(unit.rank_low);
    whole(unit.rank_high);
    csv.field(unit_word(index)).field(index_unit_id(index, unit.unit)).field(index_unit_name(index, unit.unit)).field(unit.score);
    csv.field(static_cast<double>(unit.schools));
    for (const monitor::ComponentResult& part : unit.components) csv.field(part.value);
    for (const monitor::ComponentResult& part : unit.components) number(part.score);
    for (const monitor::ComponentResult& part : unit.components) number(part.contribution);
    number(unit.funnel ? std::optional(unit.funnel->low) : std::nullopt);
    number(unit.funnel ? std::optional(unit.funnel->high) : std::nullopt);
    csv.field(peer_codes(index, unit)).blank().blank();
    csv.end_row();
  }
  for (const monitor::UnrankedUnit& unit : index.unranked) {
    csv.blank()
        .blank()
        .blank()
        .field(unit_word(index))
        .field(index_unit_id(index, unit.unit))
        .field(index_unit_name(index, unit.unit))
        .blank()
        .blank();
    const std::size_t columns = 3 * index.spec.components.size() + 3;
    for (std::size_t j = 0; j < columns; ++j) csv.blank();
    csv.field(unit.measure).field(model::to_string(unit.absence));
    csv.end_row();
  }
  return (input.lang == Lang::Zh ? std::string("\xEF\xBB\xBF") : std::string()) + csv.take();
}

}  // namespace junheng::report
