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

/// Puts values into a column, falling back on SchoolValues only for the units whose own stage row does not settle it.
class ColumnFiller {
 public:
  ColumnFiller(const UnitInput& input, UnitTable& table, std::span<const std::uint32_t> own_rows, std::size_t slot)
      : input_(input), table_(table), own_rows_(own_rows), slot_(slot), is_open_(table.size(), 0) {}

  void fill(const MeasurePlan& plan) {
    NumberColumn& target = table_.measures[plan.key];
    target = NumberColumn(table_.size(), Absence::NoRow);
    if (plan.column != nullptr) take(*plan.column, target);
    else if (!plan.derived[slot_].empty()) take_sum(plan.derived[slot_], target);
    else mark_no_column(plan, target);
    filled_.emplace_back(&plan, &target);
  }

  /// Units with a measure that is still open, one after the other, so that each school is looked up once.
  void finish(SchoolValues& values) {
    for (std::size_t unit = 0; unit < table_.size(); ++unit) {
      if (is_open_[unit] == 0) continue;
      values.select(table_.schools[unit]);
      for (const auto& [plan, target] : filled_)
        if (!target->has(unit)) target->set(unit, plan->value(values, slot_));
    }
  }

 private:
  void take(const NumberColumn& source, NumberColumn& target) {
    for (std::size_t unit = 0; unit < table_.size(); ++unit) {
      const std::uint32_t row = own_rows_[unit];
      if (row != model::kNoRow && source.has(row)) target.set(unit, source.at(row));
      else is_open_[unit] = 1;
    }
  }

  void take_sum(const std::vector<MeasurePlan::Term>& terms, NumberColumn& target) {
    for (std::size_t unit = 0; unit < table_.size(); ++unit) {
      const std::uint32_t row = own_rows_[unit];
      double sum = 0;
      bool complete = row != model::kNoRow;
      for (std::size_t t = 0; complete && t < terms.size(); ++t) {
        complete = terms[t].column != nullptr && terms[t].column->has(row);
        if (complete) sum += terms[t].measure->sign * terms[t].column->at(row).value;
      }
      if (complete) target.set(unit, Quantity::of(sum));
      else is_open_[unit] = 1;
    }
  }

  /// A measure that the dataset does not have at all is missing everywhere; only changes and grades could still give it.
  void mark_no_column(const MeasurePlan& plan, NumberColumn& target) {
    const bool is_open = !input_.changes.empty() || plan.key.id == "classes";
    for (std::size_t unit = 0; unit < table_.size(); ++unit) {
      if (is_open || own_rows_[unit] == model::kNoRow) is_open_[unit] = 1;
      else target.set(unit, Quantity::missing(Absence::NoColumn));
    }
  }

  const UnitInput& input_;
  UnitTable& table_;
  std::span<const std::uint32_t> own_rows_;
  std::size_t slot_;
  std::vector<std::uint8_t> is_open_;
  std::vector<std::pair<const MeasurePlan*, NumberColumn*>> filled_;
};

class UnitBuilder {
 public:
  UnitBuilder(const UnitInput& input, Units& units, std::size_t roots)
      : input_(input), units_(units), values_(input), classes_(input.dataset->stage_facts.column("classes")), pupils_(input.dataset->stage_facts.column("pupils")) {
    const NeededMeasures needed = needed_measures(*input.standard);
    plans_ = plan_measures(input, needed.of_stage);
    for (std::size_t slot = 0; slot < kCompulsoryStages.size(); ++slot) {
      UnitTable& table = units.stages[slot];
      table.stage = kCompulsoryStages[slot];
      table.schools.reserve(roots);
      table.entries.reserve(roots);
      table.pupils.reserve(roots);
      own_rows_[slot].reserve(roots);
    }
    units.whole.schools.reserve(roots);
    units.whole.pupils.reserve(roots);
    units.whole.classes.reserve(roots);
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
    for (const Later& unit : later_) push_unit(unit.slot, unit.school, unit.pupils, Entry::No);
    for (UnitTable& table : units_.stages) table.groups.back().end = static_cast<std::uint32_t>(table.size());
  }

  void fill_measures() {
    fill_whole();
    for (std::size_t slot = 0; slot < kCompulsoryStages.size(); ++slot) {
      ColumnFiller filler(input_, units_.stages[slot], own_rows_[slot], slot);
      for (const MeasurePlan& plan : plans_) filler.fill(plan);
      filler.finish(values_);
    }
  }

 private:
  /// A unit that does not enter: it goes behind those that do.
  struct Later {
    std::size_t slot;
    SchoolIndex school;
    Quantity pupils;
  };

  struct WholePlan {
    std::string measure;
    const NumberColumn* column;
    NumberColumn* target;
  };

  static void begin_group(UnitTable& table) {
    UnitTable::Group group;
    group.begin = static_cast<std::uint32_t>(table.size());
    table.groups.push_back(group);
  }

  void add_school(SchoolIndex root) {
    values_.select(root);
    const bool is_special = SchoolKind::is_special(input_.dataset->schools.kinds[root.value]);
    std::array<Quantity, kCompulsoryStages.size()> pupils;
    for (std::size_t slot = 0; slot < kCompulsoryStages.size(); ++slot) {
      const Stage stage = kCompulsoryStages[slot];
      if (!values_.has_stage(stage)) continue;
      pupils[slot] = values_.pupils(stage);
      if (is_special) continue;
      if (pupils[slot].is_present() && pupils[slot].value == 0) {
        ++units_.stages[slot].groups.back().without_pupils;
        continue;
      }
      const Entry entry = entry_of(input_.standard->pack, input_.dataset->schools, root, stage, pupils[slot]);
      if (entry == Entry::No) later_.push_back({slot, root, pupils[slot]});
      else push_unit(slot, root, pupils[slot], entry);
    }
    add_whole(root, is_special);
  }

  void push_unit(std::size_t slot, SchoolIndex root, const Quantity& pupils, Entry entry) {
    UnitTable& table = units_.stages[slot];
    table.schools.push_back(root);
    table.entries.push_back(entry);
    table.pupils.push(pupils);
    const bool is_plain = input_.changes.empty() && input_.campuses->of(root).size() == 1;
    own_rows_[slot].push_back(is_plain ? input_.rows->stage_rows[root.value][static_cast<std::size_t>(kCompulsoryStages[slot])] : model::kNoRow);
  }

  void add_whole(SchoolIndex root, bool is_special) {
    WholeTable& whole = units_.whole;
    whole.schools.push_back(root);
    whole.pupils.push(is_special ? values_.whole(pupils_, "pupils") : compulsory_sum(values_, pupils_, "pupils"));
    whole.classes.push(is_special ? values_.whole(classes_, "classes") : compulsory_sum(values_, classes_, "classes"));
  }

  /// Values for whole schools, column by column: from the row `all`, else the sum over the rows of the stages.
  void fill_whole() {
    const auto& schools = units_.whole.schools;
    for (const WholePlan& plan : whole_plans_) {
      *plan.target = NumberColumn(schools.size(), Absence::NoRow);
      for (std::size_t i = 0; i < schools.size(); ++i) plan.target->set(i, whole_value(plan, schools[i]));
    }
  }

  Quantity whole_value(const WholePlan& plan, SchoolIndex root) {
    if (!has_plain_rows(root)) {
      values_.select(root);
      return values_.whole(plan.column, plan.measure);
    }
    if (plan.column == nullptr) return Quantity::missing(Absence::NoColumn);
    const auto& rows = input_.rows->stage_rows[root.value];
    const std::uint32_t all = rows[static_cast<std::size_t>(Stage::All)];
    if (all != model::kNoRow && plan.column->has(all)) return plan.column->at(all);
    double sum = 0;
    bool any = false;
    for (const Stage stage : {Stage::Primary, Stage::Junior, Stage::Senior}) {
      const std::uint32_t row = rows[static_cast<std::size_t>(stage)];
      if (row == model::kNoRow) continue;
      if (!plan.column->has(row)) return plan.column->at(row);
      sum += plan.column->at(row).value;
      any = true;
    }
    return any ? Quantity::of(sum) : Quantity::missing(Absence::NoRow);
  }

  /// One campus, no change in it, and no stage that only its grades show: its own rows tell all there is.
  [[nodiscard]] bool has_plain_rows(SchoolIndex root) const {
    if (!input_.changes.empty() || input_.campuses->of(root).size() > 1) return false;
    const auto& rows = input_.rows->stage_rows[root.value];
    for (const Stage stage : {Stage::Primary, Stage::Junior, Stage::Senior})
      if (input_.rows->has_grades(root, stage) && rows[static_cast<std::size_t>(stage)] == model::kNoRow) return false;
    return true;
  }

  const UnitInput& input_;
  Units& units_;
  SchoolValues values_;
  const NumberColumn* classes_;
  const NumberColumn* pupils_;
  std::vector<MeasurePlan> plans_;
  /// Per unit the row that holds its stage, where that row alone speaks for it; else kNoRow.
  std::array<std::vector<std::uint32_t>, kCompulsoryStages.size()> own_rows_;
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
  UnitBuilder builder(input, units, groups.roots.size());
  for (std::size_t g = 0; g + 1 < groups.offsets.size(); ++g) {
    builder.add_group(std::span(groups.roots).subspan(groups.offsets[g], groups.offsets[g + 1] - groups.offsets[g]));
  }
  units.whole.offsets.push_back(static_cast<std::uint32_t>(units.whole.schools.size()));
  builder.fill_measures();
  return units;
}

}  // namespace junheng::assess
