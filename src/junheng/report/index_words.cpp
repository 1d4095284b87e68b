#include "junheng/report/index_words.h"

#include <algorithm>

#include "junheng/core/text.h"
#include "junheng/report/data_origin.h"
#include "junheng/report/inequality_words.h"
#include "junheng/report/listing.h"
#include "junheng/report/number_format.h"

namespace junheng::report {

namespace {

using monitor::CompositeIndex;
using monitor::IndexAggregation;
using monitor::IndexWeights;
using monitor::Normalisation;
using monitor::RankedUnit;

/// Saaty's bound of the consistency ratio.
constexpr double kConsistent = 0.10;

std::string say(std::string_view key, Lang lang, const Params& params = {}) { return text("index." + std::string(key), lang, params); }

std::string_view weights_key(IndexWeights weights) {
  switch (weights) {
    case IndexWeights::Equal: return "weights.equal";
    case IndexWeights::Given: return "weights.given";
    case IndexWeights::Entropy: return "weights.entropy";
    case IndexWeights::Critic: return "weights.critic";
    case IndexWeights::Pca: return "weights.pca";
    case IndexWeights::Ahp: return "weights.ahp";
  }
  return "";
}

std::string_view normalisation_key(Normalisation normalisation) {
  switch (normalisation) {
    case Normalisation::MinMax: return "normalisation.min_max";
    case Normalisation::ZScore: return "normalisation.z_score";
    case Normalisation::Target: return "normalisation.target";
  }
  return "";
}

std::string_view aggregation_key(IndexAggregation aggregation) {
  switch (aggregation) {
    case IndexAggregation::WeightedSum: return "aggregation.weighted_sum";
    case IndexAggregation::Geometric: return "aggregation.geometric";
    case IndexAggregation::Topsis: return "aggregation.topsis";
  }
  return "";
}

}  // namespace

std::string index_component(const CompositeIndex& index, std::size_t component, Lang lang) {
  const monitor::IndexComponent& part = index.spec.components[component];
  if (!part.title.empty()) return part.title;
  monitor::SampleRequest request = index.sample;
  request.measure = part.measure;
  request.per = part.per;
  return inequality_quantity(request, lang);
}

std::string index_stage(const CompositeIndex& index, Lang lang) {
  if (index.spec.is_of_areas()) return level_name(model::to_string(*index.spec.level), lang);
  return std::string(stage_name(index.spec.stage, lang));
}

bool has_funnel(const CompositeIndex& index) {
  const monitor::IndexComponent& first = index.spec.components.front();
  return first.is_share || (index.spec.level && !first.is_of_areas);
}

std::string subsystem_name(const CompositeIndex& index, std::size_t subsystem) {
  const monitor::IndexSubsystem& given = index.spec.subsystems[subsystem];
  return given.title.empty() ? given.name : given.title;
}

std::string coordination_class(const CompositeIndex& index, const RankedUnit& unit) {
  return unit.coordination && unit.coordination->class_at ? index.spec.classes[*unit.coordination->class_at].title : "";
}

bool has_peers(const CompositeIndex& index) { return index.spec.level && (!index.spec.is_of_areas() || !index.peer_covariates.empty()); }

std::string index_unit_id(const CompositeIndex& index, std::uint32_t unit) {
  const model::Dataset& data = *index.sample.dataset;
  return std::string(index.spec.level ? data.areas.codes.at(unit) : data.schools.ids.at(unit));
}

std::string index_unit_name(const CompositeIndex& index, std::uint32_t unit) {
  const model::Dataset& data = *index.sample.dataset;
  return std::string(index.spec.level ? data.areas.names.at(unit) : data.schools.names.at(unit));
}

std::string index_unit(const CompositeIndex& index, std::uint32_t unit) {
  std::string name = index_unit_name(index, unit);
  return name.empty() ? index_unit_id(index, unit) : name;
}

std::string index_interval(const RankedUnit& unit) {
  return unit.rank_low ? std::to_string(*unit.rank_low) + " – " + std::to_string(*unit.rank_high) : "";
}

std::string index_funnel_place(const RankedUnit& unit, Lang lang) {
  if (!unit.funnel) return say("funnel.none", lang);
  const double value = unit.components.front().value;
  return say(value < unit.funnel->low    ? "funnel.below"
             : value > unit.funnel->high ? "funnel.above"
                                         : "funnel.within",
             lang, {{"low", shown_digits(unit.funnel->low)}, {"high", shown_digits(unit.funnel->high)}});
}

std::string index_peers(const CompositeIndex& index, const RankedUnit& unit, Lang lang, std::size_t most) {
  std::string names;
  for (std::size_t i = 0; i < std::min(most, unit.peers.size()); ++i) append_listed(names, index_unit(index, unit.peers[i]), lang);
  return names;
}

std::string index_lack(const CompositeIndex& index, const monitor::UnrankedUnit& unit, Lang lang) {
  return inequality_measure(index.sample, unit.measure, lang) + " – " +
         std::string(text("absence." + std::string(model::to_string(unit.absence)), lang));
}

std::string index_method(const CompositeIndex& index, Lang lang) {
  const bool is_topsis = index.spec.aggregation == IndexAggregation::Topsis;
  return say(is_topsis ? "method_topsis" : "method", lang,
             {{"weights", say(weights_key(index.spec.weights), lang)},
              {"normalisation", say(normalisation_key(index.spec.normalisation), lang)},
              {"aggregation", say(aggregation_key(index.spec.aggregation), lang)}});
}

std::string index_consistency(const CompositeIndex& index, Lang lang) {
  if (!index.consistency_ratio) return {};
  return say(*index.consistency_ratio > kConsistent ? "inconsistent" : "consistent", lang, {{"ratio", shown(index.consistency_ratio, 3)}});
}

std::vector<std::string> index_notes(const CompositeIndex& index, Lang lang) {
  std::vector<std::string> notes = {index_method(index, lang)};
  if (index.consistency_ratio) notes.push_back(index_consistency(index, lang));
  if (index.outside > 0)
    notes.push_back(say(
        "outside", lang,
        {{"count", shown_amount(static_cast<double>(index.outside))}, {"level", level_name(model::to_string(*index.spec.level), lang)}}));
  const bool is_of_areas = index.spec.is_of_areas();
  const bool has_areas = std::ranges::any_of(index.spec.components, &monitor::IndexComponent::is_of_areas);
  if (index.replicates > 0)
    notes.push_back(say(monitor::follow_from_values(index.spec.weights) ? "interval_weights_drawn" : "interval", lang,
                        {{"replicates", std::to_string(index.replicates)}, {"seed", std::to_string(index.seed)}}));
  else notes.push_back(say(is_of_areas ? "interval_of_areas" : index.spec.level ? "interval_undefined" : "interval_none", lang));
  if (has_areas) notes.push_back(say("area_reported", lang));
  if (has_areas && !is_of_areas) notes.push_back(say("area_reported_kept", lang));
  if (index.spec.level && !is_of_areas) notes.push_back(say("area_values", lang));
  if (has_funnel(index)) notes.push_back(say(index.spec.components.front().is_share ? "funnel_share" : "funnel_mean", lang));
  if (!index.spec.subsystems.empty()) notes.push_back(say("coordination", lang));
  if (!index.spec.classes.empty()) notes.push_back(say("coordination_classes", lang));
  std::string names;
  for (const std::string& name : index.peer_covariates) append_listed(names, inequality_measure(index.sample, name, lang), lang);
  if (!names.empty()) notes.push_back(say("peers", lang, {{"names", names}}));
  notes.push_back(text("inequality.note.source", lang, {{"source", source_words(index.sample.dataset->manifest.source, lang)}}));
  return notes;
}

}  // namespace junheng::report
