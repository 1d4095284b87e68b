#include "junheng/assess/units.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "junheng/assess/entry_reason.h"
#include "junheng/assess/unit_builder.h"
#include "junheng/assess/unit_fill.h"

namespace junheng::assess {

namespace {

using model::Absence;
using model::kNoRow;
using model::NumberColumn;
using model::Quantity;
using model::SchoolKind;

constexpr std::size_t slot_of(Stage stage) { return static_cast<std::size_t>(stage); }

constexpr StageSet kTaughtOrAll = StageSet::of(std::array{Stage::Primary, Stage::Junior, Stage::Senior, Stage::All});

/// A stage's units in the making.
struct StageDraft {
  UnitTable table;
  NumberColumn pupils;
  UnitPlaces places;
};

/// Settles which units there are.
class UnitPlacing {
 public:
  UnitPlacing(const UnitInput& input, SchoolValues& values, const SchoolGroups& groups)
      : input_(input),
        values_(values),
        entries_{EntryTest(input.standard->pack, input.dataset->schools, Stage::Primary),
                 EntryTest(input.standard->pack, input.dataset->schools, Stage::Junior)},
        classes_(*input.dataset, "classes"),
        pupils_(*input.dataset, "pupils") {
    const std::size_t roots = groups.roots.size();
    const std::size_t count = groups.offsets.size() - 1;
    // Most schools are read in their rows.
    values_.reserve(roots / 4);
    for (std::size_t slot = 0; slot < drafts_.size(); ++slot) {
      StageDraft& draft = drafts_[slot];
      draft.table.stage = kCompulsoryStages[slot];
      draft.table.schools.reserve(roots);
      draft.table.entries.reserve(roots);
      draft.pupils.reserve(roots);
      draft.places.reserve(roots, count);
      draft.table.groups.reserve(count);
    }
    whole_.schools.reserve(roots);
    whole_pupils_.reserve(roots);
    whole_classes_.reserve(roots);
    whole_places_.reserve(roots, count);
    for (std::size_t g = 0; g < count; ++g)
      add_group(std::span(groups.roots).subspan(groups.offsets[g], groups.offsets[g + 1] - groups.offsets[g]));
    finish();
  }

  /// The units without measures; call once.
  [[nodiscard]] Units take() {
    Units units;
    for (std::size_t slot = 0; slot < drafts_.size(); ++slot) units.stages[slot] = std::move(drafts_[slot].table);
    units.whole = std::move(whole_);
    return units;
  }
  [[nodiscard]] const UnitPlaces& places(std::size_t slot) const { return drafts_[slot].places; }
  [[nodiscard]] const UnitPlaces& whole_places() const { return whole_places_; }

 private:
  void add_group(std::span<const SchoolIndex> roots) {
    for (StageDraft& draft : drafts_) {
      UnitTable::Group group;
      group.begin = static_cast<std::uint32_t>(draft.table.size());
      group.first_empty = static_cast<std::uint32_t>(draft.table.empty_schools.size());
      draft.table.groups.push_back(group);
      draft.places.begin_group();
    }
    whole_places_.begin_group();
    whole_.offsets.push_back(static_cast<std::uint32_t>(whole_.schools.size()));
    later_.clear();
    const Merging& wholes = input_.campuses->of_whole();
    for (const SchoolIndex root : roots) {
      const ToldRows told = told_rows(root);
      const bool is_one_row = told.is_one;
      const bool is_whole = !input_.campuses->whole || wholes.of(root).size() == input_.campuses->of(root).size();
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

  void finish() {
    whole_.offsets.push_back(static_cast<std::uint32_t>(whole_.schools.size()));
    whole_places_.finish();
    whole_.is_ordinary.reserve(whole_.schools.size());
    for (std::size_t i = 0; i < whole_.schools.size(); ++i) {
      const Quantity pupils = whole_pupils_.at(i);
      whole_.is_ordinary.push_back(is_special(whole_.schools[i]) || (pupils.is_present() && pupils.value == 0) ? 0 : 1);
    }
    whole_.pupils = UnitColumn(std::move(whole_pupils_));
    whole_.classes = UnitColumn(std::move(whole_classes_));
    for (StageDraft& draft : drafts_) {
      draft.places.finish();
      draft.table.pupils = UnitColumn(std::move(draft.pupils));
    }
  }

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
    bool is_one = false;
    StageRow last;
  };

  /// The rows of a school without campuses in which nothing is changed and which has neither a row `all` nor a grade of a stage without a
  /// row: each tells all there is of its stage. No rows for any other school.
  [[nodiscard]] ToldRows told_rows(SchoolIndex root) const {
    StageSet stages = input_.rows->row_stages[root.value];
    stages.keep(kTaughtOrAll);
    StageSet only_grades = input_.rows->grade_stages[root.value];
    only_grades.remove(stages);
    const bool is_more = stages.has(Stage::All) || !only_grades.empty() || !input_.rows->untold_stages[root.value].empty() ||
                         input_.campuses->of(root).size() > 1 || is_special(root);
    if (is_more || is_changed(root)) return {};
    if (stages.empty()) return {true, false, {}};
    const Stage last = stages.last();
    return {true, stages.is_one(), {input_.rows->row(root, last), last}};
  }

  [[nodiscard]] bool is_changed(SchoolIndex root) const {
    return !input_.changes.empty() && std::ranges::binary_search(input_.changes, root, {}, &ValueChange::school);
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
    const Entry entry = entries_[unit.slot].entry(unit.school, unit.pupils);
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

  const UnitInput& input_;
  SchoolValues& values_;
  std::array<EntryTest, kCompulsoryStages.size()> entries_;
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

struct UnitBuilder::Parts {
  Parts(const UnitInput& given, const SchoolGroups& groups)
      : input(given),
        values(input),
        placing(input, values, groups),
        units(placing.take()),
        needed(needed_measures(*input.standard)),
        plans(plan_measures(*input.dataset, *input.standard, needed.of_stage)) {
    std::set<const NumberColumn*> read;
    const auto add = [&](const MeasureColumn& measure) {
      if (measure.column != nullptr) read.insert(measure.column);
    };
    for (const WholeKey& key : needed.of_whole) add(MeasureColumn(*input.dataset, key.id));
    for (const MeasurePlan& plan : plans) {
      add(plan.given);
      for (const auto& terms : plan.derived)
        for (const MeasurePlan::Term& term : terms) add(term.given);
    }
    columns.assign(read.begin(), read.end());
    of_whole.reserve(needed.of_whole.size());
    for (const WholeKey& key : needed.of_whole) {
      of_whole.emplace_back(input, values, placing.whole_places(), MeasureColumn(*input.dataset, key.id), key.part);
      units.whole.measures.emplace(key, of_whole.back().column());
    }
    of_stages.reserve(plans.size() * kCompulsoryStages.size());
    for (std::size_t slot = 0; slot < kCompulsoryStages.size(); ++slot) {
      for (const MeasurePlan& plan : plans) {
        of_stages.emplace_back(input, values, placing.places(slot), plan, kCompulsoryStages[slot]);
        units.stages[slot].measures.emplace(plan.key, of_stages.back().column());
      }
    }
  }

  UnitInput input;
  SchoolValues values;
  UnitPlacing placing;
  Units units;
  NeededMeasures needed;
  std::vector<MeasurePlan> plans;
  /// The columns of the dataset that are read.
  std::vector<const NumberColumn*> columns;
  std::vector<WholeMeasureFill> of_whole;
  std::vector<StageMeasureFill> of_stages;

  /// Begins to load the rows of the groups [first, end). They are few pages of many columns, in which the processor finds no stream.
  void prefetch(std::size_t first, std::size_t end) const {
    const UnitPlaces::Range rows = placing.whole_places().rows_of(first, end);
    const UnitPlaces::Range schools = placing.whole_places().units_of(first, end);
    // Where the rows of areas do not stand together, there is too much between them.
    if (rows.end - rows.begin > 4 * (schools.end - schools.begin)) return;
    for (const NumberColumn* column : columns) {
      for (std::size_t row = rows.begin; row < rows.end; row += 8) __builtin_prefetch(column->values().data() + row, 0, 2);
      for (std::size_t row = rows.begin; row < rows.end; row += 64) __builtin_prefetch(column->absences().data() + row, 0, 2);
    }
  }
};

UnitBuilder::UnitBuilder(const UnitInput& input, const SchoolGroups& groups) : parts_(std::make_unique<Parts>(input, groups)) {}

UnitBuilder::~UnitBuilder() = default;

Units UnitBuilder::take() { return std::move(parts_->units); }

void UnitBuilder::fill(std::size_t first, std::size_t end) {
  parts_->prefetch(first, end);
  for (WholeMeasureFill& measure : parts_->of_whole) measure.fill(first, end);
  for (StageMeasureFill& measure : parts_->of_stages) measure.fill(first, end);
}

Units build_units(const UnitInput& input, const SchoolGroups& groups) {
  UnitBuilder builder(input, groups);
  builder.fill(0, groups.offsets.size() - 1);
  return builder.take();
}

}  // namespace junheng::assess
