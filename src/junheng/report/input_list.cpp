#include "junheng/report/input_list.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "junheng/assess/class_bands.h"
#include "junheng/model/code_lists.h"
#include "junheng/model/measure_parts.h"

namespace junheng::report {

namespace {

using standards::ItemRule;

void add_once(std::vector<std::string_view>& ids, std::string_view id) {
  if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
}

}  // namespace

assess::ItemInput item_input(const assess::Assessment& assessment) {
  assess::ItemInput input;
  input.dataset = assessment.dataset;
  input.standard = assessment.standard.get();
  input.year = assessment.year;
  return input;
}

std::optional<double> rooms_listed(const assess::Assessment& assessment, const RoomsInput& rooms, SchoolIndex school) {
  const model::FactTable& table = assessment.dataset->rooms;
  const model::NumberColumn* area = table.column("area_m2");
  const auto kind_slot = model::room_kind_slot(rooms.kind);
  std::optional<double> count;
  for (const std::uint32_t row : table.rows_of(assessment.year, school)) {
    if (table.subparts[row] != kind_slot) continue;
    const bool is_large = area != nullptr && area->has(row) && area->at(row).value >= rooms.least_m2;
    count = count.value_or(0) + (is_large ? 1 : 0);
  }
  return count;
}

std::optional<Stage> stage_of_rooms(const assess::Assessment& assessment, SchoolIndex school) {
  const model::FactTable& facts = assessment.dataset->stage_facts;
  for (const Stage stage : {Stage::All, Stage::Primary, Stage::Junior, Stage::Senior, Stage::Preprimary})
    if (facts.find(assessment.year, school, static_cast<std::uint8_t>(stage)) != model::kNoRow) return stage;
  return std::nullopt;
}

InputList::InputList(const assess::Assessment& assessment)
    : assessment_(assessment), dataset_(*assessment.dataset), item_input_(item_input(assessment)), classes_(item_input_) {
  add_indicators();
  add_items();
  add_parts_and_wholes();
}

void InputList::add_indicators() {
  for (const standards::Indicator& indicator : assessment_.standard->pack.indicators) {
    const auto applies = [&](Stage stage) { return assessment_.rules_of(stage).find(indicator.id).has_value(); };
    if (!std::ranges::any_of(kCompulsoryStages, applies)) continue;
    add_ratio(indicator, indicator.ratio);
    for (const standards::IndicatorPart& part : indicator.parts) add_ratio(indicator, part.ratio);
  }
}

void InputList::add_items() {
  for (const standards::Item& item : assessment_.standard->pack.items)
    for (const standards::ItemClause& clause : item.clauses) add_clause(item, clause);
}

void InputList::add_clause(const standards::Item& item, const standards::ItemClause& clause) {
  switch (clause.rule) {
    case ItemRule::SchoolsRatio:
    case ItemRule::EachSchoolRatio:
      for (const auto* terms : {&clause.ratio.numerator, &clause.ratio.denominator})
        for (const standards::SignedMeasure& term : *terms) add_item_measure(item, term.measure);
      return;
    case ItemRule::SmallSchoolFunds:
      for (const char* measure : {"public_funds_yuan", "pupils"}) add_item_measure(item, measure);
      return;
    case ItemRule::SchoolSize: add_item_measure(item, "pupils"); return;
    case ItemRule::SpecialRooms: {
      add_item_measure(item, "classes");
      const assess::RoomSizes sizes = assess::room_sizes(clause, {});
      add_rooms(item, "music", sizes.music_m2);
      add_rooms(item, "art", sizes.art_m2);
      return;
    }
    case ItemRule::ClassSize:
      add_item_measure(item, "classes");
      add_bands(item);
      return;
    case ItemRule::Reported:
    case ItemRule::AreaRatio:
    case ItemRule::YearsSince:
    case ItemRule::QualityMonitoring:
    case ItemRule::Survey:
    case ItemRule::SchoolStandard: return;
  }
}

void InputList::add_ratio(const standards::Indicator& indicator, const standards::Ratio& ratio) {
  for (const auto* terms : {&ratio.numerator, &ratio.denominator})
    for (const standards::SignedMeasure& term : *terms) add_measure(indicator, term.measure);
}

void InputList::add_measure(const standards::Indicator& indicator, const std::string& id) {
  const auto& measures = assessment_.standard->pack.measures;
  const auto derived = std::ranges::find(measures, id, &standards::DerivedMeasure::id);
  const bool is_given = dataset_.stage_facts.column(id) != nullptr;
  if (derived != measures.end() && !derived->sums.empty() && !is_given) {
    for (const auto& sum : derived->sums)
      for (const standards::SignedMeasure& term : sum.terms)
        if (term.measure != id) add_measure(indicator, term.measure);
    return;
  }
  add_once(input_of(id).indicators, indicator.id);
}

void InputList::add_item_measure(const standards::Item& item, const std::string& id) {
  const bool is_known = std::ranges::find(inputs_, id, &Input::id) != inputs_.end();
  if (is_known || dataset_.stage_facts.column(id) != nullptr) add_once(input_of(id).items, item.id);
}

void InputList::add_rooms(const standards::Item& item, std::string_view kind, double least_m2) {
  const std::string id = assess::room_measure(kind, least_m2);
  if (dataset_.stage_facts.column(id) == nullptr && dataset_.rooms.of_year(assessment_.year).empty()) return;
  Input& input = input_of(id);
  input.rooms = RoomsInput{kind, least_m2};
  add_once(input.items, item.id);
}

void InputList::add_bands(const standards::Item& item) {
  if (dataset_.class_bands.of_year(assessment_.year).empty() && dataset_.classes.of_year(assessment_.year).empty()) return;
  for (std::size_t band = 0; band < model::kClassBandCount; ++band) {
    Input& input = input_of(assess::class_band_measure(band));
    input.band = band;
    add_once(input.items, item.id);
  }
}

void InputList::add_parts_and_wholes() {
  const auto has = [&](std::string_view id) { return std::ranges::find(inputs_, id, &Input::id) != inputs_.end(); };
  const auto add = [&](std::string_view id) {
    const std::string name(id);
    if (dataset_.stage_facts.column(name) != nullptr) input_of(name);
  };
  for (const auto& [part, whole] : model::kMeasureParts)
    if (has(part)) add(whole);
    else if (has(whole)) add(part);
}

Input& InputList::input_of(const std::string& id) {
  const auto known = std::ranges::find(inputs_, id, &Input::id);
  return known == inputs_.end() ? inputs_.emplace_back(Input{id, {}, {}, {}, {}}) : *known;
}

std::optional<double> InputList::recorded(const Input& input, std::uint32_t row) const {
  const model::FactTable& facts = dataset_.stage_facts;
  const SchoolIndex school = facts.schools[row];
  const auto stage = static_cast<Stage>(facts.parts[row]);
  if (input.band) {
    const bool is_compulsory = std::ranges::find(kCompulsoryStages, stage) != kCompulsoryStages.end();
    const auto told = is_compulsory ? classes_.told_bands(school, stage) : std::nullopt;
    return told && !told->unknown.test(*input.band) ? std::optional(told->classes[*input.band]) : std::nullopt;
  }
  if (input.rooms) {
    const bool is_place = stage_of_rooms(assessment_, school) == stage;
    if (const auto listed = is_place ? rooms_listed(assessment_, *input.rooms, school) : std::nullopt) return listed;
  }
  const model::NumberColumn* column = facts.column(input.id);
  return column == nullptr ? std::nullopt : column->get(row);
}

std::vector<DerivedChange> classes_of_bands(const assess::Assessment& assessment, std::span<const assess::ValueChange> changes) {
  using Cell = std::pair<SchoolIndex, Stage>;
  const assess::ItemInput input = item_input(assessment);
  const assess::ClassCounter recorded(input);
  std::map<Cell, double> more_in_bands;
  std::set<Cell> typed;
  for (const assess::ValueChange& change : changes) {
    const Cell cell{change.school, change.stage};
    if (change.measure == "classes") typed.insert(cell);
    const auto band = assess::class_band_of(change.measure);
    if (!band || !change.value.is_present()) continue;
    // Where nothing is recorded of a band, what is typed says which classes there are, not that there are more.
    const auto told = recorded.told_bands(change.school, change.stage);
    if (told && !told->unknown.test(*band)) more_in_bands[cell] += change.value.value - told->classes[*band];
  }
  struct Count {
    double before = 0;
    double more = 0;
  };
  std::map<Cell, Count> counts;
  for (const auto& [cell, more] : more_in_bands) {
    if (more == 0 || typed.contains(cell)) continue;
    const auto& [school, stage] = cell;
    for (const assess::ClassesCell& each : assess::recorded_classes(*assessment.dataset, assessment.year, school, stage)) {
      if (typed.contains({school, each.stage})) continue;
      Count& count = counts[{school, each.stage}];
      count.before = each.classes;
      count.more += more;
    }
  }
  std::vector<DerivedChange> out;
  for (const auto& [cell, count] : counts) {
    const double after = std::max(0.0, count.before + count.more);
    if (after != count.before) out.push_back({{cell.first, cell.second, "classes", model::Quantity::of(after)}, count.before});
  }
  return out;
}

}  // namespace junheng::report
