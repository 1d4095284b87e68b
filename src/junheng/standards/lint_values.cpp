#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "junheng/core/codes.h"
#include "junheng/model/schema.h"
#include "junheng/standards/lint.h"
#include "junheng/standards/names.h"
#include "junheng/standards/standard.h"
#include "junheng/standards/visit.h"

namespace junheng::standards {

namespace {

std::string stage_word(const std::optional<Stage>& stage) { return stage ? std::string(to_string(*stage)) : "primary+junior"; }

Params describe_limit(std::string_view owner, const DatedValue& limit) {
  std::string kind(to_string(limit.kind));
  if (!limit.variant.empty()) kind += "/" + limit.variant;
  return {{"owner", std::string(owner)}, {"kind", std::move(kind)}, {"stage", stage_word(limit.stage)}};
}

void check_until(PackDraft& draft, std::uint32_t line, const Date& from, const std::optional<Date>& until) {
  if (until && *until <= from) draft.report(Code::UntilBeforeFrom, line, to_string(*until), {{"from", to_string(from)}});
}

/// Two values of the same kind, stage, variant and settings, in the order of the file.
void check_pair(PackDraft& draft, std::string_view owner, const DatedValue& earlier, const DatedValue& later) {
  Params params = describe_limit(owner, later);
  params.emplace_back("first_line", fmt::format("{}", earlier.line));
  params.emplace_back("first_from", to_string(earlier.from));
  if (later.from < earlier.from) draft.report(Code::DatesNotOrdered, later.line, to_string(later.from), std::move(params));
  else if (later.from == earlier.from || (earlier.until && *earlier.until > later.from))
    draft.report(Code::LimitsOverlap, later.line, to_string(later.from), std::move(params));
}

void check_dates(PackDraft& draft, std::string_view owner, const std::vector<DatedValue>& limits) {
  std::map<std::tuple<std::string, LimitKind, std::string, std::vector<std::string>>, const DatedValue*> last;
  for (const DatedValue& limit : limits) {
    check_until(draft, limit.line, limit.from, limit.until);
    const DatedValue*& before = last[{stage_word(limit.stage), limit.kind, limit.variant, limit.setting_prefixes}];
    if (before != nullptr) check_pair(draft, owner, *before, limit);
    before = &limit;
  }
}

int number_of(std::string_view code) {
  int number = 0;
  std::from_chars(code.data(), code.data() + code.size(), number);
  return number;
}

/// The value for the schools of a setting on a day.
std::optional<Limit> in_force_of(const Indicator& indicator, LimitKind kind, Stage stage, const Date& on, int setting) {
  for (SettingLimit& own : in_force_by_setting(indicator.limits, kind, stage, on))
    if (names_setting(own.setting_prefixes, setting)) return std::move(own.limit);
  return in_force(indicator.limits, kind, stage, on);
}

/// A standard that the floor goes beyond, where they hold for the same schools.
std::optional<double> standard_short_of(const Indicator& indicator, const DatedValue& floor, Stage stage, int setting) {
  if (!floor.setting_prefixes.empty() && !names_setting(floor.setting_prefixes, setting)) return std::nullopt;
  const auto own = in_force_of(indicator, LimitKind::Floor, stage, floor.from, setting);
  const auto standard = in_force_of(indicator, LimitKind::Standard, stage, floor.from, setting);
  if (!standard || !own || own->value != floor.value) return std::nullopt;
  const bool is_beyond = indicator.direction == Direction::Higher ? floor.value > standard->value : floor.value < standard->value;
  return is_beyond ? std::optional(standard->value) : std::nullopt;
}

/// A floor asks for less than its standard: at most as much where higher is better, at least as much where lower is.
void check_floor(PackDraft& draft, const Indicator& indicator, const DatedValue& floor) {
  for (const Stage stage : kCompulsoryStages) {
    if (floor.stage.value_or(stage) != stage) continue;
    for (const model::CodeName& setting : model::setting_codes()) {
      const auto standard = standard_short_of(indicator, floor, stage, number_of(setting.code));
      if (!standard) continue;
      Params params = describe_limit(indicator.id, floor);
      params.emplace_back("standard", fmt::format("{}", *standard));
      draft.report(Code::FloorBeyondStandard, floor.line, fmt::format("{}", floor.value), std::move(params));
      return;
    }
  }
}

void check_floors(PackDraft& draft, const Indicator& indicator) {
  for (const DatedValue& limit : indicator.limits)
    if (limit.kind == LimitKind::Floor) check_floor(draft, indicator, limit);
}

void check_origin(PackDraft& draft, const Source& source, std::uint32_t line, std::string_view owner) {
  if (!source.document.empty() && !source.clause.empty()) return;
  draft.report(Code::ValueWithoutSource, line, source.document.empty() ? "document" : "clause", {{"owner", std::string(owner)}});
}

/// One warning for the pack, at its oldest check: a warning for each of some hundred values would bury everything else.
void check_age(PackDraft& draft, const Date& today) {
  constexpr int kYearsUntilOld = 3;
  const Date oldest_allowed{today.year - kYearsUntilOld, today.month, today.day};
  std::optional<Date> oldest;
  std::uint32_t oldest_line = 0;
  std::size_t count = 0;
  const auto look_at = [&](const std::optional<Date>& checked, std::uint32_t line) {
    if (!checked || *checked >= oldest_allowed) return;
    ++count;
    if (oldest && *oldest <= *checked) return;
    oldest = checked;
    oldest_line = line;
  };
  look_at(draft.pack.last_checked_on, draft.last_checked_line);
  for_each_source(draft.pack, [&](const Source& source, std::uint32_t line, std::string_view) { look_at(source.last_checked_on, line); });
  if (oldest)
    draft.report(Code::ReferencesOld, oldest_line, to_string(*oldest),
                 {{"count", fmt::format("{}", count)}, {"years", fmt::format("{}", kYearsUntilOld)}});
}

}  // namespace

void lint_limits(PackDraft& draft, std::string_view owner, const std::vector<DatedValue>& limits) {
  check_dates(draft, owner, limits);
  for (const DatedValue& limit : limits) check_origin(draft, limit.source, limit.line, owner);
}

void lint_values(PackDraft& draft, const Date& today) {
  for_each_limits(draft.pack, [&](const std::vector<DatedValue>& limits, std::string_view owner) { check_dates(draft, owner, limits); });
  for (const Indicator& indicator : draft.pack.indicators) {
    check_floors(draft, indicator);
    lint_setting_limits(draft, indicator);
  }
  for (const Tolerance& tolerance : draft.pack.tolerances) check_until(draft, tolerance.line, tolerance.from, tolerance.until);
  for_each_source(draft.pack,
                  [&](const Source& source, std::uint32_t line, std::string_view owner) { check_origin(draft, source, line, owner); });
  check_age(draft, today);
}

}  // namespace junheng::standards
