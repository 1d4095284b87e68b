#include "junheng/report/mending.h"

#include <algorithm>
#include <cmath>

#include "junheng/core/catalogue.h"
#include "junheng/report/limit_words.h"
#include "junheng/report/listing.h"
#include "junheng/report/number_format.h"

namespace junheng::report {

namespace {

using assess::IndicatorState;

GapRole role_of(const assess::IndicatorRule& rule, const assess::Shortfall& shortfall) {
  if (shortfall.state == IndicatorState::Unknown) return GapRole::Open;
  return shortfall.state == IndicatorState::Unmet && rule.floor ? GapRole::Compulsory : GapRole::Choice;
}

std::string ids_of(const assess::StageRules& rules, const Mending& mending, GapRole role, Lang lang) {
  std::string ids;
  for (const Gap& gap : mending.gaps)
    if (gap.role == role) append_listed(ids, rules.indicators[gap.shortfall.indicator].indicator->id, lang);
  return ids;
}

/// Of gaps that are measured; those that are not come last.
double relative_size(const Gap& gap) {
  const assess::Shortfall& shortfall = gap.shortfall;
  if (!shortfall.missing || !shortfall.value || !shortfall.limit || *shortfall.limit == 0) return HUGE_VAL;
  return std::abs(*shortfall.limit - *shortfall.value) / std::abs(*shortfall.limit);
}

/// Positions of the gaps of a role, the smallest first.
std::vector<std::size_t> by_size(const Mending& mending, GapRole role) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < mending.gaps.size(); ++i)
    if (mending.gaps[i].role == role) out.push_back(i);
  std::ranges::stable_sort(out, {}, [&](std::size_t i) { return relative_size(mending.gaps[i]); });
  return out;
}

}  // namespace

int Mending::count(GapRole role) const { return static_cast<int>(std::ranges::count(gaps, role, &Gap::role)); }

int Mending::to_choose() const { return std::max(0, to_reach() - count(GapRole::Compulsory)); }

int Mending::compulsory_to_standard() const { return std::min(to_reach(), count(GapRole::Compulsory)); }

std::optional<Mending> mending_of(const assess::Assessment& assessment, Stage stage, std::uint32_t unit) {
  const assess::StageRules& rules = assessment.rules_of(stage);
  if (!rules.judges_schools()) return std::nullopt;
  Mending out;
  out.met = assessment.schools_of(stage).met[unit];
  out.judged = rules.judged_indicators();
  out.at_least = static_cast<int>(rules.at_least->value);
  out.has_floor = rules.has_floor();
  for (const assess::Shortfall& shortfall : assess::shortfalls(assessment, stage, unit))
    out.gaps.push_back({shortfall, role_of(rules.indicators[shortfall.indicator], shortfall)});
  if (out.to_choose() > 0) return out;
  for (Gap& gap : out.gaps)
    if (gap.role == GapRole::Choice) gap.role = GapRole::Spare;
  return out;
}

std::string mending_text(const assess::Assessment& assessment, Stage stage, const Mending& mending, Lang lang) {
  if (mending.gaps.empty()) return {};
  const assess::StageRules& rules = assessment.rules_of(stage);
  std::string out = text(
      mending.has_floor ? "mending.rule_floor" : "mending.rule", lang,
      {{"judged", std::to_string(mending.judged)}, {"at_least", std::to_string(mending.at_least)}, {"met", std::to_string(mending.met)}});
  const auto add = [&](std::string_view key, Params params) { out += text(key, lang, params); };
  if (mending.to_reach() > 0) add("mending.to_reach", {{"count", std::to_string(mending.to_reach())}});
  const int compulsory = mending.count(GapRole::Compulsory);
  const Params below = {{"ids", ids_of(rules, mending, GapRole::Compulsory, lang)}, {"count", std::to_string(mending.to_reach())}};
  if (compulsory > 0) {
    if (mending.to_reach() == 0) add("mending.floor_only", below);
    else add(mending.to_reach() < compulsory ? "mending.some_to_standard" : "mending.compulsory", below);
  }
  if (mending.to_choose() > 0 && compulsory > 0) add("mending.then", {{"count", std::to_string(mending.to_choose())}});
  const std::string_view open = mending.to_reach() == 0 ? "mending.open"
                                : mending.has_floor     ? "mending.open_needed_fewer"
                                                        : "mending.open_fewer";
  if (mending.count(GapRole::Open) > 0 && (mending.has_floor || mending.to_reach() > 0))
    add(open, {{"ids", ids_of(rules, mending, GapRole::Open, lang)}});
  return out;
}

std::string gap_role_text(const assess::Assessment& assessment, Stage stage, std::uint32_t unit, const Mending& mending, const Gap& gap,
                          Lang lang) {
  switch (gap.role) {
    case GapRole::Compulsory: {
      const auto floor = limits_of_unit(assessment, stage, unit, gap.shortfall.indicator).floor;
      const std::string limit = floor ? shown_limit(*floor) : "";
      const std::string key = mending.to_reach() >= mending.count(GapRole::Compulsory) ? "gap.compulsory" : "gap.compulsory_floor";
      return floor ? text(key, lang, {{"floor", limit}}) : std::string(text("gap.compulsory_bare", lang));
    }
    case GapRole::Choice: return role_heading(mending, GapRole::Choice, lang);
    case GapRole::Spare: return std::string(text("gap.spare", lang));
    case GapRole::Open: return std::string(text(mending.has_floor ? "gap.open_needed" : "gap.open", lang));
  }
  return {};
}

std::string gap_role_text_of(const assess::Assessment& assessment, Stage stage, std::uint32_t unit, std::size_t indicator, Lang lang) {
  const auto mending = mending_of(assessment, stage, unit);
  if (!mending) return {};
  for (const Gap& gap : mending->gaps)
    if (gap.shortfall.indicator == indicator) return gap_role_text(assessment, stage, unit, *mending, gap, lang);
  return {};
}

std::string role_heading(const Mending& mending, GapRole role, Lang lang) {
  switch (role) {
    case GapRole::Compulsory: return std::string(text("gap.compulsory_bare", lang));
    case GapRole::Spare: return std::string(text("gap.spare", lang));
    case GapRole::Open: return {};
    case GapRole::Choice: break;
  }
  const bool is_certain = mending.is_certain();
  if (mending.has_no_choice()) return std::string(text(is_certain ? "gap.all" : "gap.all_unless", lang));
  return text(is_certain ? "gap.choice" : "gap.choice_unless", lang,
              {{"count", std::to_string(mending.to_choose())}, {"total", std::to_string(mending.count(GapRole::Choice))}});
}

std::optional<std::vector<MendingStep>> least_steps(const Mending& mending) {
  std::vector<MendingStep> out;
  const auto is_measured = [&](std::size_t gap) { return std::isfinite(relative_size(mending.gaps[gap])); };
  int to_standard = mending.compulsory_to_standard();
  for (const std::size_t gap : by_size(mending, GapRole::Compulsory)) {
    const bool is_to_floor = to_standard-- <= 0;
    if (is_to_floor ? !mending.gaps[gap].shortfall.missing_to_floor : !is_measured(gap)) return std::nullopt;
    out.push_back({gap, is_to_floor});
  }
  int to_choose = mending.to_choose();
  for (const std::size_t gap : by_size(mending, GapRole::Choice)) {
    if (to_choose == 0) break;
    if (!is_measured(gap)) return std::nullopt;
    out.push_back({gap, false});
    --to_choose;
  }
  if (to_choose > 0 || (mending.has_floor && mending.count(GapRole::Open) > 0)) return std::nullopt;
  return out;
}

}  // namespace junheng::report
