#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "junheng/model/schema.h"
#include "junheng/model/school_traits.h"
#include "junheng/report/measure_names.h"
#include "junheng/report/schools_view.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

using formats::JsonWriter;

/// A measure and the indicators that are made of it, in the order of the standard.
struct Input {
  std::string id;
  std::vector<std::string_view> indicators;
};

/// Collects what indicators are made of: measures that the dataset gives, or what the standard derives them from.
class InputList {
 public:
  InputList(const assess::Assessment& assessment) : assessment_(assessment) {
    for (const standards::Indicator& indicator : assessment.standard->pack.indicators) {
      const auto applies = [&](Stage stage) { return assessment.rules_of(stage).find(indicator.id).has_value(); };
      if (!std::ranges::any_of(kCompulsoryStages, applies)) continue;
      add(indicator, indicator.ratio);
      for (const standards::IndicatorPart& part : indicator.parts) add(indicator, part.ratio);
    }
  }

  [[nodiscard]] const std::vector<Input>& inputs() const { return inputs_; }

 private:
  void add(const standards::Indicator& indicator, const standards::Ratio& ratio) {
    for (const auto* terms : {&ratio.numerator, &ratio.denominator})
      for (const standards::SignedMeasure& term : *terms) add_measure(indicator, term.measure);
  }

  void add_measure(const standards::Indicator& indicator, const std::string& id) {
    const auto& measures = assessment_.standard->pack.measures;
    const auto derived = std::ranges::find(measures, id, &standards::DerivedMeasure::id);
    const bool is_given = assessment_.dataset->stage_facts.column(id) != nullptr;
    if (derived != measures.end() && !derived->sums.empty() && !is_given) {
      for (const auto& sum : derived->sums)
        for (const standards::SignedMeasure& term : sum.terms)
          if (term.measure != id) add_measure(indicator, term.measure);
      return;
    }
    auto known = std::ranges::find(inputs_, id, &Input::id);
    if (known == inputs_.end()) known = inputs_.insert(inputs_.end(), {id, {}});
    if (std::ranges::find(known->indicators, indicator.id) == known->indicators.end()) known->indicators.push_back(indicator.id);
  }

  const assess::Assessment& assessment_;
  std::vector<Input> inputs_;
};

bool is_row_of_stage(std::uint8_t part) {
  const auto stage = static_cast<Stage>(part);
  return stage == Stage::Primary || stage == Stage::Junior || stage == Stage::All;
}

std::vector<std::uint32_t> rows_of(const AreaViewInput& in) {
  const model::Dataset& dataset = *in.assessment->dataset;
  const model::FactTable& facts = dataset.stage_facts;
  const auto year_rows = facts.of_year(in.assessment->year);
  const model::AreaLevel level = dataset.areas.levels[in.area->area.value];
  std::vector<std::uint32_t> rows;
  for (std::size_t school = 0; school < dataset.schools.size(); ++school) {
    if (dataset.areas.at_level(dataset.schools.areas[school], level) != in.area->area) continue;
    for (const std::uint32_t row : year_rows.of(SchoolIndex(school)))
      if (is_row_of_stage(facts.parts[row])) rows.push_back(row);
  }
  return rows;
}

std::string_view unit_of(const assess::Assessment& assessment, const std::string& measure, Lang lang) {
  const auto& added = assessment.standard->pack.measures;
  const auto of_pack = std::ranges::find(added, measure, &standards::DerivedMeasure::id);
  if (of_pack != added.end() && !of_pack->unit.empty()) return standards::unit_label(of_pack->unit, lang);
  const model::ColumnSpec* column = model::find_stage_measure(measure);
  // The schema names no unit for persons.
  return standards::unit_label(column == nullptr || column->unit.empty() ? "person" : column->unit, lang);
}

void write_number(JsonWriter& json, const model::NumberColumn* column, std::uint32_t row, bool is_hidden) {
  if (column == nullptr || is_hidden) json.null();
  else json.value(column->get(row));
}

}  // namespace

std::string inputs_json(const AreaViewInput& in) {
  const model::Dataset& dataset = *in.assessment->dataset;
  const model::FactTable& facts = dataset.stage_facts;
  const InputList list(*in.assessment);
  const std::vector<std::uint32_t> rows = rows_of(in);
  // A campus is a row of its own here, though the assessment merges it into its school.
  const bool is_masked = in.small_counts->masking() == Masking::SmallCountsHidden;
  const auto is_hidden = [&](std::uint32_t row) {
    return is_masked && (in.small_counts->hides(facts.schools[row]) || has_small_stage(dataset, in.assessment->year, facts.schools[row]));
  };
  const auto hides_cell = [&](const model::NumberColumn* column, std::uint32_t row) {
    return is_hidden(row) || (column != nullptr && in.small_counts->hides(column->get(row).value_or(0)));
  };
  const auto write_rows = [&](JsonWriter& json, std::string_view name, auto write) {
    json.key(name).begin_array();
    for (const std::uint32_t row : rows) write(row);
    json.end_array();
  };
  JsonWriter json;
  json.begin_object().key("measures").begin_array();
  for (const Input& input : list.inputs()) {
    json.begin_object().member("id", std::string_view(input.id));
    json.member("name", std::string_view(measure_name(*in.assessment->standard, input.id, in.lang)));
    json.member("unit_text", unit_of(*in.assessment, input.id, in.lang)).key("indicators").begin_array();
    for (const std::string_view indicator : input.indicators) json.value(indicator);
    json.end_array().end_object();
  }
  json.end_array();
  write_rows(json, "school_id", [&](std::uint32_t row) { json.value(dataset.schools.ids.at(facts.schools[row].value)); });
  write_rows(json, "name", [&](std::uint32_t row) { json.value(dataset.schools.names.at(facts.schools[row].value)); });
  // A campus is chosen by itself; its figures are added to those of its school.
  write_rows(json, "campus_of", [&](std::uint32_t row) {
    const SchoolIndex school = facts.schools[row];
    if (model::is_campus(dataset.schools, school.value)) json.value(dataset.schools.ids.at(dataset.schools.parents[school.value]->value));
    else json.null();
  });
  write_rows(json, "stage", [&](std::uint32_t row) { json.value(to_string(static_cast<Stage>(facts.parts[row]))); });
  const model::NumberColumn* pupils = facts.column("pupils");
  write_rows(json, "pupils", [&](std::uint32_t row) { write_number(json, pupils, row, hides_cell(pupils, row)); });
  json.key("values").begin_object();
  for (const Input& input : list.inputs()) {
    const model::NumberColumn* column = facts.column(input.id);
    const bool is_of_pupils = counts_pupils(input.id);
    write_rows(json, input.id, [&](std::uint32_t row) { write_number(json, column, row, is_of_pupils && hides_cell(column, row)); });
  }
  return json.end_object().end_object().take();
}

}  // namespace junheng::report
