#include "junheng/assess/units.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "junheng/assess/unit_values.h"

namespace junheng::assess {

namespace {

using model::Absence;
using model::NumberColumn;
using model::Quantity;
using model::SchoolKind;

/// Sets of measures that the standard asks for.
struct NeededMeasures {
  std::set<MeasureKey> of_stage;
  std::set<std::string> of_whole;

  void add(const standards::Ratio& ratio, bool is_split) {
    for (const auto* terms : {&ratio.numerator, &ratio.denominator})
      for (const auto& term : *terms) of_stage.insert({term.measure, is_split});
  }
  void add_whole(const standards::Ratio& ratio) {
    for (const auto* terms : {&ratio.numerator, &ratio.denominator})
      for (const auto& term : *terms) of_whole.insert(term.measure);
  }
  /// Rooms counted by size stand in measures named after the size, e.g. music_rooms_96m2.
  void add_rooms(const std::map<std::string, double>& params) {
    for (const std::string kind : {"music", "art"}) {
      const auto m2 = params.find(kind + "_m2");
      if (m2 != params.end()) of_whole.insert(room_measure(kind, m2->second));
    }
  }
};

NeededMeasures needed_measures(const standards::Standard& standard) {
  NeededMeasures needed;
  for (const auto& indicator : standard.pack.indicators) {
    if (indicator.parts.empty()) needed.add(indicator.ratio, indicator.is_split);
    for (const auto& part : indicator.parts) needed.add(part.ratio, part.is_split);
  }
  for (const auto& item : standard.pack.items) {
    for (const auto& clause : item.clauses) {
      using standards::ItemRule;
      const bool by_school = clause.rule == ItemRule::SchoolsRatio || clause.rule == ItemRule::EachSchoolRatio;
      if (by_school && clause.scope.stages.empty()) needed.add_whole(clause.ratio);
      if (by_school && !clause.scope.stages.empty()) needed.add(clause.ratio, false);
      if (clause.rule == ItemRule::SmallSchoolFunds) needed.of_whole.insert("public_funds_yuan");
      if (clause.rule == ItemRule::ClassSize) needed.of_stage.insert({"classes", false});
      if (clause.rule == ItemRule::SpecialRooms) needed.add_rooms(clause.params);
    }
  }
  for (const auto& tolerance : standard.tolerances) {
    needed.add_rooms(tolerance.params);
    const auto* indicator = standard.indicator(tolerance.target);
    for (const auto& measure : tolerance.add_numerator) needed.of_stage.insert({measure, indicator != nullptr && indicator->is_split});
  }
  needed.of_stage.erase({"pupils", false});
  needed.of_stage.erase({"pupils", true});
  return needed;
}

/// A measure to fill: its column in the dataset and, where the standard derives it, the terms of its sum by stage.
struct MeasurePlan {
  MeasureKey key;
  const NumberColumn* column = nullptr;
  struct Term {
    const NumberColumn* column = nullptr;
    const standards::SignedMeasure* measure = nullptr;
  };
  std::array<std::vector<Term>, kCompulsoryStages.size()> derived;

  [[nodiscard]] Quantity value(const SchoolValues& school, std::size_t stage_slot) const {
    const Stage stage = kCompulsoryStages[stage_slot];
    const Quantity given = school.value(column, key.id, stage, key.is_split);
    if (given.is_present() || derived[stage_slot].empty()) return given;
    double sum = 0;
    for (const Term& term : derived[stage_slot]) {
      const Quantity part = school.value(term.column, term.measure->measure, stage, key.is_split);
      if (!part.is_present()) return given.absence == Absence::NoColumn || given.absence == Absence::NotCollected ? part : given;
      sum += term.measure->sign * part.value;
    }
    return Quantity::of(sum);
  }
};

std::vector<MeasurePlan> plan_measures(const UnitInput& input, const std::set<MeasureKey>& keys) {
  const auto& facts = input.dataset->stage_facts;
  std::vector<MeasurePlan> plans;
  for (const MeasureKey& key : keys) {
    MeasurePlan plan{key, facts.column(key.id), {}};
    for (const auto& measure : input.standard->pack.measures) {
      if (measure.id != key.id) continue;
      for (const auto& sum : measure.sums) {
        for (std::size_t slot = 0; slot < kCompulsoryStages.size(); ++slot) {
          if (sum.stage && *sum.stage != kCompulsoryStages[slot]) continue;
          for (const auto& term : sum.terms) plan.derived[slot].push_back({facts.column(term.measure), &term});
        }
      }
    }
    plans.push_back(std::move(plan));
  }
  return plans;
}

Entry entry_of(const standards::Pack& pack, const model::Schools& schools, SchoolIndex school, Stage stage, const Quantity& pupils) {
  const auto rule = std::ranges::find(pack.entry, stage, &standards::EntryRule::stage);
  if (rule == pack.entry.end()) return Entry::Yes;
  const int kind = schools.kinds[school.value];
  const int founder = schools.founders[school.value];
  bool uncertain = false;
  if (!rule->kinds.empty()) {
    if (kind == 0) uncertain = true;
    else if (std::ranges::find(rule->kinds, kind) == rule->kinds.end()) return Entry::No;
  }
  if (!rule->founders.empty()) {
    if (founder == 0) uncertain = true;
    else if (std::ranges::find(rule->founders, founder) == rule->founders.end()) return Entry::No;
  }
  const auto least = rule->min_pupils.find(kind);
  if (least != rule->min_pupils.end()) {
    if (!pupils.is_present()) uncertain = true;
    else if (pupils.value < least->second) return Entry::No;
  }
  return uncertain ? Entry::Uncertain : Entry::Yes;
}

/// Adds up the compulsory stages that the school has; pupils and classes of its senior part stay out.
Quantity compulsory_sum(const SchoolValues& school, const NumberColumn* column, std::string_view measure) {
  double sum = 0;
  for (const Stage stage : kCompulsoryStages) {
    if (!school.has_stage(stage)) continue;
    const Quantity part = school.value(column, measure, stage, false);
    if (!part.is_present()) return school.has_stage(Stage::Senior) ? part : school.whole(column, measure);
    sum += part.value;
  }
  return Quantity::of(sum);
}

class UnitBuilder {
 public:
  UnitBuilder(const UnitInput& input, Units& units)
      : input_(input), units_(units), values_(input), classes_(input.dataset->stage_facts.column("classes")), pupils_(input.dataset->stage_facts.column("pupils")) {
    const NeededMeasures needed = needed_measures(*input.standard);
    plans_ = plan_measures(input, needed.of_stage);
    for (std::size_t slot = 0; slot < kCompulsoryStages.size(); ++slot) {
      units.stages[slot].stage = kCompulsoryStages[slot];
      for (const MeasurePlan& plan : plans_) targets_[slot].push_back(&units.stages[slot].measures[plan.key]);
    }
    for (const std::string& measure : needed.of_whole) {
      whole_plans_.push_back({measure, input.dataset->stage_facts.column(measure), &units.whole.measures[measure]});
    }
  }

  void add_group(std::span<const SchoolIndex> roots) {
    for (std::size_t slot = 0; slot < kCompulsoryStages.size(); ++slot) begin_group(units_.stages[slot]);
    units_.whole.offsets.push_back(static_cast<std::uint32_t>(units_.whole.schools.size()));
    later_.clear();
    for (const SchoolIndex root : roots) add_school(root);
    for (UnitTable& table : units_.stages) table.groups.back().entered_end = static_cast<std::uint32_t>(table.size());
    for (const Later& unit : later_) {
      values_.select(unit.school);
      push_unit(unit.slot, unit.school, unit.pupils, Entry::No);
    }
    for (UnitTable& table : units_.stages) table.groups.back().end = static_cast<std::uint32_t>(table.size());
  }

 private:
  /// A unit that does not enter: it goes behind those that do.
  struct Later {
    std::size_t slot;
    SchoolIndex school;
    Quantity pupils;
  };

  static void begin_group(UnitTable& table) {
    UnitTable::Group group;
    group.begin = static_cast<std::uint32_t>(table.size());
    table.groups.push_back(group);
  }

  void add_school(SchoolIndex root) {
    values_.select(root);
    add_whole(root);
    if (SchoolKind::is_special(input_.dataset->schools.kinds[root.value])) return;
    for (std::size_t slot = 0; slot < kCompulsoryStages.size(); ++slot) {
      const Stage stage = kCompulsoryStages[slot];
      if (!values_.has_stage(stage)) continue;
      const Quantity pupils = values_.pupils(stage);
      if (pupils.is_present() && pupils.value == 0) {
        ++units_.stages[slot].groups.back().without_pupils;
        continue;
      }
      const Entry entry = entry_of(input_.standard->pack, input_.dataset->schools, root, stage, pupils);
      if (entry == Entry::No) later_.push_back({slot, root, pupils});
      else push_unit(slot, root, pupils, entry);
    }
  }

  void push_unit(std::size_t slot, SchoolIndex root, const Quantity& pupils, Entry entry) {
    UnitTable& table = units_.stages[slot];
    table.schools.push_back(root);
    table.entries.push_back(entry);
    table.pupils.push(pupils);
    for (std::size_t i = 0; i < plans_.size(); ++i) targets_[slot][i]->push(plans_[i].value(values_, slot));
  }

  void add_whole(SchoolIndex root) {
    WholeTable& whole = units_.whole;
    whole.schools.push_back(root);
    const bool special = SchoolKind::is_special(input_.dataset->schools.kinds[root.value]);
    whole.pupils.push(special ? values_.whole(pupils_, "pupils") : compulsory_sum(values_, pupils_, "pupils"));
    whole.classes.push(special ? values_.whole(classes_, "classes") : compulsory_sum(values_, classes_, "classes"));
    for (const WholePlan& plan : whole_plans_) plan.target->push(values_.whole(plan.column, plan.measure));
  }

  struct WholePlan {
    std::string measure;
    const NumberColumn* column;
    NumberColumn* target;
  };

  const UnitInput& input_;
  Units& units_;
  SchoolValues values_;
  const NumberColumn* classes_;
  const NumberColumn* pupils_;
  std::vector<MeasurePlan> plans_;
  std::array<std::vector<NumberColumn*>, kCompulsoryStages.size()> targets_;
  std::vector<WholePlan> whole_plans_;
  std::vector<Later> later_;
};

}  // namespace

std::string room_measure(std::string_view kind, double least_m2) { return fmt::format("{}_rooms_{}m2", kind, least_m2); }

const NumberColumn* UnitTable::measure(std::string_view id, bool is_split) const {
  if (id == "pupils") return &pupils;
  const auto found = measures.find({std::string(id), is_split});
  return found == measures.end() ? nullptr : &found->second;
}

const NumberColumn* WholeTable::measure(std::string_view id) const {
  if (id == "pupils") return &pupils;
  if (id == "classes") return &classes;
  const auto found = measures.find(id);
  return found == measures.end() ? nullptr : &found->second;
}

Units build_units(const UnitInput& input, const SchoolGroups& groups) {
  Units units;
  UnitBuilder builder(input, units);
  for (std::size_t g = 0; g + 1 < groups.offsets.size(); ++g) {
    builder.add_group(std::span(groups.roots).subspan(groups.offsets[g], groups.offsets[g + 1] - groups.offsets[g]));
  }
  units.whole.offsets.push_back(static_cast<std::uint32_t>(units.whole.schools.size()));
  return units;
}

}  // namespace junheng::assess
