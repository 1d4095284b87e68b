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
/// A value for the very stage goes before one for both stages. Values for schools of some settings only are passed over. nullopt where
/// none is in force.
[[nodiscard]] std::optional<Limit> in_force(std::span<const DatedValue> values, LimitKind kind, Stage stage, const Date& on,
                                            std::string_view variant = {});

/// A value for the schools of some settings.
struct SettingLimit {
  std::vector<std::string> setting_prefixes;
  Limit limit;
};

/// The values in force that hold for schools of some settings only, one for each list of prefixes, in the order of the pack; they go
/// before in_force(), which holds for the others. The lint sees to it that no setting is in two lists.
[[nodiscard]] std::vector<SettingLimit> in_force_by_setting(std::span<const DatedValue> values, LimitKind kind, Stage stage,
                                                            const Date& on);

/// Whether an urban-rural code (111, 210 ...; 0: not given) begins with one of the prefixes.
[[nodiscard]] bool names_setting(std::span<const std::string> prefixes, int setting);

/// Which tolerances to apply.
struct ToleranceChoice {
  enum class Mode { None, InForce, Named } mode = Mode::None;
  /// For Named; naming one that has expired is allowed (the caller shows its dates).
  std::vector<std::string> ids;
};

/// Errors: StandardNotInForce (the pack starts after `on`); UnknownTolerance.
[[nodiscard]] Result<Standard> resolve(const Pack& pack, const Date& on, const ToleranceChoice& choice = {});

}  // namespace junheng::standards
