#include "junheng/report/compare_words.h"

#include <algorithm>

#include "junheng/core/catalogue.h"
#include "junheng/report/compare_report.h"
#include "junheng/report/cv_text.h"
#include "junheng/report/data_origin.h"
#include "junheng/report/item_text.h"
#include "junheng/report/number_format.h"
#include "junheng/report/reason_text.h"

namespace junheng::report {

using assess::AreaChange;
using assess::IndicatorChange;
using assess::ItemChange;
using assess::Match;
using assess::StageChange;
using assess::VerdictChange;

std::string compared_sources(const CompareInput& input) {
  const std::string a = source_words(input.manifest_a->source, input.lang);
  const std::string b = source_words(input.manifest_b->source, input.lang);
  return a == b ? a : "A: " + a + "; B: " + b;
}

bool is_any_synthetic(const CompareInput& input) { return input.manifest_a->is_synthetic || input.manifest_b->is_synthetic; }

bool has_moved(const AreaChange& area, Lang lang) {
  return area.verdict.before != area.verdict.after ||
         std::ranges::any_of(area.stages, [](const StageChange& stage) { return has_moved(stage); }) ||
         std::ranges::any_of(area.items, [&](const ItemChange& item) { return has_moved(item, lang); });
}

bool has_moved(const StageChange& stage) {
  const bool has_composite_moved = stage.is_composite_comparable && shown(stage.composite_before, 3) != shown(stage.composite_after, 3);
  return stage.verdict.before != stage.verdict.after || has_composite_moved || !stage.schools.empty() ||
         std::ranges::any_of(stage.indicators, [&](const IndicatorChange& change) { return has_moved(stage, change); });
}

bool has_moved(const StageChange& stage, const IndicatorChange& change) {
  if (change.match != Match::Same) return false;
  const int decimals = change.indicator->decimals;
  return change.verdict.before != change.verdict.after || shown(change.mean_before, decimals) != shown(change.mean_after, decimals) ||
         cv_text_before(stage, change) != cv_text_after(stage, change);
}

bool has_moved(const ItemChange& item, Lang lang) {
  if (item.match != Match::Same) return false;
  for (std::size_t i = 0; i < item.any().clauses.size(); ++i)
    if (item_clause_value(item.before, i, lang) != item_clause_value(item.after, i, lang)) return true;
  return item.verdict.is_flip();
}

std::optional<double> cv_before(const IndicatorChange& change) {
  return change.schools_valued_before == 1 ? std::nullopt : change.cv_before;
}

std::optional<double> cv_after(const IndicatorChange& change) { return change.schools_valued_after == 1 ? std::nullopt : change.cv_after; }

std::string cv_text_before(const StageChange& stage, const IndicatorChange& change) {
  return with_coverage(shown(cv_before(change), 3), change.schools_valued_before, stage.schools_entered_before);
}

std::string cv_text_after(const StageChange& stage, const IndicatorChange& change) {
  return with_coverage(shown(cv_after(change), 3), change.schools_valued_after, stage.schools_entered_after);
}

std::string verdict_side(const std::optional<assess::Verdict>& verdict, Lang lang) {
  return verdict ? verdict_text(*verdict, lang) : std::string(text("verdict.none", lang));
}

std::string verdict_arrow(const VerdictChange& change, Lang lang) {
  const std::string after = verdict_side(change.after, lang);
  return change.before != change.after ? verdict_side(change.before, lang) + " → " + after : after;
}

std::string item_clause_value(const assess::ItemResult* item, std::size_t clause, Lang lang) {
  return item == nullptr ? std::string("—") : item_value_text(item->clauses[clause], lang);
}

}  // namespace junheng::report
