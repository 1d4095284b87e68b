#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/model/schema.h"
#include "junheng/standards/lint.h"
#include "junheng/standards/names.h"
#include "junheng/standards/standard.h"

// Limits of indicators that hold for schools of some urban-rural settings only.

namespace junheng::standards {

namespace {

bool is_of_stage(const DatedValue& limit, Stage stage) { return limit.stage.value_or(stage) == stage; }

bool share_a_stage(const DatedValue& a, const DatedValue& b) { return !a.stage || !b.stage || *a.stage == *b.stage; }

/// Some setting begins with a prefix of each.
bool share_a_setting(const DatedValue& a, const DatedValue& b) {
  return std::ranges::any_of(a.setting_prefixes, [&](const std::string& mine) {
    return std::ranges::any_of(b.setting_prefixes,
                               [&](const std::string& other) { return mine.starts_with(other) || other.starts_with(mine); });
  });
}

bool is_successor(const DatedValue& limit, const DatedValue& later, const Date& on) {
  return later.kind == limit.kind && later.stage == limit.stage && later.setting_prefixes == limit.setting_prefixes &&
         later.from > limit.from && later.from <= on;
}

/// Whether the limit itself, and none that follows it, is in force.
bool holds_on(const std::vector<DatedValue>& limits, const DatedValue& limit, const Date& on) {
  if (limit.from > on || (limit.until && *limit.until <= on)) return false;
  return std::ranges::none_of(limits, [&](const DatedValue& other) { return is_successor(limit, other, on); });
}

std::string listed(const DatedValue& limit) { return fmt::format("{}", fmt::join(limit.setting_prefixes, ", ")); }

Params describe_limit(const Indicator& indicator, const DatedValue& limit) {
  return {{"owner", indicator.id}, {"kind", std::string(to_string(limit.kind))}};
}

/// Two lists of prefixes with a setting in common, on the first day on which both hold: which of them would be meant?
void check_overlap(PackDraft& draft, const Indicator& indicator, const DatedValue& limit) {
  for (const DatedValue& other : indicator.limits) {
    const bool is_rival = &other != &limit && other.kind == limit.kind && other.setting_prefixes != limit.setting_prefixes;
    if (!is_rival || !share_a_stage(limit, other) || !share_a_setting(limit, other)) continue;
    // A pair is told once: at the one that begins later, or stands later.
    const bool is_told_there = other.from == limit.from && other.line > limit.line;
    if (is_told_there || !holds_on(indicator.limits, other, limit.from)) continue;
    Params params = describe_limit(indicator, limit);
    params.insert(params.end(), {{"other", listed(other)}, {"first_line", fmt::format("{}", other.line)}});
    draft.report(Code::SettingLimitsOverlap, limit.line, listed(limit), std::move(params));
    return;
  }
}

/// The schools of all other settings need a limit as well, as long as this one holds.
void check_rest(PackDraft& draft, const Indicator& indicator, const DatedValue& limit) {
  std::vector<Date> days = {limit.from};
  for (const DatedValue& rest : indicator.limits)
    if (rest.setting_prefixes.empty() && rest.kind == limit.kind && rest.until && *rest.until > limit.from) days.push_back(*rest.until);
  for (const Stage stage : kCompulsoryStages) {
    const bool has_stage = indicator.stages.empty() || std::ranges::find(indicator.stages, stage) != indicator.stages.end();
    if (!has_stage || !is_of_stage(limit, stage)) continue;
    for (const Date& day : days) {
      if (!holds_on(indicator.limits, limit, day) || in_force(indicator.limits, limit.kind, stage, day)) continue;
      Params params = describe_limit(indicator, limit);
      params.insert(params.end(), {{"stage", std::string(to_string(stage))}, {"on", to_string(day)}});
      draft.report(Code::SettingLimitWithoutRest, limit.line, listed(limit), std::move(params));
      return;
    }
  }
}

}  // namespace

void lint_settings(PackDraft& draft, std::uint32_t line, const std::vector<std::string>& prefixes) {
  for (const std::string& prefix : prefixes) {
    const bool is_known =
        std::ranges::any_of(model::setting_codes(), [&](const model::CodeName& code) { return code.code.starts_with(prefix); });
    if (prefix.empty() || !is_known) draft.report(Code::CodeNotInList, line, prefix, {{"list", "1, 2, 11, 12, 21, 22, 111, ..."}});
  }
}

void lint_setting_limits(PackDraft& draft, const Indicator& indicator) {
  for (const DatedValue& limit : indicator.limits) {
    if (limit.setting_prefixes.empty()) continue;
    lint_settings(draft, limit.line, limit.setting_prefixes);
    if (limit.kind == LimitKind::Cv || !indicator.parts.empty()) {
      draft.report(Code::SettingLimitUnsuited, limit.line, listed(limit), describe_limit(indicator, limit));
      continue;
    }
    check_overlap(draft, indicator, limit);
    check_rest(draft, indicator, limit);
  }
}

}  // namespace junheng::standards
