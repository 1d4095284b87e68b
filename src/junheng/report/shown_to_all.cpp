#include "junheng/report/shown_to_all.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "junheng/core/catalogue.h"
#include "junheng/formats/json_agreement.h"

namespace junheng::report {

namespace {

using assess::AreaResult;
using assess::Assessment;
using assess::Reason;
using assess::ReasonKind;
using assess::StageResult;

constexpr std::array<std::string_view, 12> kNames = {"school_id", "area_code", "code",  "id",          "indicator", "clause",
                                                     "kind",      "stage",     "title", "school_year", "run_id",    "measure"};
constexpr std::array<std::string_view, 5> kExact = {"schools_met", "met", "count", "total", "schools_valued"};
/// The mark of a cell, and what a headline is a part of.
constexpr std::array<std::string_view, 2> kBlank = {"mark", "of"};
constexpr std::array<std::string_view, 5> kStates = {"met", "floor", "unmet", "unknown", "none"};
constexpr std::array<std::string_view, 3> kDirections = {"at_least", "at_most", "none"};

const StageResult* find_stage(const AreaResult& area, const std::optional<Stage>& stage) {
  const auto found = std::ranges::find_if(area.stages, [&](const StageResult& each) { return each.stage == stage; });
  return found == area.stages.end() ? nullptr : &*found;
}

/// What `area` has where the real one gives this reason.
std::optional<double> value_of(const Reason& reason, const Assessment& assessment, const AreaResult& area) {
  const StageResult* stage = find_stage(area, reason.stage);
  switch (reason.kind) {
    case ReasonKind::CvAboveLimit:
    case ReasonKind::CvUnknown: {
      const auto place = stage == nullptr ? std::nullopt : assessment.rules_of(stage->stage).find(reason.clause);
      return place ? stage->indicators[*place].cv : std::nullopt;
    }
    case ReasonKind::CompositeAboveLimit:
    case ReasonKind::CompositeUnknown: return stage == nullptr ? std::nullopt : stage->composite_cv;
    case ReasonKind::ItemUnmet:
    case ReasonKind::ItemUnknown: {
      const auto item = std::ranges::find_if(area.items, [&](const auto& each) { return each.item->id == reason.clause; });
      return item == area.items.end() ? std::nullopt : item->value;
    }
    case ReasonKind::ScoreBelowPass:
    case ReasonKind::ScoreUnknown: return area.score;
    default: return reason.value;
  }
}

void take_stage_verdicts(const StageResult& real, StageResult& stage) {
  stage.composite_verdict = real.composite_verdict;
  stage.cv_verdict = real.cv_verdict;
  stage.schools_verdict = real.schools_verdict;
  stage.schools_met = real.schools_met;
  stage.schools_unmet = real.schools_unmet;
  stage.schools_unknown = real.schools_unknown;
  stage.verdict = real.verdict;
}

void take_area_verdicts(const AreaResult& real, Assessment& assessment, AreaResult& area) {
  area.verdict = real.verdict;
  area.score_verdict = real.score_verdict;
  area.counties_met = real.counties_met;
  area.counties_unmet = real.counties_unmet;
  area.counties_unknown = real.counties_unknown;
  std::vector<Reason> reasons(real.reasons.begin(), real.reasons.end());
  for (Reason& reason : reasons) reason.value = value_of(reason, assessment, area);
  area.reasons = assessment.tables.lists.keep(std::span<const Reason>(reasons));
}

/// The tables of both have the same rows: they are of the same areas and the same standard.
void take_table_verdicts(const assess::ResultTables& real, assess::ResultTables& tables) {
  for (std::size_t i = 0; i < tables.stages.size(); ++i) take_stage_verdicts(real.stages[i], tables.stages[i]);
  for (std::size_t i = 0; i < tables.indicators.size(); ++i) tables.indicators[i].cv_verdict = real.indicators[i].cv_verdict;
  for (std::size_t i = 0; i < tables.items.size(); ++i) tables.items[i].verdict = real.items[i].verdict;
  for (std::size_t i = 0; i < tables.clauses.size(); ++i) tables.clauses[i].verdict = real.clauses[i].verdict;
}

void take_verdicts(const Assessment& real, Assessment& assessment) {
  for (std::size_t slot = 0; slot < kCompulsoryStages.size(); ++slot)
    if (assessment.units.stages[slot].schools == real.units.stages[slot].schools)
      assessment.schools[slot].verdicts = real.schools[slot].verdicts;
  take_table_verdicts(real.tables, assessment.tables);
  for (std::size_t i = 0; i < assessment.areas.size(); ++i) take_area_verdicts(real.areas[i], assessment, assessment.areas[i]);
}

}  // namespace

std::optional<MaskedAssessment> mask_assessment(const assess::Assessor& assessor, const assess::Assessment& real) {
  if (small_count_changes(*real.dataset, real.year, HiddenSide::Fewest).empty()) return std::nullopt;
  const auto of = [&](HiddenSide side) {
    Assessment assessment = assessor.assess(small_count_changes(*real.dataset, real.year, side));
    take_verdicts(real, assessment);
    return assessment;
  };
  return MaskedAssessment{{of(HiddenSide::Fewest), of(HiddenSide::Most), of(HiddenSide::Mixed), of(HiddenSide::Opposite)}};
}

std::string shown_to_all(std::span<const std::string> sides, Lang lang) {
  const std::array<formats::AgreementRules::WordSet, 2> words = {{{kStates, "unknown"}, {kDirections, "none"}}};
  const std::string_view hidden = text("view.not_shown", lang);
  const std::string_view about = text("view.about", lang);
  return formats::agree_json(sides, {kNames, kExact, words, hidden, about, kBlank, "rounded"});
}

}  // namespace junheng::report
