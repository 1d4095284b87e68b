#include "junheng/assess/trace.h"

#include <algorithm>

#include <fmt/format.h>

namespace junheng::assess {

namespace {

using model::kNoRow;
using model::Quantity;

/// Terms that stand in the data for a measure: itself where any campus gives it, else those it is derived from.
std::vector<standards::SignedMeasure> terms_of(const standards::Standard& standard, Stage stage, const standards::SignedMeasure& measure, bool is_given,
                                               bool& derived) {
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

class Tracer {
 public:
  Tracer(const Assessment& assessment, const Merging& merging, Stage stage, SchoolIndex root)
      : assessment_(assessment), data_(*assessment.dataset), stage_(stage), members_(merging.of(root)) {}

  void add(const standards::SignedMeasure& measure, bool is_numerator, ValueTrace& trace) {
    for (const auto& term : terms_of(*assessment_.standard, stage_, measure, is_given(measure.measure), trace.was_derived)) {
      for (const SchoolIndex member : members_) add_member(member, term, is_numerator, trace);
    }
  }

 private:
  [[nodiscard]] bool is_given(const std::string& measure) const {
    const model::NumberColumn* column = data_.stage_facts.column(measure);
    if (column == nullptr) return measure == "pupils" || measure == "classes";
    return std::ranges::any_of(members_, [&](SchoolIndex member) {
      const auto rows = data_.stage_facts.rows_of(assessment_.year, member);
      return std::ranges::any_of(rows, [&](std::uint32_t row) { return column->has(row); });
    });
  }

  void add_member(SchoolIndex member, const standards::SignedMeasure& term, bool is_numerator, ValueTrace& trace) {
    const auto& facts = data_.stage_facts;
    const model::NumberColumn* column = facts.column(term.measure);
    for (const Stage stage : {stage_, Stage::All}) {
      const std::uint32_t row = facts.find(assessment_.year, member, static_cast<std::uint8_t>(stage));
      if (row == kNoRow) continue;
      const Quantity value = column == nullptr ? Quantity::missing(model::Absence::NoColumn) : column->at(row);
      if (!value.is_present() && (stage == stage_ && has_value(member, term.measure, Stage::All))) continue;
      trace.cells.push_back({term.measure, member, stage, value, facts.origin.locate(RowIndex(row), term.measure), term.sign, is_numerator});
      trace.was_split = trace.was_split || (stage == Stage::All && value.is_present());
      if (value.is_present()) return;
    }
    add_grades(member, term, is_numerator, trace);
  }

  [[nodiscard]] bool has_value(SchoolIndex member, const std::string& measure, Stage stage) const {
    const model::NumberColumn* column = data_.stage_facts.column(measure);
    const std::uint32_t row = data_.stage_facts.find(assessment_.year, member, static_cast<std::uint8_t>(stage));
    return column != nullptr && row != kNoRow && column->has(row);
  }

  void add_grades(SchoolIndex member, const standards::SignedMeasure& term, bool is_numerator, ValueTrace& trace) {
    if (term.measure != "pupils" && term.measure != "classes") return;
    const auto& grades = data_.grade_facts;
    const model::NumberColumn* column = grades.column(term.measure);
    if (column == nullptr) return;
    for (const std::uint32_t row : grades.rows_of(assessment_.year, member)) {
      if (stage_of_grade(grades.parts[row]) != stage_) continue;
      trace.cells.push_back({term.measure, member, stage_, column->at(row), grades.origin.locate(RowIndex(row), term.measure), term.sign, is_numerator});
    }
  }

  const Assessment& assessment_;
  const model::Dataset& data_;
  Stage stage_;
  std::span<const SchoolIndex> members_;
};

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
                                      const standards::SignedMeasure& measure) {
  ValueTrace trace;
  if (stage != Stage::All) {
    Tracer(assessment, campuses, stage, root).add(measure, true, trace);
    return std::move(trace.cells);
  }
  // Pupils and classes of the compulsory stages are added up; other measures stand in the row `all` or are added over every stage.
  const bool by_stage = measure.measure == "pupils" || measure.measure == "classes";
  for (const Stage part : {Stage::Primary, Stage::Junior, Stage::Senior}) {
    if (by_stage && part == Stage::Senior) continue;
    ValueTrace found;
    Tracer(assessment, campuses.of_whole(), part, root).add(measure, true, found);
    for (SourceCell& cell : found.cells)
      if (std::ranges::find(trace.cells, cell.where, &SourceCell::where) == trace.cells.end()) trace.cells.push_back(std::move(cell));
  }
  const auto is_whole = [](const SourceCell& cell) { return cell.stage == Stage::All && cell.value.is_present(); };
  if (!by_stage && std::ranges::any_of(trace.cells, is_whole)) std::erase_if(trace.cells, [&](const SourceCell& cell) { return !is_whole(cell); });
  return std::move(trace.cells);
}

std::string formula_text(const standards::Ratio& ratio) {
  std::string out = ratio.scale == 1 ? "" : fmt::format("{} × ", ratio.scale);
  out += sum_text(ratio.numerator);
  if (!ratio.denominator.empty()) out += " / " + sum_text(ratio.denominator);
  return out;
}

}  // namespace junheng::assess
