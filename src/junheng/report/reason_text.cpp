#include "junheng/report/reason_text.h"

#include <algorithm>

#include "junheng/assess/margins.h"
#include "junheng/core/catalogue.h"
#include "junheng/report/item_text.h"
#include "junheng/report/number_format.h"

namespace junheng::report {

namespace {

using assess::ReasonKind;
using standards::Direction;

std::string clause_title(const assess::Assessment& assessment, std::string_view id, Lang lang) {
  if (const auto* indicator = assessment.standard->indicator(id)) return indicator->title.in(lang);
  if (const auto* item = assessment.standard->item(id)) return item->title.in(lang);
  return std::string(id);
}

/// What keeps an item from being judged, or the sentence on its value.
std::string item_detail(const assess::Assessment& assessment, const assess::AreaResult& area, const assess::Reason& reason, Lang lang) {
  const auto item = std::ranges::find_if(area.items, [&](const assess::ItemResult& result) { return result.item->id == reason.clause; });
  if (item == area.items.end()) return {};
  const assess::ClauseResult& clause = deciding_clause(*item);
  if (clause.verdict == assess::Verdict::Unknown) {
    // A document item that is not reported lacks nothing but its own report.
    if (clause.missing.size() == 1 && clause.missing.front() == item->item->id) return std::string(text("reason.not_reported", lang));
    const std::string names = missing_names(*assessment.standard, clause, lang);
    if (!names.empty()) return text("reason.missing", lang, {{"names", names}});
    if (!clause.offenders.empty()) return text("reason.schools_open", lang, {{"count", std::to_string(clause.offenders.size())}});
    return clause.warnings.empty() ? "" : text("reason.warning", lang, {{"words", std::string(text(clause.warnings.front(), lang))}});
  }
  if (!clause.value) return {};
  return text(counts_offenders(clause) ? "reason.counted" : "reason.value", lang,
              {{"value", item_value_text(clause, lang)}, {"limit", item_limit_text(clause, lang)}});
}

}  // namespace

std::string school_rule_text(const assess::StageRules& rules, Lang lang) {
  if (!rules.at_least) return {};
  return text(rules.has_floor() ? "school_rule.at_least_and_floor" : "school_rule.at_least", lang,
              {{"count", shown_limit(rules.at_least->value)}, {"total", std::to_string(rules.judged_indicators())}});
}

std::string verdict_text(assess::Verdict verdict, Lang lang) {
  return std::string(text("verdict." + std::string(to_string(verdict)), lang));
}

std::string stage_text(Stage stage, Lang lang) { return std::string(text("stage." + std::string(to_string(stage)), lang)); }

std::string absence_text(model::Absence absence, Lang lang) {
  return std::string(text("absence." + std::string(to_string(absence)), lang));
}

std::string basis_text(assess::Basis basis, Lang lang) { return std::string(text("basis." + std::string(to_string(basis)), lang)); }

std::string reason_text(const assess::Assessment& assessment, const assess::AreaResult& area, const assess::Reason& reason, Lang lang) {
  Params params = {
      {"clause", std::string(reason.clause)},
      {"title", clause_title(assessment, reason.clause, lang)},
      {"count", std::to_string(reason.count)},
      {"total", std::to_string(reason.total)},
  };
  if (reason.stage) params.emplace_back("stage", stage_text(*reason.stage, lang));
  const bool is_cv = reason.kind == ReasonKind::CvAboveLimit || reason.kind == ReasonKind::CompositeAboveLimit ||
                     reason.kind == ReasonKind::CvUnknown || reason.kind == ReasonKind::CompositeUnknown;
  params.emplace_back("limit", !reason.limit ? "—" : is_cv ? shown_cv_limit(*reason.limit) : shown_limit(*reason.limit));
  params.emplace_back("value", is_cv ? shown(reason.value, 3, reason.limit, Direction::Lower) : shown(reason.value, 1, reason.limit));
  // Every school that is there has a value: what is missing are rows that were left out, or whether a school enters.
  const bool lacks_rows = reason.kind == ReasonKind::CvUnknown && reason.count == 0;
  std::string sentence = text(lacks_rows ? "reason.cv_unknown_rows" : "reason." + std::string(to_string(reason.kind)), lang, params);
  if (reason.kind == ReasonKind::ItemUnmet || reason.kind == ReasonKind::ItemUnknown)
    sentence += item_detail(assessment, area, reason, lang);
  return sentence;
}

}  // namespace junheng::report
