#include <algorithm>
#include <iterator>

#include "junheng/core/codes.h"
#include "junheng/standards/standard.h"
#include "junheng/standards/suggestion.h"

namespace junheng::standards {

namespace {

bool is_in_force(const Date& from, const std::optional<Date>& until, const Date& on) { return from <= on && (!until || *until > on); }

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
  const DatedValue* best = nullptr;
  for (const DatedValue& value : values) {
    if (value.kind != kind || value.variant != variant || value.stage.value_or(stage) != stage) continue;
    if (!is_in_force(value.from, value.until, on)) continue;
    // A value for the very stage has its own succession: a later one for both stages does not end it.
    const bool is_better =
        best == nullptr || (value.stage && !best->stage) || (value.stage.has_value() == best->stage.has_value() && value.from > best->from);
    if (is_better) best = &value;
  }
  if (best == nullptr) return std::nullopt;
  return Limit{best->value, best->status, best->source, best->from};
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
