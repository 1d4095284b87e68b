#include "junheng/report/inequality_units.h"

#include <algorithm>
#include <array>

#include "junheng/report/inequality_words.h"

namespace junheng::report {

namespace {

/// Texts that speak of schools.
constexpr auto kOfAreas = std::to_array<std::string_view>({"mean",
                                                           "term.within",
                                                           "term.schools",
                                                           "column.schools",
                                                           "column.school",
                                                           "column.school_id",
                                                           "column.place",
                                                           "column.stage",
                                                           "sheet.schools",
                                                           "note.schools",
                                                           "note.unweighted",
                                                           "note.missing",
                                                           "note.no_area",
                                                           "note.bootstrap_schools",
                                                           "html.kicker",
                                                           "html.relations",
                                                           "html.more",
                                                           "html.method_weights",
                                                           "html.method_theil",
                                                           "html.method_dagum",
                                                           "html.method_bootstrap",
                                                           "concentration.line",
                                                           "concentration.more",
                                                           "concentration.less",
                                                           "concentration.not_clear",
                                                           "concentration.without_rank",
                                                           "column.without_rank",
                                                           "html.method_concentration"});

}  // namespace

Units units_of(const monitor::SampleRequest& request) { return request.unit_level ? Units::Areas : Units::Schools; }

std::string unit_text(Units units, std::string_view key, Lang lang, const Params& params) {
  const bool is_of_areas = units == Units::Areas && std::ranges::find(kOfAreas, key) != kOfAreas.end();
  return text((is_of_areas ? "inequality.of_areas." : "inequality.") + std::string(key), lang, params);
}

std::string sample_name(const monitor::SampleRequest& request, Lang lang) {
  return request.unit_level ? level_name(model::to_string(*request.unit_level), lang) : std::string(stage_name(request.stage, lang));
}

std::string_view unit_id(const monitor::SampleRequest& request) {
  return request.unit_level ? model::to_string(*request.unit_level) : std::string_view("school");
}

std::vector<AreaUnit> area_units(const monitor::Inequality& result) {
  std::vector<AreaUnit> out;
  if (!result.request.unit_level) return out;
  const model::Dataset& data = *result.request.dataset;
  const monitor::UnitSample& sample = result.sample;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const UnitPlace place = unit_place(result.request, static_cast<std::uint32_t>(sample.areas[i].value));
    AreaUnit& unit =
        out.emplace_back(AreaUnit{place.code, place.name, sample.values[i], sample.weights.empty() ? 1 : sample.weights[i], {}, false});
    for (const std::string& measure : {result.request.measure, result.request.per}) {
      const auto row = data.area_items.row(sample.areas[i], result.request.year, measure);
      if (!row) continue;
      const model::AreaItems::Entry& entry = data.area_items.entries[row->value];
      if (unit.evidence.empty()) unit.evidence = entry.evidence;
      else if (unit.evidence != entry.evidence && !entry.evidence.empty()) unit.evidence += " ÷ " + entry.evidence;
      unit.is_inferred |= entry.is_inferred();
    }
  }
  std::ranges::stable_sort(out, std::greater<>{}, &AreaUnit::value);
  return out;
}

UnitPlace unit_place(const monitor::SampleRequest& request, std::uint32_t unit) {
  const model::Areas& areas = request.dataset->areas;
  const model::Schools& schools = request.dataset->schools;
  UnitPlace out;
  const auto area = request.unit_level ? areas.parents[unit] : std::optional(schools.areas[unit]);
  out.code = request.unit_level ? areas.codes.at(unit) : schools.ids.at(unit);
  out.name = request.unit_level ? areas.names.at(unit) : schools.names.at(unit);
  if (out.name.empty()) out.name = out.code;
  if (!area) return out;
  out.area = areas.names.at(area->value);
  out.area_code = areas.codes.at(area->value);
  return out;
}

}  // namespace junheng::report
