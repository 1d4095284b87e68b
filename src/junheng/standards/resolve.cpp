#include <algorithm>
#include <iterator>
#include <string>

#include "junheng/core/codes.h"
#include "junheng/standards/standard.h"
#include "junheng/standards/suggestion.h"

namespace junheng::standards {

namespace {

bool is_in_force(const Date& from, const std::optional<Date>& until, const Date& on) { return from <= on && (!until || *until > on); }

/// Which of the dated values is asked for.
struct ValueQuestion {
  LimitKind kind;
  Stage stage;
  Date on;
  std::string_view variant;
  std::span<const std::string> setting_prefixes;
};

std::optional<Limit> best_of(std::span<const DatedValue> values, const ValueQuestion& asked) {
  const DatedValue* best = nullptr;
  for (const DatedValue& value : values) {
    if (value.kind != asked.kind || value.variant != asked.variant || value.stage.value_or(asked.stage) != asked.stage) continue;
    if (!std::ranges::equal(value.setting_prefixes, asked.setting_prefixes)) continue;
    if (!is_in_force(value.from, value.until, asked.on)) continue;
    // A value for the very stage has its own succession: a later one for both stages does not end it.
    const bool is_better =
        best == nullptr || (value.stage && !best->stage) || (value.stage.has_value() == best->stage.has_value() && value.from > best->from);
    if (is_better) best = &value;
  }
  if (best == nullptr) return std::nullopt;
  return Limit{best->value, best->status, best->source, best->from};
}

Result<std::vector<Tolerance>> named_tolerances(const Pack& pack, const std::vector<std::string>& ids) {
  std::vector<Tolerance> chosen;
  for (const std::string& id : ids) {
    const auto found = std::ranges::find(pack.tolerances, id, &Tolerance::id);
    if (found == pack.tolerances.end()) {
      std::vector<std::string_view> known;
      for (const Tolerance& tolerance : pack.tolerances) known.push_back(tolerance.id);
      Params params = suggestion(id, known);
      params.emplace_back("value", id);
      params.emplace_back("pack", pack.id);
      return fail(Code::UnknownTolerance, std::move(params));
    }
    const bool is_named_before = std::ranges::find(chosen, id, &Tolerance::id) != chosen.end();
    if (!is_named_before) chosen.push_back(*found);
  }
  return chosen;
}

}  // namespace

const Indicator* Standard::indicator(std::string_view id) const {
  const auto found = std::ranges::find_if(pack.indicators, [&](const Indicator& each) { return each.id == id; });
  return found == pack.indicators.end() ? nullptr : &*found;
}

const Item* Standard::item(std::string_view id) const {
  const auto found = std::ranges::find_if(pack.items, [&](const Item& each) { return each.id == id; });
  return found == pack.items.end() ? nullptr : &*found;
}

std::optional<Limit> in_force(std::span<const DatedValue> values, LimitKind kind, Stage stage, const Date& on, std::string_view variant) {
  return best_of(values, {kind, stage, on, variant, {}});
}

std::vector<SettingLimit> in_force_by_setting(std::span<const DatedValue> values, LimitKind kind, Stage stage, const Date& on) {
  std::vector<SettingLimit> out;
  for (const DatedValue& value : values) {
    const bool is_looked_up = std::ranges::find(out, value.setting_prefixes, &SettingLimit::setting_prefixes) != out.end();
    if (value.setting_prefixes.empty() || is_looked_up) continue;
    if (auto limit = best_of(values, {kind, stage, on, {}, value.setting_prefixes}))
      out.push_back({value.setting_prefixes, std::move(*limit)});
  }
  return out;
}

bool names_setting(std::span<const std::string> prefixes, int setting) {
  const std::string code = std::to_string(setting);
  return std::ranges::any_of(prefixes, [&](const std::string& prefix) { return code.starts_with(prefix); });
}

Result<Standard> resolve(const Pack& pack, const Date& on, const ToleranceChoice& choice) {
  if (pack.in_force_from && *pack.in_force_from > on)
    return fail(Code::StandardNotInForce, {{"value", pack.id}, {"from", to_string(*pack.in_force_from)}, {"on", to_string(on)}});
  Standard standard{pack, on, {}};
  switch (choice.mode) {
    case ToleranceChoice::Mode::None: break;
    case ToleranceChoice::Mode::InForce:
      std::ranges::copy_if(pack.tolerances, std::back_inserter(standard.tolerances),
                           [&](const Tolerance& tolerance) { return is_in_force(tolerance.from, tolerance.until, on); });
      break;
    case ToleranceChoice::Mode::Named: {
      auto chosen = named_tolerances(pack, choice.ids);
      if (!chosen) return fail(std::move(chosen.error()));
      standard.tolerances = std::move(*chosen);
      break;
    }
  }
  return standard;
}

}  // namespace junheng::standards
