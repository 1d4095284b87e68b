#include "junheng/assess/measure_plan.h"

namespace junheng::assess {

namespace {

void add(NeededMeasures& needed, const standards::Ratio& ratio, bool is_split) {
  for (const auto* terms : {&ratio.numerator, &ratio.denominator})
    for (const auto& term : *terms) needed.of_stage.insert({term.measure, is_split});
}

void add_whole(NeededMeasures& needed, const standards::Ratio& ratio, Part part) {
  for (const auto* terms : {&ratio.numerator, &ratio.denominator})
    for (const auto& term : *terms) needed.of_whole.insert({term.measure, part});
}

/// Rooms counted by size stand in measures named after the size, e.g. music_rooms_96m2.
void add_rooms(NeededMeasures& needed, const std::map<std::string, double>& params) {
  for (const std::string kind : {"music", "art"}) {
    const auto m2 = params.find(kind + "_m2");
    if (m2 != params.end())
      needed.of_whole.insert({{room_measure(kind, m2->second), Part::Whole}, {room_measure(kind, m2->second), Part::Known}});
  }
}

void add_clause(NeededMeasures& needed, const standards::ItemClause& clause) {
  using standards::ItemRule;
  const bool by_school = clause.rule == ItemRule::SchoolsRatio || clause.rule == ItemRule::EachSchoolRatio;
  if (by_school && clause.scope.stages.empty()) add_whole(needed, clause.ratio, part_of(clause));
  if (by_school && !clause.scope.stages.empty()) add(needed, clause.ratio, false);
  if (clause.rule == ItemRule::SmallSchoolFunds) needed.of_whole.insert({{"public_funds_yuan", Part::Whole}, {"pupils", Part::Whole}});
  if (clause.rule == ItemRule::ClassSize) needed.of_stage.insert({"classes", false});
  if (clause.rule == ItemRule::SpecialRooms) add_rooms(needed, clause.params);
}

}  // namespace

MeasureColumn::MeasureColumn(const model::Dataset& dataset, std::string_view measure)
    : id(measure), column(dataset.stage_facts.column(measure)) {
  if (measure == "pupils" || measure == "classes") by_grade = dataset.grade_facts.column(measure);
}

Part part_of(const standards::ItemClause& clause) {
  return clause.rule == standards::ItemRule::SchoolsRatio ? Part::Compulsory : Part::Whole;
}

NeededMeasures needed_measures(const standards::Standard& standard) {
  NeededMeasures needed;
  for (const auto& indicator : standard.pack.indicators) {
    if (indicator.parts.empty()) add(needed, indicator.ratio, indicator.is_split);
    for (const auto& part : indicator.parts) add(needed, part.ratio, part.is_split);
  }
  for (const auto& item : standard.pack.items)
    for (const auto& clause : item.clauses) add_clause(needed, clause);
  for (const auto& tolerance : standard.tolerances) {
    add_rooms(needed, tolerance.params);
    const auto* indicator = standard.indicator(tolerance.target);
    for (const auto& measure : tolerance.add_numerator) needed.of_stage.insert({measure, indicator != nullptr && indicator->is_split});
  }
  needed.of_stage.erase({"pupils", false});
  needed.of_stage.erase({"pupils", true});
  needed.of_whole.erase({"pupils", Part::Compulsory});
  needed.of_whole.erase({"classes", Part::Compulsory});
  return needed;
}

std::vector<MeasurePlan> plan_measures(const model::Dataset& dataset, const standards::Standard& standard,
                                       const std::set<MeasureKey>& keys) {
  std::vector<MeasurePlan> plans;
  for (const MeasureKey& key : keys) {
    MeasurePlan plan{key, MeasureColumn(dataset, key.id), {}};
    for (const auto& measure : standard.pack.measures) {
      if (measure.id != key.id) continue;
      for (const auto& sum : measure.sums) {
        for (std::size_t slot = 0; slot < kCompulsoryStages.size(); ++slot) {
          if (sum.stage && *sum.stage != kCompulsoryStages[slot]) continue;
          for (const auto& term : sum.terms) plan.derived[slot].push_back({MeasureColumn(dataset, term.measure), term.sign});
        }
      }
    }
    plans.push_back(std::move(plan));
  }
  return plans;
}

}  // namespace junheng::assess
