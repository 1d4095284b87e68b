#include "junheng/assess/units.h"

#include <algorithm>

#include <fmt/format.h>

#include "junheng/assess/entry_reason.h"
#include "junheng/assess/measure_plan.h"
#include "junheng/assess/unit_values.h"

namespace junheng::assess {

namespace {

using model::Absence;
using model::kNoRow;
using model::NumberColumn;
using model::Quantity;
using model::SchoolKind;

/// How many schools ahead a loop begins to load values, which stand scattered over a column.
constexpr std::size_t kAhead = 16;

constexpr std::size_t slot_of(Stage stage) { return static_cast<std::size_t>(stage); }

/// Where units (or whole schools) have their values: a row of the dataset, or a school of SchoolValues that has to be worked out.
class UnitPlaces {
 public:
  void reserve(std::size_t units) { rows_->reserve(units); }
  void push_row(std::uint32_t row) { rows_->push_back(row); }
  void push_school(std::size_t school) {
    rows_->push_back(UnitColumn::kWorkedOut | static_cast<std::uint32_t>(schools_.size()));
    schools_.push_back(school);
  }

  [[nodiscard]] std::size_t size() const { return rows_->size(); }
  /// Of the units that have to be worked out, in the order of the units.
  [[nodiscard]] const std::vector<std::size_t>& schools() const { return schools_; }
  [[nodiscard]] const std::shared_ptr<std::vector<std::uint32_t>>& rows() const { return rows_; }
  /// Whether every unit that has its values in a row has a number there.
  [[nodiscard]] bool are_given(const NumberColumn& column) const {
    const Absence* const absences = column.absences().data();
    unsigned seen = 0;
    for (const std::uint32_t row : *rows_)
      if ((row & UnitColumn::kWorkedOut) == 0) seen |= static_cast<unsigned>(absences[row]);
    return seen == static_cast<unsigned>(Absence::Present);
  }
  [[nodiscard]] bool is_worked_out(std::size_t unit) const { return ((*rows_)[unit] & UnitColumn::kWorkedOut) != 0; }

 private:
  std::shared_ptr<std::vector<std::uint32_t>> rows_ = std::make_shared<std::vector<std::uint32_t>>();
  std::vector<std::size_t> schools_;
};

/// A stage's units in the making.
struct StageDraft {
  UnitTable table;
  NumberColumn pupils;
  UnitPlaces places;
};

/// Fills the measures of a stage.
class StageMeasures {
 public:
  StageMeasures(const UnitInput& input, SchoolValues& values, const UnitPlaces& places, std::size_t slot)
      : input_(input), values_(values), places_(places), slot_(slot) {}

  [[nodiscard]] UnitColumn column(const MeasurePlan& plan) {
    NumberColumn worked_out;
    worked_out.reserve(places_.schools().size());
    const std::vector<std::size_t>& schools = places_.schools();
    for (std::size_t i = 0; i < schools.size(); ++i) {
      if (i + kAhead < schools.size()) values_.prefetch(schools[i + kAhead], plan.given, kCompulsoryStages[slot_]);
      worked_out.push(value(plan, schools[i]));
    }
    const bool has_other_sources = !plan.derived[slot_].empty() || plan.given.by_grade != nullptr;
    const bool is_own = plan.given.column != nullptr && (!has_other_sources || places_.are_given(*plan.given.column));
    if (is_own) return {*plan.given.column, places_.rows(), std::move(worked_out)};
    return UnitColumn(every_unit(plan, worked_out));
  }

 private:
  [[nodiscard]] Quantity value(const MeasurePlan& plan, std::size_t school) {
    const Stage stage = kCompulsoryStages[slot_];
    const Quantity given = values_.value(school, plan.given, stage, plan.key.is_split);
    if (given.is_present() || plan.derived[slot_].empty()) return given;
    double sum = 0;
    for (const MeasurePlan::Term& term : plan.derived[slot_]) {
      const Quantity part = values_.value(school, term.given, stage, plan.key.is_split);
      if (!part.is_present()) return given.absence == Absence::NoColumn || given.absence == Absence::NotCollected ? part : given;
      sum += term.sign * part.value;
    }
    return Quantity::of(sum);
  }

  /// A measure that may come from other columns or from the grades: looked at unit by unit.
  [[nodiscard]] NumberColumn every_unit(const MeasurePlan& plan, const NumberColumn& worked_out) {
    NumberColumn all(places_.size(), Absence::NoColumn);
    for (std::size_t unit = 0; unit < places_.size(); ++unit) {
      const std::uint32_t row = (*places_.rows())[unit];
      if (places_.is_worked_out(unit)) all.set(unit, worked_out.at(row & ~UnitColumn::kWorkedOut));
      else all.set(unit, of_row(plan, row));
    }
    return all;
  }

  [[nodiscard]] Quantity of_row(const MeasurePlan& plan, std::uint32_t row) {
    if (plan.given.column != nullptr && plan.given.column->has(row)) return plan.given.column->at(row);
    const auto& terms = plan.derived[slot_];
    if (!terms.empty()) {
      double sum = 0;
      const auto add = [&](const MeasurePlan::Term& term) {
        if (term.given.column == nullptr || !term.given.column->has(row)) return false;
        sum += term.sign * term.given.column->at(row).value;
        return true;
      };
      if (std::ranges::all_of(terms, add)) return Quantity::of(sum);
    }
    // The grades, or the reason why there is no value.
    return value(plan, values_.add(input_.dataset->stage_facts.schools[row], *input_.campuses));
  }

  const UnitInput& input_;
  SchoolValues& values_;
  const UnitPlaces& places_;
  std::size_t slot_;
};

class UnitBuilder {
 public:
  UnitBuilder(const UnitInput& input, std::size_t roots)
      : input_(input), values_(input), classes_(*input.dataset, "classes"), pupils_(*input.dataset, "pupils") {
    for (std::size_t slot = 0; slot < drafts_.size(); ++slot) {
      StageDraft& draft = drafts_[slot];
      draft.table.stage = kCompulsoryStages[slot];
      draft.table.schools.reserve(roots);
      draft.table.entries.reserve(roots);
      draft.pupils.reserve(roots);
      draft.places.reserve(roots);
    }
    whole_.schools.reserve(roots);
    whole_pupils_.reserve(roots);
    whole_classes_.reserve(roots);
    whole_places_.reserve(roots);
  }

  void add_group(std::span<const SchoolIndex> roots) {
    for (StageDraft& draft : drafts_) {
      UnitTable::Group group;
      group.begin = static_cast<std::uint32_t>(draft.table.size());
      group.first_empty = static_cast<std::uint32_t>(draft.table.empty_schools.size());
      draft.table.groups.push_back(group);
    }
    whole_.offsets.push_back(static_cast<std::uint32_t>(whole_.schools.size()));
    later_.clear();
    const Merging& wholes = input_.campuses->of_whole();
    for (const SchoolIndex root : roots) {
      const ToldRows told = told_rows(root);
      const bool is_one_row = told.are_all && told.count == 1;
      const bool is_whole = wholes.of(root).size() == input_.campuses->of(root).size();
      const std::size_t school = is_one_row ? 0 : values_.add(root, *input_.campuses);
      if (is_one_row) add_row_of_stage(root, told.last);
      else if (told.are_all) add_rows_by_stage(root);
      else add_stages(root, school);
      if (!is_whole && wholes.root[root.value] == root) add_whole(root, values_.add(root, wholes));
      else if (is_whole && is_one_row) add_row_of_whole(root, told.last);
      else if (is_whole) add_whole(root, school);
    }
    for (StageDraft& draft : drafts_) draft.table.groups.back().entered_end = static_cast<std::uint32_t>(draft.table.size());
    for (const Unit& unit : later_) push_unit(unit, Entry::No);
    for (StageDraft& draft : drafts_) draft.table.groups.back().end = static_cast<std::uint32_t>(draft.table.size());
  }

  Units finish() {
    const NeededMeasures needed = needed_measures(*input_.standard);
    whole_.offsets.push_back(static_cast<std::uint32_t>(whole_.schools.size()));
    whole_.is_ordinary.reserve(whole_.schools.size());
    for (std::size_t i = 0; i < whole_.schools.size(); ++i) {
      const Quantity pupils = whole_pupils_.at(i);
      whole_.is_ordinary.push_back(is_special(whole_.schools[i]) || (pupils.is_present() && pupils.value == 0) ? 0 : 1);
    }
    whole_.pupils = UnitColumn(std::move(whole_pupils_));
    whole_.classes = UnitColumn(std::move(whole_classes_));
    for (const WholeKey& key : needed.of_whole) whole_.measures.emplace(key, whole_column(key));
    Units units;
    const auto plans = plan_measures(*input_.dataset, *input_.standard, needed.of_stage);
    for (std::size_t slot = 0; slot < drafts_.size(); ++slot) {
      StageDraft& draft = drafts_[slot];
      StageMeasures measures(input_, values_, draft.places, slot);
      for (const MeasurePlan& plan : plans) draft.table.measures.emplace(plan.key, measures.column(plan));
      draft.table.pupils = UnitColumn(std::move(draft.pupils));
      units.stages[slot] = std::move(draft.table);
    }
    units.whole = std::move(whole_);
    return units;
  }

 private:
  /// A unit that is not yet placed: by its row, or by its school in `values_` where `row` is kNoRow.
  struct Unit {
    std::size_t slot = 0;
    SchoolIndex school;
    Quantity pupils;
    std::uint32_t row = kNoRow;
    std::size_t values_school = 0;
  };

  /// The row of a school for one of its stages.
  struct StageRow {
    std::uint32_t row = kNoRow;
    Stage stage = Stage::All;
  };

  /// The rows of a school by stage, as far as they tell all there is.
  struct ToldRows {
    bool are_all = false;
    int count = 0;
    StageRow last;
  };

  /// The rows of a school without campuses in which nothing is changed and which has neither a row `all` nor a grade of a stage without a
  /// row: each tells all there is of its stage. No rows for any other school.
  [[nodiscard]] ToldRows told_rows(SchoolIndex root) const {
    const auto& rows = input_.rows->stage_rows[root.value];
    if (rows[slot_of(Stage::All)] != kNoRow || input_.campuses->of(root).size() > 1 || !input_.rows->untold_stages[root.value].empty())
      return {};
    ToldRows told;
    for (const Stage stage : {Stage::Primary, Stage::Junior, Stage::Senior}) {
      const std::uint32_t row = rows[slot_of(stage)];
      if (row == kNoRow && input_.rows->grade_stages[root.value].has(stage)) return {};
      if (row == kNoRow) continue;
      ++told.count;
      told.last = {row, stage};
    }
    const bool is_changed = std::ranges::binary_search(input_.changes, root, {}, &ValueChange::school);
    if (is_changed || is_special(root)) return {};
    told.are_all = true;
    return told;
  }

  void add_rows_by_stage(SchoolIndex root) {
    for (const Stage stage : kCompulsoryStages)
      if (const std::uint32_t row = input_.rows->row(root, stage); row != kNoRow) add_row_of_stage(root, {row, stage});
  }

  void add_row_of_stage(SchoolIndex root, const StageRow& row) {
    if (row.stage == Stage::Senior) return;
    place({row.stage == Stage::Primary ? std::size_t{0} : std::size_t{1}, root, value_in_row(root, row, pupils_), row.row, 0});
  }

  void add_row_of_whole(SchoolIndex root, const StageRow& only) {
    const bool is_senior = only.stage == Stage::Senior;
    whole_.schools.push_back(root);
    whole_places_.push_row(only.row);
    whole_pupils_.push(is_senior ? Quantity::of(0) : value_in_row(root, only, pupils_));
    whole_classes_.push(is_senior ? Quantity::of(0) : value_in_row(root, only, classes_));
  }

  /// Pupils or classes, which may also come from the grades.
  [[nodiscard]] Quantity value_in_row(SchoolIndex root, const StageRow& only, const MeasureColumn& measure) {
    if (measure.column != nullptr && measure.column->has(only.row)) return measure.column->at(only.row);
    return values_.value(values_.add(root, *input_.campuses), measure, only.stage, false);
  }

  void add_stages(SchoolIndex root, std::size_t school) {
    if (is_special(root)) return;
    for (std::size_t slot = 0; slot < kCompulsoryStages.size(); ++slot) {
      if (!values_.has_stage(school, kCompulsoryStages[slot])) continue;
      place({slot, root, values_.value(school, pupils_, kCompulsoryStages[slot], false), kNoRow, school});
    }
  }

  void add_whole(SchoolIndex root, std::size_t school) {
    whole_.schools.push_back(root);
    whole_places_.push_school(school);
    whole_pupils_.push(is_special(root) ? values_.whole(school, pupils_) : values_.compulsory(school, pupils_));
    whole_classes_.push(is_special(root) ? values_.whole(school, classes_) : values_.compulsory(school, classes_));
  }

  [[nodiscard]] bool is_special(SchoolIndex school) const { return SchoolKind::is_special(input_.dataset->schools.kinds[school.value]); }

  void place(const Unit& unit) {
    if (unit.pupils.is_present() && unit.pupils.value == 0) {
      UnitTable& table = drafts_[unit.slot].table;
      ++table.groups.back().without_pupils;
      table.empty_schools.push_back(unit.school);
      return;
    }
    const Entry entry =
        decide_entry(input_.standard->pack, input_.dataset->schools, unit.school, kCompulsoryStages[unit.slot], unit.pupils);
    if (entry == Entry::No) later_.push_back(unit);
    else push_unit(unit, entry);
  }

  void push_unit(const Unit& unit, Entry entry) {
    StageDraft& draft = drafts_[unit.slot];
    draft.table.schools.push_back(unit.school);
    draft.table.entries.push_back(entry);
    draft.pupils.push(unit.pupils);
    if (unit.row != kNoRow) draft.places.push_row(unit.row);
    else draft.places.push_school(unit.values_school);
  }

  /// A measure of whole schools. A school of one row has the same in every part, but the row of a senior school is not compulsory: schools
  /// without compulsory pupils stay outside (WholeTable::is_ordinary).
  [[nodiscard]] UnitColumn whole_column(const WholeKey& key) {
    const MeasureColumn given(*input_.dataset, key.id);
    const std::vector<std::size_t>& schools = whole_places_.schools();
    NumberColumn worked_out;
    worked_out.reserve(schools.size());
    for (std::size_t i = 0; i < schools.size(); ++i) {
      if (i + kAhead < schools.size()) values_.prefetch(schools[i + kAhead], given, Stage::Primary);
      worked_out.push(part_of(key.part, schools[i], given));
    }
    if (given.column != nullptr && (given.by_grade == nullptr || whole_places_.are_given(*given.column)))
      return {*given.column, whole_places_.rows(), std::move(worked_out)};
    NumberColumn all(whole_places_.size(), Absence::NoColumn);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::uint32_t row = (*whole_places_.rows())[i];
      if (whole_places_.is_worked_out(i)) all.set(i, worked_out.at(row & ~UnitColumn::kWorkedOut));
      else if (given.column != nullptr && given.column->has(row)) all.set(i, given.column->at(row));
      else if (given.by_grade != nullptr) all.set(i, part_of(key.part, values_.add(whole_.schools[i], input_.campuses->of_whole()), given));
    }
    return UnitColumn(std::move(all));
  }

  [[nodiscard]] Quantity part_of(Part part, std::size_t school, const MeasureColumn& measure) const {
    switch (part) {
      case Part::Compulsory: return values_.compulsory(school, measure);
      case Part::Whole: return values_.whole(school, measure);
      case Part::Known: return values_.known(school, measure);
    }
    return {};
  }

  const UnitInput& input_;
  SchoolValues values_;
  MeasureColumn classes_;
  MeasureColumn pupils_;
  std::array<StageDraft, kCompulsoryStages.size()> drafts_;
  WholeTable whole_;
  NumberColumn whole_pupils_;
  NumberColumn whole_classes_;
  UnitPlaces whole_places_;
  std::vector<Unit> later_;
};

}  // namespace

std::string room_measure(std::string_view kind, double least_m2) { return fmt::format("{}_rooms_{}m2", kind, least_m2); }

const UnitColumn* UnitTable::measure(std::string_view id, bool is_split) const {
  if (id == "pupils") return &pupils;
  const auto found = measures.find({std::string(id), is_split});
  return found == measures.end() ? nullptr : &found->second;
}

const UnitColumn* WholeTable::measure(std::string_view id, Part part) const {
  if (part == Part::Compulsory && id == "pupils") return &pupils;
  if (part == Part::Compulsory && id == "classes") return &classes;
  const auto found = measures.find({std::string(id), part});
  return found == measures.end() ? nullptr : &found->second;
}

Units build_units(const UnitInput& input, const SchoolGroups& groups) {
  UnitBuilder builder(input, groups.roots.size());
  for (std::size_t g = 0; g + 1 < groups.offsets.size(); ++g) {
    builder.add_group(std::span(groups.roots).subspan(groups.offsets[g], groups.offsets[g + 1] - groups.offsets[g]));
  }
  return builder.finish();
}

}  // namespace junheng::assess
