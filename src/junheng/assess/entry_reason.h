#pragma once

#include <cstdint>
#include <optional>

#include "junheng/assess/units.h"

namespace junheng::assess {

/// What keeps a school of a stage out of the assessment.
enum class EntryBar : std::uint8_t { Kind, Founder, Pupils };

struct EntryReason {
  EntryBar bar = EntryBar::Kind;
  /// The rule of the standard that says so.
  const standards::EntryRule* rule = nullptr;
  /// Pupils only: how many there are, and the least that enter.
  double pupils = 0;
  double least_pupils = 0;
};

/// Whether a school with this number of pupils in the stage enters. `reason`, if asked for, is set where it does not: the first bar in the
/// order kind, founder, pupils.
[[nodiscard]] Entry decide_entry(const standards::Pack& pack, const model::Schools& schools, SchoolIndex school, Stage stage,
                                 const model::Quantity& pupils, EntryReason* reason = nullptr);

/// Why a unit is outside (Entry::No). nullopt for a unit that enters.
[[nodiscard]] std::optional<EntryReason> why_outside(const standards::Standard& standard, const model::Schools& schools,
                                                     const UnitTable& units, std::uint32_t unit);

}  // namespace junheng::assess
