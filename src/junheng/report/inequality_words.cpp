#include "junheng/report/inequality_words.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "junheng/report/listing.h"
#include "junheng/report/measure_names.h"
#include "junheng/report/number_format.h"

namespace junheng::report {

using monitor::IndexResult;
using monitor::Inequality;
using monitor::SchoolGroup;

std::string inequality_measure(const monitor::SampleRequest& request, std::string_view id, Lang lang) {
  return measure_name(standards::Standard{*request.pack, {}, {}}, id, lang);
}

std::string inequality_quantity(const monitor::SampleRequest& request, Lang lang) {
  const std::string measure = inequality_measure(request, request.measure, lang);
  return request.per.empty() ? measure : measure + " ÷ " + inequality_measure(request, request.per, lang);
}

std::string index_name(const monitor::InequalityIndex& index, Lang lang) {
  return text("inequality.name." + std::string(index.name()), lang, {{"parameter", fmt::format("{}", index.parameter)}});
}

std::string index_remark(const IndexResult& index, Lang lang) {
  if (index.undefined) return index.undefined->message(lang);
  const std::string definition(text("inequality.definition." + std::string(index.index.name()), lang));
  const bool is_made_by_zeros =
      index.index.kind == monitor::InequalityIndex::Kind::Atkinson && index.index.parameter >= 1 && index.value == 1;
  return is_made_by_zeros ? definition + std::string(text("inequality.definition.atkinson_of_zeros", lang)) : definition;
}

std::string level_name(std::string_view level, Lang lang) { return std::string(text("inequality.level." + std::string(level), lang)); }

std::string term_name(const std::vector<monitor::TheilTerm>& terms, std::size_t term, Lang lang, Units units) {
  const bool is_within = term + 1 == terms.size();
  if (is_within && term == 0) return unit_text(units, "term.schools", lang);
  const std::string above = term == 0 ? "" : level_name(terms[term - 1].level, lang);
  if (is_within) return unit_text(units, "term.within", lang, {{"above", above}});
  const std::string own = level_name(terms[term].level, lang);
  return text(term == 0 ? "inequality.term.first" : "inequality.term.between", lang, {{"level", own}, {"above", above}});
}

std::string group_code(const model::Dataset& dataset, const SchoolGroup& group) {
  if (group.setting && !group.area) return std::string(monitor::to_string(*group.setting));
  return group.area ? std::string(dataset.areas.codes.at(group.area->value)) : std::string();
}

std::string whole_dataset_name(const model::Dataset& dataset, Lang lang) {
  return dataset.manifest.title.empty() ? std::string(text("inequality.whole_dataset", lang)) : dataset.manifest.title;
}

std::string group_name(const Inequality& result, std::size_t level, const SchoolGroup& group, Lang lang) {
  if (group.setting) {
    const std::string setting(text("inequality.setting." + std::string(monitor::to_string(*group.setting)), lang));
    if (level == 0) return setting;
    const SchoolGroup& around = result.levels[level - 1].groups[group.parent].group;
    return text("inequality.setting_in", lang, {{"area", group_name(result, level - 1, around, lang)}, {"setting", setting}});
  }
  if (result.levels[level].is_whole_dataset) return whole_dataset_name(*result.request.dataset, lang);
  const model::Areas& areas = result.request.dataset->areas;
  if (group.area) {
    const std::string_view name = areas.names.at(group.area->value);
    return std::string(name.empty() ? areas.codes.at(group.area->value) : name);
  }
  const std::string above = level == 0 ? "" : group_name(result, level - 1, result.levels[level - 1].groups[group.parent].group, lang);
  return text(level == 0 ? "inequality.no_area" : "inequality.no_area_in", lang,
              {{"level", level_name(result.levels[level].name, lang)}, {"above", above}});
}

std::optional<ShownInterval> shown_interval(const IndexResult& index) {
  if (!index.bootstrap) return std::nullopt;
  if (index.bootstrap->bca) return ShownInterval{*index.bootstrap->bca, "bca"};
  if (index.bootstrap->percentile) return ShownInterval{*index.bootstrap->percentile, "percentile"};
  return std::nullopt;
}

std::string interval_warning(const Inequality& result, Lang lang) {
  if (result.replicates == 0 || !result.drawn.are_few()) return {};
  if (result.request.unit_level) return std::string(text("inequality.few_areas", lang));
  return std::string(text(result.drawn.counties > 0 ? "inequality.few_counties" : "inequality.few_schools", lang));
}

std::size_t replicates_left_out(const Inequality& result, const IndexResult& index) {
  return result.replicates - index.bootstrap->defined_replicates;
}

std::vector<std::size_t> by_contribution(const monitor::LevelResult& level) {
  std::vector<std::size_t> order;
  for (std::size_t g = 0; g < level.groups.size(); ++g)
    if (level.groups[g].between) order.push_back(g);
  std::ranges::stable_sort(order, std::greater<>{}, [&](std::size_t g) { return *level.groups[g].between; });
  return order;
}

std::string shown_digits(double value) {
  const double size = std::fabs(value);
  if (size == 0 || size >= 1000) return shown(value, 0);
  const int whole = static_cast<int>(std::floor(std::log10(size)));
  return shown(value, std::clamp(3 - whole, 1, 7));
}

std::vector<MissingCount> missing_counts(const Inequality& result) {
  std::vector<MissingCount> out;
  const std::vector<monitor::UnitWithoutValue>& without = result.sample.without_value;
  for (std::size_t i = 0; i < without.size(); ++i) {
    auto found = std::ranges::find_if(
        out, [&](const MissingCount& each) { return each.measure == without[i].measure && each.absence == without[i].absence; });
    if (found == out.end()) found = out.insert(out.end(), {without[i].measure, without[i].absence, 0, {}});
    ++found->schools;
    if (i < result.pupils_without_value.size() && result.pupils_without_value[i])
      found->pupils = found->pupils.value_or(0) + *result.pupils_without_value[i];
  }
  return out;
}

namespace {

/// Who is in, and how much each counts.
void add_basis(const Inequality& result, Lang lang, std::vector<std::string>& notes) {
  const monitor::SampleRequest& request = result.request;
  notes.push_back(unit_text(units_of(request), "note.schools", lang,
                            {{"schools", shown_amount(static_cast<double>(result.whole.schools))},
                             {"stage", sample_name(request, lang)},
                             {"empty", std::to_string(result.sample.without_pupils)}}));
  notes.push_back(request.per.empty()
                      ? unit_text(units_of(request), "note.unweighted", lang)
                      : text("inequality.note.weighted", lang,
                             {{"per", inequality_measure(request, request.per, lang)}, {"total", shown_amount(result.whole.weight)}}));
  const std::vector<AreaUnit> units = area_units(result);
  const auto inferred = std::ranges::count_if(units, &AreaUnit::is_inferred);
  if (inferred > 0) notes.push_back(text("inequality.of_areas.note.inferred", lang, {{"count", std::to_string(inferred)}}));
}

/// Who is out and why, and whose standard would let them in.
void add_missing_notes(const Inequality& result, Lang lang, std::vector<std::string>& notes) {
  const monitor::SampleRequest& request = result.request;
  for (const MissingCount& missing : missing_counts(result)) {
    const std::string measure = inequality_measure(request, missing.measure, lang);
    const std::string pupils =
        missing.pupils ? text("inequality.note.missing_pupils", lang, {{"pupils", shown_amount(*missing.pupils)}}) : std::string();
    notes.push_back(unit_text(units_of(request), "note.missing", lang,
                              {{"schools", shown_amount(static_cast<double>(missing.schools))},
                               {"pupils", pupils},
                               {"measure", measure},
                               {"reason", std::string(text("absence." + std::string(model::to_string(missing.absence)), lang))}}));
    if (missing.absence != model::Absence::NotByStage) continue;
    std::string names;
    for (const std::string& id : result.dividing_standards) append_listed(names, id, lang);
    notes.push_back(names.empty()
                        ? text("inequality.note.not_divided", lang, {{"standard", request.pack->title.in(lang)}, {"measure", measure}})
                        : text("inequality.note.divided_by_others", lang,
                               {{"standard", request.pack->title.in(lang)},
                                {"measure", measure},
                                {"others", names},
                                {"first", result.dividing_standards.front()}}));
  }
}

/// How the intervals were drawn, and what makes them worth less.
void add_interval_notes(const Inequality& result, Lang lang, std::vector<std::string>& notes) {
  const monitor::DrawnClusters& drawn = result.drawn;
  notes.push_back(unit_text(units_of(result.request),
                            drawn.counties == 0  ? "note.bootstrap_schools"
                            : drawn.schools == 0 ? "note.bootstrap"
                                                 : "note.bootstrap_mixed",
                            lang,
                            {{"percent", fmt::format("{}", result.confidence * 100)},
                             {"replicates", std::to_string(result.replicates)},
                             {"seed", std::to_string(result.seed)},
                             {"counties", shown_amount(static_cast<double>(drawn.counties))},
                             {"schools", shown_amount(static_cast<double>(drawn.schools))}}));
  if (drawn.are_few())
    notes.push_back(text("inequality.note.few_clusters", lang,
                         {{"count", std::to_string(drawn.count())}, {"least", std::to_string(monitor::DrawnClusters::kFewClusters)}}));
  std::string left_out;
  for (const IndexResult& index : result.whole.indices)
    if (index.bootstrap && replicates_left_out(result, index) > 0)
      left_out += (left_out.empty()   ? ""
                   : lang == Lang::Zh ? "、"
                                      : ", ") +
                  index_name(index.index, lang) + " " + std::to_string(replicates_left_out(result, index));
  if (!left_out.empty())
    notes.push_back(
        text("inequality.note.replicates_left_out", lang, {{"indices", left_out}, {"replicates", std::to_string(result.replicates)}}));
}

}  // namespace

std::vector<std::string> inequality_notes(const Inequality& result, Lang lang) {
  const monitor::SampleRequest& request = result.request;
  const Units units = units_of(request);
  std::vector<std::string> notes;
  add_basis(result, lang, notes);
  add_missing_notes(result, lang, notes);
  for (const monitor::LevelResult& level : result.levels)
    if (level.is_whole_dataset)
      notes.push_back(text("inequality.note.whole_dataset", lang, {{"name", whole_dataset_name(*request.dataset, lang)}}));
  for (const monitor::LevelResult& level : result.levels)
    if (level.schools_without_area > 0)
      notes.push_back(
          unit_text(units, level.name == "setting" ? "note.no_setting" : "note.no_area", lang,
                    {{"schools", shown_amount(static_cast<double>(level.schools_without_area))}, {"level", level_name(level.name, lang)}}));
  if (result.replicates > 0) add_interval_notes(result, lang, notes);
  else notes.push_back(std::string(text("inequality.note.no_bootstrap", lang)));
  return notes;
}

}  // namespace junheng::report
