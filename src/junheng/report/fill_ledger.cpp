#include "junheng/report/fill_ledger.h"

#include <algorithm>
#include <array>
#include <set>

#include "junheng/assess/class_bands.h"
#include "junheng/assess/unit_values.h"
#include "junheng/model/measure_parts.h"

namespace junheng::report {

namespace {

/// Parts that stay equal to their whole: new teachers are hired with a certificate and trained, new pupils come from the catchment.
constexpr auto kCompleteParts = std::to_array<std::string_view>({"teachers_certified", "teachers_trained_360h", "pupils_in_catchment"});

/// No figure is larger (api/openapi.yaml, Change): what would take more is left.
constexpr double kMostValue = 1e15;

/// Rows agree after a few passes: parts of parts, and the row of the whole school after its stages.
constexpr int kPasses = 6;

/// Measures whose whole school is not what its stages add up to by a change of one of them: rooms are typed for the school in one row, and
/// classes follow from their bands.
bool moves_by_itself(std::string_view measure) {
  return measure.starts_with("music_rooms") || measure.starts_with("art_rooms") || measure.starts_with("classes");
}

/// The lowest degree that counts as above the one required of a stage's teachers; the bachelor's where the standard tells none.
std::string_view required_degree(const standards::Standard& standard, Stage stage) {
  std::string_view found = "teachers_bachelor";
  for (const standards::DerivedMeasure& measure : standard.pack.measures) {
    if (measure.id != "teachers_above_required") continue;
    for (const auto& sum : measure.sums)
      if ((!sum.stage || *sum.stage == stage) && !sum.terms.empty()) found = sum.terms.back().measure;
  }
  return found;
}

}  // namespace

FillLedger::FillLedger(const assess::Assessment& recorded, std::span<const assess::ValueChange> asked)
    : recorded_(&recorded), asked_(asked), asked_values_(asked), inputs_(recorded) {}

const FillLedger::Added* FillLedger::find(const FactCell& cell) const {
  const auto found = added_.find(cell);
  return found == added_.end() ? nullptr : &found->second;
}

std::optional<double> FillLedger::before(const FactCell& cell) const {
  if (const Added* added = find(cell)) return added->before;
  if (const auto asked = asked_values_.changed(cell.school, cell.stage, cell.measure)) return asked;
  const std::uint32_t row = recorded_->dataset->stage_facts.find(recorded_->year, cell.school, static_cast<std::uint8_t>(cell.stage));
  const auto input = std::ranges::find(inputs_.inputs(), cell.measure, &Input::id);
  if (row != model::kNoRow && input != inputs_.inputs().end() && (input->band || input->rooms)) return inputs_.recorded(*input, row);
  const auto recorded = recorded_value(*recorded_, cell.school, cell.stage, cell.measure);
  const model::NumberColumn* by_grade = recorded_->dataset->grade_facts.column(cell.measure);
  if (recorded || by_grade == nullptr || cell.stage == Stage::All) return recorded;
  return assess::sum_of_grades(recorded_->dataset->grade_facts, *by_grade, {recorded_->year, cell.school, cell.stage}).get();
}

std::optional<double> FillLedger::now(const FactCell& cell) const {
  const Added* added = find(cell);
  return added != nullptr ? std::optional(added->value) : before(cell);
}

void FillLedger::raise(const CellFill& fill, std::string_view id) {
  if (fill.value > kMostValue) return;
  const auto held = now(fill.cell);
  if (held && *held >= fill.value) {
    // Two clauses that want the same of it both keep it there.
    if (const auto found = added_.find(fill.cell); found != added_.end() && *held == fill.value) set(fill, id);
    return;
  }
  set(fill, id);
}

void FillLedger::set(const CellFill& fill, std::string_view id) {
  const auto held = before(fill.cell);
  Added& added = added_.try_emplace(fill.cell, Added{held, 0, {}}).first->second;
  added.value = fill.value;
  if (std::ranges::find(added.ids, id) == added.ids.end()) added.ids.push_back(id);
  if (added.before == added.value) added_.erase(fill.cell);
}

bool FillLedger::raise_by(const FactCell& cell, double to, const FactCell& because) {
  const auto held = now(cell);
  if (!held || *held >= to) return false;
  const Added* reason = find(because);
  const std::vector<std::string_view> ids = reason == nullptr ? std::vector<std::string_view>{} : reason->ids;
  for (const std::string_view id : ids) set({cell, to}, id);
  return !ids.empty();
}

std::vector<FillLedger::Row> FillLedger::rows() const {
  std::vector<Row> out;
  for (const auto& [cell, added] : added_) {
    const Row row{cell.school, cell.stage};
    if (out.empty() || out.back() != row) out.push_back(row);
  }
  return out;
}

bool FillLedger::raise_wholes(const Row& row) {
  bool has_changed = false;
  for (const model::MeasurePart& each : model::kMeasureParts) {
    const FactCell part = cell(row, each.part);
    // Pupils move between schools; none are made.
    if (each.whole == "pupils" || find(part) == nullptr) continue;
    if (*now(part) > before(part).value_or(0)) has_changed |= raise_by(cell(row, each.whole), *now(part), part);
  }
  return has_changed;
}

bool FillLedger::keep_parts(const Row& row) {
  bool has_changed = false;
  for (const model::MeasurePart& each : model::kMeasureParts) {
    const FactCell whole = cell(row, each.whole);
    const FactCell part = cell(row, each.part);
    if (find(whole) == nullptr) continue;
    const auto had = before(part);
    const auto has = now(part);
    const double size = *now(whole);
    if (!had || !has) continue;
    const bool is_complete = had == before(whole) && std::ranges::find(kCompleteParts, each.part) != kCompleteParts.end();
    if (is_complete) has_changed |= raise_by(part, size, whole);
    if (*has <= size || *had > before(whole).value_or(0)) continue;
    for (const std::string_view id : std::vector(find(whole)->ids)) set({part, size}, id);
    has_changed = true;
  }
  return has_changed;
}

bool FillLedger::keep_degrees(const Row& row) {
  const FactCell teachers = cell(row, "teachers");
  double had = 0;
  double has = 0;
  std::optional<FactCell> raised;
  for (const std::string_view degree : model::kTeacherDegrees) {
    const FactCell each = cell(row, degree);
    const auto held = before(each);
    if (!held) return false;
    had += *held;
    has += *now(each);
    if (find(each) != nullptr) raised = each;
  }
  const auto teachers_had = before(teachers);
  const auto teachers_have = now(teachers);
  if (!teachers_had || !teachers_have) return false;
  if (has > *teachers_have) return had <= *teachers_had && raised && raise_by(teachers, has, *raised);
  if (had < *teachers_had || has == *teachers_have) return false;
  const FactCell degree = cell(row, required_degree(*recorded_->standard, row.stage));
  return raise_by(degree, now(degree).value_or(0) + *teachers_have - has, teachers);
}

bool FillLedger::settle_row(const Row& row) {
  bool has_changed = raise_wholes(row);
  has_changed |= keep_parts(row);
  has_changed |= keep_degrees(row);
  return has_changed;
}

bool FillLedger::move_whole_rows() {
  struct Move {
    double by = 0;
    FactCell because;
  };
  std::map<FactCell, Move> moves;
  for (const auto& [at, added] : added_) {
    if (at.stage == Stage::All || !added.before || moves_by_itself(at.measure)) continue;
    Move& move = moves[{at.school, Stage::All, at.measure}];
    move.by += added.value - *added.before;
    move.because = at;
  }
  bool has_changed = false;
  for (const auto& [whole, move] : moves) {
    const auto had = before(whole);
    if (!had || *now(whole) == *had + move.by) continue;
    if (move.by > 0) {
      has_changed |= raise_by(whole, *had + move.by, move.because);
      continue;
    }
    for (const std::string_view id : std::vector(find(move.because)->ids)) set({whole, *had + move.by}, id);
    has_changed = true;
  }
  return has_changed;
}

void FillLedger::settle() {
  for (int pass = 0; pass < kPasses; ++pass) {
    bool has_changed = move_whole_rows();
    for (const Row& row : rows()) has_changed |= settle_row(row);
    if (!has_changed) return;
  }
}

std::vector<assess::ValueChange> FillLedger::changes() const {
  std::vector<assess::ValueChange> out;
  std::set<FactCell> asked;
  for (const assess::ValueChange& each : asked_) {
    const FactCell at{each.school, each.stage, each.measure};
    if (!asked.insert(at).second) continue;
    out.push_back(each);
    if (const Added* added = find(at)) out.back().value = model::Quantity::of(added->value);
  }
  for (const auto& [at, added] : added_)
    if (!asked.contains(at)) out.push_back({at.school, at.stage, at.measure, model::Quantity::of(added.value)});
  return out;
}

}  // namespace junheng::report
