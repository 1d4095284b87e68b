#include "junheng/assess/trace.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "junheng/assess/measure_plan.h"
#include "junheng/assess/split_weights.h"
#include "junheng/model/school_traits.h"

namespace junheng::assess {

namespace {

using model::kNoRow;
using model::Quantity;

/// Terms that stand in the data for a measure: itself where any campus gives it for the stage or the whole, else those it is derived from.
std::vector<standards::SignedMeasure> terms_of(const standards::Standard& standard, Stage stage, const standards::SignedMeasure& measure,
                                               bool is_given, bool& derived) {
  if (is_given) return {measure};
  for (const auto& added : standard.pack.measures) {
    if (added.id != measure.measure) continue;
    for (const auto& sum : added.sums) {
      if (sum.stage && *sum.stage != stage) continue;
      derived = true;
      return sum.terms;
    }
  }
  return {measure};
}

constexpr StageSet kCompulsory = StageSet::of(kCompulsoryStages);

/// What the dataset has of a school and its campuses in the year of an assessment.
class SchoolCells {
 public:
  SchoolCells(const Assessment& assessment, const Merging& merging, SchoolIndex root)
      : assessment_(assessment), data_(*assessment.dataset), members_(merging.of(root)), root_(root) {
    stages_.reserve(members_.size());
    for (const SchoolIndex member : members_) stages_.push_back(told_stages(member));
    const StageSet untold = untold_stages();
    for (std::size_t i = 0; i < members_.size(); ++i)
      if (members_[i] == root_) stages_[i].add(untold);
  }

  [[nodiscard]] std::span<const SchoolIndex> members() const { return members_; }
  [[nodiscard]] SchoolIndex root() const { return root_; }

  /// Stages of a member: of its rows and grades, by its kind where it has nothing but a row `all`, and those that the whole school must
  /// have.
  [[nodiscard]] StageSet stages(SchoolIndex member) const {
    return stages_[static_cast<std::size_t>(std::ranges::find(members_, member) - members_.begin())];
  }

  /// The cell of a measure in the row of a stage; nullopt where there is no such row.
  [[nodiscard]] std::optional<SourceCell> cell(SchoolIndex member, Stage stage, const std::string& measure) const {
    const auto& facts = data_.stage_facts;
    const std::uint32_t row = facts.find(assessment_.year, member, static_cast<std::uint8_t>(stage));
    if (row == kNoRow) return std::nullopt;
    const model::NumberColumn* column = facts.column(measure);
    const Quantity value = column == nullptr ? Quantity::missing(model::Absence::NoColumn) : column->at(row);
    return SourceCell{measure, member, stage, value, facts.origin.locate(RowIndex(row), measure)};
  }

  /// Without the place of the cell, which costs more than the look.
  [[nodiscard]] bool has_value(SchoolIndex member, Stage stage, const std::string& measure) const {
    const auto& facts = data_.stage_facts;
    const model::NumberColumn* column = facts.column(measure);
    if (column == nullptr) return false;
    const std::uint32_t row = facts.find(assessment_.year, member, static_cast<std::uint8_t>(stage));
    return row != kNoRow && column->has(row);
  }

  /// What the row of a stage tells, else its grades; without a value the cells that lack it.
  struct Own {
    std::vector<SourceCell> cells;
    bool is_known = false;
  };
  [[nodiscard]] Own own(SchoolIndex member, Stage stage, const std::string& measure) const {
    Own own;
    if (auto given = cell(member, stage, measure)) {
      own.is_known = given->value.is_present();
      own.cells.push_back(std::move(*given));
    }
    if (own.is_known) return own;
    std::vector<SourceCell> grades = grade_cells(member, stage, measure);
    own.is_known = !grades.empty() && std::ranges::all_of(grades, [](const SourceCell& grade) { return grade.value.is_present(); });
    if (own.is_known) own.cells = std::move(grades);
    else std::ranges::move(grades, std::back_inserter(own.cells));
    return own;
  }

 private:
  [[nodiscard]] StageSet told_stages(SchoolIndex member) const {
    StageSet told;
    for (const Stage stage : {Stage::Primary, Stage::Junior, Stage::Senior})
      if (has_row(member, stage)) told.add(stage);
    for (const std::uint32_t row : data_.grade_facts.rows_of(assessment_.year, member))
      if (const auto stage = stage_of_grade(data_.grade_facts.parts[row])) told.add(*stage);
    if (told.empty() && has_row(member, Stage::All)) told = StageSet::of(model::stages_of_kind(data_.schools.kinds[member.value]));
    return told;
  }

  /// Stages that the school teaches by its kind, and of which neither it nor a campus of it has anything.
  [[nodiscard]] StageSet untold_stages() const {
    const model::Schools& schools = data_.schools;
    if (model::is_campus(schools, root_.value) || !model::was_open(schools, root_.value, assessment_.year)) return {};
    StageSet untold = StageSet::of(model::stages_of_kind(schools.kinds[root_.value]));
    for (const SchoolIndex member : members_)
      if (member == root_ || schools.parents[member.value] == root_) untold.remove(stages(member));
    for (const Stage stage : kCompulsoryStages)
      if (assessment_.units.of(stage).size() == 0) untold.remove(StageSet::of(std::span(&stage, 1)));
    return untold;
  }

  [[nodiscard]] bool has_row(SchoolIndex member, Stage stage) const {
    return data_.stage_facts.find(assessment_.year, member, static_cast<std::uint8_t>(stage)) != kNoRow;
  }

  [[nodiscard]] std::vector<SourceCell> grade_cells(SchoolIndex member, Stage stage, const std::string& measure) const {
    std::vector<SourceCell> cells;
    const auto& grades = data_.grade_facts;
    const model::NumberColumn* column = MeasureColumn(data_, measure).by_grade;
    if (column == nullptr) return cells;
    for (const std::uint32_t row : grades.rows_of(assessment_.year, member)) {
      if (stage_of_grade(grades.parts[row]) != stage) continue;
      cells.push_back({measure, member, stage, column->at(row), grades.origin.locate(RowIndex(row), measure)});
    }
    return cells;
  }

  const Assessment& assessment_;
  const model::Dataset& data_;
  std::span<const SchoolIndex> members_;
  /// By the place in members_.
  std::vector<StageSet> stages_;
  SchoolIndex root_;
};

/// Traces measures of one stage of a school.
class Tracer {
 public:
  Tracer(const Assessment& assessment, const Merging& merging, Stage stage, SchoolIndex root)
      : assessment_(assessment), school_(assessment, merging, root), stage_(stage) {}

  void add(const standards::SignedMeasure& measure, bool is_numerator, ValueTrace& trace) {
    for (const auto& term : terms_of(*assessment_.standard, stage_, measure, is_given(measure.measure), trace.was_derived)) {
      if (auto parts = split_of(term.measure); !parts.empty()) add_split(term.measure, std::move(parts), trace);
      for (const SchoolIndex member : school_.members()) {
        if (!school_.stages(member).has(stage_)) continue;
        for (SourceCell& cell : cells_of(member, term.measure)) {
          cell.sign = term.sign;
          cell.is_numerator = is_numerator;
          trace.was_split = trace.was_split || (cell.stage == Stage::All && cell.value.is_present());
          trace.cells.push_back(std::move(cell));
        }
      }
    }
  }

 private:
  [[nodiscard]] bool is_given(const std::string& measure) const {
    if (assessment_.dataset->stage_facts.column(measure) == nullptr) return measure == "pupils" || measure == "classes";
    return std::ranges::any_of(school_.members(), [&](SchoolIndex member) {
      return school_.has_value(member, stage_, measure) || school_.has_value(member, Stage::All, measure);
    });
  }

  struct Divided {
    SchoolIndex member;
    StageSet stages;
  };
  /// Those with a value for the whole school of several stages, of which the stage has a part and no value of its own.
  [[nodiscard]] std::vector<Divided> divided_members(const std::string& measure) const {
    std::vector<Divided> divided;
    for (const SchoolIndex member : school_.members()) {
      if (!school_.has_value(member, Stage::All, measure)) continue;
      const StageSet stages = school_.stages(member);
      if (stages.count() > 1 && stages.has(stage_) && !school_.own(member, stage_, measure).is_known) divided.push_back({member, stages});
    }
    return divided;
  }

  /// The stages between which a measure is divided; empty where no row `all` of several stages is used.
  [[nodiscard]] std::vector<SplitPart> split_of(const std::string& measure) const {
    const standards::SplitWeights* weights =
        weights_for(assessment_.standard->pack.split, assessment_.dataset->schools.kinds[school_.root().value]);
    std::vector<SplitPart> parts;
    if (weights == nullptr) return parts;
    const std::vector<Divided> divided = divided_members(measure);
    if (divided.empty()) return parts;
    for (const Stage stage : {Stage::Primary, Stage::Junior, Stage::Senior}) {
      SplitPart part{stage, weight_of(*weights, stage), Quantity::of(0), {}};
      for (const auto& [member, stages] : divided)
        if (stages.has(stage)) std::ranges::move(school_.own(member, stage, "pupils").cells, std::back_inserter(part.cells));
      for (const SourceCell& cell : part.cells) {
        if (!part.pupils.is_present()) break;
        part.pupils = cell.value.is_present() ? Quantity::of(part.pupils.value + cell.value.value) : cell.value;
      }
      if (!part.cells.empty()) parts.push_back(std::move(part));
    }
    return parts;
  }

  /// Measures that stand on the same rows are divided alike.
  static void add_split(const std::string& measure, std::vector<SplitPart> parts, ValueTrace& trace) {
    const auto place = [](const SourceCell& cell) { return std::pair(cell.school, cell.where.row); };
    const auto is_same = [&](const ValueSplit& known) {
      return std::ranges::equal(known.parts, parts, [&](const SplitPart& a, const SplitPart& b) {
        return a.stage == b.stage && std::ranges::equal(a.cells, b.cells, {}, place, place);
      });
    };
    const auto known = std::ranges::find_if(trace.splits, is_same);
    if (known != trace.splits.end()) known->measures.push_back(measure);
    else trace.splits.push_back({{measure}, std::move(parts)});
  }

  [[nodiscard]] std::vector<SourceCell> cells_of(SchoolIndex member, const std::string& measure) const {
    SchoolCells::Own own = school_.own(member, stage_, measure);
    if (own.is_known) return std::move(own.cells);
    auto all = school_.cell(member, Stage::All, measure);
    if (all && all->value.is_present()) own.cells.clear();
    if (all) own.cells.push_back(std::move(*all));
    return std::move(own.cells);
  }

  const Assessment& assessment_;
  SchoolCells school_;
  Stage stage_;
};

/// The cells of a member whose stages, or the compulsory ones among them, are added up. A row `all` without use is left out where it is
/// empty.
void add_whole(const SchoolCells& school, SchoolIndex member, Part part, const std::string& measure, std::vector<SourceCell>& cells) {
  const StageSet stages = school.stages(member);
  StageSet others = stages;
  others.remove(kCompulsory);
  const bool is_all_asked_for = part == Part::Whole || others.empty();
  auto all = school.cell(member, Stage::All, measure);
  const bool is_all_given = all && all->value.is_present();
  bool has_gap = false;
  if (!is_all_given || !is_all_asked_for) {
    for (const Stage stage : {Stage::Primary, Stage::Junior, Stage::Senior}) {
      if (!stages.has(stage) || (part == Part::Compulsory && !kCompulsory.has(stage))) continue;
      SchoolCells::Own own = school.own(member, stage, measure);
      has_gap = has_gap || !own.is_known;
      std::ranges::move(own.cells, std::back_inserter(cells));
    }
  }
  const bool counts = is_all_given && is_all_asked_for;
  if (all && (counts || (has_gap && (is_all_given || is_all_asked_for)))) cells.push_back(std::move(*all));
}

std::string sum_text(const std::vector<standards::SignedMeasure>& terms) {
  std::string out;
  for (const auto& term : terms) {
    if (!out.empty()) out += term.sign < 0 ? " - " : " + ";
    else if (term.sign < 0) out += "-";
    out += term.measure;
  }
  return terms.size() > 1 ? "(" + out + ")" : out;
}

}  // namespace

ValueTrace trace_value(const Assessment& assessment, const Campuses& campuses, Stage stage, std::uint32_t unit, std::size_t indicator) {
  const IndicatorColumn& column = assessment.schools_of(stage).indicators[indicator];
  const SchoolIndex root = assessment.units.of(stage).schools[unit];
  ValueTrace trace;
  trace.school = root;
  trace.numerator = column.numerator.at(unit);
  trace.denominator = column.denominator.at(unit);
  trace.value = column.values.at(unit);
  trace.state = column.states[unit];
  trace.was_merged = campuses.of(root).size() > 1;
  const standards::Indicator& rule = *assessment.rules_of(stage).indicators[indicator].indicator;
  Tracer tracer(assessment, campuses, stage, root);
  std::vector<const standards::Ratio*> ratios;
  if (rule.parts.empty()) ratios.push_back(&rule.ratio);
  for (const auto& part : rule.parts) ratios.push_back(&part.ratio);
  for (const standards::Ratio* ratio : ratios) {
    for (const auto& term : ratio->numerator) tracer.add(term, true, trace);
    for (const auto& term : ratio->denominator) tracer.add(term, false, trace);
  }
  return trace;
}

std::vector<SourceCell> trace_measure(const Assessment& assessment, const Campuses& campuses, Stage stage, SchoolIndex root,
                                      const std::string& measure) {
  ValueTrace trace;
  Tracer(assessment, campuses, stage, root).add({measure, 1}, true, trace);
  return std::move(trace.cells);
}

std::vector<SourceCell> trace_measure(const Assessment& assessment, const Campuses& campuses, Part part, SchoolIndex root,
                                      const std::string& measure) {
  const SchoolCells school(assessment, campuses.of_whole(), root);
  std::vector<SourceCell> cells;
  for (const SchoolIndex member : school.members()) add_whole(school, member, part, measure, cells);
  return cells;
}

std::string formula_text(const standards::Ratio& ratio) {
  std::string out = ratio.scale == 1 ? "" : fmt::format("{} × ", ratio.scale);
  out += sum_text(ratio.numerator);
  if (!ratio.denominator.empty()) out += " / " + sum_text(ratio.denominator);
  return out;
}

}  // namespace junheng::assess
