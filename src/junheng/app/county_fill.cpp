#include "junheng/app/county_fill.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "junheng/app/area_scope.h"
#include "junheng/app/office.h"
#include "junheng/app/school_moves.h"
#include "junheng/app/what_if_changes.h"
#include "junheng/core/codes.h"
#include "junheng/report/fill_view.h"
#include "junheng/report/gap_fill.h"
#include "junheng/report/item_fill.h"
#include "junheng/report/mending.h"
#include "junheng/report/spread_fill.h"

namespace junheng::app {

namespace {

using assess::ValueChange;
using assess::Verdict;
using report::Masking;
using standards::ItemRule;

/// More than any county takes that has been tried; each comes nearer to what the one before it left.
constexpr int kMostRounds = 12;
/// As many as one question holds (api/openapi.yaml).
constexpr std::size_t kMostChanges = 5000;

/// The changes of a ledger, with what follows from them and what stands in place of hidden counts.
std::vector<ValueChange> all_changes(const CountyFillInput& input, const report::FillLedger& ledger) {
  std::vector<ValueChange> out = ledger.changes();
  for (report::DerivedChange& each : report::classes_of_bands(*input.recorded, out)) out.push_back(std::move(each.change));
  std::ranges::copy(input.hidden, std::back_inserter(out));
  return out;
}

bool is_same(const ValueChange& a, const ValueChange& b) {
  return a.school == b.school && a.stage == b.stage && a.measure == b.measure && a.value.get() == b.value.get();
}

/// One round over a county as it stands under the changes so far.
class FillRound {
 public:
  FillRound(const report::FillBasis& basis, std::span<const ValueChange> changes, const std::vector<bool>& is_closed,
            report::FillLedger& ledger)
      : basis_(basis), area_(basis.assessment->areas.front()), is_closed_(is_closed), ledger_(ledger), items_(basis, changes, ledger) {
    for (const ValueChange& change : changes) changed_.insert(basis.campuses->root[change.school.value]);
  }

  void run() {
    for (const assess::StageResult& stage : area_.stages) {
      fill_schools(stage);
      report::fill_spreads(basis_, stage, is_closed_, ledger_);
    }
    for (const assess::ItemResult& item : area_.items)
      for (const assess::ClauseResult& clause : item.clauses) {
        if (clause.verdict != Verdict::Met) fill_clause(item, clause);
        if (clause.clause->rule == ItemRule::ClassSize) refit_classes(item, clause);
      }
    ledger_.settle();
  }

 private:
  [[nodiscard]] bool is_open(SchoolIndex school) const { return !is_closed_[school.value]; }

  void fill_schools(const assess::StageResult& stage) {
    const assess::UnitTable& units = basis_.assessment->units.of(stage.stage);
    const auto& verdicts = basis_.assessment->schools_of(stage.stage).verdicts;
    const auto& rules = basis_.assessment->rules_of(stage.stage).indicators;
    const auto& group = units.groups[stage.group];
    for (std::uint32_t unit = group.begin; unit < group.entered_end; ++unit) {
      if (verdicts[unit] != Verdict::Unmet || !is_open(units.schools[unit])) continue;
      const auto mending = report::mending_of(*basis_.assessment, stage.stage, unit);
      const auto fills = mending ? report::least_fills(basis_, stage.stage, unit, *mending) : std::nullopt;
      if (!fills) continue;
      for (const report::LeastFill& each : *fills)
        ledger_.raise(each.fill, rules[mending->gaps[each.step.gap].shortfall.indicator].indicator->id);
    }
  }

  void fill_clause(const assess::ItemResult& item, const assess::ClauseResult& clause) {
    if (clause.clause->rule == ItemRule::SchoolSize) return move_pupils(basis_, item, clause, is_closed_, ledger_);
    if (clause.clause->rule == ItemRule::SchoolsRatio && clause.offenders.empty()) return items_.fill_county(item, clause, is_closed_);
    for (const assess::Offender& offender : clause.offenders)
      if (is_open(offender.school)) items_.fill_school({&item, &clause, &offender});
  }

  void refit_classes(const assess::ItemResult& item, const assess::ClauseResult& clause) {
    for (const SchoolIndex root : changed_)
      if (is_open(root)) items_.refit_classes(item, clause, root);
  }

  const report::FillBasis& basis_;
  const assess::AreaResult& area_;
  const std::vector<bool>& is_closed_;
  report::FillLedger& ledger_;
  report::ItemFiller items_;
  /// The schools that anything is changed of, as they are assessed.
  std::set<SchoolIndex> changed_;
};

/// Schools with small counts, and those assessed with them, tell what is hidden by what they lack.
std::vector<bool> schools_with_small_counts(const AreaDesk& desk) {
  std::vector<bool> out(desk.dataset.schools.size(), false);
  const assess::Merging& whole = desk.assessor->campuses().of_whole();
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (!report::has_small_count(desk.dataset, desk.assessment.year, SchoolIndex(i))) continue;
    for (const SchoolIndex member : whole.of(whole.root[i])) out[member.value] = true;
  }
  return out;
}

}  // namespace

Result<FilledCounty> fill_county(const CountyFillInput& input) {
  std::vector<bool> is_closed = input.is_closed;
  is_closed.resize(input.recorded->dataset->schools.size(), false);
  auto ledger = std::make_unique<report::FillLedger>(*input.recorded, input.asked);
  std::vector<ValueChange> changes = all_changes(input, *ledger);
  for (int round = 0;; ++round) {
    auto assessment = input.assessor->reassess(input.county, changes);
    if (!assessment) return fail(assessment.error());
    if (round == kMostRounds) return FilledCounty{std::move(ledger), std::move(*assessment)};
    const report::ChangedValues values(changes);
    const report::FillBasis basis{&*assessment, &input.assessor->campuses(), &values};
    FillRound(basis, changes, is_closed, *ledger).run();
    std::vector<ValueChange> more = all_changes(input, *ledger);
    if (std::ranges::equal(more, changes, is_same)) return FilledCounty{std::move(ledger), std::move(*assessment)};
    changes = std::move(more);
  }
}

Result<std::string> county_fill_json(const AreaDesk& desk, Masking masking, const std::vector<ValueOfSchool>& asked, Lang lang) {
  const auto changes = bound_changes(desk, masking, asked);
  if (!changes) return fail(changes.error());
  CountyFillInput input{&*desk.assessor, &desk.assessment, desk.area().area, *changes};
  std::vector<ValueChange> hidden;
  if (masking == Masking::SmallCountsHidden && desk.masked) {
    // Any side would do: it is the same whatever the hidden numbers are.
    hidden = report::small_count_changes(desk.dataset, desk.assessment.year, report::HiddenSide::Fewest);
    input.hidden = hidden;
    input.recorded = &desk.masked->of(report::HiddenSide::Fewest);
    input.is_closed = schools_with_small_counts(desk);
  }
  const auto filled = fill_county(input);
  if (!filled) return fail(filled.error());
  const std::size_t count = filled->ledger->changes().size();
  if (count > kMostChanges)
    return fail(Code::FillTooManyChanges, {{"count", std::to_string(count)}, {"limit", std::to_string(kMostChanges)}});
  return report::fill_json({&filled->after, filled->ledger.get(), lang});
}

Result<std::string> fill(Office& office, const Access& access, const AreaOfRun& at, const std::vector<ValueOfSchool>& asked) {
  auto transaction = office.store().read();
  if (!transaction) return fail(transaction.error());
  const auto place = visible_place(*transaction, at.run_id, at.area_code, access);
  if (!place) return fail(place.error());
  if (place->area.level != "county")
    return fail(Code::AreaNotCounty, {{"area", place->area.name.empty() ? place->area.code : place->area.name}});
  const auto desk = open_desk(office, *transaction, place->run, place->area);
  if (!desk) return fail(desk.error());
  return county_fill_json(**desk, masking_of(access), asked, at.lang);
}

}  // namespace junheng::app
