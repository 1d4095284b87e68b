#include "junheng/monitor/school_sample.h"

#include <algorithm>

#include "junheng/assess/units.h"
#include "junheng/core/codes.h"
#include "junheng/model/schema.h"

namespace junheng::monitor {

namespace {

using standards::Indicator;

bool names(const standards::Ratio& ratio, const std::string& measure) {
  const auto is_it = [&](const standards::SignedMeasure& term) { return term.measure == measure; };
  return std::ranges::any_of(ratio.numerator, is_it) || std::ranges::any_of(ratio.denominator, is_it);
}

Indicator indicator_of(const std::string& measure, bool is_split) {
  Indicator indicator;
  indicator.id = measure;
  indicator.ratio.numerator = {{measure, 1}};
  indicator.is_split = is_split;
  return indicator;
}

/// All schools that others are merged into, in one group.
assess::SchoolGroups one_group(const SampleRequest& request, const assess::Campuses& campuses) {
  const model::Schools& schools = request.dataset->schools;
  assess::SchoolGroups groups;
  for (std::size_t s = 0; s < schools.size(); ++s)
    if (campuses.root[s].value == s && is_within(request.dataset->areas, schools.areas[s], request.within)) groups.roots.emplace_back(s);
  groups.offsets = {0, static_cast<std::uint32_t>(groups.roots.size())};
  return groups;
}

Params about(const SampleRequest& request) {
  return {{"measure", request.measure},
          {"per", request.per.empty() ? "1" : request.per},
          {"stage_zh", std::string(stage_name(request.stage, Lang::Zh))},
          {"stage_en", std::string(stage_name(request.stage, Lang::En))},
          {"year", std::to_string(request.year.first)}};
}

}  // namespace

Result<UnitSample> school_sample(const SampleRequest& request) {
  standards::Standard reading{*request.pack, request.year.start(), {}};
  reading.pack.entry.clear();
  reading.pack.items.clear();
  reading.pack.indicators = {indicator_of(request.measure, divides_by_stage(*request.pack, request.measure))};
  if (!request.per.empty()) reading.pack.indicators.push_back(indicator_of(request.per, divides_by_stage(*request.pack, request.per)));

  const assess::YearRows rows = assess::find_rows(*request.dataset, request.year);
  const assess::Campuses campuses = assess::find_campuses(*request.dataset, rows);
  const assess::UnitInput input{request.dataset, &reading, &campuses, &rows, request.year, {}};
  const assess::Units units = assess::build_units(input, one_group(request, campuses));
  const assess::UnitTable& table = units.of(request.stage);
  if (table.size() == 0) return fail(Code::StageWithoutSchools, about(request));

  const Indicator& asked = reading.pack.indicators.front();
  const assess::UnitColumn& measures = *table.measure(request.measure, asked.is_split);
  const assess::UnitColumn* const per = request.per.empty() ? nullptr : table.measure(request.per, reading.pack.indicators.back().is_split);
  UnitSample sample;
  sample.without_pupils = table.empty_schools.size();
  for (std::size_t unit = 0; unit < table.size(); ++unit) {
    const model::Quantity value = measures.at(unit);
    if (!value.is_present()) {
      sample.without_value.push_back({table.schools[unit].value, value.absence, request.measure});
      continue;
    }
    const model::Quantity whole = per == nullptr ? model::Quantity::of(1) : per->at(unit);
    if (!whole.is_present() || whole.value == 0) {
      sample.without_value.push_back(
          {table.schools[unit].value, whole.is_present() ? model::Absence::ZeroDenominator : whole.absence, request.per});
      continue;
    }
    sample.schools.push_back(table.schools[unit]);
    sample.areas.push_back(request.dataset->schools.areas[table.schools[unit].value]);
    sample.values.push_back(value.value / whole.value);
    sample.amounts.push_back(value.value);
    if (per != nullptr) sample.weights.push_back(whole.value);
  }
  if (sample.values.empty()) {
    Params params = about(request);
    params.emplace_back("schools", std::to_string(table.size()));
    return fail(Code::MeasureWithoutValues, std::move(params));
  }
  sort_by_value(sample);
  return sample;
}

bool divides_by_stage(const standards::Pack& pack, const std::string& measure) {
  return std::ranges::any_of(pack.indicators, [&](const Indicator& indicator) {
    const auto is_split_part = [&](const standards::IndicatorPart& part) { return part.is_split && names(part.ratio, measure); };
    return (indicator.is_split && names(indicator.ratio, measure)) || std::ranges::any_of(indicator.parts, is_split_part);
  });
}

std::vector<std::string> known_measures(const model::Dataset& dataset, const standards::Pack& pack) {
  std::vector<std::string> out;
  for (const model::ColumnSpec& measure : model::stage_measures()) out.emplace_back(measure.id);
  const auto add = [&](const std::string& id) {
    if (std::ranges::find(out, id) == out.end()) out.push_back(id);
  };
  for (const std::string& id : dataset.stage_facts.column_ids) add(id);
  for (const standards::DerivedMeasure& measure : pack.measures) add(measure.id);
  return out;
}

}  // namespace junheng::monitor
