#include "junheng/report/item_text.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "junheng/assess/margins.h"
#include "junheng/core/catalogue.h"
#include "junheng/model/code_lists.h"
#include "junheng/model/schema.h"
#include "junheng/report/listing.h"
#include "junheng/report/measure_names.h"
#include "junheng/report/number_format.h"
#include "junheng/standards/units.h"

namespace junheng::report {

namespace {

/// What a rule that looks for offenders counts; empty for the others.
std::string_view counted_noun(standards::ItemRule rule) {
  using standards::ItemRule;
  switch (rule) {
    case ItemRule::ClassSize: return "classes";
    case ItemRule::SchoolSize:
    case ItemRule::SpecialRooms:
    case ItemRule::SmallSchoolFunds:
    case ItemRule::EachSchoolRatio:
    case ItemRule::SchoolStandard: return "schools";
    case ItemRule::QualityMonitoring: return "subjects";
    default: return {};
  }
}

/// A report that the item is fulfilled or not, and no figure: 1 of an item that asks for 3 years is one year.
bool is_yes_or_no(const assess::ClauseResult& clause) {
  return clause.limit ? *clause.limit == 0 || *clause.limit == 1 : clause.clause->unit.empty();
}

/// Decimals of the value of a clause that has one.
int value_decimals(const assess::ClauseResult& clause) {
  return *clause.value == static_cast<double>(static_cast<std::int64_t>(*clause.value)) ? 0 : 1;
}

/// What is asked not to be is a veto; yes and no would leave open which of them is good.
std::string answer_text(const assess::ClauseResult& clause, bool is_so, Lang lang) {
  if (clause.limit && *clause.limit == 0) return std::string(text(is_so ? "item.happened" : "item.not_happened", lang));
  return std::string(text(is_so ? "item.yes" : "item.no", lang));
}

/// How many do not comply, out of how many if there are any.
std::string counted_text(const assess::ClauseResult& clause, std::string_view counted, Lang lang) {
  const std::string count = shown(clause.value, 0);
  if (clause.denominator)
    return text("item.counted_of." + std::string(counted), lang, {{"count", count}, {"total", shown(clause.denominator, 0)}});
  return text("item.counted." + std::string(counted), lang, {{"count", count}});
}

}  // namespace

std::optional<std::string> accreditation_kind(const assess::ClauseResult& clause) {
  if (clause.clause->rule != standards::ItemRule::YearsSince) return std::nullopt;
  const auto kind = clause.clause->words.find("kind");
  return kind == clause.clause->words.end() ? std::string(model::kAccreditationKinds.front().code) : kind->second;
}

std::string accreditation_word(std::string_view kind) {
  const auto name = std::ranges::find(model::kAccreditationKinds, kind, &model::CodeName::code);
  return std::string(name == model::kAccreditationKinds.end() ? kind : name->zh);
}

bool is_answered(const assess::ClauseResult& clause) {
  if (clause.clause->rule != standards::ItemRule::Reported && clause.basis != assess::Basis::Reported) return false;
  const bool is_answer = !clause.value || *clause.value == 0 || *clause.value == 1;
  return is_answer && is_yes_or_no(clause);
}

bool counts_offenders(const assess::ClauseResult& clause) {
  return clause.basis != assess::Basis::Reported && !counted_noun(clause.clause->rule).empty();
}

std::string item_unit_text(const assess::ClauseResult& clause, Lang lang) {
  if (counts_offenders(clause)) return std::string(text("item.unit." + std::string(counted_noun(clause.clause->rule)), lang));
  return std::string(standards::unit_label(clause.clause->unit, lang));
}

std::string item_value_text(const assess::ClauseResult& clause, Lang lang) {
  if (!clause.value) return "—";
  const auto counted = counted_noun(clause.clause->rule);
  if (clause.basis == assess::Basis::Computed && !counted.empty()) return counted_text(clause, counted, lang);
  if (clause.basis == assess::Basis::Reported && is_yes_or_no(clause)) {
    if (*clause.value == 1) return answer_text(clause, true, lang);
    if (*clause.value == 0) return answer_text(clause, false, lang);
  }
  return with_unit(shown(clause.value, value_decimals(clause), clause.limit, clause.clause->direction), clause.clause->unit, lang);
}

std::string item_value_with_parts(const assess::ClauseResult& clause, Lang lang) {
  std::string value = item_value_text(clause, lang);
  const bool has_parts = !counts_offenders(clause) && clause.value && clause.numerator && clause.denominator && *clause.denominator != 1;
  if (!has_parts) return value;
  return text("item.with_parts", lang,
              {{"value", value}, {"numerator", shown_amount(*clause.numerator)}, {"denominator", shown_amount(*clause.denominator)}});
}

std::string item_margin_text(const assess::ItemResult& item, const assess::ClauseResult& clause) {
  if (!assess::clause_margin(*item.item, clause)) return "—";
  return shown_margin(clause.value, clause.limit, value_decimals(clause), assess::direction_of(clause));
}

std::string item_limit_text(const assess::ClauseResult& clause, Lang lang) {
  const auto counted = counted_noun(clause.clause->rule);
  if (counts_offenders(clause)) return std::string(text("item.allowed." + std::string(counted), lang));
  if (!clause.limit) return "—";
  if (clause.basis == assess::Basis::Reported && (*clause.limit == 0 || *clause.limit == 1))
    return answer_text(clause, *clause.limit == 1, lang);
  const std::string sign = std::string(direction_sign(clause.clause->direction)) + " ";
  return with_unit(sign + shown_limit(*clause.limit), clause.clause->unit, lang);
}

std::string required_text(const standards::Standard& standard, const assess::ItemResult& item, const assess::ClauseResult& clause,
                          Lang lang) {
  assess::ClauseResult asked = clause;
  if (!asked.limit && clause.clause->rule == standards::ItemRule::Reported) {
    asked.basis = assess::Basis::Reported;
    asked.limit = item.item->group == standards::ItemGroup::Veto ? 0 : 1;
  }
  for (const Stage stage : {Stage::All, Stage::Primary, Stage::Junior}) {
    if (asked.limit || clause.basis != assess::Basis::Missing) break;
    if (const auto limit = standards::in_force(clause.clause->limits, standards::LimitKind::Standard, stage, standard.on))
      asked.limit = limit->value;
  }
  return item_limit_text(asked, lang);
}

std::string missing_name(const standards::Standard& standard, const assess::ClauseResult& clause, std::string_view id, Lang lang) {
  if (const auto kind = accreditation_kind(clause); kind && id == "accreditation")
    return text("item.accreditation_row", lang, {{"kind", *kind}, {"kind_zh", accreditation_word(*kind)}});
  if (clause.clause->rule == standards::ItemRule::Survey && id == "survey") return std::string(text("item.survey_or_row", lang));
  // A measure has the name of the table `classes`; sizes of classes are taken from the table.
  const model::TableSpec* table = clause.clause->rule == standards::ItemRule::ClassSize ? model::find_table(id) : nullptr;
  return table != nullptr && lang == Lang::Zh ? std::string(table->zh) : measure_name(standard, id, lang);
}

std::string missing_names(const standards::Standard& standard, const assess::ClauseResult& clause, Lang lang) {
  std::string names;
  for (const std::string_view missing : clause.missing) append_listed(names, missing_name(standard, clause, missing, lang), lang);
  return names;
}

namespace {

/// "music rooms 2, 1 needed; art rooms 0, 1 needed".
std::string rooms_text(const assess::RoomsOfKinds& rooms, Lang lang) {
  const auto counted = [&](std::string_view key, double count) {
    return text(key, lang, {{"count", shown_amount(count)}, {"needed", shown_amount(rooms.needed)}});
  };
  const bool is_music_open = rooms.is_music_open && rooms.music < rooms.needed;
  const bool is_art_open = rooms.is_art_open && rooms.art < rooms.needed;
  return text("offender.rooms_of_kinds", lang,
              {{"music", counted(is_music_open ? "offender.music_rooms_open" : "offender.music_rooms", rooms.music)},
               {"art", counted(is_art_open ? "offender.art_rooms_open" : "offender.art_rooms", rooms.art)}});
}

}  // namespace

std::string offender_text(const assess::ClauseResult& clause, const assess::Offender& offender, Lang lang) {
  using standards::ItemRule;
  const auto number = [](double value) { return value >= 1000 ? shown_amount(value) : fmt::format("{:.4g}", value); };
  const standards::ItemClause& asked = *clause.clause;
  const auto words = [&](std::string_view key, std::string value, std::string limit) {
    return text(key, lang, {{"value", std::move(value)}, {"limit", std::move(limit)}});
  };
  switch (asked.rule) {
    case ItemRule::ClassSize: return words("offender.class_size", number(offender.value), number(offender.limit));
    case ItemRule::SchoolSize: return words("offender.school_size", number(offender.value), number(offender.limit));
    case ItemRule::SpecialRooms:
      return offender.rooms ? rooms_text(*offender.rooms, lang) : words("offender.rooms", number(offender.value), number(offender.limit));
    case ItemRule::SchoolStandard: {
      if (offender.verdict == assess::Verdict::Unknown)
        return words("offender.standard_unknown", number(offender.value), number(offender.limit));
      // Who meets enough indicators and still fails has one below its floor.
      const bool is_below_floor = offender.value >= offender.limit;
      return words(is_below_floor ? "offender.standard_floor" : "offender.standard", number(offender.value), number(offender.limit));
    }
    default:
      return words("offender.value", with_unit(number(offender.value), asked.unit, lang),
                   with_unit(number(offender.limit), asked.unit, lang));
  }
}

}  // namespace junheng::report
