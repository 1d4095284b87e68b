#include "junheng/app/index_spec.h"

#include <algorithm>

#include "junheng/core/codes.h"
#include "junheng/formats/toml.h"
#include "junheng/stats/pairwise_comparison.h"

namespace junheng::app {

namespace {

using formats::TomlReader;
using monitor::IndexAggregation;
using monitor::IndexComponent;
using monitor::IndexSpec;
using monitor::IndexWeights;
using monitor::Normalisation;

IndexWeights weights_named(const std::string& word) {
  if (word == "given") return IndexWeights::Given;
  if (word == "entropy") return IndexWeights::Entropy;
  if (word == "critic") return IndexWeights::Critic;
  if (word == "pca") return IndexWeights::Pca;
  return word == "ahp" ? IndexWeights::Ahp : IndexWeights::Equal;
}

/// An empty word stays empty; one that means nothing is reported.
NamedMeasure read_measure(TomlReader& reader, std::string_view key, const std::string& word, const MeasureWords& words) {
  if (word.empty()) return {};
  auto found = words.find(word);
  if (found) return std::move(*found);
  reader.report(found.error().code, word, found.error().params, key);
  return {word, false};
}

void report_area_measure(TomlReader& reader, const std::string& measure, std::string_view why, std::string_view key) {
  const std::string text_key = "index.why." + std::string(why);
  reader.report(Code::IndexAreaMeasure, measure,
                {{"why_zh", std::string(text(text_key, Lang::Zh))}, {"why_en", std::string(text(text_key, Lang::En))}}, key);
}

/// What areas report goes with nothing of schools: neither as the units nor within one component.
void check_units(TomlReader& reader, const IndexSpec& spec, const NamedMeasure& measure, const NamedMeasure& per) {
  if (!spec.level && measure.is_of_areas) report_area_measure(reader, measure.id, "schools_ranked", "measure");
  if (!spec.level && per.is_of_areas) report_area_measure(reader, per.id, "schools_ranked", "per");
  if (!spec.level || per.id.empty() || measure.id.empty() || measure.is_of_areas == per.is_of_areas) return;
  if (measure.is_of_areas) report_area_measure(reader, measure.id, "per_of_schools", "measure");
  else report_area_measure(reader, per.id, "measure_of_schools", "per");
}

void report_subsystem(TomlReader& reader, const std::string& name, std::string_view why, std::string_view key) {
  const std::string text_key = "index.why." + std::string(why);
  reader.report(Code::IndexSubsystem, name,
                {{"why_zh", std::string(text(text_key, Lang::Zh))}, {"why_en", std::string(text(text_key, Lang::En))}}, key);
}

/// Where the specification has subsystems every component is in one.
std::optional<std::size_t> subsystem_of(TomlReader& reader, const IndexSpec& spec, const std::string& name) {
  if (spec.subsystems.empty() && name.empty()) return std::nullopt;
  const auto found = std::ranges::find(spec.subsystems, name, &monitor::IndexSubsystem::name);
  if (found != spec.subsystems.end()) return static_cast<std::size_t>(found - spec.subsystems.begin());
  report_subsystem(reader, name, name.empty() ? "subsystem_not_named" : "subsystem_unknown", "subsystem");
  return std::nullopt;
}

void read_subsystems(TomlReader& file, IndexSpec& spec) {
  for (TomlReader& reader : file.tables("subsystem")) {
    monitor::IndexSubsystem subsystem{reader.text("name"), reader.text_or("title", ""), reader.maybe_number("weight").value_or(1)};
    if (std::ranges::find(spec.subsystems, subsystem.name, &monitor::IndexSubsystem::name) != spec.subsystems.end())
      report_subsystem(reader, subsystem.name, "subsystem_twice", "name");
    if (!(subsystem.weight > 0)) report_subsystem(reader, subsystem.name, "subsystem_weight", "weight");
    spec.subsystems.push_back(std::move(subsystem));
    reader.finish();
  }
  for (TomlReader& reader : file.tables("coordination_class")) {
    monitor::CoordinationClass each{reader.number("from"), reader.text("title")};
    const bool is_next = spec.classes.empty() ? each.from == 0 : each.from > spec.classes.back().from;
    if (!is_next || !(each.from < 1)) reader.report(Code::IndexCoordinationClass, each.title, {}, "from");
    spec.classes.push_back(std::move(each));
    reader.finish();
  }
}

/// What coupling needs: two subsystems, each with components, and scores of 0 to 1.
void check_subsystems(TomlReader& index, const IndexSpec& spec) {
  if (spec.subsystems.empty()) {
    if (!spec.classes.empty()) report_subsystem(index, "", "subsystem_classes_only", "title");
    return;
  }
  if (spec.subsystems.size() < 2) report_subsystem(index, spec.subsystems.front().name, "subsystem_alone", "title");
  for (std::size_t s = 0; s < spec.subsystems.size(); ++s) {
    const auto is_in = [&](const IndexComponent& part) { return part.subsystem == s; };
    const auto has_weight = [&](const IndexComponent& part) { return is_in(part) && part.weight > 0; };
    if (std::ranges::none_of(spec.components, is_in)) report_subsystem(index, spec.subsystems[s].name, "subsystem_empty", "title");
    else if (spec.weights == IndexWeights::Given && std::ranges::none_of(spec.components, has_weight))
      report_subsystem(index, spec.subsystems[s].name, "subsystem_without_weight", "weights");
  }
  if (spec.normalisation == Normalisation::ZScore) index.report(Code::IndexCouplingScores, "z-score", {}, "normalisation");
  if (spec.aggregation == IndexAggregation::Topsis) index.report(Code::IndexCouplingScores, "topsis", {}, "aggregation");
}

IndexComponent read_component(TomlReader& reader, const IndexSpec& spec, const MeasureWords& words) {
  IndexComponent part;
  const NamedMeasure measure = read_measure(reader, "measure", reader.text("measure"), words);
  const bool is_share = reader.flag_or("share", false);
  const NamedMeasure per = read_measure(reader, "per", is_share ? reader.text("per") : reader.text_or("per", ""), words);
  check_units(reader, spec, measure, per);
  part.measure = measure.id;
  part.per = per.id;
  part.is_of_areas = measure.is_of_areas;
  part.title = reader.text_or("title", "");
  part.is_share = is_share;
  part.subsystem = subsystem_of(reader, spec, reader.text_or("subsystem", ""));
  const bool is_negative = reader.one_of("direction", {"positive", "negative"}, "positive") == "negative";
  part.direction = is_negative ? stats::Direction::Lower : stats::Direction::Higher;
  const auto weight = reader.maybe_number("weight");
  const auto target = reader.maybe_number("target");
  const auto floor = reader.maybe_number("floor");
  part.weight = weight.value_or(0);
  part.target = {floor.value_or(0), target.value_or(0)};
  if (spec.weights == IndexWeights::Given && !(weight && *weight >= 0)) reader.report(Code::IndexWeightMissing, part.measure);
  const bool is_ordered = target && (is_negative ? floor && *floor > *target : floor.value_or(0) < *target);
  if (spec.normalisation == Normalisation::Target && !is_ordered) reader.report(Code::IndexTargetMissing, part.measure);
  reader.finish();
  return part;
}

void check_comparisons(TomlReader& reader, const IndexSpec& spec) {
  const std::size_t count = spec.components.size();
  if (spec.weights != IndexWeights::Ahp || count == 0) return;
  if (spec.comparisons.size() != count * count) {
    reader.report(Code::IndexComparisonsSize, "", {{"count", std::to_string(count)}}, "comparisons");
    return;
  }
  if (const auto judged = stats::pairwise_weights(spec.comparisons, count); !judged) {
    std::string value;
    for (const auto& [key, content] : judged.error().params)
      if (key == "value") value = content;
    reader.report(judged.error().code, value, judged.error().params, "comparisons");
  }
}

}  // namespace

Result<ReadIndexSpec> read_index_spec(const std::string& path, const MeasureWords& words) {
  const auto root = formats::read_toml(path);
  if (!root) return fail(root.error());
  ReadIndexSpec out;
  IndexSpec& spec = out.spec;
  TomlReader file(*root, path, out.issues);
  static const formats::TomlValue kNothing = [] {
    formats::TomlValue table;
    table.value = formats::TomlTable();
    return table;
  }();
  auto found = file.table("index");
  TomlReader index = found ? *found : TomlReader(kNothing, path, out.issues);
  spec.title = index.text("title");
  spec.level = model::parse_area_level(index.one_of("unit", {"school", "county", "city", "province"}, "school"));
  spec.stage = parse_stage(index.one_of("stage", {"primary", "junior"}, "primary")).value_or(Stage::Primary);
  spec.weights = weights_named(index.one_of("weights", {"equal", "given", "entropy", "critic", "pca", "ahp"}, "equal"));
  const std::string scale = index.one_of("normalisation", {"min-max", "z-score", "target"}, "min-max");
  if (scale != "min-max") spec.normalisation = scale == "target" ? Normalisation::Target : Normalisation::ZScore;
  const std::string how = index.one_of("aggregation", {"weighted-sum", "geometric", "topsis"}, "weighted-sum");
  if (how != "weighted-sum") spec.aggregation = how == "topsis" ? IndexAggregation::Topsis : IndexAggregation::Geometric;
  spec.comparisons = index.numbers_or_empty("comparisons");
  if (spec.normalisation == Normalisation::ZScore) {
    if (spec.weights == IndexWeights::Entropy) index.report(Code::IndexMethodsConflict, "entropy", {}, "weights");
    if (spec.aggregation == IndexAggregation::Geometric) index.report(Code::IndexMethodsConflict, "geometric", {}, "aggregation");
  }
  read_subsystems(file, spec);
  for (TomlReader& reader : file.tables("component")) spec.components.push_back(read_component(reader, spec, words));
  if (spec.components.empty()) index.report(Code::IndexWithoutComponents, "");
  check_comparisons(index, spec);
  check_subsystems(index, spec);
  index.finish();
  file.finish();
  sort_issues(out.issues);
  return out;
}

}  // namespace junheng::app
