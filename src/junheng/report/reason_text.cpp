#include "junheng/report/reason_text.h"

#include <algorithm>

#include "junheng/core/catalogue.h"
#include "junheng/report/measure_names.h"
#include "junheng/report/number_format.h"
#include "junheng/standards/units.h"

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
  for (const assess::ClauseResult& clause : item->clauses) {
    if (clause.verdict != item->verdict) continue;
    if (clause.verdict == assess::Verdict::Unknown) {
      // A document item that is not reported lacks nothing but its own report.
      if (clause.missing.size() == 1 && clause.missing.front() == item->item->id) return std::string(text("reason.not_reported", lang));
      const std::string names = missing_names(*assessment.standard, clause, lang);
      return names.empty() ? "" : text("reason.missing", lang, {{"names", names}});
    }
    if (!clause.value) return {};
    return text("reason.value", lang, {{"value", item_value_text(clause, lang)}, {"limit", item_limit_text(clause, lang)}});
  }
  return {};
}

std::string number_and_unit(std::string number, const standards::ItemClause& clause, Lang lang) {
  const std::string unit(standards::unit_label(clause.unit, lang));
  return unit.empty() || unit == "%" ? number + unit : number + " " + unit;
}

}  // namespace

std::string verdict_text(assess::Verdict verdict, Lang lang) {
  return std::string(text("verdict." + std::string(to_string(verdict)), lang));
}

std::string stage_text(Stage stage, Lang lang) { return std::string(text("stage." + std::string(to_string(stage)), lang)); }

std::string absence_text(model::Absence absence, Lang lang) { return std::string(text("absence." + std::string(to_string(absence)), lang)); }

std::string basis_text(assess::Basis basis, Lang lang) { return std::string(text("basis." + std::string(to_string(basis)), lang)); }

namespace {

/// What a rule that looks for offenders counts; empty for the others.
std::string_view counted_key(standards::ItemRule rule) {
  using standards::ItemRule;
  switch (rule) {
    case ItemRule::ClassSize: return "item.classes_above";
    case ItemRule::SchoolSize:
    case ItemRule::SpecialRooms:
    case ItemRule::SmallSchoolFunds:
    case ItemRule::EachSchoolRatio:
    case ItemRule::SchoolStandard: return "item.schools_failing";
    case ItemRule::QualityMonitoring: return "item.subjects_failing";
    default: return {};
  }
}

}  // namespace

std::string item_value_text(const assess::ClauseResult& clause, Lang lang) {
  if (!clause.value) return "—";
  const auto counted = counted_key(clause.clause->rule);
  if (clause.basis == assess::Basis::Computed && !counted.empty()) return text(counted, lang, {{"count", shown(clause.value, 0)}});
  if (clause.basis == assess::Basis::Reported) {
    if (*clause.value == 1) return std::string(text("item.yes", lang));
    if (*clause.value == 0) return std::string(text("item.no", lang));
  }
  const int decimals = *clause.value == static_cast<double>(static_cast<std::int64_t>(*clause.value)) ? 0 : 1;
  return number_and_unit(shown(clause.value, decimals, clause.limit, clause.clause->direction), *clause.clause, lang);
}

std::string item_limit_text(const assess::ClauseResult& clause, Lang lang) {
  if (clause.basis != assess::Basis::Reported && !counted_key(clause.clause->rule).empty()) return std::string(text("item.none", lang));
  if (!clause.limit) return "—";
  if (clause.basis == assess::Basis::Reported && (*clause.limit == 0 || *clause.limit == 1)) return std::string(text(*clause.limit == 1 ? "item.yes" : "item.no", lang));
  const std::string sign = clause.clause->direction == Direction::Higher ? "≥ " : "≤ ";
  return number_and_unit(sign + shown_limit(*clause.limit), *clause.clause, lang);
}

std::string missing_names(const standards::Standard& standard, const assess::ClauseResult& clause, Lang lang) {
  std::string names;
  for (const std::string_view missing : clause.missing) names += (names.empty() ? "" : lang == Lang::Zh ? "、" : ", ") + measure_name(standard, missing, lang);
  return names;
}

std::string reason_text(const assess::Assessment& assessment, const assess::AreaResult& area, const assess::Reason& reason, Lang lang) {
  Params params = {
      {"clause", reason.clause},
      {"title", clause_title(assessment, reason.clause, lang)},
      {"count", std::to_string(reason.count)},
      {"total", std::to_string(reason.total)},
      {"limit", reason.limit ? shown_limit(*reason.limit) : "—"},
  };
  if (reason.stage) params.emplace_back("stage", stage_text(*reason.stage, lang));
  const bool is_cv = reason.kind == ReasonKind::CvAboveLimit || reason.kind == ReasonKind::CompositeAboveLimit || reason.kind == ReasonKind::CvUnknown ||
                     reason.kind == ReasonKind::CompositeUnknown;
  params.emplace_back("value", is_cv ? shown(reason.value, 3, reason.limit, Direction::Lower) : shown(reason.value, 1, reason.limit));
  std::string sentence = text("reason." + std::string(to_string(reason.kind)), lang, params);
  if (reason.kind == ReasonKind::ItemUnmet || reason.kind == ReasonKind::ItemUnknown) sentence += item_detail(assessment, area, reason, lang);
  return sentence;
}

}  // namespace junheng::report
