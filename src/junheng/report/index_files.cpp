// A composite index for programs: JSON and CSV.
#include "junheng/formats/csv_writer.h"
#include "junheng/formats/json_writer.h"
#include "junheng/report/index_report.h"
#include "junheng/report/index_words.h"
#include "junheng/report/inequality_words.h"

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

void write_coordination(JsonWriter& json, const CompositeIndex& index, const RankedUnit& unit) {
  json.begin_object().key("subsystems").begin_array();
  for (std::size_t s = 0; s < index.spec.subsystems.size(); ++s) {
    json.begin_object().member("name", std::string_view(index.spec.subsystems[s].name));
    json.member("score", unit.coordination->scores[s]).end_object();
  }
  json.end_array().member("coupling", unit.coordination->coupling).member("development", unit.coordination->development);
  json.member("coordination", unit.coordination->degree).key("class");
  const std::string name = coordination_class(index, unit);
  if (name.empty()) json.null();
  else json.value(std::string_view(name));
  json.end_object();
}

void write_unit(JsonWriter& json, const CompositeIndex& index, const RankedUnit& unit) {
  json.begin_object()
      .member(index.spec.level ? "area_code" : "school_id", std::string_view(index_unit_id(index, unit.unit)))
      .member("name", std::string_view(index_unit_name(index, unit.unit)));
  json.member("score", unit.score).member("rank", unit.rank);
  write_rank(json, "rank_low", unit.rank_low);
  write_rank(json, "rank_high", unit.rank_high);
  json.key("schools");
  if (index.spec.is_of_areas()) json.null();
  else json.value(unit.schools);
  json.key("components").begin_array();
  for (std::size_t j = 0; j < unit.components.size(); ++j) {
    const monitor::ComponentResult& part = unit.components[j];
    json.begin_object().member("measure", std::string_view(index.spec.components[j].measure)).member("value", part.value);
    json.member("score", part.score).member("contribution", part.contribution);
    json.member("schools_without_value", part.schools_without_value).end_object();
  }
  json.end_array().key("funnel");
  if (unit.funnel) json.begin_object().member("low", unit.funnel->low).member("high", unit.funnel->high).end_object();
  else json.null();
  json.key("coordination");
  if (unit.coordination) write_coordination(json, index, unit);
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
  json.key("stage");
  if (index.spec.is_of_areas()) json.null();
  else json.value(to_string(index.spec.stage));
  json.member("school_year", index.sample.year.first).key("weights").begin_array();
  for (std::size_t j = 0; j < index.weights.size(); ++j) {
    const monitor::IndexComponent& part = index.spec.components[j];
    json.begin_object().member("measure", std::string_view(part.measure)).member("per", std::string_view(part.per));
    json.member("is_of_areas", part.is_of_areas).member("is_share", part.is_share).key("subsystem");
    if (part.subsystem) json.value(std::string_view(index.spec.subsystems[*part.subsystem].name));
    else json.null();
    json.member("weight", index.weights[j]).end_object();
  }
  json.end_array().key("funnel_method");
  if (!has_funnel(index)) json.null();
  else json.value(index.spec.components.front().is_share ? "binomial" : "mean");
  json.key("subsystems").begin_array();
  for (const monitor::IndexSubsystem& each : index.spec.subsystems)
    json.begin_object().member("name", std::string_view(each.name)).member("weight", each.weight).end_object();
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

namespace {

class IndexCsv {
 public:
  explicit IndexCsv(const IndexInput& input) : index_(*input.index), lang_(input.lang) {}

  std::string run() {
    head();
    for (const RankedUnit& unit : index_.ranking) ranked(unit);
    for (const monitor::UnrankedUnit& unit : index_.unranked) unranked(unit);
    return (lang_ == Lang::Zh ? std::string(formats::kByteOrderMark) : std::string()) + csv_.take();
  }

 private:
  /// Ids in English, words in Chinese.
  [[nodiscard]] std::string component(std::size_t j) const {
    return lang_ == Lang::Zh ? index_component(index_, j, lang_) : ratio_name(index_.spec.components[j]);
  }
  [[nodiscard]] std::string level() const {
    return std::string(lang_ == Lang::Zh ? text("inequality.csv.level." + std::string(unit_word(index_)), lang_) : unit_word(index_));
  }
  void columns(std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) csv_.field(text("index.csv.column." + std::string(name), lang_));
  }
  void parts(std::string_view what) {
    for (std::size_t j = 0; j < index_.weights.size(); ++j)
      csv_.field(text("index.csv.part." + std::string(what), lang_, {{"component", component(j)}}));
  }

  void head() {
    columns({"rank", "rank_low", "rank_high", "unit", "id", "name", "score", "schools"});
    for (std::size_t j = 0; j < index_.weights.size(); ++j) csv_.field(component(j));
    parts("score");
    parts("contribution");
    columns({"funnel_low", "funnel_high"});
    if (!index_.spec.subsystems.empty()) {
      for (std::size_t s = 0; s < index_.spec.subsystems.size(); ++s)
        csv_.field(text("index.csv.part.subsystem", lang_,
                        {{"component", lang_ == Lang::Zh ? subsystem_name(index_, s) : index_.spec.subsystems[s].name}}));
      columns({"coupling", "development", "coordination", "coordination_class"});
    }
    columns({"peers", "missing_measure", "reason"});
    csv_.end_row();
  }

  void whole(const std::optional<std::uint32_t>& rank) { csv_.field(rank ? std::optional<double>(*rank) : std::nullopt); }

  void ranked(const RankedUnit& unit) {
    whole(unit.rank);
    whole(unit.rank_low);
    whole(unit.rank_high);
    csv_.field(level()).field(index_unit_id(index_, unit.unit)).field(index_unit_name(index_, unit.unit)).field(unit.score);
    csv_.field(index_.spec.is_of_areas() ? std::nullopt : std::optional(static_cast<double>(unit.schools)));
    for (const monitor::ComponentResult& part : unit.components) csv_.field(part.value);
    for (const monitor::ComponentResult& part : unit.components) csv_.field(part.score);
    for (const monitor::ComponentResult& part : unit.components) csv_.field(part.contribution);
    csv_.field(unit.funnel ? std::optional(unit.funnel->low) : std::nullopt);
    csv_.field(unit.funnel ? std::optional(unit.funnel->high) : std::nullopt);
    if (unit.coordination) {
      for (const double score : unit.coordination->scores) csv_.field(score);
      csv_.field(unit.coordination->coupling).field(unit.coordination->development).field(unit.coordination->degree);
      csv_.field(coordination_class(index_, unit));
    }
    csv_.field(peer_codes(index_, unit)).blank().blank();
    csv_.end_row();
  }

  void unranked(const monitor::UnrankedUnit& unit) {
    for (int rank = 0; rank < 3; ++rank) csv_.blank();
    csv_.field(level()).field(index_unit_id(index_, unit.unit)).field(index_unit_name(index_, unit.unit)).blank().blank();
    const std::size_t in_step = index_.spec.subsystems.empty() ? 0 : index_.spec.subsystems.size() + 4;
    for (std::size_t column = 0; column < 3 * index_.spec.components.size() + 3 + in_step; ++column) csv_.blank();
    csv_.field(lang_ == Lang::Zh ? inequality_measure(index_.sample, unit.measure, lang_) : unit.measure);
    csv_.field(lang_ == Lang::Zh ? text("absence." + std::string(model::to_string(unit.absence)), lang_) : model::to_string(unit.absence));
    csv_.end_row();
  }

  const CompositeIndex& index_;
  Lang lang_;
  formats::CsvWriter csv_;
};

}  // namespace

std::string index_csv(const IndexInput& input) { return IndexCsv(input).run(); }

}  // namespace junheng::report
