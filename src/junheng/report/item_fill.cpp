#include "junheng/report/item_fill.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "junheng/assess/class_bands.h"
#include "junheng/assess/measure_plan.h"
#include "junheng/assess/threshold.h"
#include "junheng/assess/unit_values.h"
#include "junheng/report/class_division.h"
#include "junheng/report/shortfall_text.h"

namespace junheng::report {

namespace {

using assess::ClauseResult;
using assess::ItemShare;
using standards::Direction;
using standards::ItemRule;

assess::ItemInput input_of(const FillBasis& basis, std::span<const assess::ValueChange> changes) {
  assess::ItemInput input = item_input(*basis.assessment);
  input.campuses = basis.campuses;
  input.changes = changes;
  return input;
}

/// The measure of a sum of one; null for others.
const std::string* only_measure(const std::vector<standards::SignedMeasure>& terms) {
  return terms.size() == 1 && terms.front().sign > 0 ? &terms.front().measure : nullptr;
}

/// A school or stage that a ratio looks at, with what it lacks to the limit.
struct Lagging {
  SchoolIndex root;
  std::optional<Stage> stage;
  double missing = 0;
};

}  // namespace

ItemFiller::ItemFiller(const FillBasis& basis, std::span<const assess::ValueChange> changes, FillLedger& ledger)
    : basis_(basis), ledger_(ledger), input_(input_of(basis, changes)), classes_(input_) {}

std::vector<SchoolIndex> ItemFiller::members(SchoolIndex root, const std::optional<Stage>& stage) const {
  const auto of = stage ? basis_.campuses->of(root) : basis_.campuses->of_whole().of(root);
  return {of.begin(), of.end()};
}

void ItemFiller::fill_school(const ItemShare& share) {
  if (share.clause->basis != assess::Basis::Computed || share.offender->verdict != assess::Verdict::Unmet) return;
  switch (share.clause->clause->rule) {
    case ItemRule::SchoolsRatio:
      raise_numerators(share, {share.offender->school, share.offender->stage, std::numeric_limits<double>::infinity()});
      return;
    case ItemRule::EachSchoolRatio: return raise_money(share);
    case ItemRule::SmallSchoolFunds: return raise_measure(share, "public_funds_yuan", share.offender->limit - share.offender->value);
    case ItemRule::SpecialRooms: return raise_rooms(share);
    case ItemRule::ClassSize: return divide_classes(share);
    default: return;
  }
}

double ItemFiller::raise_numerators(const ItemShare& share, const RowNeed& need) {
  const std::string* numerator = only_measure(share.clause->clause->ratio.numerator);
  const std::string* denominator = only_measure(share.clause->clause->ratio.denominator);
  if (numerator == nullptr || denominator == nullptr) return 0;
  double left = need.amount;
  double raised = 0;
  const auto raise_row = [&](SchoolIndex member, Stage stage) {
    const auto has = basis_.now(member, stage, *numerator);
    const auto of = basis_.now(member, stage, *denominator);
    if (!has || !of) return false;
    if (*has >= *of || left <= 0) return true;
    const double more = std::min(*of - *has, std::isfinite(left) ? enough_of(basis_.standard(), *numerator, left) : left);
    ledger_.raise({{member, stage, *numerator}, *has + more}, share.item->item->id);
    left -= more;
    raised += more;
    return true;
  };
  for (const SchoolIndex member : members(need.root, need.stage)) {
    bool is_told = false;
    for (const Stage stage : kCompulsoryStages)
      if (!need.stage || need.stage == stage) is_told |= raise_row(member, stage);
    if (!is_told) raise_row(member, Stage::All);
  }
  return raised;
}

void ItemFiller::raise_money(const ItemShare& share) {
  const standards::ItemClause& clause = *share.clause->clause;
  const std::string* numerator = only_measure(clause.ratio.numerator);
  if (numerator == nullptr || clause.direction != Direction::Higher) return;
  double denominator = clause.ratio.denominator.empty() ? 1 : 0;
  for (const standards::SignedMeasure& term : clause.ratio.denominator) {
    const auto& whole = basis_.assessment->units.whole;
    const auto find_in = [&](const assess::UnitColumn* column, const std::vector<SchoolIndex>& schools) {
      const auto row = std::ranges::find(schools, share.offender->school);
      if (column != nullptr && row != schools.end())
        denominator += term.sign * column->at(static_cast<std::size_t>(row - schools.begin())).value;
    };
    if (share.offender->stage) {
      const assess::UnitTable& units = basis_.assessment->units.of(*share.offender->stage);
      find_in(units.measure(term.measure, false), units.schools);
    } else {
      find_in(whole.measure(term.measure, assess::part_of(clause)), whole.schools);
    }
  }
  raise_measure(share, *numerator, (share.offender->limit - share.offender->value) * denominator / clause.ratio.scale);
}

void ItemFiller::raise_measure(const ItemShare& share, const std::string& measure, double amount) {
  if (amount <= 0) return;
  const auto& offender = *share.offender;
  const auto cells = offender.stage
                         ? assess::trace_measure(*basis_.assessment, *basis_.campuses, *offender.stage, offender.school, measure)
                         : assess::trace_measure(*basis_.assessment, *basis_.campuses, assess::Part::Whole, offender.school, measure);
  const double more = enough_of(basis_.standard(), measure, amount);
  for (const assess::SourceCell& cell : cells) {
    if (!basis_.changes->now(cell)) continue;
    FactCell at{cell.school, cell.stage, measure};
    // The row of the whole school moves with those of its stages.
    if (cell.stage == Stage::All)
      for (const Stage stage : kCompulsoryStages)
        if (at.stage == Stage::All && basis_.now(cell.school, stage, measure)) at.stage = stage;
    ledger_.raise({at, raised_by(*basis_.now(at.school, at.stage, measure), more)}, share.item->item->id);
    return;
  }
}

void ItemFiller::raise_rooms(const ItemShare& share) {
  const assess::Offender& offender = *share.offender;
  const auto raise = [&](std::string_view kind, double missing) {
    for (const SchoolIndex member : members(offender.school, {}))
      if (raise_rooms_of(member, kind, missing, share)) return;
  };
  if (!offender.rooms) return raise("music", offender.limit - offender.value);
  const assess::RoomsOfKinds& rooms = *offender.rooms;
  if (!rooms.is_music_open && rooms.music < rooms.needed) raise("music", rooms.needed - rooms.music);
  if (!rooms.is_art_open && rooms.art < rooms.needed) raise("art", rooms.needed - rooms.art);
}

bool ItemFiller::raise_rooms_of(SchoolIndex member, std::string_view kind, double missing, const ItemShare& share) {
  const auto own = stage_of_rooms(*basis_.assessment, member);
  if (!own) return false;
  std::vector<double> sizes;
  const auto add_size = [&](const std::map<std::string, double>& params) {
    if (const auto m2 = params.find(std::string(kind) + "_m2"); m2 != params.end()) sizes.push_back(m2->second);
  };
  add_size(share.clause->clause->params);
  for (const standards::Tolerance& tolerance : basis_.standard().tolerances)
    if (tolerance.target == share.item->item->id) add_size(tolerance.params);
  bool is_raised = false;
  for (const double m2 : sizes) {
    const std::string measure = assess::room_measure(kind, m2);
    std::optional<FactCell> at;
    for (const Stage stage : {Stage::All, Stage::Primary, Stage::Junior})
      if (!at && basis_.changes->changed(member, stage, measure)) at = FactCell{member, stage, measure};
    const auto listed = rooms_listed(*basis_.assessment, {kind, m2}, member);
    if (!at && listed) {
      ledger_.raise({{member, *own, measure}, *listed + missing}, share.item->item->id);
      is_raised = true;
      continue;
    }
    for (const Stage stage : {Stage::All, Stage::Primary, Stage::Junior})
      if (!at && basis_.now(member, stage, measure)) at = FactCell{member, stage, measure};
    // A list without a room of the kind tells that there is none.
    const bool has_list = !basis_.assessment->dataset->rooms.rows_of(basis_.assessment->year, member).empty();
    if (!at && has_list && m2 == sizes.front()) at = FactCell{member, *own, measure};
    if (at) ledger_.raise({*at, basis_.now(member, at->stage, measure).value_or(0) + missing}, share.item->item->id);
    is_raised = is_raised || at;
  }
  return is_raised;
}

std::optional<double> ItemFiller::pupils_of(SchoolIndex member, Stage stage) const {
  if (const auto given = basis_.now(member, stage, "pupils")) return given;
  const model::FactTable& grades = basis_.assessment->dataset->grade_facts;
  const model::NumberColumn* by_grade = grades.column("pupils");
  if (by_grade == nullptr) return std::nullopt;
  return assess::sum_of_grades(grades, *by_grade, {basis_.assessment->year, member, stage}).get();
}

std::optional<double> ItemFiller::limit_of(const ClauseResult& clause, Stage stage) const {
  const auto limit = standards::in_force(clause.clause->limits, standards::LimitKind::Standard, stage, basis_.standard().on);
  return limit ? std::optional(limit->value) : std::nullopt;
}

bool ItemFiller::is_typed(SchoolIndex member, Stage stage) const {
  if (ledger_.added().contains({member, stage, "pupils"}) || basis_.changes->changed(member, stage, "pupils")) return true;
  if (!basis_.now(member, stage, "pupils") && basis_.changes->changed(member, Stage::All, "pupils")) return true;
  for (std::size_t band = 0; band < model::kClassBandCount; ++band)
    if (basis_.changes->changed(member, stage, assess::class_band_measure(band))) return true;
  return false;
}

void ItemFiller::put_bands(SchoolIndex member, Stage stage, const model::BandCounts& told, const BandClasses& to, std::string_view id) {
  for (std::size_t band = 0; band < to.size(); ++band)
    if (told.classes[band] != to[band]) ledger_.set({{member, stage, assess::class_band_measure(band)}, to[band]}, id);
}

void ItemFiller::divide_classes(const ItemShare& share) {
  const Stage stage = share.offender->stage.value_or(Stage::Primary);
  const assess::ClassLimit limit(share.offender->limit);
  for (const SchoolIndex member : members(share.offender->school, stage)) {
    const auto told = classes_.told_bands(member, stage);
    const auto pupils = pupils_of(member, stage);
    if (!told || told->has_gap || !pupils) continue;
    const std::size_t first_large = limit.straddling.value_or(limit.first_above);
    const bool has_large = std::ranges::any_of(std::span(told->classes).subspan(first_large), [](double count) { return count > 0; });
    // Once a band of the school is typed, all of them have to have room for its pupils.
    if (!has_large && has_room(told->classes, *pupils)) continue;
    if (const auto divided = divided_classes(told->classes, limit, *pupils))
      put_bands(member, stage, *told, *divided, share.item->item->id);
  }
}

void ItemFiller::refit_classes(const assess::ItemResult& item, const ClauseResult& clause, SchoolIndex root) {
  for (const Stage stage : kCompulsoryStages) {
    const auto limit = limit_of(clause, stage);
    const std::vector<SchoolIndex> all = members(root, stage);
    const auto is_typed_for = [&](SchoolIndex member) { return is_typed(member, stage); };
    if (!limit || std::ranges::none_of(all, is_typed_for)) continue;
    for (const SchoolIndex member : all) {
      const auto told = classes_.told_bands(member, stage);
      const auto pupils = pupils_of(member, stage);
      if (!told || told->has_gap || !pupils) continue;
      if (is_typed(member, stage) ? can_have(told->classes, *pupils) : has_room(told->classes, *pupils)) continue;
      if (const auto divided = evenly_divided(told->classes, assess::ClassLimit(*limit), *pupils))
        put_bands(member, stage, *told, *divided, item.item->id);
    }
  }
}

void ItemFiller::fill_county(const assess::ItemResult& item, const ClauseResult& clause, const std::vector<bool>& is_closed) {
  const standards::ItemClause& rule = *clause.clause;
  const std::string* numerator = only_measure(rule.ratio.numerator);
  const std::string* denominator = only_measure(rule.ratio.denominator);
  const bool is_judged = clause.basis == assess::Basis::Computed && clause.limit && clause.numerator && clause.denominator;
  if (numerator == nullptr || denominator == nullptr || !is_judged || rule.direction != Direction::Higher) return;
  const double limit = *clause.limit;
  const assess::ScopeTest scope(rule.scope, basis_.assessment->dataset->schools);
  std::vector<Lagging> lagging;
  const auto look_at = [&](SchoolIndex root, std::optional<Stage> stage, const model::Quantity& pupils, const model::Quantity& has,
                           const model::Quantity& of) {
    if (is_closed[root.value] || scope.entry(root, pupils) != assess::Entry::Yes || !has.is_present() || !of.is_present()) return;
    const double missing = limit * of.value / rule.ratio.scale - has.value;
    if (missing > 0) lagging.push_back({root, stage, missing});
  };
  const auto at = [](const assess::UnitColumn* column, std::size_t row) {
    return column == nullptr ? model::Quantity::missing(model::Absence::NoColumn) : column->at(row);
  };
  if (rule.scope.stages.empty()) {
    const assess::WholeTable& whole = basis_.assessment->units.whole;
    const assess::Part part = assess::part_of(rule);
    for (std::size_t row = whole.offsets.front(); row < whole.offsets[1]; ++row)
      look_at(whole.schools[row], {}, whole.pupils.at(row), at(whole.measure(*numerator, part), row),
              at(whole.measure(*denominator, part), row));
  }
  for (const Stage stage : rule.scope.stages) {
    const assess::UnitTable& units = basis_.assessment->units.of(stage);
    for (std::uint32_t unit = units.groups.front().begin; unit < units.groups.front().end; ++unit)
      look_at(units.schools[unit], stage, units.pupils.at(unit), at(units.measure(*numerator, false), unit),
              at(units.measure(*denominator, false), unit));
  }
  std::ranges::stable_sort(lagging, std::greater<>{}, &Lagging::missing);
  double left = limit * *clause.denominator / rule.ratio.scale - *clause.numerator;
  for (const Lagging& each : lagging) {
    if (left <= 1e-9) return;
    const double amount = enough_of(basis_.standard(), *numerator, std::min(left, each.missing));
    left -= raise_numerators({&item, &clause, nullptr}, {each.root, each.stage, amount});
  }
}

}  // namespace junheng::report
