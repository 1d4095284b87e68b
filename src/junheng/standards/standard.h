#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "junheng/core/error.h"
#include "junheng/standards/pack.h"

namespace junheng::standards {

/// A value in force, with its origin.
struct Limit {
  double value = 0;
  ValueStatus status = ValueStatus::Unverified;
  Source source;
  Date from;
};

/// A pack on one day: what assess applies. Dated values are looked up, tolerances chosen.
struct Standard {
  /// The pack with its dated values; `on` says which of them are in force.
  Pack pack;
  Date on;
  /// Tolerances that are switched on (all of them exist in the pack).
  std::vector<Tolerance> tolerances;

  [[nodiscard]] const Indicator* indicator(std::string_view id) const;
  [[nodiscard]] const Item* item(std::string_view id) const;
};

/// The value of `kind` for `stage` in force on `on`: the latest whose `from` is not after `on` and whose `until`, if any, is after it.
/// A value for the very stage goes before one for both stages. nullopt where none is in force.
[[nodiscard]] std::optional<Limit> in_force(std::span<const DatedValue> values, LimitKind kind, Stage stage, const Date& on,
                                            std::string_view variant = {});

/// Which tolerances to apply.
struct ToleranceChoice {
  enum class Mode { None, InForce, Named } mode = Mode::None;
  /// For Named; naming one that has expired is allowed (the caller shows its dates).
  std::vector<std::string> ids;
};

/// Errors: StandardNotInForce (the pack starts after `on`); UnknownTolerance.
[[nodiscard]] Result<Standard> resolve(const Pack& pack, const Date& on, const ToleranceChoice& choice = {});

}  // namespace junheng::standards
