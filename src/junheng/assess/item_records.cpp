#include <algorithm>
#include <map>

#include "junheng/assess/item_rules.h"
#include "junheng/assess/survey_forms.h"
#include "junheng/assess/threshold.h"

namespace junheng::assess {

namespace {

using model::Quantity;
using standards::Direction;

}  // namespace

void years_since(const ItemContext& context, const BoundClause& clause, ClauseDraft& result) {
  const model::Dataset& dataset = *context.input->dataset;
  const auto& words = clause.clause->words;
  const auto word = words.find("kind");
  const auto kind = word != words.end() && word->second == "quality" ? model::AccreditationKind::Quality : model::AccreditationKind::Basic;
  result.limit = clause.limit();
  for (const std::uint32_t row : dataset.by_county().accreditations.of(context.county.value)) {
    const model::Accreditation& accreditation = dataset.accreditations[row];
    if (accreditation.kind != kind || accreditation.area != context.county) continue;
    result.basis = Basis::Computed;
    result.value = context.input->year.first - accreditation.year;
    if (result.limit) result.verdict = reaches(*result.value, *result.limit, Direction::Higher) ? Verdict::Met : Verdict::Unmet;
    return;
  }
  result.missing = {"accreditation"};
}

void quality_monitoring(const ItemContext& context, const BoundClause& clause, ClauseDraft& result) {
  const model::Dataset& dataset = *context.input->dataset;
  const double least_level = clause.param("level", 3);
  const double share_below = clause.param("share_below", 0.15);
  // The state monitors each subject, in certain grades, every few years: the latest result up to the year counts.
  std::map<std::pair<std::string_view, std::uint8_t>, const model::QualityResult*> latest;
  for (const std::uint32_t row : dataset.by_county().quality_results.of(context.county.value)) {
    const model::QualityResult& entry = dataset.quality_results[row];
    if (entry.area != context.county || entry.year > context.input->year.first) continue;
    const model::QualityResult*& best = latest[{entry.subject, entry.grade}];
    if (best == nullptr || best->year < entry.year) best = &entry;
  }
  OffenderCount count;
  for (const auto& [monitored, entry] : latest) {
    const bool level_fails = entry->level.is_present() && !reaches(entry->level.value, least_level, Direction::Higher);
    // The text asks for less than the limit, so here the limit itself does not pass.
    const bool share_fails = entry->between_school_share.is_present() && entry->between_school_share.value >= share_below;
    count.looked_at += 1;
    if (level_fails || share_fails) count.offenders += 1;
    else if (!entry->level.is_present() || !entry->between_school_share.is_present()) ++count.unknown;
  }
  if (latest.empty() || count.unknown > 0) result.missing = {"quality_results"};
  if (!latest.empty()) conclude_count(context, result, count);
}

void survey(const ItemContext& context, const BoundClause& clause, ClauseDraft& result) {
  const double satisfied_from = clause.param("satisfied_from", 4);
  const SurveyForms forms = count_survey_forms(*context.input->dataset, context.county, context.input->year, satisfied_from);
  const double valid = forms.all.valid;
  const double satisfied = forms.all.satisfied;
  const double parents = forms.parents.valid;
  if (valid == 0) {
    result.missing = {"survey"};
    return;
  }
  result.basis = Basis::Computed;
  result.numerator = satisfied;
  result.denominator = valid;
  result.value = 100 * satisfied / valid;
  result.limit = clause.limit();
  if (result.limit) result.verdict = ratio_reaches(100, satisfied, valid, *result.limit, Direction::Higher) ? Verdict::Met : Verdict::Unmet;

  const Quantity residents = context.figure(context.input->figures->column("resident_population"));
  if (!residents.is_present()) {
    result.warnings.emplace_back("survey.residents_unknown");
  } else {
    const double fixed = clause.param("fixed_sample", 0);
    const bool is_small = fixed > 0 && residents.value < clause.param("fixed_sample_below", 0);
    const double sample = is_small ? fixed : residents.value * clause.param("sample_per_mille", 1.5) / 1000;
    if (!reaches(valid, sample, Direction::Higher)) result.warnings.emplace_back("survey.sample_small");
  }
  if (!reaches(parents, clause.param("parents_share", 0.5) * valid, Direction::Higher)) result.warnings.emplace_back("survey.few_parents");
}

}  // namespace junheng::assess
